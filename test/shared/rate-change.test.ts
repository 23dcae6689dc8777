/** What a change of rates does to the prices of a night: the same arithmetic in the ledger and on the page. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LARGEST_AMOUNT_MINOR } from '../../shared/money.ts'
import { amountFor } from '../../shared/pricing.ts'
import { arePricesInRange, changedPrices, rateChangeSchema } from '../../shared/rate-change.ts'

const prices = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 6 })
const adults = fc.integer({ min: 1, max: 8 })
const amount = fc.integer({ min: 0, max: 1_000_000 })

test('I9: set makes the price for so many adults exactly the amount and keeps the distances of the others', () => {
  fc.assert(
    fc.property(prices, adults, amount, (before, count, amountMinor) => {
      const after = changedPrices(before, { kind: 'set', amountMinor, adults: count })
      expect(amountFor(after, count)).toBe(amountMinor)
      expect(after.map((price, at) => price - after[0]! - (before[at]! - before[0]!))).toEqual(
        before.map(() => 0),
      )
    }),
  )
})

test('set gives a night without a price one for any number of adults; the others leave it without', () => {
  expect(changedPrices([], { kind: 'set', amountMinor: 9_000, adults: 2 })).toEqual([9_000])
  expect(changedPrices([], { kind: 'add', amountMinor: 500 })).toEqual([])
  expect(changedPrices([], { kind: 'percent', percent: 10, roundToMinor: 1 })).toEqual([])
})

test('what is added can be taken away again', () => {
  fc.assert(
    fc.property(prices, fc.integer({ min: -500_000, max: 500_000 }), (before, amountMinor) => {
      const after = changedPrices(before, { kind: 'add', amountMinor })
      expect(changedPrices(after, { kind: 'add', amountMinor: -amountMinor })).toEqual(before)
    }),
  )
})

test('I9: a percentage gives whole multiples of the step, at most half a step from the exact price, and keeps the order', () => {
  const change = fc.record({
    kind: fc.constant('percent' as const),
    percent: fc.integer({ min: -9_000, max: 50_000 }).map((hundredths) => hundredths / 100),
    roundToMinor: fc.constantFrom(1, 10, 100, 500),
  })
  fc.assert(
    fc.property(prices, change, (before, percentage) => {
      const { percent, roundToMinor } = percentage
      const after = changedPrices(before, percentage)
      for (const [at, price] of after.entries()) {
        const exact = (before[at]! * (100 + percent)) / 100
        expect(price % roundToMinor).toBe(0)
        expect(Math.abs(price - exact)).toBeLessThanOrEqual(roundToMinor / 2 + 1e-6)
      }
      const inOrder = before.toSorted((a, b) => a - b)
      const ordered = changedPrices(inOrder, percentage)
      expect(ordered).toEqual(ordered.toSorted((a, b) => a - b))
      expect(arePricesInRange(after)).toBe(true)
    }),
  )
})

test('halves go up', () => {
  expect(changedPrices([1_050], { kind: 'percent', percent: 0, roundToMinor: 100 })).toEqual([1_100])
  expect(changedPrices([500], { kind: 'percent', percent: -90, roundToMinor: 100 })).toEqual([100])
})

test('a price below zero or beyond the largest amount is out of range', () => {
  expect(arePricesInRange([0, LARGEST_AMOUNT_MINOR])).toBe(true)
  expect(arePricesInRange([-1])).toBe(false)
  expect(arePricesInRange([LARGEST_AMOUNT_MINOR + 1])).toBe(false)
  expect(arePricesInRange([10.5])).toBe(false)
})

test('a change that makes no sense is not taken by the contract', () => {
  for (const change of [
    { kind: 'percent', percent: -91, roundToMinor: 1 },
    { kind: 'percent', percent: 501, roundToMinor: 1 },
    { kind: 'percent', percent: 10, roundToMinor: 0 },
    { kind: 'set', amountMinor: -1, adults: 1 },
    { kind: 'set', amountMinor: 10.5, adults: 1 },
    { kind: 'set', amountMinor: 10, adults: 0 },
    { kind: 'add', amountMinor: LARGEST_AMOUNT_MINOR + 1 },
  ])
    expect(rateChangeSchema.safeParse(change).success).toBe(false)
})
