/** A group is set up, changed, picked up room by room, and gives back what it does not need. */
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Group } from '../../shared/contract/groups.ts'
import { addDays, earlierOf, isIsoDate } from '../../shared/dates.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { dayText, stayDatesText } from '../formats.ts'
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

const LONGEST_CODE = 20
const LONGEST_NAME = 120
const MOST_ROOMS = 500
const MOST_ADULTS = 30
const RELEASE_BEFORE_DAYS = 14

/** Rooms and rate as they are typed, by room type. */
type AllotmentEntry = Readonly<Record<string, { readonly rooms: string; readonly amount: string }>>

function AllotmentFields({
  entry,
  onChange,
}: {
  entry: AllotmentEntry
  onChange: (entry: AllotmentEntry) => void
}) {
  const { hotel } = useHotel()
  return (
    <fieldset className="allotment-fields">
      <legend className="strong">{t('book.group.setApart')}</legend>
      {hotel.roomTypes.map(({ id, name }) => {
        const typed = entry[id] ?? { rooms: '', amount: '' }
        const change = (part: Partial<typeof typed>) => onChange({ ...entry, [id]: { ...typed, ...part } })
        const isRoomsWrong = typed.rooms !== '' && readRooms(typed.rooms) === undefined
        const isAmountWrong = typed.amount !== '' && readAmount(typed.amount, hotel.currency) === undefined
        return (
          <div key={id} className="allotment-row">
            <span className="grow">{name}</span>
            <TextInput
              aria-label={t('book.group.roomsOf', { roomType: name })}
              w={70}
              inputMode="numeric"
              placeholder="0"
              value={typed.rooms}
              error={isRoomsWrong}
              onChange={({ currentTarget: { value } }) => change({ rooms: value })}
            />
            <TextInput
              aria-label={t('book.group.rateOf', { roomType: name, currency: hotel.currency })}
              w={110}
              inputMode="decimal"
              placeholder={hotel.currency}
              value={typed.amount}
              error={isAmountWrong}
              onChange={({ currentTarget: { value } }) => change({ amount: value })}
            />
          </div>
        )
      })}
    </fieldset>
  )
}

function readRooms(text: string): number | undefined {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) <= MOST_ROOMS ? Number(text) : undefined
}

/** What is typed, for a command; null while some of it cannot be read or a number has no rate. */
function allotmentsOf(entry: AllotmentEntry, currency: string) {
  const rows = Object.entries(entry).filter(([, { rooms }]) => rooms.trim() !== '')
  const read = rows.map(([roomTypeId, { rooms, amount }]) => ({
    roomTypeId,
    rooms: readRooms(rooms),
    amountMinor: readAmount(amount, currency),
  }))
  return read.every(
    (row): row is { roomTypeId: string; rooms: number; amountMinor: number } =>
      row.rooms !== undefined && row.amountMinor !== undefined,
  )
    ? read
    : null
}

export function CreateGroupDialog() {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const create = useCommand(calls.groups.create)
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [contact, setContact] = useState(NOBODY)
  const [ratePlanId, setPlan] = useState(hotel.ratePlans[0]?.id ?? '')
  const [dates, setDates] = useState<{ from: string; to: string }>(() => {
    const from = addDays(hotel.businessDate, 60)
    return { from, to: addDays(from, 2) }
  })
  const [release, setRelease] = useState<string>(addDays(hotel.businessDate, 60 - RELEASE_BEFORE_DAYS))
  const [entry, setEntry] = useState<AllotmentEntry>({})
  const nights = nightsOfDates(dates)
  const allotments = allotmentsOf(entry, hotel.currency)
  const canSubmit =
    name.trim() !== '' &&
    code.trim() !== '' &&
    contact.surname.trim() !== '' &&
    nights !== null &&
    isIsoDate(release) &&
    allotments !== null &&
    allotments.length > 0
  async function submit() {
    if (!canSubmit) return
    const answer = await create.send({
      code: code.trim(),
      name: name.trim(),
      contact: personOf(contact),
      ratePlanId,
      arrival: nights.from,
      departure: nights.to,
      releaseDate: release,
      allotments,
      note: '',
    })
    if (answer === undefined) return
    notify('done', t('book.group.created', { name: name.trim() }))
    close()
  }
  return (
    <DialogForm
      title={t('book.group.title')}
      leave={t('common.cancel')}
      action={t('book.group.create')}
      size={660}
      startsInField
      canSubmit={canSubmit}
      isSending={create.isSending}
      failure={create.failure}
      onSubmit={submit}
    >
      <div className="sale-fields">
        <TextInput
          label={t('book.group.name')}
          className="grow"
          maxLength={LONGEST_NAME}
          value={name}
          {...FOCUS_AT_ONCE}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <TextInput
          label={t('book.group.code')}
          w={140}
          maxLength={LONGEST_CODE}
          value={code}
          onChange={({ currentTarget: { value } }) => setCode(value.toUpperCase())}
        />
      </div>
      <div className="sale-fields">
        <PersonFields
          person={contact}
          onChange={setContact}
          startsHere={false}
          surnameLabel={t('book.group.contact')}
        />
      </div>
      <div className="sale-fields">
        <DateFields
          dates={dates}
          onChange={(next) => {
            setDates(next)
            const arrival = next.from
            if (isIsoDate(arrival) && isIsoDate(release)) setRelease(earlierOf(release, arrival))
          }}
        />
        <TextInput
          type="date"
          label={t('book.group.releases')}
          w={138}
          value={release}
          min={hotel.businessDate}
          max={dates.to}
          onChange={({ currentTarget: { value } }) => setRelease(value)}
        />
        <PlanSelect value={ratePlanId} onChange={setPlan} />
      </div>
      <AllotmentFields entry={entry} onChange={setEntry} />
    </DialogForm>
  )
}

