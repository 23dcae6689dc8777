/** A cancellation policy in words: until when it costs what. Pure. */
import { cancellationSteps, feeAmount } from '../../shared/rates/cancellation.ts'
import type { CancellationTerms } from '../../shared/rates/plan-terms.ts'
import { amountText, type HotelClock } from '../formats.ts'
import { t } from '../text/text.ts'

export interface CancellationLine {
  readonly when: string
  readonly cost: string
  readonly isFree: boolean
}

interface Stay {
  /** Of its nights that count, in order; minor units. */
  readonly amounts: readonly number[]
  /** When rooms are ready on the day of arrival, epoch ms. */
  readonly arrivalAt: number
  readonly currency: string
}

const HOUR_MS = 3_600_000

/** What is behind `now` is left out: the first line is what cancelling costs now. */
export function cancellationLines(
  terms: CancellationTerms,
  { amounts, arrivalAt, currency }: Stay,
  now: number,
  clock: Pick<HotelClock, 'dayAndTime'>,
): CancellationLine[] {
  const startOf = (hours: number | null) =>
    hours === null ? Number.NEGATIVE_INFINITY : arrivalAt - hours * HOUR_MS
  const steps = cancellationSteps(terms, amounts).map(({ hoursBefore, feeMinor }) => ({
    feeMinor,
    from: startOf(hoursBefore),
  }))
  const toCome = steps.filter((_, index) => (steps[index + 1]?.from ?? Number.POSITIVE_INFINITY) > now)
  const costOf = (feeMinor: number) => ({
    cost:
      feeMinor === 0
        ? t('cancellation.free')
        : t('sale.money', { currency, amount: amountText(feeMinor, currency) }),
    isFree: feeMinor === 0,
  })
  const lines = toCome.map(({ feeMinor }, index) => {
    const next = toCome[index + 1]?.from
    const when =
      next !== undefined
        ? t('cancellation.until', { when: clock.dayAndTime(next) })
        : toCome.length > 1
          ? t('cancellation.after')
          : t('cancellation.always')
    return { when, ...costOf(feeMinor) }
  })
  const noShow = costOf(feeAmount(terms.noShow, amounts))
  return [...lines, { when: t('cancellation.noShow'), ...noShow }]
}
