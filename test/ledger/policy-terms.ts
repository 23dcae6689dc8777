/** Cancellation terms as most tests think of them: free until some days before, then a part of the first nights. */
import type { CancellationTerms } from '../../shared/rates/plan-terms.ts'

export interface PlainPolicy {
  readonly freeUntilDays: number
  readonly latePercent: number
  readonly lateNights: number | null
  readonly noShowPercent: number
  readonly noShowNights: number | null
}

/** Days count from 04:00, when a business date begins: eleven hours before the check-in at 15:00. */
export function policyTerms(plain: PlainPolicy): CancellationTerms {
  const { freeUntilDays, latePercent, lateNights, noShowPercent, noShowNights } = plain
  return {
    tiers: [
      {
        hoursBefore: freeUntilDays * 24 + 11,
        fee: { kind: 'percent', percent: latePercent, ofNights: lateNights },
      },
    ],
    noShow: { kind: 'percent', percent: noShowPercent, ofNights: noShowNights },
  }
}
