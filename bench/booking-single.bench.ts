/**
 * What our work costs on top of SQLite's for one caller who waits for each answer: `reservations.create` of one room
 * for three nights in a real file (WAL, synchronous=FULL), against better-sqlite3 alone writing the same rows one
 * transaction after the other. The ledger's share is the checks, prices, ids, two SHA-256, idempotency and the queue.
 */
import { measureBookings } from './booking-pace.ts'
import type { Figure } from './figure.ts'
import { ACTOR, type BenchHotel, type Sale } from './hotel.ts'

export const names = ['booking-single']

export async function run(report: (figure: Figure) => void): Promise<void> {
  const pace = await measureBookings({ warmUpBlocks: 16, blocks: 30, bookingsPerBlock: 250, sell })
  report({
    name: 'booking-single',
    value: pace.bookingsPerSecond,
    unit: 'bookings/s',
    ratio: pace.ratio,
    limit: 0.7,
  })
}

async function sell({ ledger }: BenchHotel, sales: readonly Sale[]): Promise<void> {
  for (const sale of sales) await ledger.submit('reservations.create', ACTOR, sale)
}
