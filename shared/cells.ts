/**
 * A cell is what a channel can show of one product on one night: (facet, room type, rate plan or none, date).
 * Here are its values and how consecutive nights of one value become the ranges that channels are sent.
 */
import { addDays, type IsoDate } from './dates.ts'

export const FACETS = ['availability', 'price', 'restrictions'] as const
export type Facet = (typeof FACETS)[number]

/** Rooms that the channel may still sell on that night; at least 0. */
export type AvailabilityValue = number

/** Minor units of the property's currency by number of adults: index 0 is one adult. */
export type PriceValue = readonly number[]

export interface RestrictionsValue {
  /** Nights; 1 means none. By arrival date. */
  readonly minLosArrival: number
  /** Nights; 1 means none. For every stay that touches the night. */
  readonly minLosThrough: number
  /** Nights; null means none. */
  readonly maxLosThrough: number | null
  /** Nights; null means none. By arrival date. */
  readonly maxLosArrival: number | null
  /** Days that a stay is booked before its arrival, at least and at most; null means any. */
  readonly minAdvanceDays: number | null
  readonly maxAdvanceDays: number | null
  readonly closedToArrival: boolean
  readonly closedToDeparture: boolean
  readonly closed: boolean
}

export type CellValue = AvailabilityValue | PriceValue | RestrictionsValue

export const NO_RESTRICTIONS: RestrictionsValue = {
  minLosArrival: 1,
  minLosThrough: 1,
  maxLosThrough: null,
  maxLosArrival: null,
  minAdvanceDays: null,
  maxAdvanceDays: null,
  closedToArrival: false,
  closedToDeparture: false,
  closed: false,
}

/** What a night that may no longer be sold is sent as (rule 8: cells are closed, never deleted). */
export const CLOSED: RestrictionsValue = { ...NO_RESTRICTIONS, closed: true }

/**
 * What channels are told of a night's restrictions: one without a price is closed, for a price cannot be taken back from a
 * channel, which would go on selling at the last one that it was sent.
 */
export function toldRestrictions(isPriced: boolean, restrictions: RestrictionsValue): RestrictionsValue {
  return isPriced ? restrictions : CLOSED
}

/**
 * The text under which a value is stored and compared; equal values have equal texts.
 * Availability `3`, price `[9000,11000]`, restrictions `1,2,,0,0,1` (min arrival, min through, max, CTA, CTD, closed),
 * followed by `,7,2,30` (max arrival, least and most days in advance) where one of those is set.
 */
export function encodeCellValue(facet: Facet, value: CellValue): string {
  if (facet === 'availability') return String(value)
  if (facet === 'price') return JSON.stringify(value)
  const r = value as RestrictionsValue
  const fields: (number | '')[] = [
    r.minLosArrival,
    r.minLosThrough,
    r.maxLosThrough ?? '',
    Number(r.closedToArrival),
    Number(r.closedToDeparture),
    Number(r.closed),
  ]
  if (r.maxLosArrival !== null || r.minAdvanceDays !== null || r.maxAdvanceDays !== null)
    fields.push(r.maxLosArrival ?? '', r.minAdvanceDays ?? '', r.maxAdvanceDays ?? '')
  return fields.join(',')
}

export function decodeCellValue(facet: Facet, text: string): CellValue {
  if (facet === 'availability') return Number(text)
  if (facet === 'price') return JSON.parse(text) as number[]
  const [
    minLosArrival,
    minLosThrough,
    maxLosThrough,
    cta,
    ctd,
    closed,
    maxLosArrival,
    minAdvance,
    maxAdvance,
  ] = text.split(',')
  return {
    minLosArrival: Number(minLosArrival),
    minLosThrough: Number(minLosThrough),
    maxLosThrough: numberOrNull(maxLosThrough),
    maxLosArrival: numberOrNull(maxLosArrival),
    minAdvanceDays: numberOrNull(minAdvance),
    maxAdvanceDays: numberOrNull(maxAdvance),
    closedToArrival: cta === '1',
    closedToDeparture: ctd === '1',
    closed: closed === '1',
  }
}

function numberOrNull(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text)
}

/** One night of a product and the text of its value. */
export interface DatedValue {
  readonly date: IsoDate
  readonly value: string
}

/** A run of consecutive nights with one value; `to` is exclusive. */
export interface ValueRange {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly value: string
}

/** Joins consecutive nights of equal value. `cells` must be sorted by date, without duplicates. */
export function compressRanges(cells: Iterable<DatedValue>): ValueRange[] {
  const ranges: { from: IsoDate; to: IsoDate; value: string }[] = []
  for (const { date, value } of cells) {
    const last = ranges.at(-1)
    if (last !== undefined && last.to === date && last.value === value) last.to = addDays(date, 1)
    else ranges.push({ from: date, to: addDays(date, 1), value })
  }
  return ranges
}
