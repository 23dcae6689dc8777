/** The hotel's names by id, so that screens and sentences speak of rooms and types and never of ids. */
import type { Hotel } from '../shared/contract/property.ts'
import { t } from './text/text.ts'

export type RoomType = Hotel['roomTypes'][number]
export type Room = Hotel['rooms'][number]

export interface HotelNames {
  roomType(id: string): string
  room(id: string): string
  ratePlan(id: string | null): string
}

export function hotelNames(hotel: Pick<Hotel, 'roomTypes' | 'rooms' | 'ratePlans'> | null): HotelNames {
  const namesOf = (things: readonly { id: string; name: string }[] | undefined) =>
    new Map(things?.map((thing) => [thing.id, thing.name]))
  const roomTypes = namesOf(hotel?.roomTypes)
  const rooms = namesOf(hotel?.rooms)
  const ratePlans = namesOf(hotel?.ratePlans)
  return {
    roomType: (id) => roomTypes.get(id) ?? t('errors.gone.roomType'),
    room: (id) => rooms.get(id) ?? t('errors.gone.room'),
    ratePlan: (id) =>
      id === null ? t('errors.gone.notMapped') : (ratePlans.get(id) ?? t('errors.gone.ratePlan')),
  }
}
