/**
 * A season over ten room types, four plans (three follow the first one) and 365 nights with a weekday pattern: 14,600 prices in one
 * commit, from the command to its durable answer. The raw limit is the same number of bare updates of the same rows in one
 * transaction of the same file.
 */
import { addDays } from '../shared/dates.ts'
import type { Figure } from './figure.ts'
import { type BenchHotel, openBenchHotel } from './hotel.ts'
import { median } from './samples.ts'
import { dearerWeekends, FOLLOWERS, layered, SEASON_NIGHTS, wholeYear } from './season-plans.ts'

export const names = ['season-commit']

const ROUNDS = 21

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openBenchHotel(2)
  try {
    await layered(hotel)
    await dearerWeekends(hotel)
    const id = (await wholeYear(hotel, null, 0)).id
    const spent: number[] = []
    const bare: number[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      const begun = performance.now()
      const { changedCells } = await wholeYear(hotel, id, round)
      spent.push(performance.now() - begun)
      if (changedCells !== hotel.roomTypeIds.length * (FOLLOWERS.length + 1) * SEASON_NIGHTS)
        throw new Error(`the season changed ${changedCells} prices`)
      bare.push(bareUpdates(hotel, round))
    }
    const sorted = spent.toSorted((one, other) => one - other)
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0
    report({ name: 'season-commit', value: p95, unit: 'ms', p50: median(spent), p99: p95, limit: 150 })
    console.error(
      `bare updates of the same rows: ${median(bare).toFixed(1)} ms; ratio ${(median(bare) / median(spent)).toFixed(2)}`,
    )
  } finally {
    await hotel.close()
  }
}

/** @returns ms of as many bare updates in one transaction; they write back what stands. */
function bareUpdates({ ledger, businessDate }: BenchHotel, round: number): number {
  const { sqlite } = ledger.store
  const rows = sqlite
    .prepare(
      'SELECT rate_plan_id, room_type_id, date, prices, price_seq FROM rate WHERE date >= ? AND date < ?',
    )
    .all(businessDate, addDays(businessDate, SEASON_NIGHTS)) as {
    rate_plan_id: number
    room_type_id: number
    date: string
    prices: string
    price_seq: number
  }[]
  const update = sqlite.prepare(
    'UPDATE rate SET prices = ?, price_seq = ? WHERE rate_plan_id = ? AND room_type_id = ? AND date = ?',
  )
  const begun = performance.now()
  sqlite.exec('BEGIN IMMEDIATE')
  for (const row of rows)
    update.run(`[${round}]`, row.price_seq + 1_000_000, row.rate_plan_id, row.room_type_id, row.date)
  sqlite.exec('COMMIT')
  const spent = performance.now() - begun
  sqlite.exec('BEGIN IMMEDIATE')
  for (const row of rows) update.run(row.prices, row.price_seq, row.rate_plan_id, row.room_type_id, row.date)
  sqlite.exec('COMMIT')
  return spent
}
