/** Changes a stay: dates, room, type, plan, party and price; what it would cost is tried by the host while it is typed, Enter does it. */
import { useState } from 'react'
import type { IsoDate } from '../../shared/dates.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import type { ProposedChange, StaySubject } from '../desk-state.ts'
import { amountText, stayDatesText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { AgreedPrices } from './agreed-prices.tsx'
import { type ChangeEntry, isStayRange, targetOf, touched } from './change-entry.ts'
import { ChangeFields } from './change-fields.tsx'
import {
  differenceText,
  PriceEffect,
  type Pricing,
  pricingOf,
  refusedByRate,
  useChangePreview,
} from './change-preview.tsx'
import { agreedNights, agreedTotal, type ChangeTerms, changedTerms, termsOf } from './change-terms.ts'
import { DialogForm } from './dialog-form.tsx'
import { StayTitle } from './stay-line.tsx'
import { Meanwhile, plainFailure, useStayWork } from './stay-work.tsx'

export function ChangeDialog({ stay: shown, to }: { stay: StaySubject; to: ProposedChange }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const work = useStayWork(shown)
  const { stay, seen, detail } = work
  const sold = detail ?? { ...stay, ratePlanId: null, childrenAges: [] }
  /** Only what was typed: the rest follows the stay, also after it was looked at again. */
  const [typed, setTyped] = useState<Partial<ChangeEntry>>(to)
  const [typedTerms, setTypedTerms] = useState<Partial<ChangeTerms>>({})
  const [typedPrices, setTypedPrices] = useState<ReadonlyMap<IsoDate, string>>(new Map())
  const [wish, setWish] = useState<Pricing | 'agreed'>('keep')
  const entry: ChangeEntry = {
    arrival: stay.arrival,
    departure: stay.departure,
    roomId: stay.roomId,
    ...typed,
  }
  const terms: ChangeTerms = { ...termsOf(sold), ...typedTerms }
  const termsChange = changedTerms(terms, sold)
  const dates = targetOf(entry, null)
  const isChanged =
    targetOf(entry, stay) !== null || Object.keys(termsChange ?? {}).length > 0 || wish !== 'keep'
  const target =
    dates === null || termsChange === undefined || detail === undefined || !isChanged
      ? null
      : { stayId: stay.stayId, ...dates, ...termsChange }
  const loaded = useChangePreview(target)
  const preview = target === null ? undefined : loaded.preview
  const pricing = wish === 'agreed' ? wish : pricingOf(preview, wish)
  const outcome = pricing === 'agreed' ? undefined : preview?.[pricing]

  const prices =
    preview?.keep.possible === true
      ? preview.keep.nights
      : preview?.plan.possible === true
        ? preview.plan.nights
        : (preview?.before.nights ?? [])
  const nights =
    dates === null || preview === undefined
      ? []
      : agreedNights(dates, hotel.businessDate, prices, typedPrices, preview.currency)
  const agreedMinor =
    preview === undefined ? undefined : agreedTotal(nights, preview.before.nights, hotel.businessDate)
  const canAgree = preview !== undefined && (preview.keep.possible || refusedByRate(preview))
  const totalMinor =
    pricing === 'agreed'
      ? canAgree
        ? agreedMinor
        : undefined
      : outcome?.possible
        ? outcome.totalMinor
        : undefined
  const change = useCommand(calls.stays.change)
  const canSubmit = target !== null && loaded.isCurrent && totalMinor !== undefined && seen !== undefined

  async function submit() {
    if (target === null || seen === undefined) return
    const answer = await change.send({
      ...target,
      price: pricing,
      ...(pricing === 'agreed'
        ? { nightlyAmounts: nights.flatMap(({ amountMinor }) => amountMinor ?? []) }
        : {}),
      seenSeq: seen.seq,
    })
    if (answer === undefined) return
    const { currency } = seen
    await work.finish(
      t('stays.change.done', {
        name: stay.guestName,
        dates: stayDatesText(target.arrival, target.departure),
        total: t('sale.money', { currency, amount: amountText(answer.totalMinor, currency) }),
      }),
    )
  }
  const difference =
    totalMinor === undefined || preview === undefined
      ? null
      : differenceText(totalMinor - preview.before.totalMinor, preview.currency)
  return (
    <DialogForm
      title={
        <StayTitle words={t('stays.change.title', { name: stay.guestName })} stay={stay} code={seen?.code} />
      }
      size={680}
      action={
        difference === null || !loaded.isCurrent
          ? t('stays.change.do')
          : t('stays.change.doFor', { difference })
      }
      startsInField
      canSubmit={canSubmit}
      isSending={change.isSending}
      failure={plainFailure(change)}
      onSubmit={submit}
    >
      <ChangeFields
        stay={stay}
        detail={detail}
        entry={entry}
        terms={terms}
        onEntry={(next) => setTyped({ ...typed, ...touched(entry, next) })}
        onTerms={setTypedTerms}
      />
      {dates === null || termsChange === undefined ? (
        <p className="muted second">
          {t(isStayRange(entry) ? 'stays.change.wrongParty' : 'stays.change.noDay')}
        </p>
      ) : (
        <>
          <FailureAlert failure={loaded.failure} />
          {target === null && (
            <p className="muted second row">
              <span className="grow">{t('stays.change.nothing')}</span>
              <button type="button" className="link-button" onClick={() => setWish('agreed')}>
                {t('stays.price.agree')}
              </button>
              <button type="button" className="link-button" onClick={() => setWish('plan')}>
                {t('stays.price.plan')}
              </button>
            </p>
          )}
          {target !== null && loaded.failure === null && (
            <PriceEffect
              loaded={loaded}
              value={pricing}
              onChange={setWish}
              agreed={
                canAgree ? { totalMinor: agreedMinor ?? null, onChoose: () => setWish('agreed') } : null
              }
            />
          )}
          {pricing === 'agreed' && canAgree && preview !== undefined && (
            <AgreedPrices
              nights={nights}
              currency={preview.currency}
              onType={(texts) => setTypedPrices(new Map([...typedPrices, ...texts]))}
            />
          )}
        </>
      )}
      <Meanwhile work={work} commands={[change]} />
    </DialogForm>
  )
}
