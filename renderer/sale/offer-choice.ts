/** What the sale dialog proposes: a type that has rooms, its first plan on offer, a room nobody is in. Pure. */
import type { IsoDate } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { dayText } from '../formats.ts'
import { t } from '../text/text.ts'
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

/** Whether somebody could move in now. */
function hasEmptyRoom(type: TypeOffers): boolean {
  return type.freeRooms.some((room) => room.inService && !room.occupiedNow)
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
    (checkIn ? types.find((each) => canBeSold(each) && hasEmptyRoom(each)) : undefined) ??
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
      return t('sale.soldOutOn', { day: dayText(refusal.date) })
    case 'noRate':
      return t('sale.noPriceFor', { day: dayText(refusal.date) })
    case 'tooManyGuests':
      return t('sale.sleeps', { count: refusal.maxOccupancy })
    case 'restriction':
      return restrictionText(refusal)
    case 'notSold':
      return t('sale.notOffered')
    case 'accessCode':
      return t('sale.accessCode')
  }
}

/** `4 free`, or why a type cannot be sold. */
export function typeText(type: TypeOffers): string {
  if (canBeSold(type)) return t('sale.free', { count: type.available })
  // That a plan asks for a code says nothing of the type, where another plan is refused as well.
  const refusals = type.offers.flatMap(({ refusal }) => refusal ?? [])
  const refusal = refusals.find(({ reason }) => reason !== 'accessCode') ?? refusals[0]
  if (type.available <= 0 && refusal?.reason !== 'soldOut') return t('sale.soldOut')
  return refusal === undefined ? t('sale.notOffered') : refusalText(refusal)
}

/** What an earlier room of the same sale takes: nothing of it can be sold to the next one. */
export interface TakenRoom {
  readonly roomTypeId: string
  readonly roomId: string | null
  readonly arrival: IsoDate
  /** Exclusive. */
  readonly departure: IsoDate
}

/** The offers for a stay that begins on `arrival` and ends on `departure`, without what `taken` takes of its nights. */
export function withoutTaken(
  answer: OffersAnswer,
  { arrival, departure }: { arrival: IsoDate; departure: IsoDate },
  taken: readonly TakenRoom[],
): OffersAnswer {
  const overlapping = taken.filter((room) => room.arrival < departure && arrival < room.departure)
  if (overlapping.length === 0) return answer
  return { ...answer, roomTypes: answer.roomTypes.map((type) => typeWithout(type, arrival, overlapping)) }
}

function typeWithout(type: TypeOffers, arrival: IsoDate, taken: readonly TakenRoom[]): TypeOffers {
  const ofType = taken.filter((room) => room.roomTypeId === type.roomTypeId)
  const roomIds = new Set(taken.map((room) => room.roomId))
  const freeRooms = type.freeRooms.filter((room) => !roomIds.has(room.id))
  const available = type.available - ofType.length
  const [first] = ofType
  if (available > 0 || first === undefined) return { ...type, freeRooms, available }
  const date = first.arrival > arrival ? first.arrival : arrival
  const offers = type.offers.map((offer) => ({
    ...offer,
    refusal: offer.refusal ?? { reason: 'soldOut' as const, date },
  }))
  return { ...type, freeRooms, available: Math.max(0, available), offers }
}

/** More nights than this are summed up by week. */
export const MOST_NIGHT_COLUMNS = 7

export interface PriceColumn {
  readonly first: IsoDate
  /** The same as `first` for a single night. */
  readonly last: IsoDate
  /** Where its nights stand in the offer. */
  readonly from: number
  readonly to: number
}

/** A column per night, or per seven nights of a longer stay. */
export function priceColumns(nights: Offer['nights']): PriceColumn[] {
  const step = nights.length <= MOST_NIGHT_COLUMNS ? 1 : MOST_NIGHT_COLUMNS
  const columns: PriceColumn[] = []
  for (let from = 0; from < nights.length; from += step) {
    const to = Math.min(from + step, nights.length)
    const first = nights[from]?.date
    const last = nights[to - 1]?.date
    if (first !== undefined && last !== undefined) columns.push({ first, last, from, to })
  }
  return columns
}

/** What an offer asks for the nights of a column; minor units. */
export function columnMinor(offer: Offer, { from, to }: PriceColumn): number {
  return offer.nights.slice(from, to).reduce((sum, night) => sum + night.amountMinor, 0)
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

/** The room after (1) or before (-1) the chosen one, round and round; for a check-in without those somebody is in. */
export function nextRoom(choice: SaleChoice, step: 1 | -1, checkIn: boolean): string | null {
  const rooms = roomsOf(choice.type).filter((room) => !(checkIn && room.occupiedNow))
  const at = choice.room === null ? -1 : rooms.indexOf(choice.room)
  return rooms.at((at + step + rooms.length) % Math.max(1, rooms.length))?.id ?? null
}
