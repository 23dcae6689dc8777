/** Confirms a change of a stay: what was and what will be, at which price; or why it cannot be done. Enter does it. */
import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { type Failure, failureOf } from '../failure.ts'
import { amountText, stayDatesText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { promotionsAfter } from '../stays/change-preview.tsx'
import { PromotionEffect } from '../stays/promotion-effect.tsx'
import { t } from '../text/text.ts'
import { type PriceChoice, type PriceWay, priceChoices, titleOf } from './change-outcome.ts'
import { nightsText, roomText } from './chart-words.ts'
import type { Placement, StayChange } from './stay-plan.ts'

type Preview = Answers['stays']['previewChange']

export function ConfirmChange({ change }: { change: StayChange }) {
  const { queries, calls } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const openReservation = useDeskState((state) => state.openReservation)
  const [chosen, setChosen] = useState<PriceWay | null>(null)
  const { stayId, after, seenSeq } = change
  const seen = seenSeq === null ? {} : { seenSeq }
  const preview = useQuery(
    queries.stays.previewChange.queryOptions({ input: { stayId, ...after, ...seen }, gcTime: 0 }),
  )
  const command = useCommand(calls.stays.change)

  const choices = preview.data === undefined ? [] : priceChoices(preview.data)
  const possible = choices.filter((choice) => choice.refusal === null)
  const way = possible.find((choice) => choice.way === chosen) ?? possible[0]
  const refusal = possible.length === 0 ? (choices[0]?.refusal ?? null) : null
  const failure: Failure | null =
    command.failure ??
    (preview.error !== null
      ? failureOf(preview.error)
      : refusal === null
        ? null
        : { kind: 'refused', refusal })
  const isChangedMeanwhile = isChangedElsewhere(failure)
  const canSubmit = way !== undefined && !isAway && !isChangedMeanwhile

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isChangedMeanwhile) {
      // Decided on what is no longer so: look at it as it is, then decide anew.
      close()
      openReservation(change.reservationId)
      return
    }
    if (!canSubmit || command.isSending) return
    const answer = await command.send({ stayId, ...after, ...seen, price: way.way })
    if (answer === undefined) return
    notify(
      'done',
      t('chart.change.done', {
        guest: change.guestName,
        room: roomText(after.roomId, names),
        dates: stayDatesText(after.arrival, after.departure),
        total: amountText(answer.totalMinor, hotel.currency),
        currency: hotel.currency,
      }),
    )
    close()
  }
  return (
    <OverScreen onClose={close} title={titleOf(change)} size={500}>
      <form className="dialog-body" data-testid="change-dialog" onSubmit={(event) => void submit(event)}>
        <ChangeTable change={change} />
        {preview.data === undefined && preview.error === null ? (
          <p className="change-pending" role="status">
            {t('chart.change.asking')}
          </p>
        ) : (
          <PriceChoices choices={choices} way={way?.way ?? null} onChoose={setChosen} />
        )}
        {preview.data !== undefined && way !== undefined && (
          <PromotionEffect
            before={preview.data.before.promotions}
            after={promotionsAfter(preview.data[way.way])}
            way={way.way}
            currency={preview.data.currency}
          />
        )}
        <FailureAlert failure={failure} />
        {isChangedMeanwhile && preview.data !== undefined && <AsItIsNow before={preview.data.before} />}
        {failure !== null && !isChangedMeanwhile && way === undefined && (
          <p className="muted second">{t('chart.change.nothingChanged')}</p>
        )}
        <div className="dialog-foot">
          <Button variant="default" type="button" onClick={close} rightSection={<Key>Esc</Key>}>
            {t('chart.change.keep')}
          </Button>
          <Button
            type="submit"
            // Focused from the start and never really disabled: the price that comes a moment later needs only Enter.
            {...FOCUS_AT_ONCE}
            {...(canSubmit || isChangedMeanwhile ? {} : { 'data-disabled': true })}
            aria-disabled={!canSubmit && !isChangedMeanwhile}
            aria-busy={command.isSending}
            rightSection={command.isSending ? <Loader size={14} color="currentColor" /> : <Key>Enter</Key>}
          >
            {isChangedMeanwhile ? t('chart.change.look') : t('chart.change.confirm')}
          </Button>
        </div>
      </form>
    </OverScreen>
  )
}

function isChangedElsewhere(failure: Failure | null): boolean {
  return failure?.kind === 'refused' && failure.refusal.code === 'ReservationChangedMeanwhile'
}

function ChangeTable({ change }: { change: StayChange }) {
  const { names } = useHotel()
  const { before, after } = change
  return (
    <dl className="change-table">
      <ChangeLine name={t('chart.change.dates')} before={datesText(before)} after={datesText(after)} />
      <ChangeLine
        name={t('chart.change.room')}
        before={roomText(before.roomId, names)}
        after={roomText(after.roomId, names)}
      />
    </dl>
  )
}

function datesText({ arrival, departure }: Pick<Placement, 'arrival' | 'departure'>): string {
  return t('chart.plan.dates', {
    dates: stayDatesText(arrival, departure),
    nights: nightsText(arrival, departure),
  })
}

function ChangeLine({ name, before, after }: { name: string; before: string; after: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {before === after ? <span className="muted">{before}</span> : <OldAndNew old={before} now={after} />}
      </dd>
    </>
  )
}

function OldAndNew({ old, now }: { old: string; now: string }): ReactNode {
  return (
    <>
      <s className="muted">{old}</s> <span aria-hidden="true">→</span> <b>{now}</b>
    </>
  )
}

function PriceChoices({
  choices,
  way,
  onChoose,
}: {
  choices: readonly PriceChoice[]
  way: PriceWay | null
  onChoose: (way: PriceWay) => void
}) {
  const { names } = useHotel()
  if (choices.every((choice) => choice.refusal !== null)) return null
  return (
    <fieldset className="price-choices">
      <legend className="label">{t('chart.price.legend', { currency: choices[0]?.currency ?? '' })}</legend>
      {choices.map((choice) => (
        <label key={choice.way} className={choice.refusal === null ? undefined : 'is-off'}>
          <input
            type="radio"
            name="price"
            checked={choice.way === way}
            disabled={choice.refusal !== null}
            onChange={() => onChoose(choice.way)}
          />
          <span className="grow">{choice.wordsOf(names)}</span>
          {choice.refusal === null && (
            <span className="figures" data-testid={`price-${choice.way}`}>
              {choice.amounts}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  )
}

/** What somebody else made of it, while it is not lost what was asked for. */
function AsItIsNow({ before }: { before: Preview['before'] }) {
  const { names } = useHotel()
  return (
    <p className="change-now" data-testid="as-it-is-now">
      {t('chart.change.now', { dates: datesText(before), room: roomText(before.roomId, names) })}
    </p>
  )
}
