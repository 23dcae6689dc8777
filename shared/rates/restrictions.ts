/** Restrictions of several sources put together: the strictest of all holds. Pure. */
import { NO_RESTRICTIONS, type RestrictionsValue } from '../cells.ts'

export type PartialRestrictions = {
  readonly [F in keyof RestrictionsValue]?: RestrictionsValue[F] | undefined
}

const least = (a: number | null, b: number | null | undefined): number | null =>
  b === undefined || b === null ? a : a === null ? b : Math.min(a, b)
const most = (a: number | null, b: number | null | undefined): number | null =>
  b === undefined || b === null ? a : a === null ? b : Math.max(a, b)

/** Never looser than either: longest least stays, shortest greatest ones, closed where one is closed. */
export function stricter(one: RestrictionsValue, other: PartialRestrictions): RestrictionsValue {
  return {
    minLosArrival: Math.max(one.minLosArrival, other.minLosArrival ?? 1),
    minLosThrough: Math.max(one.minLosThrough, other.minLosThrough ?? 1),
    maxLosThrough: least(one.maxLosThrough, other.maxLosThrough),
    maxLosArrival: least(one.maxLosArrival, other.maxLosArrival),
    minAdvanceDays: most(one.minAdvanceDays, other.minAdvanceDays),
    maxAdvanceDays: least(one.maxAdvanceDays, other.maxAdvanceDays),
    closedToArrival: one.closedToArrival || other.closedToArrival === true,
    closedToDeparture: one.closedToDeparture || other.closedToDeparture === true,
    closed: one.closed || other.closed === true,
  }
}

export function strictest(sources: Iterable<PartialRestrictions>): RestrictionsValue {
  let result = NO_RESTRICTIONS
  for (const source of sources) result = stricter(result, source)
  return result
}

/** What somebody set by hand wins field by field, be it looser. */
export function overriddenBy(value: RestrictionsValue, hand: PartialRestrictions | null): RestrictionsValue {
  if (hand === null) return value
  const given = Object.fromEntries(Object.entries(hand).filter(([, field]) => field !== undefined))
  return { ...value, ...given }
}
