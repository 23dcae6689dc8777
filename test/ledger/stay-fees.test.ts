/** What a cancellation policy asks for: a pure function, by examples and by what must hold for all. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feeFor } from '../../main/ledger/stay-life/fees.ts'
import { type PlainPolicy, policyTerms } from './policy-terms.ts'

const PLAIN = {
  freeUntilDays: 2,
  latePercent: 50,
  lateNights: 1,
  noShowPercent: 100,
  noShowNights: null,
}
const policyOf = (change: Partial<PlainPolicy> = {}) => ({
  id: 1,
  publicId: 'p',
  name: 'Flexible',
  terms: policyTerms({ ...PLAIN, ...change }),
})
const AMOUNTS = [9_999, 20_000, 30_000]
/** At the beginning of the business date so many days before the arrival at 15:00. */
const hoursLeft = (daysBefore: number) => daysBefore * 24 + 11

describe('the fee of an ending', () => {
  test('cancelling is free until the business date so many days before the arrival begins', () => {
    const cancelled = (daysBefore: number, change = {}) =>
      feeFor(policyOf(change), 'cancel', AMOUNTS, hoursLeft(daysBefore))
    expect([cancelled(30), cancelled(3), cancelled(2), cancelled(0), cancelled(-1)]).toEqual([
      0, 0, 5_000, 5_000, 5_000,
    ])
    // 0 days: until the arrival's own business date begins.
    expect([cancelled(1, { freeUntilDays: 0 }), cancelled(0, { freeUntilDays: 0 })]).toEqual([0, 5_000])
  })

  test('is a part of the first nights or of all, half up', () => {
    const noShow = (change = {}) => feeFor(policyOf(change), 'noShow', AMOUNTS, 0)
    expect(noShow()).toBe(59_999)
    expect(noShow({ noShowNights: 2 })).toBe(29_999)
    expect(noShow({ noShowNights: 9 })).toBe(59_999)
    // 9,999 at 50 % is 4,999.5; at 33 % 3,299.67; at 0 % nothing.
    expect(noShow({ noShowNights: 1, noShowPercent: 50 })).toBe(5_000)
    expect(noShow({ noShowNights: 1, noShowPercent: 33 })).toBe(3_300)
    expect(noShow({ noShowPercent: 0 })).toBe(0)
  })

  test('is nothing without a policy, and without nights', () => {
    expect(feeFor(null, 'noShow', AMOUNTS, 0)).toBe(0)
    expect(feeFor(policyOf(), 'noShow', [], 0)).toBe(0)
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
        const asked = policyOf(change)
        const at = (daysBefore: number) => feeFor(asked, 'cancel', prices, hoursLeft(daysBefore))
        const total = prices.reduce((sum, price) => sum + price, 0)
        const [early, late] = [at(Math.max(a, b)), at(Math.min(a, b))]
        expect(Number.isSafeInteger(late) && late >= 0 && late <= total).toBe(true)
        expect(early).toBeLessThanOrEqual(late)
      }),
      { numRuns: 200 },
    )
  })

  test('of several tiers the latest that has begun holds; an amount or nights are never more than the whole price', () => {
    const tiered = (hours: number) =>
      feeFor(
        {
          id: 1,
          publicId: 'p',
          name: 'Tiers',
          terms: {
            tiers: [
              { hoursBefore: 168, fee: { kind: 'percent', percent: 20, ofNights: null } },
              { hoursBefore: 48, fee: { kind: 'nights', nights: 2 } },
              { hoursBefore: 6, fee: { kind: 'amount', amountMinor: 99_999_999 } },
            ],
            noShow: null,
          },
        },
        'cancel',
        AMOUNTS,
        hours,
      )
    expect([200, 168, 48.1, 48, 6, -3].map(tiered)).toEqual([0, 12_000, 12_000, 29_999, 59_999, 59_999])
  })
})
