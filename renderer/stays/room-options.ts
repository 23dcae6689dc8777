/** Which rooms to propose for a stay, in which order; pure. */
import type { Answers } from '../connection/desk-client.ts'
import type { StaySubject } from '../desk-state.ts'
import type { HotelNames } from '../hotel-names.ts'

type Offers = Answers['inventory']['offers']

interface RoomOption {
  readonly value: string
  readonly label: string
  readonly disabled?: boolean
}
export interface RoomOptions {
  readonly proposed: string | null
  readonly groups: readonly { readonly group: string; readonly items: readonly RoomOption[] }[]
}

/**
 * The stay's own room first (its nights are its own), then free rooms of the type that was sold, then other types.
 * For a check-in a room that someone is in house in cannot be proposed.
 */
export function roomOptions(
  stay: Pick<StaySubject, 'roomId' | 'roomTypeId'>,
  offers: Offers | undefined,
  names: HotelNames,
): RoomOptions {
  const own =
    stay.roomId === null ? [] : [{ value: stay.roomId, label: `${names.room(stay.roomId)} (given now)` }]
  const types = [...(offers?.roomTypes ?? [])].sort(
    (a, b) => Number(b.roomTypeId === stay.roomTypeId) - Number(a.roomTypeId === stay.roomTypeId),
  )
  const groups = types.map((type) => ({
    group: names.roomType(type.roomTypeId),
    items: type.freeRooms
      .filter((room) => room.inService && room.id !== stay.roomId)
      .map((room) => ({
        value: room.id,
        label: room.occupiedNow ? `${room.name}, occupied now` : room.name,
      })),
  }))
  const sameType = types.find((type) => type.roomTypeId === stay.roomTypeId)
  const free = sameType?.freeRooms.find(
    (room) => room.inService && !room.occupiedNow && room.id !== stay.roomId,
  )
  return {
    proposed: stay.roomId ?? free?.id ?? null,
    groups: [...(own.length === 0 ? [] : [{ group: 'Assigned', items: own }]), ...groups].filter(
      ({ items }) => items.length > 0,
    ),
  }
}
