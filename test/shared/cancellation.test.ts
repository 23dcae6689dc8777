/** What cancelling costs, and from when on, as the desk tells a guest at the sale. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feeFor } from '../../main/ledger/stay-life/fees.ts'
import { cancellationSteps } from '../../shared/rates/cancellation.ts'
import type { CancellationTerms, Fee } from '../../shared/rates/plan-terms.ts'

const nights = [10_000, 12_000]
const percent = (of: number): Fee => ({ kind: 'percent', percent: of, ofNights: null })

describe('the steps of a cancellation', () => {
  test('begin with the booking and follow each other; tiers that change nothing are left out', () => {
    const tiers = [
      { hoursBefore: 24, fee: percent(100) },
      { hoursBefore: 72, fee: { kind: 'nights', nights: 1 } as const },
      { hoursBefore: 48, fee: { kind: 'amount', amountMinor: 10_000 } as const },
    ]
    expect(cancellationSteps({ tiers }, nights)).toEqual([
      { hoursBefore: null, feeMinor: 0 },
      { hoursBefore: 72, feeMinor: 10_000 },
      { hoursBefore: 24, feeMinor: 22_000 },
    ])
    expect(cancellationSteps({ tiers: [{ hoursBefore: null, fee: percent(100) }] }, nights)).toEqual([
      { hoursBefore: null, feeMinor: 22_000 },
    ])
    expect(cancellationSteps({ tiers: [] }, nights)).toEqual([{ hoursBefore: null, feeMinor: 0 }])
  })

  test('say at every hour what the ledger would charge', () => {
    const hours = fc.option(fc.integer({ min: 0, max: 50 }), { nil: null })
    const fee = fc.integer({ min: 0, max: 100 }).map(percent)
    const tier = fc.record({ hoursBefore: hours, fee })
    const list = fc.uniqueArray(tier, { maxLength: 4, selector: ({ hoursBefore }) => hoursBefore })
    fc.assert(
      fc.property(list, fc.integer({ min: -5, max: 60 }), (tiers, hoursLeft) => {
        const terms: CancellationTerms = { tiers, noShow: null }
        const now = cancellationSteps(terms, nights).findLast(
          ({ hoursBefore }) => hoursBefore === null || hoursLeft <= hoursBefore,
        )
        const policy = { id: 1, publicId: 'p', name: 'P', terms }
        expect(now?.feeMinor).toBe(feeFor(policy, 'cancel', nights, hoursLeft))
      }),
    )
  })
})
