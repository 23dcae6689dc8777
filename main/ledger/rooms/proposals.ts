/** Which rooms suit a stay for its nights still to come: of its own type first, then of others that have one left. */
import type { RoomFit } from '../../../shared/contract/rooms.ts'
import type { Room } from '../catalog.ts'
import type { Parts } from '../parts.ts'
import type { StayRow } from '../stay-rows.ts'
import type { Reading } from '../views/reading.ts'
import { compareRooms } from './fit.ts'
import { freeRooms, type NightsToCome, nightsToCome, roomAround, wishesOf } from './placing.ts'
import { readCalendar } from './room-calendar.ts'

export function proposeRooms(parts: Parts, { property, catalog }: Reading, stay: StayRow): RoomFit[] {
  const isInHouse = stay.status === 'in_house'
  if (stay.status !== 'reserved' && !isInHouse) return []
  const toCome = nightsToCome(parts, stay.id, property.businessDate)
  const [firstNight] = toCome?.nights ?? []
  if (toCome === null || firstNight === undefined) return []
  const { range } = toCome
  const guests = stay.adults + (JSON.parse(stay.children_ages) as number[]).length
  const types = catalog.roomTypes.all
    .filter((type) => guests <= type.maxOccupancy && hasLeft(parts, toCome, type.id))
    .map((type) => type.id)
  const own = toCome.roomTypeId
  if (own !== null && !types.includes(own)) types.push(own)
  const occupied = parts.rooms.occupied()
  if (isInHouse && stay.room_id !== null) occupied.delete(stay.room_id)
  // A guest in house moves at once: the room must be empty. One who comes may wait until it is.
  const rooms = catalog.rooms.all.filter(
    (room: Room) => types.includes(room.roomTypeId) && !(isInHouse && occupied.has(room.id)),
  )
  const wishes = wishesOf(stay)
  const wanted = {
    roomTypeId: own ?? firstNight.roomTypeId,
    wishes,
    isToday: range.from === property.businessDate,
    near: wishes.nearStayIds.flatMap((id) => roomAround(parts, catalog, id, range.from) ?? []),
  }
  const calendar = readCalendar(parts, rooms, range, property.businessDate)
  return freeRooms(rooms, catalog, calendar, occupied, { id: stay.id, range, wanted })
    .sort(compareRooms)
    .map(({ fit }) => fit)
}

/** Whether the type can take the nights that do not count for it yet. */
function hasLeft(parts: Parts, { range, nights }: NightsToCome, roomTypeId: number): boolean {
  const left = new Map(
    parts.inventory
      .days(roomTypeId, range)
      .map((day) => [day.date, day.total + day.overbooking_allowance - day.blocked - day.held - day.booked]),
  )
  return nights.every((night) => night.roomTypeId === roomTypeId || (left.get(night.date) ?? 0) > 0)
}
