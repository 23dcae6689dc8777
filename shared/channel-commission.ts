/** What a channel keeps of a booking where its messages do not tell: by the percent that was agreed with it. Pure. */
import { z } from 'zod'

export const MOST_COMMISSION_PERCENT = 50

/** Of the nights' amounts, with two decimals at most. Null: nothing was agreed, or the hotel does not know it. */
export const commissionPercentSchema = z
  .number()
  .min(0)
  .max(MOST_COMMISSION_PERCENT)
  .multipleOf(0.01)
  .nullable()

export interface AgreedCommission {
  readonly commissionMinor: number
  /** What is left to the hotel. */
  readonly netMinor: number
}

/**
 * Of the whole booking, rounded once and half up: a commission of each night would add up to another amount.
 * @param nightsMinor what the guest pays, night by night; minor units, 0 or more
 * @param percent 0 to 50, at most two decimals
 */
export function agreedCommission(nightsMinor: readonly number[], percent: number): AgreedCommission {
  const totalMinor = nightsMinor.reduce((sum, each) => sum + each, 0)
  // Whole hundredths of a percent, as 0.15 times a hundred is not fifteen; their product may pass what a number holds exactly.
  const hundredths = BigInt(Math.round(percent * 100))
  const commissionMinor = Number((BigInt(totalMinor) * hundredths + 5_000n) / 10_000n)
  return { commissionMinor, netMinor: totalMinor - commissionMinor }
}
