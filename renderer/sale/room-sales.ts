/** The rooms of the sale with what is offered for each, one after the other: what an earlier one takes is gone for the next. Pure. */
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import type { Failure } from '../failure.ts'
import {
  chooseOffer,
  type OffersAnswer,
  type SaleChoice,
  type SaleWish,
  type TakenRoom,
  withoutTaken,
} from './offer-choice.ts'
import { isSold, type PricedNight, pricedNights, type RoomDraft, totalOf } from './sale-draft.ts'
import { endOf, hasAges, hasIssue, startOf } from './stay-entry.ts'

export interface RoomSale {
  readonly room: RoomDraft
  readonly arrival: IsoDate
  readonly departure: IsoDate
  /** Undefined before the first answer. */
  readonly answer: OffersAnswer | undefined
  readonly failure: Failure | null
  /** False while the offers shown are of other dates: what is not seen is not sold. */
  readonly isCurrent: boolean
  readonly choice: SaleChoice
  readonly nights: readonly PricedNight[]
  /** Undefined while there is no offer, or a price is not valid. */
  readonly totalMinor: number | undefined
  readonly canBook: boolean
  readonly canCheckIn: boolean
}

export interface Offered {
  readonly answer: OffersAnswer | undefined
  readonly isCurrent: boolean
  readonly failure: Failure | null
}

/** The type and plan that are proposed; the room may change, it costs nothing. */
export function wishOf({ type, offer }: SaleChoice): SaleWish {
  return { roomTypeId: type?.roomTypeId ?? null, ratePlanId: offer?.ratePlanId ?? null, roomId: null }
}

/** What the person chose, else what was proposed; a plan only with the type that it was proposed for. */
function held(wish: SaleWish, proposed: SaleWish): SaleWish {
  const isProposedType = wish.roomTypeId === null || wish.roomTypeId === proposed.roomTypeId
  return {
    roomTypeId: wish.roomTypeId ?? proposed.roomTypeId,
    ratePlanId: wish.ratePlanId ?? (isProposedType ? proposed.ratePlanId : null),
    roomId: wish.roomId,
  }
}

export function stayKeyOf({ stay }: RoomDraft, arrival: IsoDate, departure: IsoDate): string {
  return `${arrival} ${departure} ${stay.adults} ${stay.children} ${stay.arrival === null}`
}

/** The rooms in order with what is chosen for each. */
export function roomSales(
  rooms: readonly RoomDraft[],
  offered: readonly Offered[],
  days: { businessDate: IsoDate; currency: string },
): RoomSale[] {
  const taken: TakenRoom[] = []
  return rooms.map((room, index) => {
    const { answer: all, isCurrent = false, failure = null } = offered[index] ?? {}
    const arrival = startOf(room.stay, days.businessDate)
    const departure = endOf(room.stay, days.businessDate)
    const answer = all === undefined ? undefined : withoutTaken(all, { arrival, departure }, taken)
    const isNow = room.stay.arrival === null
    const stayKey = stayKeyOf(room, arrival, departure)
    const wish = room.seen?.stayKey === stayKey ? held(room.wish, room.seen.wish) : room.wish
    const choice = chooseOffer(answer, wish, isNow)
    const { offer } = choice
    const nights = offer === null ? [] : pricedNights(offer, room, answer?.currency ?? days.currency)
    const totalMinor = nights.length === daysBetween(arrival, departure) ? totalOf(nights) : undefined
    const canBook =
      isCurrent &&
      !hasIssue(room.stay) &&
      hasAges(room.stay) &&
      offer !== null &&
      isSold(offer, room) &&
      totalMinor !== undefined
    if (choice.type !== null) {
      const { roomTypeId } = choice.type
      taken.push({ roomTypeId, roomId: choice.room?.id ?? null, arrival, departure })
    }
    const canCheckIn = canBook && isNow && choice.room !== null && !choice.room.occupiedNow
    return {
      room,
      arrival,
      departure,
      answer,
      failure,
      isCurrent,
      choice,
      nights,
      totalMinor,
      canBook,
      canCheckIn,
    }
  })
}
