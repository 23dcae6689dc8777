/** The fields of a stay's change: dates, room, the type and plan that are sold, the party. */
import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type IsoDate, laterOf } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { useSelectedText } from '../frame/selected-text.ts'
import { t } from '../text/text.ts'
import { type ChangeEntry, enterArrival, enterNights, isStayRange, nightsOfEntry } from './change-entry.ts'
import { type ChangeTerms, readAdults, readAges } from './change-terms.ts'
import { useRoomOptions } from './room-choice.tsx'
import type { RoomOption } from './room-options.ts'
import type { StayDetail } from './stay-line.tsx'

const NO_ROOM = 'none'

export function ChangeFields({
  stay,
  detail,
  entry,
  terms,
  onEntry,
  onTerms,
}: {
  stay: StaySubject
  detail: StayDetail | undefined
  entry: ChangeEntry
  terms: ChangeTerms
  onEntry: (entry: ChangeEntry) => void
  onTerms: (terms: ChangeTerms) => void
}) {
  const { hotel } = useHotel()
  const isInHouse = stay.status === 'in_house'
  const nights = nightsOfEntry(entry)
  const [opened] = useState(nights)
  const nightsField = useSelectedText(nights === opened ? String(nights) : null)
  const rooms = useRooms(stay, detail, entry)
  function enterType(roomTypeId: string | null) {
    if (roomTypeId === null) return
    onTerms({ ...terms, roomTypeId })
    // A room of another type does not go with it: one that is free takes its place where the guest has one.
    if (entry.roomId === null || typeOf(hotel.rooms, entry.roomId) === roomTypeId) return
    const free = rooms.find((room) => room.roomTypeId === roomTypeId && !room.isOccupied)
    onEntry({ ...entry, roomId: free?.roomId ?? null })
  }
  return (
    <>
      <div className="sale-fields">
        <TextInput
          type="date"
          label={t('stays.change.arrival')}
          w={138}
          value={entry.arrival}
          disabled={isInHouse}
          onChange={({ currentTarget: { value } }) => onEntry(enterArrival(entry, value))}
        />
        <NumberInput
          label={t('stays.change.nights')}
          w={84}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          {...FOCUS_AT_ONCE}
          // Typed over at once: E, the nights, Enter.
          ref={nightsField}
          value={nights ?? ''}
          onChange={(value) => onEntry(enterNights(entry, String(value)))}
        />
        <TextInput
          type="date"
          label={t('stays.change.departure')}
          w={138}
          value={entry.departure}
          onChange={({ currentTarget: { value } }) => onEntry({ ...entry, departure: value })}
        />
        <RoomField stay={stay} rooms={rooms} entry={entry} onChange={onEntry} />
      </div>
      <div className="sale-fields">
        <Select
          label={t('stays.change.type')}
          className="grow"
          miw={150}
          allowDeselect={false}
          data={hotel.roomTypes.map(({ id, name }) => ({ value: id, label: name }))}
          value={terms.roomTypeId}
          onChange={enterType}
        />
        <Select
          label={t('stays.change.plan')}
          className="grow"
          miw={150}
          allowDeselect={false}
          data={hotel.ratePlans.map(({ id, name }) => ({ value: id, label: name }))}
          value={terms.ratePlanId}
          onChange={(ratePlanId) => onTerms({ ...terms, ratePlanId })}
        />
        <TextInput
          label={t('stays.change.adults')}
          w={72}
          inputMode="numeric"
          maxLength={2}
          value={terms.adults}
          error={readAdults(terms.adults) === undefined}
          onChange={({ currentTarget: { value } }) => onTerms({ ...terms, adults: value })}
        />
        <TextInput
          label={t('stays.change.ages')}
          placeholder={t('stays.change.agesHint')}
          w={128}
          maxLength={80}
          value={terms.ages}
          error={readAges(terms.ages) === undefined ? t('stays.change.agesWrong') : null}
          onChange={({ currentTarget: { value } }) => onTerms({ ...terms, ages: value })}
        />
      </div>
      {isInHouse && <p className="muted second">{t('stays.change.arrived')}</p>}
    </>
  )
}

function typeOf(rooms: readonly { id: string; roomTypeId: string }[], roomId: string): string | undefined {
  return rooms.find((room) => room.id === roomId)?.roomTypeId
}

/** Rooms free on the nights as typed. */
function useRooms(
  stay: StaySubject,
  detail: StayDetail | undefined,
  entry: ChangeEntry,
): readonly RoomOption[] {
  const { hotel } = useHotel()
  const range = isStayRange(entry)
    ? { arrival: entry.arrival as IsoDate, departure: entry.departure as IsoDate }
    : { arrival: stay.arrival, departure: stay.departure }
  const options = useRoomOptions(
    { ...stay, ...range, arrival: laterOf(range.arrival, hotel.businessDate) },
    detail,
  )
  return options.rooms
}

/** The stay's own room always, whose other nights the host looks at. */
function RoomField({
  stay,
  rooms,
  entry,
  onChange,
}: {
  stay: StaySubject
  rooms: readonly RoomOption[]
  entry: ChangeEntry
  onChange: (entry: ChangeEntry) => void
}) {
  const { hotel, names } = useHotel()
  const ids = new Set([...rooms.map((room) => room.roomId), ...(entry.roomId === null ? [] : [entry.roomId])])
  return (
    <Select
      label={t('stays.rooms')}
      className="grow"
      miw={160}
      searchable
      allowDeselect={false}
      maxDropdownHeight={240}
      data={[
        ...(stay.status === 'in_house' && entry.roomId !== null
          ? []
          : [{ value: NO_ROOM, label: t('stays.rooms.without') }]),
        ...[...ids].map((id) => ({
          value: id,
          label: `${names.room(id)} · ${names.roomType(typeOf(hotel.rooms, id) ?? '')}`,
        })),
      ]}
      value={entry.roomId ?? NO_ROOM}
      onChange={(value) => onChange({ ...entry, roomId: value === null || value === NO_ROOM ? null : value })}
    />
  )
}
