/**
 * The raw limit of a booking on this machine: better-sqlite3 alone writes, one transaction for each booking, the very
 * rows that the ledger wrote, into a copy of the ledger's file with the ledger's settings. It reads nothing, decides
 * nothing and computes nothing: ids, hashes and JSON are taken over as bytes.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { setPragmas } from '../main/store/open.ts'
import type { BenchHotel } from './hotel.ts'

type Row = readonly unknown[]

/** The rows of one booking as the ledger stored them. */
export interface BookingRows {
  readonly guest: Row
  readonly words: readonly Row[]
  readonly reservation: Row
  readonly stay: Row
  readonly nights: readonly Row[]
  /** Parameters of the guarded updates: seq, room type, date. */
  readonly takes: readonly Row[]
  readonly journal: Row
  /** In the reservation's timeline. */
  readonly touched: Row
  readonly answer: Row
}

export interface BareBookings {
  write(booking: BookingRows): void
  close(): void
}

const COLUMNS = {
  guest: 'id, public_id, surname, first_name, email, phone',
  reservation: `id, public_id, code, status, source, booker_id, channel_id, channel_ref, snapshot_fingerprint,
    is_tombstone, currency, note, created_at`,
  stay: `id, public_id, reservation_id, guest_id, room_type_id, rate_plan_id, channel_room_ref, arrival, departure,
    adults, children_ages, status`,
  guest_word: 'word, guest_id',
  journal_reservation: 'reservation_id, seq',
  stay_night: 'stay_id, date, room_type_id, amount_minor',
  journal: 'seq, at, actor, command, payload, previous_hash, hash',
  command_answer: 'actor, key, fingerprint, answer, at',
} as const

/** Reads back the newest `count` bookings of a ledger that has done nothing else since. */
export function newestBookings({ ledger }: BenchHotel, count: number): BookingRows[] {
  const { sqlite } = ledger.store
  const newest = (table: 'guest' | 'reservation' | 'stay' | 'journal', key: string) =>
    sqlite
      .prepare<[number], unknown[]>(`SELECT ${COLUMNS[table]} FROM ${table} ORDER BY ${key} DESC LIMIT ?`)
      .raw()
      .all(count)
  const nights = sqlite
    .prepare<[unknown], unknown[]>(
      `SELECT ${COLUMNS.stay_night} FROM stay_night WHERE stay_id = ? ORDER BY date`,
    )
    .raw()
  const words = sqlite
    .prepare<[unknown], unknown[]>(`SELECT ${COLUMNS.guest_word} FROM guest_word WHERE guest_id = ?`)
    .raw()
  const answers = sqlite
    .prepare<[number], unknown[]>(
      `SELECT ${COLUMNS.command_answer} FROM command_answer ORDER BY json_extract(answer, '$.seq') DESC LIMIT ?`,
    )
    .raw()
    .all(count)
  const [guests, reservations, stays, journal] = [
    newest('guest', 'id'),
    newest('reservation', 'id'),
    newest('stay', 'id'),
    newest('journal', 'seq'),
  ]
  const at = (rows: Row[], index: number): Row => rows[index] ?? []
  return Array.from({ length: count }, (_, index) => {
    const stay = at(stays, index)
    const sold: Row[] = nights.all(stay[0])
    const [seq] = at(journal, index)
    return {
      guest: at(guests, index),
      words: words.all(at(guests, index)[0]),
      reservation: at(reservations, index),
      stay,
      nights: sold,
      takes: sold.map(([, date, roomTypeId]) => [seq, roomTypeId, date]),
      journal: at(journal, index),
      touched: [at(reservations, index)[0], seq],
      answer: at(answers, index),
    }
  }).reverse()
}

/** @param hotel as it stands: what its ledger writes from now on is written here, too. */
export async function openBareBookings({ ledger, dir }: BenchHotel): Promise<BareBookings> {
  const file = join(dir, 'bare.db')
  await ledger.store.sqlite.backup(file)
  const sqlite = new Database(file)
  setPragmas(sqlite)
  const insert = (table: keyof typeof COLUMNS) => {
    const columns = COLUMNS[table].split(',')
    return sqlite.prepare(
      `INSERT INTO ${table} (${columns.join(',')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
  }
  const begin = sqlite.prepare('BEGIN IMMEDIATE')
  const commit = sqlite.prepare('COMMIT')
  const take = sqlite.prepare(
    `UPDATE inventory SET booked = booked + 1, seq = ? WHERE room_type_id = ? AND date = ?
       AND booked + held + blocked + 1 <= total + overbooking_allowance`,
  )
  const guest = insert('guest')
  const reservation = insert('reservation')
  const stay = insert('stay')
  const night = insert('stay_night')
  const journal = insert('journal')
  const word = insert('guest_word')
  const touched = insert('journal_reservation')
  const answer = insert('command_answer')

  return {
    write(booking) {
      begin.run()
      guest.run(booking.guest)
      for (const each of booking.words) word.run(each)
      reservation.run(booking.reservation)
      stay.run(booking.stay)
      for (const each of booking.takes) {
        if (take.run(each).changes !== 1) throw new Error('the copy of the ledger has no room left')
      }
      for (const each of booking.nights) night.run(each)
      journal.run(booking.journal)
      touched.run(booking.touched)
      answer.run(booking.answer)
      commit.run()
    },
    close() {
      sqlite.close()
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
    },
  }
}
