/** The commission that was agreed with a channel: what it keeps and what is left are the whole, to the minor unit. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreedCommission, commissionPercentSchema } from '../../shared/channel-commission.ts'
import { LARGEST_AMOUNT_MINOR } from '../../shared/money.ts'

test('is rounded once and half up, of the whole booking', () => {
  expect(agreedCommission([10_000, 12_000], 15)).toEqual({ commissionMinor: 3_300, netMinor: 18_700 })
  // 1.5 of three nights, not half a unit rounded up for each.
  expect(agreedCommission([1, 1, 1], 50)).toEqual({ commissionMinor: 2, netMinor: 1 })
  expect(agreedCommission([10_000], 12.35).commissionMinor).toBe(1_235)
  expect(agreedCommission([100], 0.29)).toEqual({ commissionMinor: 0, netMinor: 100 })
  expect(agreedCommission([], 20)).toEqual({ commissionMinor: 0, netMinor: 0 })
})

test('and the rest add up to what the guest pays, exactly, also of the largest amounts', () => {
  const nights = fc.array(fc.integer({ min: 0, max: LARGEST_AMOUNT_MINOR }), { maxLength: 40 })
  fc.assert(
    fc.property(nights, fc.integer({ min: 0, max: 5_000 }), (amounts, hundredths) => {
      const totalMinor = amounts.reduce((sum, each) => sum + each, 0)
      const { commissionMinor, netMinor } = agreedCommission(amounts, hundredths / 100)
      expect(commissionMinor + netMinor).toBe(totalMinor)
      // Within half a minor unit of the exact product.
      const off = BigInt(commissionMinor) * 10_000n - BigInt(totalMinor) * BigInt(hundredths)
      expect(-5_000n < off && off <= 5_000n).toBe(true)
      expect(netMinor).toBeGreaterThanOrEqual(commissionMinor - 1)
    }),
  )
})

test('a percent is 0 to 50 with two decimals at most, or not known', () => {
  const isTaken = (percent: unknown) => commissionPercentSchema.safeParse(percent).success
  expect([null, 0, 0.01, 0.29, 12.35, 15, 50].filter((percent) => !isTaken(percent))).toEqual([])
  expect([-0.01, 50.01, 12.345, Number.NaN, '15', undefined].filter(isTaken)).toEqual([])
})
