/** What the sale dialog proposes: a type that has rooms, its first plan on offer, a room nobody is in. Pure. */
import type { Answers } from '../connection/desk-client.ts'
import { counted, dayText } from '../formats.ts'
import { restrictionText } from '../wording.ts'

export type OffersAnswer = Answers['inventory']['offers']
export type TypeOffers = OffersAnswer['roomTypes'][number]
export type Offer = TypeOffers['offers'][number]
export type OfferedRoom = TypeOffers['freeRooms'][number]

/** What the person chose so far; null leaves it to the proposal. */
export interface SaleWish {
  readonly roomTypeId: string | null
  readonly ratePlanId: string | null
  readonly roomId: string | null
}

export interface SaleChoice {
  readonly type: TypeOffers | null
  readonly offer: Offer | null
  readonly room: OfferedRoom | null
}

/** Least price of a night over the plans on offer; null when none is. */
export function fromPriceMinor(type: TypeOffers): number | null {
  const prices = type.offers
    .filter((offer) => offer.refusal === null)
    .flatMap((offer) => offer.nights.map((night) => night.amountMinor))
  return prices.length === 0 ? null : Math.min(...prices)
}

function canBeSold(type: TypeOffers): boolean {
  return type.offers.some((offer) => offer.refusal === null)
}

/** Rooms to propose, those nobody is in house in first; those out of service are not. */
export function roomsOf(type: TypeOffers | null): OfferedRoom[] {
  const rooms = (type?.freeRooms ?? []).filter((room) => room.inService)
  return [...rooms.filter((room) => !room.occupiedNow), ...rooms.filter((room) => room.occupiedNow)]
}

/**
 * The wish as far as it can still be had, else the first that can. A type or plan that was chosen stays chosen when
 * it is refused, so that the person sees why; a room that was taken meanwhile gives way to the next one.
 */
export function chooseOffer(answer: OffersAnswer | undefined, wish: SaleWish, checkIn: boolean): SaleChoice {
  const types = answer?.roomTypes ?? []
  const wishedRoomType = types.find((type) => type.freeRooms.some((room) => room.id === wish.roomId))
  const type =
    types.find((each) => each.roomTypeId === wish.roomTypeId) ??
    (wishedRoomType !== undefined && canBeSold(wishedRoomType) ? wishedRoomType : undefined) ??
    types.find(canBeSold) ??
    types[0] ??
    null
  const offers = type?.offers ?? []
  const offer =
    offers.find((each) => each.ratePlanId === wish.ratePlanId) ??
    offers.find((each) => each.refusal === null) ??
    null
  const rooms = roomsOf(type)
  const wished = rooms.find((each) => each.id === wish.roomId)
  const room = wished ?? rooms.find((each) => !checkIn || !each.occupiedNow) ?? null
  return { type, offer, room }
}

/** Why a plan is not offered, for a table cell. */
export function refusalText(refusal: NonNullable<Offer['refusal']>): string {
  switch (refusal.reason) {
    case 'soldOut':
      return `Sold out on ${dayText(refusal.date)}`
    case 'noRate':
      return `No price for ${dayText(refusal.date)}`
    case 'tooManyGuests':
      return `Sleeps ${counted(refusal.maxOccupancy, 'guest')}`
    case 'restriction':
      return restrictionText(refusal)
  }
}

/** `4 free`, or why a type cannot be sold. */
export function typeText(type: TypeOffers): string {
  if (canBeSold(type)) return `${type.available} free`
  const refusal = type.offers.find((offer) => offer.refusal !== null)?.refusal
  if (type.available <= 0 && refusal?.reason !== 'soldOut') return 'Sold out'
  return refusal == null ? 'Not offered' : refusalText(refusal)
}

/** The plan on offer after (1) or before (-1) the chosen one; the same at the ends. */
export function nextPlan(choice: SaleChoice, step: 1 | -1): string | null {
  const plans = (choice.type?.offers ?? []).filter((offer) => offer.refusal === null)
  const at = choice.offer === null ? -1 : plans.indexOf(choice.offer)
  return (plans[at + step] ?? plans[at] ?? plans[0])?.ratePlanId ?? null
}

/** The type after or before the chosen one that can be sold; the same at the ends. */
export function nextType(answer: OffersAnswer | undefined, choice: SaleChoice, step: 1 | -1): string | null {
  const types = (answer?.roomTypes ?? []).filter((type) => canBeSold(type) || type === choice.type)
  const at = choice.type === null ? -1 : types.indexOf(choice.type)
  return (types[at + step] ?? types[at])?.roomTypeId ?? null
}
