/** What a cancellation policy asks for: a pure function, by examples and by what must hold for all. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feeFor } from '../../main/ledger/stay-life/fees.ts'
import { addDays, isoDate } from '../../shared/dates.ts'

const ARRIVAL = isoDate('2026-12-24')
const policy = {
  id: 1,
  publicId: 'p',
  name: 'Flexible',
  freeUntilDays: 2,
  latePercent: 50,
  lateNights: 1,
  noShowPercent: 100,
  noShowNights: null,
}
const stay = { arrival: ARRIVAL, amounts: [9_999, 20_000, 30_000] }

describe('the fee of an ending', () => {
  test('cancelling is free until the business date so many days before the arrival begins', () => {
    const cancelled = (daysBefore: number, change = {}) =>
      feeFor({ ...policy, ...change }, 'cancel', stay, addDays(ARRIVAL, -daysBefore))
    expect([cancelled(30), cancelled(3), cancelled(2), cancelled(0), cancelled(-1)]).toEqual([
      0, 0, 5_000, 5_000, 5_000,
    ])
    // 0 days: until the arrival's own business date begins.
    expect([cancelled(1, { freeUntilDays: 0 }), cancelled(0, { freeUntilDays: 0 })]).toEqual([0, 5_000])
  })

  test('is a part of the first nights or of all, half up', () => {
    const noShow = (change = {}) => feeFor({ ...policy, ...change }, 'noShow', stay, ARRIVAL)
    expect(noShow()).toBe(59_999)
    expect(noShow({ noShowNights: 2 })).toBe(29_999)
    expect(noShow({ noShowNights: 9 })).toBe(59_999)
    // 9,999 at 50 % is 4,999.5; at 33 % 3,299.67; at 0 % nothing.
    expect(noShow({ noShowNights: 1, noShowPercent: 50 })).toBe(5_000)
    expect(noShow({ noShowNights: 1, noShowPercent: 33 })).toBe(3_300)
    expect(noShow({ noShowPercent: 0 })).toBe(0)
  })

  test('is nothing without a policy, and without nights', () => {
    expect(feeFor(null, 'noShow', stay, ARRIVAL)).toBe(0)
    expect(feeFor(policy, 'noShow', { ...stay, amounts: [] }, ARRIVAL)).toBe(0)
  })

  test('is a whole amount, never more than the price, and never less later', () => {
    const percent = fc.integer({ min: 0, max: 100 })
    const nights = fc.option(fc.integer({ min: 1, max: 10 }))
    const anyPolicy = fc.record({
      freeUntilDays: fc.integer({ min: 0, max: 30 }),
      latePercent: percent,
      lateNights: nights,
      noShowPercent: percent,
      noShowNights: nights,
    })
    const amounts = fc.array(fc.integer({ min: 0, max: 100_000_000_000 }), { maxLength: 30 })
    const days = fc.integer({ min: -5, max: 40 })
    fc.assert(
      fc.property(anyPolicy, amounts, days, days, (change, prices, a, b) => {
        const asked = { ...policy, ...change }
        const at = (daysBefore: number) =>
          feeFor(asked, 'cancel', { arrival: ARRIVAL, amounts: prices }, addDays(ARRIVAL, -daysBefore))
        const total = prices.reduce((sum, price) => sum + price, 0)
        const [early, late] = [at(Math.max(a, b)), at(Math.min(a, b))]
        expect(Number.isSafeInteger(late) && late >= 0 && late <= total).toBe(true)
        expect(early).toBeLessThanOrEqual(late)
      }),
      { numRuns: 200 },
    )
  })
})
