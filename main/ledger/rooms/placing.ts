/** What a stay still needs a room for, and which rooms are free for it. */
import { type Wishes, wishesSchema } from '../../../shared/contract/wishes.ts'
import { addDays, type DateRange, type IsoDate } from '../../../shared/dates.ts'
import type { Catalog, Room } from '../catalog.ts'
import type { Parts } from '../parts.ts'
import type { StayRow } from '../stay-rows.ts'
import { type FreeRoom, type RankedRoom, rank, type WantedRoom } from './fit.ts'
import type { RoomCalendar } from './room-calendar.ts'

/** A stay's counted nights from the business date on. */
export interface NightsToCome {
  readonly range: DateRange
  /** The type that they are counted for; null when it is not the same on all of them. */
  readonly roomTypeId: number | null
  readonly nights: readonly { readonly date: IsoDate; readonly roomTypeId: number }[]
}

/** Null when none is left. */
export function nightsToCome(parts: Parts, stayId: number, businessDate: IsoDate): NightsToCome | null {
  const nights = parts.stays
    .nights(stayId)
    .filter((night) => night.counted === 1 && night.date >= businessDate)
    .map(({ date, roomTypeId }) => ({ date, roomTypeId }))
  const [first, last] = [nights[0], nights.at(-1)]
  if (first === undefined || last === undefined) return null
  const isOneType = nights.every((night) => night.roomTypeId === first.roomTypeId)
  return {
    range: { from: first.date, to: addDays(last.date, 1) },
    roomTypeId: isOneType ? first.roomTypeId : null,
    nights,
  }
}

export function wishesOf(stay: Pick<StayRow, 'wishes'>): Wishes {
  return wishesSchema.parse(JSON.parse(stay.wishes))
}

/** The room that a stay has on a night, or the next one that it gets; undefined when it has none. */
export function roomAround(parts: Parts, catalog: Catalog, stayId: string, date: IsoDate): Room | undefined {
  const stay = parts.stays.stay(stayId)
  if (stay === undefined) return undefined
  const given = parts.rooms.ofStay(stay.id).find((night) => night.date >= date)
  return given === undefined ? undefined : catalog.rooms.get(given.roomId)
}

/** Those of the rooms that are in service and free for the whole range, with how they suit, in the order of the house. */
export function freeRooms(
  rooms: readonly Room[],
  catalog: Catalog,
  calendar: RoomCalendar,
  occupied: ReadonlySet<number>,
  stay: { readonly id: number; readonly range: DateRange; readonly wanted: WantedRoom },
): RankedRoom[] {
  return rooms
    .filter((room) => room.inService && calendar.isFree(room.id, stay.range, stay.id))
    .map((room): FreeRoom => {
      const typeCode = catalog.roomTypes.get(room.roomTypeId).code
      const gaps = calendar.gaps(room.id, stay.range, stay.id)
      return { room, typeCode, gaps, isOccupied: occupied.has(room.id) }
    })
    .map((free) => rank(free, stay.wanted))
}
