/** The rooms of the sale with what is offered for each, one after the other: what an earlier one takes is gone for the next. */
import { useQueries } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { type Failure, failureOf } from '../failure.ts'
import { useSaleDraft } from './draft-state.ts'
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

interface Offered {
  readonly answer: OffersAnswer | undefined
  readonly isCurrent: boolean
  readonly failure: Failure | null
}

/** The type and plan that are proposed; the room may change, it costs nothing. */
function wishOf({ type, offer }: SaleChoice): SaleWish {
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

function stayKeyOf({ stay }: RoomDraft, arrival: IsoDate, departure: IsoDate): string {
  return `${arrival} ${departure} ${stay.adults} ${stay.children} ${stay.arrival === null}`
}

/** Pure: the rooms in order with what is chosen for each. */
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

/** Asks for the offers of every room, and keeps what was proposed first. */
export function useRoomSales(rooms: readonly RoomDraft[]): RoomSale[] {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const change = useSaleDraft((state) => state.change)
  const lastAnswers = useRef(new Map<number, OffersAnswer>())
  const asked = useQueries({
    queries: rooms.map(({ stay }) =>
      queries.inventory.offers.queryOptions({
        input: {
          arrival: startOf(stay, hotel.businessDate),
          departure: endOf(stay, hotel.businessDate),
          adults: stay.adults,
          children: stay.children,
        },
      }),
    ),
  })
  const offered = asked.map((query, index): Offered => {
    const key = rooms[index]?.key ?? 0
    return {
      // Until the offers of the new dates are there, the last ones stay, pale.
      answer: query.data ?? (query.isError ? undefined : lastAnswers.current.get(key)),
      isCurrent: query.data !== undefined,
      failure: query.isError && query.data === undefined ? failureOf(query.error) : null,
    }
  })
  const sales = roomSales(rooms, offered, hotel)
  useEffect(() => {
    for (const [index, query] of asked.entries()) {
      const key = rooms[index]?.key
      if (key !== undefined && query.data !== undefined) lastAnswers.current.set(key, query.data)
    }
  })
  // What was proposed stays proposed for these dates: when it is sold meanwhile, the person sees that and chooses,
  // instead of selling another type with the Enter that was meant for this one.
  useEffect(() => {
    for (const { room, arrival, departure, isCurrent, choice } of sales) {
      const stayKey = stayKeyOf(room, arrival, departure)
      if (!isCurrent || room.seen?.stayKey === stayKey) continue
      const seen = { stayKey, wish: wishOf(choice) }
      change((sale) => ({
        ...sale,
        rooms: sale.rooms.map((each) => (each.key === room.key ? { ...each, seen } : each)),
      }))
    }
  })
  return sales
}
