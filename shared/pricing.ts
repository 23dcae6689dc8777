/** What a rate plan asks for a stay, and whether it allows it. Pure: rates in, price or reason out. */
import type { RestrictionsValue } from './cells.ts'
import type { IsoDate } from './dates.ts'

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
  readonly restriction: 'closed' | 'closedToArrival' | 'closedToDeparture' | 'minLos' | 'maxLos'
  readonly date: IsoDate
  /** The least or most nights asked for; null for the others. */
  readonly nights: number | null
}

/**
 * The first restriction that forbids a stay, or null. `nights` are the stay's nights in order; `departure` is the
 * plan's entry for the departure day, when there is one (only closed-to-departure is read from it).
 */
export function firstBreach(
  nights: readonly RateNight[],
  departure: RateNight | undefined,
): RestrictionBreach | null {
  const length = nights.length
  for (const [index, { date, restrictions }] of nights.entries()) {
    if (restrictions.closed) return { restriction: 'closed', date, nights: null }
    if (index === 0 && restrictions.closedToArrival)
      return { restriction: 'closedToArrival', date, nights: null }
    const least = Math.max(restrictions.minLosThrough, index === 0 ? restrictions.minLosArrival : 1)
    if (length < least) return { restriction: 'minLos', date, nights: least }
    const most = restrictions.maxLosThrough
    if (most !== null && length > most) return { restriction: 'maxLos', date, nights: most }
  }
  return departure?.restrictions.closedToDeparture
    ? { restriction: 'closedToDeparture', date: departure.date, nights: null }
    : null
}
