/** What a change of a stay would come to, tried by the host: price before and after under both ways of pricing, or why not. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { StayPromotion } from '../../shared/contract/reservations.ts'
import type { ChangeOutcome } from '../../shared/contract/stays.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import type { Refusal } from '../failure.ts'
import { type Failure, failureOf } from '../failure.ts'
import { amountText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { refusalSentence } from '../wording.ts'
import type { TermsChange } from './change-terms.ts'
import { PromotionEffect } from './promotion-effect.tsx'
import { signedText } from './room-choice.tsx'

export type Pricing = 'keep' | 'plan'
export type Preview = Answers['stays']['previewChange']

export interface StayTarget extends TermsChange {
  readonly stayId: string
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly roomId: string | null
}

export interface LoadedPreview {
  readonly preview: Preview | undefined
  /** False while the preview shown is of another target. */
  readonly isCurrent: boolean
  readonly failure: Failure | null
}

/** @param target null while there is nothing to try. */
export function useChangePreview(target: StayTarget | null): LoadedPreview {
  const { queries } = useDesk()
  const query = useQuery(
    queries.stays.previewChange.queryOptions({
      input: target ?? { stayId: '', arrival: '' as IsoDate, departure: '' as IsoDate, roomId: null },
      enabled: target !== null,
      placeholderData: keepPreviousData,
    }),
  )
  return {
    preview: query.data,
    isCurrent: target !== null && query.isSuccess && !query.isPlaceholderData,
    failure: query.isError ? failureOf(query.error) : null,
  }
}

/** The way of pricing that was wished for where it is possible, else the other one. */
export function pricingOf(preview: Preview | undefined, wish: Pricing): Pricing {
  if (preview === undefined || preview[wish].possible) return wish
  const other = wish === 'keep' ? 'plan' : 'keep'
  return preview[other].possible ? other : wish
}

const WAYS: readonly { pricing: Pricing; words: MessageId; hint: MessageId }[] = [
  { pricing: 'keep', words: 'stays.price.keep', hint: 'stays.price.keepHint' },
  { pricing: 'plan', words: 'stays.price.plan', hint: 'stays.price.planHint' },
]

const RATE_REFUSALS: ReadonlySet<string> = new Set(['NoRateForNight'])

/** Only a price is missing: one that is agreed makes it possible. */
export function refusedByRate({ keep, plan }: Pick<Preview, 'keep' | 'plan'>): boolean {
  return [keep, plan].every((outcome) => outcome.possible || RATE_REFUSALS.has(outcome.code))
}

/** The third way of pricing, where it is offered: the total of what is typed, null while an amount is missing. */
export interface AgreedWay {
  readonly totalMinor: number | null
  onChoose(): void
}

export function PriceEffect({
  loaded: { preview, isCurrent },
  value,
  onChange,
  agreed = null,
}: {
  loaded: LoadedPreview
  value: Pricing | 'agreed'
  onChange: (pricing: Pricing) => void
  agreed?: AgreedWay | null
}) {
  const { names } = useHotel()
  if (preview === undefined) return <p className="muted second">{t('stays.price.looking')}</p>
  const { before, currency, keep, plan } = preview
  if (!keep.possible && !plan.possible && agreed === null)
    return (
      <div className="alert" role="alert" data-testid="change-refused">
        <Mark tone="danger" />
        <span>
          {t('stays.change.cannot', {
            reason: refusalOf(keep, (refusal) => refusalSentence(refusal, names)) ?? '',
          })}
        </span>
      </div>
    )
  return (
    <fieldset className={`price-effect${isCurrent ? '' : ' is-stale'}`} data-testid="price-effect">
      <legend className="strong second">{t('stays.price')}</legend>
      <p className="price-before">
        <span className="muted grow">{t('stays.price.now')}</span>
        <span className="muted">{currency}</span>{' '}
        <span className="figures">{amountText(before.totalMinor, currency)}</span>
      </p>
      {WAYS.map(({ pricing, words, hint }) => (
        <label key={pricing} className={`choice price-way${preview[pricing].possible ? '' : ' is-off'}`}>
          <input
            type="radio"
            name="pricing"
            checked={value === pricing}
            disabled={!preview[pricing].possible}
            onChange={() => onChange(pricing)}
          />
          <span className="choice-stack">
            <span className="strong">{t(words)}</span>
            <span className="muted">
              {refusalOf(preview[pricing], (refusal) => refusalSentence(refusal, names)) ?? t(hint)}
            </span>
          </span>
          <Outcome outcome={preview[pricing]} beforeMinor={before.totalMinor} currency={currency} />
        </label>
      ))}
      {agreed !== null && (
        <label className="choice price-way">
          <input type="radio" name="pricing" checked={value === 'agreed'} onChange={agreed.onChoose} />
          <span className="choice-stack">
            <span className="strong">{t('stays.price.agree')}</span>
            <span className="muted">{t('stays.price.agreeHint')}</span>
          </span>
          {value === 'agreed' && agreed.totalMinor !== null && (
            <Amounts totalMinor={agreed.totalMinor} beforeMinor={before.totalMinor} currency={currency} />
          )}
        </label>
      )}
      <PromotionEffect
        before={before.promotions}
        after={value === 'agreed' ? before.promotions : promotionsAfter(preview[value])}
        way={value}
        currency={currency}
      />
    </fieldset>
  )
}

export function promotionsAfter(outcome: ChangeOutcome): readonly StayPromotion[] {
  return outcome.possible ? outcome.promotions : []
}

function refusalOf(outcome: ChangeOutcome, words: (refusal: Refusal) => string): string | null {
  return outcome.possible ? null : words(outcome as unknown as Refusal)
}

function Outcome({
  outcome,
  beforeMinor,
  currency,
}: {
  outcome: ChangeOutcome
  beforeMinor: number
  currency: string
}) {
  if (!outcome.possible) return null
  return <Amounts totalMinor={outcome.totalMinor} beforeMinor={beforeMinor} currency={currency} />
}

function Amounts({
  totalMinor,
  beforeMinor,
  currency,
}: {
  totalMinor: number
  beforeMinor: number
  currency: string
}) {
  return (
    <span className="choice-stack price-outcome figures">
      <span className="strong">{amountText(totalMinor, currency)}</span>
      <span className="muted">{differenceText(totalMinor - beforeMinor, currency)}</span>
    </span>
  )
}

export function differenceText(minor: number, currency: string): string {
  return minor === 0 ? t('stays.price.same') : signedText(minor, currency)
}
