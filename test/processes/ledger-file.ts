/** An independent look at the ledger's file, beside the host that writes it: every intent once, every booking once. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import type { SandboxControl } from '../sync/suite/sandbox-control.ts'

function readFile<T>(data: string, read: (ledger: Database.Database) => T): T {
  const ledger = new Database(join(data, 'ledger.db'), { readonly: true })
  try {
    return ledger.transaction(() => read(ledger))()
  } finally {
    ledger.close()
  }
}

interface LedgerRoom {
  readonly roomCode: string
  readonly arrival: string
  readonly departure: string
}

interface BookedRow extends LedgerRoom {
  readonly channelRef: string
  readonly status: string
  readonly reservationId: number
  readonly stayStatus: string | null
  readonly amountMinor: number
}

/** I7: every booking of the sandbox is in the ledger exactly once, with its dates, its price and its status. */
export async function expectBookingsOnce(data: string, sandbox: SandboxControl): Promise<number> {
  const bookings = await sandbox.bookings()
  const rows = readFile(data, (ledger) =>
    ledger
      .prepare<[], BookedRow>(
        `SELECT r.channel_ref AS channelRef, r.status, r.id AS reservationId, s.status AS stayStatus,
                m.room_code AS roomCode, s.arrival, s.departure,
                (SELECT sum(n.amount_minor) FROM stay_night AS n WHERE n.stay_id = s.id) AS amountMinor
           FROM reservation AS r
           LEFT JOIN stay AS s ON s.reservation_id = r.id
           LEFT JOIN channel_room_mapping AS m ON m.room_type_id = s.room_type_id AND m.channel_id = r.channel_id
          WHERE r.channel_ref IS NOT NULL`,
      )
      .all(),
  )
  const byRef = Map.groupBy(rows, (row) => row.channelRef)
  const told = (room: LedgerRoom) => `${room.roomCode} ${room.arrival} to ${room.departure}`
  const held = bookings.map(({ channelRef }) => {
    const mine = byRef.get(channelRef) ?? []
    const active = mine.filter(({ stayStatus }) => stayStatus !== null && stayStatus !== 'cancelled')
    return {
      channelRef,
      reservations: new Set(mine.map(({ reservationId }) => reservationId)).size,
      status: mine[0]?.status === 'confirmed' ? 'booked' : mine[0]?.status,
      rooms: active.map(told).sort(),
      totalMinor: active.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    }
  })
  const wanted = bookings.map(({ channelRef, status, rooms, totalMinor }) => ({
    channelRef,
    reservations: 1,
    status,
    rooms: status === 'cancelled' ? [] : rooms.map(told).sort(),
    totalMinor: status === 'cancelled' ? 0 : totalMinor,
  }))
  expect(held).toEqual(wanted)
  expect([...byRef.keys()].sort(), 'bookings that the channel never sold').toEqual(
    bookings.map(({ channelRef }) => channelRef).sort(),
  )
  return bookings.length
}

/** The reservations whose note starts with `prefix`: one intent makes one, so a status stands alone. */
export function reservationsByNote(data: string, prefix: string): ReadonlyMap<string, string> {
  return readFile(data, (ledger) => {
    const rows = ledger
      .prepare<[{ prefix: string }], { note: string; statuses: string }>(
        `SELECT note, group_concat(status) AS statuses FROM reservation
          WHERE substr(note, 1, length($prefix)) = $prefix GROUP BY note`,
      )
      .all({ prefix })
    return new Map(rows.map(({ note, statuses }) => [note, statuses]))
  })
}

/** The journal's newest number. */
export function journalHead(data: string): number {
  return readFile(data, (ledger) => ledger.prepare<[], number>('SELECT max(seq) FROM journal').pluck().get()!)
}

/** Payments whose reference starts with `prefix`: how often each stands in the file, and its amount. */
export function paymentsByReference(
  data: string,
  prefix: string,
): ReadonlyMap<string, { count: number; amountMinor: number }> {
  return readFile(data, (ledger) => {
    const rows = ledger
      .prepare<[{ prefix: string }], { reference: string; count: number; amountMinor: number }>(
        `SELECT reference, count(*) AS count, sum(amount_minor) AS amountMinor FROM posting
          WHERE substr(reference, 1, length($prefix)) = $prefix GROUP BY reference`,
      )
      .all({ prefix })
    return new Map(rows.map(({ reference, ...payment }) => [reference, payment]))
  })
}
