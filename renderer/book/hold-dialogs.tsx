/** Rooms are held, held longer, given back, or booked. */
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Hold } from '../../shared/contract/holds.ts'
import { addDays, isIsoDate } from '../../shared/dates.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { stayDatesText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import {
  CountField,
  DateFields,
  isCount,
  NOBODY,
  nightsOfDates,
  PersonFields,
  PlanSelect,
  personOf,
  TypeSelect,
} from './book-fields.tsx'
import { afterHours, endOfDay, HOLD_HOURS } from './hold-expiry.ts'

const MOST_ROOMS = 200
const MOST_ADULTS = 30
const LONGEST_LABEL = 120
const UNTIL_DAY = 'day'

interface ExpiryEntry {
  /** Hours, or `day`. */
  readonly choice: string
  readonly day: string
}

function ExpiryFields({ entry, onChange }: { entry: ExpiryEntry; onChange: (entry: ExpiryEntry) => void }) {
  const { hotel } = useHotel()
  return (
    <>
      <Select
        label={t('book.hold.for')}
        w={150}
        allowDeselect={false}
        value={entry.choice}
        onChange={(choice) => choice !== null && onChange({ ...entry, choice })}
        data={[
          ...HOLD_HOURS.map((hours) => ({ value: String(hours), label: t('book.hold.hours', { hours }) })),
          { value: UNTIL_DAY, label: t('book.hold.untilDay') },
        ]}
      />
      {entry.choice === UNTIL_DAY && (
        <TextInput
          type="date"
          label={t('book.hold.lastDay')}
          w={138}
          value={entry.day}
          min={hotel.businessDate}
          onChange={({ currentTarget: { value } }) => onChange({ ...entry, day: value })}
        />
      )}
    </>
  )
}

/** Epoch ms, or null while no day is typed. */
function useExpiry(): [ExpiryEntry, (entry: ExpiryEntry) => void, () => number | null] {
  const { page } = useDesk()
  const { hotel } = useHotel()
  const [entry, setEntry] = useState<ExpiryEntry>({ choice: '24', day: addDays(hotel.businessDate, 7) })
  const expiresAt = () => {
    if (entry.choice !== UNTIL_DAY) return afterHours(page.now(), Number(entry.choice))
    return isIsoDate(entry.day) ? endOfDay(entry.day, hotel.timeZone) : null
  }
  return [entry, setEntry, expiresAt]
}

export function PlaceHoldDialog() {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const place = useCommand(calls.holds.place)
  const [kind, setKind] = useState<'quote' | 'option'>('option')
  const [label, setLabel] = useState('')
  const [roomTypeId, setType] = useState(hotel.roomTypes[0]?.id ?? '')
  const [rooms, setRooms] = useState<number | ''>(1)
  const [dates, setDates] = useState({ from: hotel.businessDate, to: addDays(hotel.businessDate, 1) } as {
    from: string
    to: string
  })
  const [expiry, setExpiry, expiresAt] = useExpiry()
  const nights = nightsOfDates(dates)
  const canSubmit = label.trim() !== '' && nights !== null && isCount(rooms, 1, MOST_ROOMS)
  async function submit() {
    const until = expiresAt()
    if (!canSubmit || until === null) return
    const lines = [{ roomTypeId, rooms, ...nights }]
    const answer = await place.send({ kind, label: label.trim(), lines, expiresAt: until })
    if (answer === undefined) return
    notify('done', t('book.hold.placed', { label: label.trim() }))
    close()
  }
  return (
    <DialogForm
      title={t('book.hold.title')}
      leave={t('common.cancel')}
      action={t('book.hold.place')}
      size={620}
      startsInField
      canSubmit={canSubmit}
      isSending={place.isSending}
      failure={place.failure}
      onSubmit={submit}
    >
      <div className="sale-fields">
        <TextInput
          label={t('book.hold.label')}
          placeholder={t('book.hold.labelExample')}
          className="grow"
          maxLength={LONGEST_LABEL}
          value={label}
          {...FOCUS_AT_ONCE}
          onChange={({ currentTarget: { value } }) => setLabel(value)}
        />
        <Select
          label={t('book.hold.kind')}
          w={130}
          allowDeselect={false}
          value={kind}
          onChange={(value) => value !== null && setKind(value as 'quote' | 'option')}
          data={(['option', 'quote'] as const).map((value) => ({
            value,
            label: t(`book.hold.kind.${value}`),
          }))}
        />
      </div>
      <div className="sale-fields">
        <TypeSelect value={roomTypeId} onChange={setType} />
        <CountField label={t('book.rooms')} value={rooms} max={MOST_ROOMS} onChange={setRooms} />
        <DateFields dates={dates} onChange={setDates} />
      </div>
      <div className="sale-fields">
        <ExpiryFields entry={expiry} onChange={setExpiry} />
      </div>
    </DialogForm>
  )
}

