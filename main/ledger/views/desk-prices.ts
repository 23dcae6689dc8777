/** What the desk takes for a night without being asked for a code, where that is less or more than its price. */
import { addDays, daysBetween, type IsoDate } from '../../../shared/dates.ts'
import { amountFor } from '../../../shared/pricing.ts'
import type { DeskNight } from '../../../shared/rates/parity.ts'
import type { Promotion } from '../../../shared/rates/promotion-rules.ts'
import { type QuotedNight, quote } from '../../../shared/rates/quote.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import type { Property } from '../command.ts'
import type { Parts } from '../parts.ts'

/** Longer stays are no longer compared night by night with a channel. */
const LONGEST_STAY = 30
/** Lengths tried for a night, the shortest first. */
const MOST_LENGTHS = 6

/** The shortest stays that could be given it. */
function leastNights({ terms: { conditions, benefit } }: Promotion): number {
  const nights = conditions.minNights ?? 1
  return benefit.kind === 'free_night' ? Math.max(nights, benefit.everyNights) : nights
}

/** @returns by product and night; reads each product's nights once. */
export function createDeskPrices(parts: Parts, property: Property) {
  const promotions = parts.promotions.active().filter(({ code }) => code === null)
  const bookedOn = property.calendarDate
  const hotel = { childBands: property.childBands, promotions }

  return {
    of(plan: RatePlan, type: RoomType): (date: IsoDate, asksMinor: number) => DeskNight['reduced'] {
      const holding = promotions.filter(
        ({ terms: { conditions } }) =>
          (conditions.ratePlanIds?.includes(plan.publicId) ?? true) &&
          (conditions.roomTypeIds?.includes(type.publicId) ?? true),
      )
      const lengths = [
        ...holding.map(leastNights),
        ...plan.terms.losSteps.map(({ fromNights }) => fromNights),
      ].filter((nights) => nights <= LONGEST_STAY)
      if (lengths.length === 0) return () => null
      const nightsFrom = nightReader(parts, plan, type)
      return (date, asksMinor) => {
        const first = nightsFrom(date, 1)[0]
        const rules = first?.restrictions
        const shortest = Math.max(rules?.minLosArrival ?? 1, rules?.minLosThrough ?? 1)
        const tried = [...new Set(lengths.map((nights) => Math.max(nights, shortest)))]
          .toSorted((one, other) => one - other)
          .slice(0, MOST_LENGTHS)
        for (const nights of tried) {
          const departure = addDays(date, nights)
          const stay = nightsFrom(date, nights + 1)
          const offer = quote(
            { arrival: date, departure, adults: type.baseOccupancy, childrenAges: [], bookedOn },
            hotel,
            {
              type: { id: type.publicId, maxOccupancy: type.maxOccupancy, extraBeds: type.extraBeds },
              plan: { id: plan.publicId, terms: plan.terms, isSold: true },
              nights: stay.filter((night) => night.date < departure),
              departure: stay.find((night) => night.date === departure),
              soldOutOn: undefined,
            },
          )
          if (offer.refusal !== null) continue
          const before = stay.reduce(
            (sum, night) =>
              night.date < departure ? sum + (amountFor(night.prices, type.baseOccupancy) ?? 0) : sum,
            0,
          )
          if (before === 0 || offer.totalMinor === before) continue
          const names = offer.promotions.flatMap(({ name, amountMinor }) => (amountMinor === 0 ? [] : name))
          return {
            reason: names.length > 0 ? 'promotion' : 'length_of_stay',
            // Its share of such a stay: a free night is spread over the nights that earn it.
            amountMinor: Math.round((asksMinor * offer.totalMinor) / before),
            nights,
            names,
          }
        }
        return null
      }
    },
  }
}
export type DeskPrices = ReturnType<typeof createDeskPrices>

/** The nights of a product, read in stretches: a view asks for one night after the other. */
function nightReader(parts: Parts, plan: RatePlan, type: RoomType) {
  const key = { ratePlanId: plan.id, roomTypeId: type.id }
  const known = new Map<IsoDate, QuotedNight>()
  let readTo: IsoDate | null = null
  return (from: IsoDate, count: number): QuotedNight[] => {
    const to = addDays(from, count)
    if (readTo === null || to > readTo) {
      const begin = readTo ?? from
      readTo = addDays(to, LONGEST_STAY * 3)
      for (const night of parts.rates.quotedNights(key, { from: begin, to: readTo }))
        known.set(night.date, night)
    }
    return Array.from({ length: daysBetween(from, to) }, (_, index) =>
      known.get(addDays(from, index)),
    ).filter((night) => night !== undefined)
  }
}
