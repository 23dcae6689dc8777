/** What a rate plan asks for a stay, and whether it allows it. Pure: rates in, price or reason out. */
import type { RestrictionsValue } from './cells.ts'
import { daysBetween, type IsoDate } from './dates.ts'

/** A rate plan's night for one room type. */
export interface RateNight {
  readonly date: IsoDate
  /** Minor units by number of adults, index 0 is one; the last one holds for more. Empty: no price set. */
  readonly prices: readonly number[]
  readonly restrictions: RestrictionsValue
}

/** Undefined when no price is set. Adults beyond the last price pay the last price. */
export function amountFor(prices: readonly number[], adults: number): number | undefined {
  return prices[Math.min(adults, prices.length) - 1]
}

export interface RestrictionBreach {
  readonly restriction:
    | 'closed'
    | 'closedToArrival'
    | 'closedToDeparture'
    | 'minLos'
    | 'maxLos'
    | 'minAdvance'
    | 'maxAdvance'
  readonly date: IsoDate
  /** The least or most nights, or days in advance, asked for; null for the others. */
  readonly nights: number | null
}

/**
 * The first restriction that forbids a stay, or null. `nights` are the stay's nights in order; `departure` is the
 * plan's entry for the departure day, when there is one (only closed-to-departure is read from it). Days in advance count from
 * `bookedOn`, the property's calendar day, to the arrival.
 */
export function firstBreach(
  nights: readonly RateNight[],
  departure: RateNight | undefined,
  bookedOn: IsoDate,
): RestrictionBreach | null {
  const length = nights.length
  const [first] = nights
  for (const [index, { date, restrictions }] of nights.entries()) {
    if (restrictions.closed) return { restriction: 'closed', date, nights: null }
    if (index === 0 && restrictions.closedToArrival)
      return { restriction: 'closedToArrival', date, nights: null }
    const least = Math.max(restrictions.minLosThrough, index === 0 ? restrictions.minLosArrival : 1)
    if (length < least) return { restriction: 'minLos', date, nights: least }
    const most = Math.min(
      restrictions.maxLosThrough ?? Number.POSITIVE_INFINITY,
      (index === 0 ? restrictions.maxLosArrival : null) ?? Number.POSITIVE_INFINITY,
    )
    if (length > most) return { restriction: 'maxLos', date, nights: most }
  }
  if (first !== undefined) {
    const { date, restrictions } = first
    const advance = daysBetween(bookedOn, date)
    const { minAdvanceDays, maxAdvanceDays } = restrictions
    if (minAdvanceDays !== null && advance < minAdvanceDays)
      return { restriction: 'minAdvance', date, nights: minAdvanceDays }
    if (maxAdvanceDays !== null && advance > maxAdvanceDays)
      return { restriction: 'maxAdvance', date, nights: maxAdvanceDays }
  }
  return departure?.restrictions.closedToDeparture
    ? { restriction: 'closedToDeparture', date: departure.date, nights: null }
    : null
}
