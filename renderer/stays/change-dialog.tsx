/** Other dates or another room for a stay: what it would cost is tried by the host while it is typed, then done with Enter. */
import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type IsoDate, laterOf } from '../../shared/dates.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { type ProposedChange, type StaySubject, useDeskState } from '../desk-state.ts'
import { amountText, stayDatesText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { isChangedMeanwhile, MeanwhileAlert } from '../reservation/meanwhile-alert.tsx'
import { useSeenReservation } from '../reservation/seen-reservation.ts'
import { t } from '../text/text.ts'
import {
  type ChangeEntry,
  enterArrival,
  enterNights,
  isStayRange,
  nightsOfEntry,
  targetOf,
  touched,
} from './change-entry.ts'
import { differenceText, PriceEffect, type Pricing, pricingOf, useChangePreview } from './change-preview.tsx'
import { DialogForm } from './dialog-form.tsx'
import { useRoomOptions } from './room-choice.tsx'
import { type StayDetail, StayTitle, useSubject } from './stay-line.tsx'

const NO_ROOM = 'none'

export function ChangeDialog({ stay: shown, to }: { stay: StaySubject; to: ProposedChange }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const { seen, isChanged, lookAgain } = useSeenReservation(shown.reservationId)
  const stay = useSubject(shown, seen)
  const detail = seen?.stays.find((each) => each.id === stay.stayId)
  /** Only what was typed: the rest follows the stay, also after it was looked at again. */
  const [typed, setTyped] = useState<Partial<ChangeEntry>>(to)
  const entry: ChangeEntry = {
    arrival: stay.arrival,
    departure: stay.departure,
    roomId: stay.roomId,
    ...typed,
  }
  const target = targetOf(entry, stay)
  const loaded = useChangePreview(target === null ? null : { stayId: stay.stayId, ...target })
  const preview = target === null ? undefined : loaded.preview
  const [wish, setWish] = useState<Pricing>('keep')
  const pricing = pricingOf(preview, wish)
  const outcome = preview?.[pricing]
  const change = useCommand(calls.stays.change)
  const canSubmit = target !== null && loaded.isCurrent && outcome?.possible === true && seen !== undefined

  async function submit() {
    if (target === null || seen === undefined) return
    const answer = await change.send({ stayId: stay.stayId, ...target, price: pricing, seenSeq: seen.seq })
    if (answer === undefined) return
    // What lies behind shows the change before it is worked on further.
    await lookAgain()
    notify(
      'done',
      t('stays.change.done', {
        name: stay.guestName,
        dates: stayDatesText(target.arrival, target.departure),
        total: t('sale.money', {
          currency: seen.currency,
          amount: amountText(answer.totalMinor, seen.currency),
        }),
      }),
    )
    close()
  }
  const difference =
    outcome?.possible === true && preview !== undefined
      ? differenceText(outcome.totalMinor - preview.before.totalMinor, preview.currency)
      : null
  return (
    <DialogForm
      title={
        <StayTitle words={t('stays.change.title', { name: stay.guestName })} stay={stay} code={seen?.code} />
      }
      size={640}
      action={
        difference === null || !loaded.isCurrent
          ? t('stays.change.do')
          : t('stays.change.doFor', { difference })
      }
      startsInField
      canSubmit={canSubmit}
      isSending={change.isSending}
      failure={isChangedMeanwhile(change.failure) ? null : change.failure}
      onSubmit={submit}
    >
      <ChangeFields
        stay={stay}
        detail={detail}
        entry={entry}
        onChange={(next) => setTyped({ ...typed, ...touched(entry, next) })}
      />
      {target === null ? (
        <p className="muted second">
          {t(isStayRange(entry) ? 'stays.change.nothing' : 'stays.change.noDay')}
        </p>
      ) : (
        <>
          <FailureAlert failure={loaded.failure} />
          {loaded.failure === null && <PriceEffect loaded={loaded} value={pricing} onChange={setWish} />}
        </>
      )}
      {seen !== undefined && (isChanged || isChangedMeanwhile(change.failure)) && (
        <MeanwhileAlert
          reservationId={seen.id}
          sinceSeq={seen.seq}
          onLookAgain={() => {
            change.clear()
            void lookAgain()
          }}
        />
      )}
    </DialogForm>
  )
}

function ChangeFields({
  stay,
  detail,
  entry,
  onChange,
}: {
  stay: StaySubject
  detail: StayDetail | undefined
  entry: ChangeEntry
  onChange: (entry: ChangeEntry) => void
}) {
  const isInHouse = stay.status === 'in_house'
  const nights = nightsOfEntry(entry)
  return (
    <>
      <div className="sale-fields">
        <TextInput
          type="date"
          label={t('stays.change.arrival')}
          w={138}
          value={entry.arrival}
          disabled={isInHouse}
          {...(isInHouse ? {} : { autoFocus: true, 'data-autofocus': true })}
          onChange={({ currentTarget: { value } }) => onChange(enterArrival(entry, value))}
        />
        <NumberInput
          label={t('stays.change.nights')}
          w={84}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          value={nights ?? ''}
          onChange={(value) => onChange(enterNights(entry, String(value)))}
        />
        <TextInput
          type="date"
          label={t('stays.change.departure')}
          w={138}
          value={entry.departure}
          {...(isInHouse ? { autoFocus: true, 'data-autofocus': true } : {})}
          onChange={({ currentTarget: { value } }) => onChange({ ...entry, departure: value })}
        />
        <RoomField stay={stay} detail={detail} entry={entry} onChange={onChange} />
      </div>
      {isInHouse && <p className="muted second">{t('stays.change.arrived')}</p>}
    </>
  )
}

/** Rooms free on the nights as typed; the stay's own one always, whose other nights the host looks at. */
function RoomField({
  stay,
  detail,
  entry,
  onChange,
}: {
  stay: StaySubject
  detail: StayDetail | undefined
  entry: ChangeEntry
  onChange: (entry: ChangeEntry) => void
}) {
  const { hotel, names } = useHotel()
  const range = isStayRange(entry)
    ? { arrival: entry.arrival as IsoDate, departure: entry.departure as IsoDate }
    : { arrival: stay.arrival, departure: stay.departure }
  const { rooms } = useRoomOptions(
    { ...stay, ...range, arrival: laterOf(range.arrival, hotel.businessDate) },
    detail,
  )
  const ids = new Set([...rooms.map((room) => room.roomId), ...(entry.roomId === null ? [] : [entry.roomId])])
  const typeOf = new Map(hotel.rooms.map((room) => [room.id, room.roomTypeId]))
  return (
    <Select
      label={t('stays.rooms')}
      className="grow"
      miw={160}
      searchable
      allowDeselect={false}
      maxDropdownHeight={240}
      data={[
        ...(stay.status === 'in_house' ? [] : [{ value: NO_ROOM, label: t('stays.rooms.without') }]),
        ...[...ids].map((id) => ({
          value: id,
          label: `${names.room(id)} · ${names.roomType(typeOf.get(id) ?? '')}`,
        })),
      ]}
      value={entry.roomId ?? NO_ROOM}
      onChange={(value) => onChange({ ...entry, roomId: value === null || value === NO_ROOM ? null : value })}
    />
  )
}
