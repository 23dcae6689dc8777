/** What a cancellation, or a guest who never came, costs by the rate plan's policy. Pure. */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import type { CancellationPolicy } from '../catalog.ts'

export type Ending = 'cancel' | 'noShow'

export interface EndingStay {
  readonly arrival: IsoDate
  /** Of its counted nights, in order; minor units. */
  readonly amounts: readonly number[]
}

/**
 * Cancelling is free until the business date `arrival - freeUntilDays` begins. Then, and for a no-show, a part of the price
 * of the first nights is asked for, rounded half up.
 * @param policy null asks for nothing.
 * @returns minor units, 0 or more.
 */
export function feeFor(
  policy: CancellationPolicy | null,
  ending: Ending,
  stay: EndingStay,
  businessDate: IsoDate,
): number {
  if (policy === null) return 0
  if (ending === 'noShow') return partOf(stay.amounts, policy.noShowPercent, policy.noShowNights)
  const isFree = addDays(businessDate, policy.freeUntilDays) < stay.arrival
  return isFree ? 0 : partOf(stay.amounts, policy.latePercent, policy.lateNights)
}

/** @param nights of the first so many; null of all. */
function partOf(amounts: readonly number[], percent: number, nights: number | null): number {
  const price = amounts.slice(0, nights ?? amounts.length).reduce((sum, amount) => sum + amount, 0)
  return Math.floor((price * percent + 50) / 100)
}
