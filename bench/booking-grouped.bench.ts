/**
 * What the group commit gains: 64 callers in this process, each waiting for its answer before it sells again, against
 * better-sqlite3 alone writing the same rows one transaction, and so one fsync, after the other.
 */
import { measureBookings } from './booking-pace.ts'
import type { Figure } from './figure.ts'
import { ACTOR, type BenchHotel, type Sale } from './hotel.ts'

export const names = ['booking-grouped']

const CALLERS = 64

export async function run(report: (figure: Figure) => void): Promise<void> {
  const pace = await measureBookings({ warmUpBlocks: 8, blocks: 16, bookingsPerBlock: CALLERS * 8, sell })
  report({
    name: 'booking-grouped',
    value: pace.bookingsPerSecond,
    unit: 'bookings/s',
    ratio: pace.ratio,
    limit: 2.7,
  })
}

async function sell({ ledger }: BenchHotel, sales: readonly Sale[]): Promise<void> {
  const waiting = sales.values()
  const caller = async () => {
    for (const sale of waiting) await ledger.submit('reservations.create', ACTOR, sale)
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
}
