/** Chooses a room for a stay: those free on all its nights still to come, the likeliest first. */
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { laterOf } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { FOCUS_AT_ONCE } from '../frame/return-focus.ts'
import { type RoomOptions, roomOptions } from './room-options.ts'

export function useRoomOptions(stay: StaySubject): RoomOptions & { isLoading: boolean } {
  const { queries } = useDesk()
  const { hotel, names } = useHotel()
  const query = useQuery(
    queries.inventory.offers.queryOptions({
      input: {
        arrival: laterOf(stay.arrival, hotel.businessDate),
        departure: stay.departure,
        adults: stay.adults,
      },
      enabled: stay.departure > hotel.businessDate,
    }),
  )
  return { ...roomOptions(stay, query.data, names), isLoading: query.isLoading }
}

type LoadedOptions = RoomOptions & { isLoading: boolean }

/** A stay is not moved to the room that it has. */
export function withoutRoom(options: LoadedOptions, roomId: string | null): LoadedOptions {
  const groups = options.groups.map(({ group, items }) => ({
    group,
    items: items.filter((item) => item.value !== roomId),
  }))
  return { ...options, groups: groups.filter(({ items }) => items.length > 0) }
}

export function RoomSelect({
  options,
  value,
  onChange,
  startsHere = false,
}: {
  options: LoadedOptions
  value: string | null
  onChange: (roomId: string | null) => void
  /** The dialog's keyboard begins here. */
  startsHere?: boolean
}) {
  return (
    <Select
      label="Room"
      data-testid="room-select"
      data={options.groups.map(({ group, items }) => ({ group, items: [...items] }))}
      value={value}
      onChange={onChange}
      searchable
      {...(startsHere ? FOCUS_AT_ONCE : {})}
      allowDeselect={false}
      placeholder={options.isLoading ? 'Looking for free rooms…' : 'Choose a room'}
      nothingFoundMessage="No free room for these nights"
      maxDropdownHeight={260}
    />
  )
}
