/**
 * How long the desk waits for what is left: ten room types by 14 nights, while the file holds 200,000 past stays. Each
 * call is the whole query as the API calls it, for another window of the horizon, some of them in the past.
 */
import { addDays } from '../shared/dates.ts'
import type { Figure } from './figure.ts'
import { openBenchHotel } from './hotel.ts'
import { addPastStays } from './past-stays.ts'
import { percentile } from './samples.ts'

export const names = ['availability']

const ROOMS_PER_TYPE = 50
const PAST_STAYS = 200_000
const NIGHTS = 14
const WARM_UP_CALLS = 1_000
const CALLS = 10_000
/** One window in so many lies in the past. */
const PAST_EVERY = 8

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openBenchHotel(ROOMS_PER_TYPE)
  try {
    addPastStays(hotel, PAST_STAYS)
    const samples: number[] = []
    for (let call = -WARM_UP_CALLS; call < CALLS; call++) {
      const step = Math.abs(call * 251)
      const offset = call % PAST_EVERY === 0 ? -NIGHTS - (step % 1_000) : step % 780
      const from = addDays(hotel.businessDate, offset)
      const window = { from, to: addDays(from, NIGHTS) }
      const begin = performance.now()
      const { roomTypes } = hotel.ledger.queries.availability(window)
      const spentMs = performance.now() - begin
      if (roomTypes.some(({ days }) => days.length !== NIGHTS)) throw new Error(`nights lack from ${from} on`)
      if (call >= 0) samples.push(spentMs)
    }
    const [p50, p99] = [percentile(samples, 50), percentile(samples, 99)]
    report({ name: 'availability', value: p50, unit: 'ms', p50, p99, limit: 1 })
  } finally {
    await hotel.close()
  }
}
