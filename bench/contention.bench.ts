/**
 * Eight callers over HTTP want the same fortnight of a small house for 20 s: each books, and gives back the oldest of its
 * own when it is told that nothing is left, so that the house stays as good as full. The 95th percentile of what a booking
 * waits, sold or refused. Nothing may be sold twice, and nobody is told anything but that it is sold out.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { verifyLedger } from '../main/ledger/verify.ts'
import { addDays } from '../shared/dates.ts'
import { type Answered, type DeskProcess, httpCaller, startDesk } from './desk-process.ts'
import type { Figure } from './figure.ts'
import { type BenchHotel, newKey, openBenchHotel, saleInput } from './hotel.ts'
import { percentile } from './samples.ts'

export const names = ['contention', 'contention-bookings']

const ROOMS_PER_TYPE = 5
const CALLERS = 8
const WARM_UP_MS = 3_000
const LASTS_MS = 20_000
const WINDOW_NIGHTS = 14

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openBenchHotel(ROOMS_PER_TYPE)
  try {
    await hotel.ledger.close()
    const desk = await startDesk(hotel.dir)
    const waits: number[] = []
    let sold = 0
    try {
      const beginsAt = performance.now() + WARM_UP_MS
      const note = ({ status, spentMs }: Answered) => {
        if (performance.now() < beginsAt) return
        waits.push(spentMs)
        if (status === 201) sold++
      }
      const all = Array.from({ length: CALLERS }, (_, index) =>
        call(desk, hotel, index, beginsAt + LASTS_MS, note),
      )
      await Promise.all(all)
    } finally {
      await desk.close()
    }
    const ledger = new Database(join(hotel.dir, 'ledger.db'), { readonly: true })
    const differences = verifyLedger(ledger)
    const oversold = ledger.prepare('SELECT count(*) FROM inventory WHERE oversold > 0').pluck().get()
    ledger.close()
    if (differences.length > 0 || oversold !== 0)
      throw new Error(`sold twice: ${JSON.stringify(differences)}`)
    report({
      name: 'contention',
      value: percentile(waits, 95),
      unit: 'ms',
      p50: percentile(waits, 50),
      limit: 20,
    })
    report({ name: 'contention-bookings', value: (sold / LASTS_MS) * 1_000, unit: 'bookings/s' })
  } finally {
    rmSync(hotel.dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function call(
  desk: DeskProcess,
  hotel: BenchHotel,
  index: number,
  until: number,
  note: (answered: Answered) => void,
): Promise<void> {
  const caller = httpCaller(desk)
  const mine: string[] = []
  for (let number = index; performance.now() < until; number += CALLERS) {
    const answered = await caller.post('/reservations', wish(hotel, number))
    note(answered)
    const { status, body } = answered
    if (status === 201) {
      mine.push(String(body.reservationId))
      continue
    }
    if (body.code !== 'RoomTypeSoldOut') throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
    const oldest = mine.shift()
    if (oldest === undefined) continue
    const given = await caller.post(`/reservations/${oldest}/cancel`, { idempotencyKey: newKey() })
    if (given.status !== 200) throw new Error(`a cancellation was answered ${given.status}`)
  }
  caller.close()
}

/** One to three nights of the fortnight, of one of two types. */
function wish(hotel: BenchHotel, number: number) {
  const sale = saleInput(hotel, number)
  const arrival = addDays(hotel.businessDate, 1 + ((number * 5) % (WINDOW_NIGHTS - 3)))
  const nights = 1 + (number % 3)
  const roomTypeId = hotel.roomTypeIds[number % 2] ?? ''
  const rooms = sale.rooms.map((room) => ({
    ...room,
    roomTypeId,
    arrival,
    departure: addDays(arrival, nights),
  }))
  return { ...sale, rooms }
}
