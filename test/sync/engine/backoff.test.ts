import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs, LONGEST_RETRY_AFTER_MS } from '../../../sync/engine/backoff.ts'

const limits = fc.record({
  backoffBaseMs: fc.integer({ min: 10, max: 60_000 }),
  backoffMaxMs: fc.integer({ min: 100, max: 3_600_000 }),
})
/** Uniform draws with both ends included, which a random number only approaches. */
const draw = fc.oneof(
  fc.constantFrom(0, 0.5, 1 - 2 ** -53),
  fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true }),
)

test('the wait after the n-th failure lies between 0 and min(max, base * 2^(n-1))', () => {
  fc.assert(
    fc.property(limits, fc.integer({ min: 1, max: 10_000 }), draw, (bounds, failures, drawn) => {
      const waitMs = backoffMs(failures, bounds, () => drawn)
      const ceiling = Math.min(bounds.backoffMaxMs, bounds.backoffBaseMs * 2 ** (failures - 1))
      expect(Number.isInteger(waitMs)).toBe(true)
      expect(waitMs).toBeGreaterThanOrEqual(0)
      expect(waitMs).toBeLessThanOrEqual(ceiling)
    }),
  )
})

test('the jitter is full: the ends of the interval are reached, and the ceiling doubles with each failure', () => {
  const bounds = { backoffBaseMs: 100, backoffMaxMs: 500 }
  const longest = [1, 2, 3, 4, 5].map((failures) => backoffMs(failures, bounds, () => 1 - 2 ** -53))
  expect(longest).toEqual([100, 200, 400, 500, 500])
  expect(backoffMs(5, bounds, () => 0)).toBe(0)
})

test('Retry-After is the least wait, and counts for an hour at most', () => {
  fc.assert(
    fc.property(limits, draw, fc.integer({ min: 0, max: 10_000_000 }), (bounds, drawn, askedMs) => {
      const waitMs = backoffMs(1, bounds, () => drawn, askedMs)
      const plainMs = backoffMs(1, bounds, () => drawn)
      expect(waitMs).toBe(Math.max(plainMs, Math.min(askedMs, LONGEST_RETRY_AFTER_MS)))
    }),
  )
})
