/** What a cancellation, or a guest who never came, costs by the rate plan's policy. Pure. */
import { feeAmount } from '../../../shared/rates/cancellation.ts'
import type { CancellationPolicy } from '../catalog.ts'

export type Ending = 'cancel' | 'noShow'

/**
 * What is asked for by the tier that the cancellation is late for, or for a no-show; never more than the whole price.
 * @param policy null asks for nothing.
 * @param amounts of the stay's counted nights, in order; minor units
 * @param hoursLeft until the arrival's check-in time; negative after it
 * @returns minor units, 0 or more; parts of a price are rounded half up.
 */
export function feeFor(
  policy: CancellationPolicy | null,
  ending: Ending,
  amounts: readonly number[],
  hoursLeft: number,
): number {
  if (policy === null) return 0
  const { tiers, noShow } = policy.terms
  if (ending === 'noShow') return feeAmount(noShow, amounts)
  const late = tiers
    .filter(({ hoursBefore }) => hoursBefore === null || hoursLeft <= hoursBefore)
    .toSorted((one, other) => (one.hoursBefore ?? Infinity) - (other.hoursBefore ?? Infinity))
  return feeAmount(late[0]?.fee ?? null, amounts)
}

/** Until so many hours before the arrival cancelling is free; null: it never was. Undefined: it always is. */
export function freeUntilHours(policy: CancellationPolicy | null): number | null | undefined {
  const hours = (policy?.terms.tiers ?? []).map(({ hoursBefore }) => hoursBefore)
  if (hours.length === 0) return undefined
  return hours.includes(null) ? null : Math.max(...hours.filter((each) => each !== null))
}
