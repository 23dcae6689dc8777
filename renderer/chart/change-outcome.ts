/** What a tried change comes to, as the confirmation shows it: a price per way of pricing, or the refusal. Pure. */
import type { ChangeOutcome } from '../../shared/contract/stays.ts'
import { daysBetween } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import type { Refusal } from '../failure.ts'
import { amountText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'
import { t } from '../text/text.ts'
import { refusalSentence } from '../wording.ts'
import type { StayChange } from './stay-plan.ts'

type Preview = Answers['stays']['previewChange']
export type PriceWay = 'keep' | 'plan'

export interface PriceChoice {
  readonly way: PriceWay
  readonly currency: string
  /** `375.00 → 420.00, +45.00`; empty when refused. */
  readonly amounts: string
  readonly refusal: Refusal | null
  wordsOf(names: HotelNames): string
}

/** The amount before and after with the difference, or the one amount that stays. */
export function priceEffect(beforeMinor: number, afterMinor: number, currency: string): string {
  const after = amountText(afterMinor, currency)
  if (beforeMinor === afterMinor) return t('chart.price.same', { amount: after })
  const difference = amountText(afterMinor - beforeMinor, currency)
  return t('chart.price.effect', {
    before: amountText(beforeMinor, currency),
    after,
    difference: afterMinor > beforeMinor ? `+${difference}` : difference,
  })
}

function refusalOf(outcome: ChangeOutcome): Refusal | null {
  return outcome.possible ? null : ({ code: outcome.code, data: outcome.data } as Refusal)
}

function isSameOutcome(keep: ChangeOutcome, plan: ChangeOutcome): boolean {
  if (!keep.possible || !plan.possible) return !keep.possible && !plan.possible && keep.code === plan.code
  return keep.totalMinor === plan.totalMinor && keep.roomTypeId === plan.roomTypeId
}

/** One choice where both ways come to the same. */
export function priceChoices({ before, keep, plan, currency }: Preview): PriceChoice[] {
  const choiceOf = (way: PriceWay, outcome: ChangeOutcome): PriceChoice => {
    const refusal = refusalOf(outcome)
    return {
      way,
      currency,
      refusal,
      amounts: outcome.possible ? priceEffect(before.totalMinor, outcome.totalMinor, currency) : '',
      wordsOf: (names) => {
        if (refusal !== null) return refusalSentence(refusal, names)
        if (way === 'keep') return t('chart.price.keep')
        return t('chart.price.plan', {
          type: outcome.possible ? names.roomType(outcome.roomTypeId) : '',
        })
      },
    }
  }
  if (isSameOutcome(keep, plan)) return [choiceOf('keep', keep)]
  return [choiceOf('keep', keep), choiceOf('plan', plan)]
}

/** `Move Anna Petersen`, `Extend …`, `Shorten …`: what the change is above all. */
export function titleOf({ guestName, before, after }: StayChange): string {
  const nights = daysBetween(before.arrival, before.departure)
  const now = daysBetween(after.arrival, after.departure)
  if (now > nights) return t('chart.change.extend', { guest: guestName })
  if (now < nights) return t('chart.change.shorten', { guest: guestName })
  return t('chart.change.move', { guest: guestName })
}
