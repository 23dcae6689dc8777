/** Which ways lead out of a case, the mildest first: a room put back, another type, a cancellation agreed with the channel. Pure. */
import type { Hotel } from '../../shared/contract/property.ts'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { Answers } from '../connection/desk-client.ts'

export type OverbookingCase = Answers['attention']['cases']['cases'][number]
type Stay = ReservationDetail['stays'][number]
type Offers = Answers['inventory']['offers']
type Block = Answers['stays']['tapeChart']['blocks'][number]

export type Way =
  | { readonly kind: 'unblock'; readonly key: string; readonly block: Block }
  | {
      readonly kind: 'move'
      readonly key: string
      readonly roomTypeId: string
      readonly available: number
      readonly rooms: readonly { readonly id: string; readonly name: string }[]
    }
  | { readonly kind: 'cancel'; readonly key: string; readonly nights: number }

export function waysOf({
  of,
  stay,
  reservation,
  hotel,
  offers,
  blocks,
}: {
  of: OverbookingCase
  stay: Stay
  reservation: ReservationDetail
  hotel: Pick<Hotel, 'rooms' | 'roomTypes'>
  offers: Offers | undefined
  blocks: readonly Block[]
}): Way[] {
  const ownRooms = new Set(
    hotel.rooms.filter((room) => room.roomTypeId === of.roomTypeId).map((room) => room.id),
  )
  const guests = stay.adults + stay.childrenAges.length
  const sleeps = new Map(hotel.roomTypes.map(({ id, maxOccupancy }) => [id, maxOccupancy]))
  const unblocks = blocks
    .filter((block) => ownRooms.has(block.roomId))
    .filter((block) => of.nights.some((night) => block.from <= night && night < block.to))
    .map((block): Way => ({ kind: 'unblock', key: `unblock ${block.blockId}`, block }))
  const moves = (offers?.roomTypes ?? [])
    .filter((type) => type.roomTypeId !== of.roomTypeId && type.available > 0)
    .filter((type) => (sleeps.get(type.roomTypeId) ?? 0) >= guests)
    .map((type) => ({
      kind: 'move' as const,
      key: `move ${type.roomTypeId}`,
      roomTypeId: type.roomTypeId,
      available: type.available,
      rooms: type.freeRooms.filter((room) => room.inService),
    }))
    .filter(({ rooms }) => rooms.length > 0)
  const toCancel = reservation.stays.filter(({ status }) => status === 'reserved')
  const nights = toCancel.flatMap((each) => each.nights).filter((night) => night.counted).length
  const cancel: Way[] = toCancel.length === 0 ? [] : [{ kind: 'cancel', key: 'cancel', nights }]
  return [...unblocks, ...moves, ...cancel]
}
