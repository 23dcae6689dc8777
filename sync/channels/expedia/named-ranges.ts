/** Which of our ranges a notice of Expedia speaks of: it names room types, rate plans and days in its text alone. */
import type { Facet } from '../../../shared/cells.ts'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import type { EqcNotice } from './eqc.ts'

/** What a code is about, where it says (EQC guide, "AR Response Business Warnings" and "Response Business Errors"). */
const FACET_OF_CODE: ReadonlyMap<number, Facet> = new Map([
  ...[7010, 7013].map((code) => [code, 'availability'] as const),
  ...[3090, 3103, 3123, 3124, 7009, 7019, 7021, 7024, 7025, 7027].map((code) => [code, 'price'] as const),
  ...[3135, 7014, 7016, 7023, 7026].map((code) => [code, 'restrictions'] as const),
])
/** True of every price of the hotel: another pricing model, another currency. */
const WHOLE_FACET_CODES: ReadonlySet<number> = new Set([3090, 3103])
/** About a room type or a rate plan as such, so that its id alone says which ranges are meant. */
const PRODUCT_CODES: ReadonlySet<number> = new Set([3203, 3204, 3142])
/** About the message as a whole: too many updates, one night told twice, too many bytes. Each range alone may be right. */
const MESSAGE_CODES: ReadonlySet<number> = new Set([3107, 3108, 3405])
/** The count of warnings and the reference are numbers too, and no ids. */
const FRAME =
  /^Warning \d+ out of \d+ for this cause\.|Remaining \d+ warnings will not be returned|Ref=\[[^\]]*\]/g

/** Indexes of the ranges that the code can be about. */
export function candidatesOf({ code }: EqcNotice, ranges: readonly SendRange[]): number[] {
  const all = [...ranges.keys()]
  const facet = FACET_OF_CODE.get(code)
  const ofFacet = all.filter((index) => ranges[index]?.facet === facet)
  return facet === undefined || ofFacet.length === 0 ? all : ofFacet
}

/**
 * Indexes of the ranges that the notice names. Null when it does not say, or not exactly enough: a value is parked only
 * when it is surely the one that is meant.
 */
export function rangesNamedBy(notice: EqcNotice, ranges: readonly SendRange[]): readonly number[] | null {
  const candidates = candidatesOf(notice, ranges)
  if (WHOLE_FACET_CODES.has(notice.code) && candidates.length < ranges.length) return candidates
  if (candidates.length === 1) return candidates
  if (MESSAGE_CODES.has(notice.code)) return null
  const words = new Set(notice.text.replace(FRAME, ' ').split(/[^A-Za-z0-9_-]+/))
  const ofRoom = candidates.filter((index) => words.has(ranges[index]?.roomCode ?? ''))
  const ofRate = candidates.filter((index) => words.has(ranges[index]?.rateCode ?? ''))
  const ofBoth = ofRate.filter((index) => ofRoom.includes(index))
  // A rate plan belongs to one room type, so that its id says more.
  const named = ofBoth.length > 0 ? ofBoth : ofRate.length > 0 ? ofRate : ofRoom
  const days = [...words].filter((word) => /^\d{4}-\d\d-\d\d$/.test(word))
  if (days.length > 0) {
    const ofDay = named.filter((index) => days.some((day) => covers(ranges[index], day)))
    return ofDay.length > 0 && isExact(ofDay, ranges) ? ofDay : null
  }
  return named.length === 1 || (named.length > 0 && PRODUCT_CODES.has(notice.code)) ? named : null
}

/** One product's one facet: of a room type and a day alone, the rate plan remains open. */
function isExact(named: readonly number[], ranges: readonly SendRange[]): boolean {
  const products = new Set(
    named.map((index) => [ranges[index]?.facet, ranges[index]?.roomCode, ranges[index]?.rateCode].join('|')),
  )
  return products.size === 1
}

function covers(range: SendRange | undefined, day: string): boolean {
  return range !== undefined && range.from <= day && day < range.to
}