/** Name and release date, and other numbers for the nights still to come; a type left empty stays as it is. */
export function ChangeGroupDialog({ group }: { group: Group }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const change = useCommand(calls.groups.change)
  const [name, setName] = useState(group.name)
  const [release, setRelease] = useState<string>(group.releaseDate)
  const [entry, setEntry] = useState<AllotmentEntry>({})
  const allotments = allotmentsOf(entry, hotel.currency)
  const canSubmit = name.trim() !== '' && isIsoDate(release) && allotments !== null
  async function submit() {
    if (!canSubmit) return
    const answer = await change.send({
      groupId: group.id,
      name: name.trim(),
      releaseDate: release,
      allotments,
    })
    if (answer === undefined) return
    notify('done', t('book.group.changed', { name: name.trim() }))
    close()
  }
  return (
    <DialogForm
      title={t('book.group.changeTitle', { name: group.name })}
      action={t('book.group.change')}
      size={620}
      startsInField
      canSubmit={canSubmit}
      isSending={change.isSending}
      failure={change.failure}
      onSubmit={submit}
    >
      <div className="sale-fields">
        <TextInput
          label={t('book.group.name')}
          className="grow"
          maxLength={LONGEST_NAME}
          value={name}
          {...FOCUS_AT_ONCE}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <TextInput
          type="date"
          label={t('book.group.releases')}
          w={138}
          value={release}
          min={hotel.businessDate}
          max={group.departure}
          onChange={({ currentTarget: { value } }) => setRelease(value)}
        />
      </div>
      <p className="muted second">{t('book.group.changeNumbers')}</p>
      <AllotmentFields entry={entry} onChange={setEntry} />
    </DialogForm>
  )
}

export function PickUpDialog({ group }: { group: Group }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const pickUp = useCommand(calls.groups.pickUp)
  const [person, setPerson] = useState(NOBODY)
  const [roomTypeId, setType] = useState(hotel.roomTypes[0]?.id ?? '')
  const [dates, setDates] = useState<{ from: string; to: string }>({
    from: group.arrival,
    to: group.departure,
  })
  const [adults, setAdults] = useState<number | ''>(1)
  const [beyond, setBeyond] = useState(false)
  const nights = nightsOfDates(dates)
  const canSubmit = person.surname.trim() !== '' && nights !== null && isCount(adults, 1, MOST_ADULTS)
  async function submit() {
    if (!canSubmit) return
    const answer = await pickUp.send({
      groupId: group.id,
      guest: personOf(person),
      roomTypeId,
      arrival: nights.from,
      departure: nights.to,
      adults,
      childrenAges: [],
      beyond,
    })
    if (answer === undefined) return
    notify('done', t('book.group.picked', { name: person.surname.trim(), group: group.name }))
    close()
  }
  return (
    <DialogForm
      title={t('book.group.pickUpTitle', { name: group.name })}
      leave={t('common.cancel')}
      action={t('book.group.pickUp')}
      size={640}
      startsInField
      canSubmit={canSubmit}
      isSending={pickUp.isSending}
      failure={pickUp.failure}
      onSubmit={submit}
    >
      <div className="sale-fields">
        <PersonFields person={person} onChange={setPerson} />
      </div>
      <div className="sale-fields">
        <TypeSelect value={roomTypeId} onChange={setType} />
        <DateFields dates={dates} onChange={setDates} />
        <CountField label={t('book.adults')} value={adults} max={MOST_ADULTS} onChange={setAdults} />
      </div>
      <Checkbox
        label={t('book.group.beyond')}
        checked={beyond}
        onChange={({ currentTarget: { checked } }) => setBeyond(checked)}
      />
    </DialogForm>
  )
}

export function ReleaseGroupDialog({ group }: { group: Group }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const release = useCommand(calls.groups.release)
  const left = group.roomNights - group.pickedUpNights - group.releasedNights
  async function submit() {
    const answer = await release.send({ groupId: group.id })
    if (answer === undefined) return
    notify('done', t('book.group.released', { name: group.name, count: answer.releasedNights }))
    close()
  }
  return (
    <DialogForm
      title={t('book.group.releaseTitle', { name: group.name })}
      action={t('book.group.release')}
      canSubmit
      isSending={release.isSending}
      failure={release.failure}
      onSubmit={submit}
    >
      <p>{t('book.group.releaseEffect', { count: left, day: dayText(group.releaseDate) })}</p>
    </DialogForm>
  )
}

export function CancelGroupDialog({ group }: { group: Group }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const cancel = useCommand(calls.groups.cancel)
  const [reason, setReason] = useState('')
  async function submit() {
    const answer = await cancel.send({ groupId: group.id, reason: reason.trim() })
    if (answer === undefined) return
    notify('done', t('book.group.cancelled', { name: group.name, count: answer.cancelledStays }))
    close()
  }
  return (
    <DialogForm
      title={t('book.group.cancelTitle', { name: group.name })}
      action={t('book.group.cancel')}
      tone="danger"
      canSubmit
      isSending={cancel.isSending}
      failure={cancel.failure}
      onSubmit={submit}
    >
      <p>
        {t('book.group.cancelEffect', {
          dates: stayDatesText(group.arrival, group.departure),
          nights: group.pickedUpNights,
        })}
      </p>
      <TextInput
        label={t('book.group.reason')}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </DialogForm>
  )
}
