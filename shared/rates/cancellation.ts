/** What cancelling a stay costs, and from when on. Pure: for the ledger's fees, and for the words at the sale. */
import type { CancellationTerms, Fee } from './plan-terms.ts'

/** @param amounts of the stay's nights, in order, minor units; parts of a price are rounded half up. */
export function feeAmount(fee: Fee | null, amounts: readonly number[]): number {
  const priceOf = (nights: number | null) =>
    amounts.slice(0, nights ?? amounts.length).reduce((sum, amount) => sum + amount, 0)
  if (fee === null) return 0
  if (fee.kind === 'amount') return Math.min(fee.amountMinor, priceOf(null))
  if (fee.kind === 'nights') return priceOf(fee.nights)
  return Math.floor((priceOf(fee.ofNights) * fee.percent + 50) / 100)
}

export interface CancellationStep {
  /** It holds from so many hours before the arrival's check-in time on; null: from the booking on. */
  readonly hoursBefore: number | null
  readonly feeMinor: number
}

/** In the order in which they come to hold, the first one from the booking on. Those that change nothing are left out. */
export function cancellationSteps(
  { tiers }: Pick<CancellationTerms, 'tiers'>,
  amounts: readonly number[],
): CancellationStep[] {
  const fees = tiers
    .toSorted((one, other) => (other.hoursBefore ?? Infinity) - (one.hoursBefore ?? Infinity))
    .map(({ hoursBefore, fee }) => ({ hoursBefore, feeMinor: feeAmount(fee, amounts) }))
  const all = fees[0]?.hoursBefore === null ? fees : [{ hoursBefore: null, feeMinor: 0 }, ...fees]
  return all.filter(({ feeMinor }, index) => feeMinor !== all[index - 1]?.feeMinor)
}
