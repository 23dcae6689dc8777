/** Which rooms to propose for a stay, in which order, and what each would cost more or less; pure. */
import type { Answers } from '../connection/desk-client.ts'
import type { StaySubject } from '../desk-state.ts'

type Offers = Answers['inventory']['offers']
export type RoomFit = Answers['rooms']['proposals']['rooms'][number]

export interface RoomOption {
  readonly roomId: string
  readonly name: string
  readonly roomTypeId: string
  /** The stay has it now; its nights are its own. */
  readonly isOwn: boolean
  readonly isOccupied: boolean
  /** By the plan's prices against the type that was sold, for the nights to come; null when the plan has no price for it. */
  readonly differenceMinor: number | null
  /** What is not as wished, the worst first; empty where nothing is, or nobody looked. */
  readonly because: RoomFit['because']
}

export interface RoomOptions {
  readonly proposed: string | null
  readonly rooms: readonly RoomOption[]
}

type Stay = Pick<StaySubject, 'roomId' | 'roomTypeId'> & { readonly ratePlanId?: string | null }

/**
 * The stay's own room first, then free rooms of the type that was sold, then other types, those nobody is in first.
 * A room that someone is in house in, or one of another type, is never proposed by itself.
 * @param fits rooms that the ledger proposes for the stay, the best first; without them the order is the house's
 */
export function roomOptions(
  stay: Stay,
  offers: Offers | undefined,
  ownRoom: { readonly name: string; readonly roomTypeId: string } | undefined,
  fits: readonly RoomFit[] = [],
): RoomOptions {
  const places = new Map(fits.map(({ roomId }, place) => [roomId, place]))
  const reasons = new Map(fits.map(({ roomId, because }) => [roomId, worstFirst(because)]))
  const placeOf = (roomId: string) => places.get(roomId) ?? fits.length
  const types = [...(offers?.roomTypes ?? [])]
    .filter(isLargeEnough)
    .sort((a, b) => Number(b.roomTypeId === stay.roomTypeId) - Number(a.roomTypeId === stay.roomTypeId))
  const soldMinor = planMinor(types, stay.roomTypeId, stay.ratePlanId)
  const differenceOf = (roomTypeId: string): number | null => {
    if (roomTypeId === stay.roomTypeId) return 0
    const minor = planMinor(types, roomTypeId, stay.ratePlanId)
    return minor === null || soldMinor === null ? null : minor - soldMinor
  }
  const own: RoomOption[] =
    stay.roomId === null || ownRoom === undefined
      ? []
      : [
          {
            roomId: stay.roomId,
            name: ownRoom.name,
            roomTypeId: ownRoom.roomTypeId,
            isOwn: true,
            isOccupied: false,
            differenceMinor: differenceOf(ownRoom.roomTypeId),
            because: [],
          },
        ]
  const free = types.flatMap((type) =>
    type.freeRooms
      .filter((room) => room.inService && room.id !== stay.roomId)
      .map((room) => ({
        roomId: room.id,
        name: room.name,
        roomTypeId: type.roomTypeId,
        isOwn: false,
        isOccupied: room.occupiedNow,
        differenceMinor: differenceOf(type.roomTypeId),
        because: reasons.get(room.id) ?? [],
      }))
      .sort((a, b) => Number(a.isOccupied) - Number(b.isOccupied) || placeOf(a.roomId) - placeOf(b.roomId)),
  )
  const proposed = free.find((room) => room.roomTypeId === stay.roomTypeId && !room.isOccupied)
  return { proposed: stay.roomId ?? proposed?.roomId ?? null, rooms: [...own, ...free] }
}

function worstFirst(because: RoomFit['because']): RoomFit['because'] {
  return [...because].sort((a, b) => b.cost - a.cost)
}

/** A room that the guests do not fit is none to propose. */
function isLargeEnough(type: Offers['roomTypes'][number]): boolean {
  return !type.offers.some((offer) => offer.refusal?.reason === 'tooManyGuests')
}

/** What a plan asks for a type over all nights, whatever its restrictions say; null where a night has no price. */
function planMinor(
  types: Offers['roomTypes'],
  roomTypeId: string,
  ratePlanId: string | null | undefined,
): number | null {
  const type = types.find((each) => each.roomTypeId === roomTypeId)
  const offer = type?.offers.find((each) => each.ratePlanId === ratePlanId)
  if (offer === undefined || offer.nights.length === 0 || offer.refusal?.reason === 'noRate') return null
  return offer.totalMinor
}

/** The room after (1) or before (-1) the chosen one; the same at the ends. */
export function nextOption(rooms: readonly RoomOption[], chosen: string | null, step: 1 | -1): string | null {
  const at = rooms.findIndex((room) => room.roomId === chosen)
  return (rooms[at + step] ?? rooms[Math.max(0, at)])?.roomId ?? null
}