export function ExtendHoldDialog({ hold }: { hold: Hold }) {
  const { calls } = useDesk()
  const { clock } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const extend = useCommand(calls.holds.extend)
  const [expiry, setExpiry, expiresAt] = useExpiry()
  async function submit() {
    const until = expiresAt()
    if (until === null) return
    const answer = await extend.send({ holdId: hold.id, expiresAt: until })
    if (answer === undefined) return
    notify('done', t('book.hold.extended', { label: hold.label, until: clock.dayAndTime(until) }))
    close()
  }
  return (
    <DialogForm
      title={t('book.hold.extendTitle', { label: hold.label })}
      action={t('book.hold.extend')}
      canSubmit
      isSending={extend.isSending}
      failure={extend.failure}
      onSubmit={submit}
    >
      <p className="muted">{t('book.hold.untilNow', { until: clock.dayAndTime(hold.expiresAt) })}</p>
      <div className="sale-fields">
        <ExpiryFields entry={expiry} onChange={setExpiry} />
      </div>
    </DialogForm>
  )
}

export function ReleaseHoldDialog({ hold }: { hold: Hold }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const release = useCommand(calls.holds.release)
  async function submit() {
    const answer = await release.send({ holdId: hold.id })
    if (answer === undefined) return
    notify('done', t('book.hold.released', { label: hold.label }))
    close()
  }
  return (
    <DialogForm
      title={t('book.hold.releaseTitle', { label: hold.label })}
      action={t('book.hold.release')}
      canSubmit
      isSending={release.isSending}
      failure={release.failure}
      onSubmit={submit}
    >
      <HoldLines hold={hold} />
      <p className="muted second">{t('book.hold.releaseEffect')}</p>
    </DialogForm>
  )
}

/** Every held room becomes a stay of one reservation. */
export function ConvertHoldDialog({ hold }: { hold: Hold }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const openReservation = useDeskState((state) => state.openReservation)
  const convert = useCommand(calls.holds.convert)
  const [person, setPerson] = useState(NOBODY)
  const [ratePlanId, setPlan] = useState(hotel.ratePlans[0]?.id ?? '')
  const [adults, setAdults] = useState<number | ''>(2)
  const canSubmit = person.surname.trim() !== '' && isCount(adults, 1, MOST_ADULTS)
  async function submit() {
    if (!canSubmit) return
    const rooms = hold.lines.flatMap(({ roomTypeId, from, to, rooms }) =>
      Array.from({ length: rooms }, () => ({
        roomTypeId,
        ratePlanId,
        arrival: from,
        departure: to,
        adults,
        childrenAges: [],
      })),
    )
    const answer = await convert.send({
      holdId: hold.id,
      booker: personOf(person),
      rooms,
      checkIn: false,
      ignoreRestrictions: true,
      note: '',
    })
    if (answer === undefined) return
    notify('done', t('book.hold.booked', { code: answer.code }))
    close()
    openReservation(answer.reservationId)
  }
  return (
    <DialogForm
      title={t('book.hold.bookTitle', { label: hold.label })}
      leave={t('common.cancel')}
      action={t('book.hold.book')}
      size={620}
      startsInField
      canSubmit={canSubmit}
      isSending={convert.isSending}
      failure={convert.failure}
      onSubmit={submit}
    >
      <HoldLines hold={hold} />
      <div className="sale-fields">
        <PersonFields person={person} onChange={setPerson} />
      </div>
      <div className="sale-fields">
        <PlanSelect value={ratePlanId} onChange={setPlan} />
        <CountField label={t('book.adults')} value={adults} max={MOST_ADULTS} onChange={setAdults} />
      </div>
    </DialogForm>
  )
}

function HoldLines({ hold }: { hold: Hold }) {
  const { names } = useHotel()
  return (
    <ul className="book-lines">
      {hold.lines.map((line) => (
        <li key={`${line.roomTypeId} ${line.from} ${line.to}`}>
          {t('book.hold.line', {
            rooms: line.rooms,
            roomType: names.roomType(line.roomTypeId),
            dates: stayDatesText(line.from, line.to),
          })}
        </li>
      ))}
    </ul>
  )
}
