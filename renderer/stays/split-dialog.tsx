/** Parts a stay in two at a night: the second part is a stay of its own in the same room, to be moved or priced by itself. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { amountText, dayText, stayDatesText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { t } from '../text/text.ts'
import { DialogForm } from './dialog-form.tsx'
import { PromotionEffect } from './promotion-effect.tsx'
import { splitNights } from './stay-actions.ts'
import { type StayDetail, StayTitle } from './stay-line.tsx'
import { Meanwhile, plainFailure, useStayWork } from './stay-work.tsx'

export function SplitDialog({ stay: shown }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const work = useStayWork(shown)
  const { stay, seen, detail } = work
  const nights = splitNights(stay, hotel.businessDate)
  const [chosen, setChosen] = useState<string | null>(null)
  const at = nights.find((night) => night === chosen) ?? nights[Math.floor((nights.length - 1) / 2)]
  const made = useMadeOf(stay.stayId, at)
  const split = useCommand(calls.stays.split)
  async function submit() {
    if (seen === undefined || at === undefined) return
    const answer = await split.send({ stayId: stay.stayId, at, seenSeq: seen.seq })
    if (answer === undefined) return
    await work.finish(t('stays.split.done', { name: stay.guestName, day: dayText(at) }))
  }
  return (
    <DialogForm
      title={
        <StayTitle words={t('stays.split.title', { name: stay.guestName })} stay={stay} code={seen?.code} />
      }
      size={520}
      action={t('stays.split.do')}
      startsInField
      canSubmit={seen !== undefined && at !== undefined}
      isSending={split.isSending}
      failure={plainFailure(split)}
      onSubmit={submit}
    >
      <p className="muted">{t('stays.split.hint')}</p>
      <div className="split-field">
        <label htmlFor="split-at">{t('stays.split.at')}</label>
        <input
          id="split-at"
          type="range"
          min={0}
          max={Math.max(0, nights.length - 1)}
          value={at === undefined ? 0 : nights.indexOf(at)}
          aria-valuetext={at === undefined ? '' : dayText(at)}
          {...FOCUS_AT_ONCE}
          onChange={({ currentTarget: { value } }) => setChosen(nights[Number(value)] ?? null)}
        />
        {at !== undefined && <span className="strong figures">{dayText(at)}</span>}
      </div>
      {at !== undefined && detail !== undefined && (
        <dl className="split-parts" data-testid="split-parts">
          <Part words={t('stays.split.first')} from={stay.arrival} to={at} detail={detail} made={made?.[0]} />
          <Part
            words={t('stays.split.second')}
            from={at}
            to={stay.departure}
            detail={detail}
            made={made?.[1]}
          />
        </dl>
      )}
      <Meanwhile work={work} commands={[split]} />
    </DialogForm>
  )
}

type MadePart = Answers['stays']['previewSplit']['parts'][number]

/** What the host makes of the parts, tried and undone; while the next night is looked at nothing old is shown. */
function useMadeOf(stayId: string, at: IsoDate | undefined): readonly MadePart[] | undefined {
  const { queries } = useDesk()
  const input = { stayId, at: at ?? ('' as IsoDate) }
  const query = useQuery({
    ...queries.stays.previewSplit.queryOptions({ input }),
    enabled: at !== undefined,
  })
  return query.data?.parts
}

function madeText({ totalMinor, planMinor }: MadePart, currency: string): string {
  if (planMinor === null || planMinor === totalMinor) return t('stays.split.kept')
  return t('stays.split.anew', { amount: amountText(planMinor, currency) })
}

function Part({
  words,
  from,
  to,
  detail,
  made,
}: {
  words: string
  from: IsoDate
  to: IsoDate
  detail: StayDetail
  /** Undefined until the host has tried it. */
  made: MadePart | undefined
}) {
  const { hotel } = useHotel()
  const minor = detail.nights
    .filter((night) => night.counted && night.date >= from && night.date < to)
    .reduce((sum, night) => sum + night.amountMinor, 0)
  return (
    <div>
      <dt className="muted">{words}</dt>
      <dd className="strong">{stayDatesText(from, to)}</dd>
      <dd>{t('common.nights', { count: daysBetween(from, to) })}</dd>
      <dd className="right figures">{amountText(minor, hotel.currency)}</dd>
      {made !== undefined && (
        <dd className="split-made">
          <p className="muted second">{madeText(made, hotel.currency)}</p>
          <PromotionEffect before={[]} after={made.promotions} way="keep" currency={hotel.currency} />
        </dd>
      )}
    </div>
  )
}
