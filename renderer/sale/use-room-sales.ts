/** Asks for what the rooms of a sale are offered, and keeps what was proposed first. */
import { useQueries } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useDesk, useHotel } from '../desk-context.tsx'
import { failureOf } from '../failure.ts'
import { useSaleDraft } from './draft-state.ts'
import type { OffersAnswer } from './offer-choice.ts'
import { type Offered, type RoomSale, roomSales, stayKeyOf, wishOf } from './room-sales.ts'
import type { RoomDraft } from './sale-draft.ts'
import { ageIssue, agesOf, endOf, startOf } from './stay-entry.ts'

export function useRoomSales(rooms: readonly RoomDraft[], typedCode: string): RoomSale[] {
  const code = typedCode.trim()
  const { queries, page } = useDesk()
  const displayCurrency = page.displayCurrency.read()
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
          ...(stay.ages.every((age) => ageIssue(age, true) === null) ? { childrenAges: agesOf(stay) } : {}),
          ...(code === '' ? {} : { code }),
          ...(displayCurrency === null || displayCurrency === hotel.currency ? {} : { displayCurrency }),
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
