/** What a cancellation, or a guest who never came, costs by the rate plan's policy. Pure. */
import { daysBetween, type IsoDate } from '../../../shared/dates.ts'
import type { Fee } from '../../../shared/rates/plan-terms.ts'
import type { CancellationPolicy } from '../catalog.ts'

export type Ending = 'cancel' | 'noShow'

export interface EndingStay {
  readonly arrival: IsoDate
  /** Of its counted nights, in order; minor units. */
  readonly amounts: readonly number[]
}

/**
 * What is asked for by the tier that the cancellation is late for, or for a no-show; never more than the whole price.
 * @param policy null asks for nothing.
 * @returns minor units, 0 or more; parts of a price are rounded half up.
 */
export function feeFor(
  policy: CancellationPolicy | null,
  ending: Ending,
  stay: EndingStay,
  businessDate: IsoDate,
): number {
  if (policy === null) return 0
  const { tiers, noShow } = policy.terms
  if (ending === 'noShow') return feeAmount(noShow, stay.amounts)
  // A business date begins at 04:00, eleven hours before a check-in at 15:00.
  const hoursLeft = daysBetween(businessDate, stay.arrival) * 24 + 11
  const late = tiers
    .filter(({ hoursBefore }) => hoursBefore === null || hoursLeft <= hoursBefore)
    .toSorted((one, other) => (one.hoursBefore ?? Infinity) - (other.hoursBefore ?? Infinity))
  return feeAmount(late[0]?.fee ?? null, stay.amounts)
}

function feeAmount(fee: Fee | null, amounts: readonly number[]): number {
  const priceOf = (nights: number | null) =>
    amounts.slice(0, nights ?? amounts.length).reduce((sum, amount) => sum + amount, 0)
  if (fee === null) return 0
  if (fee.kind === 'amount') return Math.min(fee.amountMinor, priceOf(null))
  if (fee.kind === 'nights') return priceOf(fee.nights)
  return Math.floor((priceOf(fee.ofNights) * fee.percent + 50) / 100)
}
