/** One card a way out: what it will do, what it costs, and the button that does it; only the chosen one is unfolded. */
import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { ChangeOutcome } from '../../shared/contract/stays.ts'
import { addDays } from '../../shared/dates.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import type { Refusal } from '../failure.ts'
import { amountText, personText, stayDatesText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { refusalSentence } from '../wording.ts'
import type { Way } from './case-way.ts'

interface Card {
  readonly number: number
  readonly isChosen: boolean
  readonly onChoose: () => void
}
type Of<K extends Way['kind']> = Extract<Way, { kind: K }>

export function WayOut({
  way,
  stay,
  reservation,
  card,
}: {
  way: Way
  stay: ReservationDetail['stays'][number]
  reservation: ReservationDetail
  card: Card
}) {
  switch (way.kind) {
    case 'move':
      return <MoveWay way={way} stay={stay} reservation={reservation} card={card} />
    case 'unblock':
      return <UnblockWay way={way} card={card} />
    case 'cancel':
      return <CancelWay way={way} reservation={reservation} card={card} />
  }
}

function WayCard({
  card,
  title,
  what,
  children,
}: {
  card: Card
  title: string
  what: string
  children: ReactNode
}) {
  return (
    <section className={`way${card.isChosen ? ' is-chosen' : ''}`} aria-label={title}>
      <button type="button" className="way-head" aria-expanded={card.isChosen} onClick={card.onChoose}>
        <span className="way-number">{card.number}</span>
        <b>{title}</b>
        <span className="muted">{what}</span>
      </button>
      {card.isChosen && <div className="way-body">{children}</div>}
    </section>
  )
}

function MoveWay({
  way,
  stay,
  reservation,
  card,
}: {
  way: Of<'move'>
  stay: ReservationDetail['stays'][number]
  reservation: ReservationDetail
  card: Card
}) {
  const { names } = useHotel()
  const [wished, setWished] = useState<string | null>(null)
  const room = way.rooms.find(({ id }) => id === wished) ?? way.rooms[0]
  const type = names.roomType(way.roomTypeId)
  if (room === undefined) return null
  return (
    <WayCard
      card={card}
      title={t('cases.move.title', { type })}
      what={t('cases.move.free', { count: way.available })}
    >
      <div className="row">
        <Select
          label={t('cases.move.room')}
          data={way.rooms.map(({ id, name }) => ({ value: id, label: name }))}
          value={room.id}
          onChange={setWished}
          allowDeselect={false}
          searchable
        />
      </div>
      <MovePreview stay={stay} reservation={reservation} roomId={room.id} roomName={room.name} type={type} />
    </WayCard>
  )
}

function MovePreview({
  stay,
  reservation,
  roomId,
  roomName,
  type,
}: {
  stay: ReservationDetail['stays'][number]
  reservation: ReservationDetail
  roomId: string
  roomName: string
  type: string
}) {
  const { calls, queries } = useDesk()
  const notify = useDeskState((state) => state.notify)
  const change = useCommand(calls.stays.change)
  const input = { stayId: stay.id, arrival: stay.arrival, departure: stay.departure, roomId }
  const preview = useQuery(queries.stays.previewChange.queryOptions({ input }))
  async function move(price: 'keep' | 'plan') {
    const answer = await change.send({ ...input, price, seenSeq: reservation.seq })
    if (answer === undefined) return
    notify('done', t('cases.move.done', { guest: personText(stay.guest), room: roomName }))
  }
  return (
    <QueryView query={preview}>
      {({ currency, before, keep, plan }) => (
        <>
          <ol className="steps">
            <li>{t('cases.move.step.room', { room: roomName, type })}</li>
            <li>{t('cases.move.step.free', { dates: stayDatesText(stay.arrival, stay.departure) })}</li>
            <li>{t('cases.move.step.channels', { type })}</li>
          </ol>
          <div className="way-prices">
            <PriceChoice
              outcome={keep}
              currency={currency}
              before={before.totalMinor}
              words={t('cases.move.keep')}
              isMain
              isSending={change.isSending}
              onChoose={() => void move('keep')}
            />
            <PriceChoice
              outcome={plan}
              currency={currency}
              before={before.totalMinor}
              words={t('cases.move.plan')}
              isSending={change.isSending}
              onChoose={() => void move('plan')}
            />
          </div>
          <FailureAlert failure={change.failure} />
        </>
      )}
    </QueryView>
  )
}

function PriceChoice({
  outcome,
  currency,
  before,
  words,
  isMain = false,
  isSending,
  onChoose,
}: {
  outcome: ChangeOutcome
  currency: string
  before: number
  words: string
  isMain?: boolean
  isSending: boolean
  onChoose: () => void
}) {
  const { names } = useHotel()
  const isAway = useIsAway()
  if (!outcome.possible)
    return (
      <div className="way-price">
        <span className="strong">{words}</span>
        <span className="warning-text second">
          {refusalSentence({ code: outcome.code, data: outcome.data } as Refusal, names)}
        </span>
      </div>
    )
  const difference = outcome.totalMinor - before
  return (
    <div className="way-price">
      <Button variant={isMain ? 'filled' : 'default'} disabled={isAway || isSending} onClick={onChoose}>
        {words}
      </Button>
      <span className="figures">
        {currency} {amountText(before, currency)} → <b>{amountText(outcome.totalMinor, currency)}</b>
      </span>
      <span className="muted second">
        {difference === 0
          ? t('cases.move.same')
          : t(difference > 0 ? 'cases.move.more' : 'cases.move.less', {
              amount: `${currency} ${amountText(Math.abs(difference), currency)}`,
            })}
      </span>
    </div>
  )
}

function UnblockWay({ way, card }: { way: Of<'unblock'>; card: Card }) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const unblock = useCommand(calls.rooms.unblock)
  const { block } = way
  const room = names.room(block.roomId)
  async function putBack() {
    const answer = await unblock.send({ blockId: block.blockId })
    if (answer !== undefined) notify('done', t('cases.unblock.done', { room, count: answer.freedNights }))
  }
  return (
    <WayCard
      card={card}
      title={t('cases.unblock.title', { room })}
      what={t('cases.unblock.what', {
        reason: block.reason,
        dates: stayDatesText(block.from, addDays(block.to, -1)),
      })}
    >
      <p>{t('cases.unblock.step', { room })}</p>
      <div>
        <Button disabled={isAway} loading={unblock.isSending} onClick={() => void putBack()}>
          {t('cases.unblock.act', { room })}
        </Button>
      </div>
      <FailureAlert failure={unblock.failure} />
    </WayCard>
  )
}

function CancelWay({
  way,
  reservation,
  card,
}: {
  way: Of<'cancel'>
  reservation: ReservationDetail
  card: Card
}) {
  const open = useDeskState((state) => state.open)
  const isAway = useIsAway()
  const { id, code, booker, channel } = reservation
  return (
    <WayCard
      card={card}
      title={channel === null ? t('cases.cancel.direct') : t('cases.cancel.title', { channel: channel.name })}
      what={t('cases.cancel.what', { count: way.nights })}
    >
      <p>
        {channel === null ? t('cases.cancel.directStep') : t('cases.cancel.step', { channel: channel.name })}
      </p>
      <div>
        <Button
          variant="default"
          disabled={isAway}
          onClick={() =>
            open({
              kind: 'cancel',
              reservation: {
                reservationId: id,
                code,
                bookerName: personText(booker),
                channel,
                nights: way.nights,
              },
            })
          }
        >
          {t('cases.cancel.act', { code })}
        </Button>
      </div>
    </WayCard>
  )
}
