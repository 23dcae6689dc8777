/** A lane's batch as one message of changes (docs.channex.io, Availability and Rates). */
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../../shared/cells.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { weeklyRuns } from '../weekly-runs.ts'

type Fields = Readonly<Record<string, unknown>>

/** One change object, and the ranges that it carries. */
export interface Change {
  /** Room type of an availability, rate plan of the others. */
  readonly code: string
  readonly from: string
  /** The last night itself. */
  readonly last: string
  /** Indexes of the batch's ranges. */
  readonly ranges: readonly number[]
}

export interface AriMessage {
  readonly path: '/availability' | '/restrictions'
  readonly body: string
  readonly changes: readonly Change[]
}

interface Draft {
  readonly code: string
  readonly from: string
  readonly last: string
  readonly ranges: number[]
  readonly facets: Set<string>
  readonly weekdays: readonly number[] | null
  fields: Fields
}

/** As `days` wants them, Monday first. */
const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const

/**
 * One message for all ranges of a lane, in their order, as changes are applied in the order given. A price and a restriction
 * of the same product and nights share one change.
 *
 * @throws Error for a lane or a range that the engine should never have asked for (a bug, not an answer).
 */
export function writeAriMessage(
  lane: string,
  ranges: readonly SendRange[],
  connection: Pick<ChannelConnection, 'currency' | 'settings'>,
): AriMessage {
  if (lane !== 'availability' && lane !== 'rates') throw new Error(`Channex has no lane named ${lane}`)
  const drafts = draftsOf(ranges, connection.currency)
  const property = connection.settings.hotelCode
  const codeName = lane === 'availability' ? 'room_type_id' : 'rate_plan_id'
  const values = drafts.map(({ code, from, last, weekdays, fields }) => ({
    property_id: property,
    [codeName]: code,
    date_from: from,
    date_to: last,
    ...(weekdays === null ? {} : { days: weekdays.map((day) => DAYS[day - 1]) }),
    ...fields,
  }))
  return {
    path: lane === 'availability' ? '/availability' : '/restrictions',
    body: JSON.stringify({ values }),
    changes: drafts.map(({ code, from, last, ranges: carried }) => ({ code, from, last, ranges: carried })),
  }
}

function draftsOf(ranges: readonly SendRange[], currency: string): Draft[] {
  const drafts: Draft[] = []
  const byNights = new Map<string, Draft>()
  for (const { range, weekdays, members } of weeklyRuns(ranges)) {
    const code = codeOf(range)
    const key = `${range.roomCode}\n${code}\n${range.from}\n${range.to}\n${weekdays}`
    const fields = fieldsOf(range, currency)
    const before = byNights.get(key)
    // A facet that is there already is a later value: it must come after the earlier one, not into it.
    if (before !== undefined && !before.facets.has(range.facet)) {
      before.fields = { ...before.fields, ...fields }
      before.facets.add(range.facet)
      before.ranges.push(...members)
      continue
    }
    // Our ranges end before `to`; `date_to` is the last night itself.
    const last = addDays(range.to, -1)
    const facets = new Set([range.facet])
    const draft = { code, from: range.from, last, ranges: [...members], facets, weekdays, fields }
    drafts.push(draft)
    byNights.set(key, draft)
  }
  return drafts
}

/** Rooms to sell are a matter of the room type; a rate plan there belongs to one room type alone. */
function codeOf(range: SendRange): string {
  if (range.facet === 'availability') return range.roomCode
  if (range.rateCode === null) throw new Error(`a ${range.facet} range needs a rate code`)
  return range.rateCode
}

/** A range's value in Channex's fields. */
export function fieldsOf(range: SendRange, currency: string): Fields {
  if (range.facet === 'availability') return { availability: decodeCellValue('availability', range.value) }
  if (range.facet === 'price') {
    const prices = decodeCellValue('price', range.value) as PriceValue
    // `rate` alone would change the first occupancy and leave the others at their old price.
    return {
      rates: prices.map((minor, index) => ({ occupancy: index + 1, rate: toDecimal(minor, currency) })),
    }
  }
  return restrictionFields(decodeCellValue('restrictions', range.value) as RestrictionsValue)
}

/**
 * Every field each time, as what is left out keeps its old value. Channex has one maximum, of which it does not say whether it
 * binds by arrival: the smaller of our two is sent, and 0 takes it away. Days in advance have no place in the message: they
 * hold for what we offer ourselves.
 */
function restrictionFields(value: RestrictionsValue): Fields {
  const maximum = Math.min(value.maxLosThrough ?? Infinity, value.maxLosArrival ?? Infinity)
  return {
    min_stay_arrival: value.minLosArrival,
    min_stay_through: value.minLosThrough,
    max_stay: Number.isFinite(maximum) ? maximum : 0,
    closed_to_arrival: value.closedToArrival,
    closed_to_departure: value.closedToDeparture,
    stop_sell: value.closed,
  }
}
