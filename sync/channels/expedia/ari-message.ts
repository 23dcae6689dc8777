/** Availability, prices and restrictions of a batch as AvailRateUpdateRQ messages (EQC AR, schema 2011/06). */
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../../shared/cells.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays, daysBetween, earlierOf } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { weeklyRuns } from '../weekly-runs.ts'
import { type Attributes, element, type Markup } from '../xml/xml-writer.ts'
import { eqcRequest } from './eqc.ts'

export const LANE = 'ari'

/** Documented (error 3107): each rate, restriction or status of one day is one update. A newer page says 5,000. */
export const MOST_UPDATES = 3_000
const MOST_ROOMS = 4_999
const MOST_OCCUPANCIES = 20
/** Expedia knows no longer lengths of stay. */
const LONGEST_STAY = 28

interface RatePlanPart {
  price?: PriceValue
  restrictions?: RestrictionsValue
}

interface RoomTypePart {
  rooms?: number
  readonly ratePlans: Map<string, RatePlanPart>
}

interface NightsPart {
  readonly from: string
  readonly last: string
  readonly weekdays: readonly number[] | null
  readonly roomTypes: Map<string, RoomTypePart>
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Each flag is true by default. */
function weekdayFlags(weekdays: readonly number[] | null): Attributes {
  if (weekdays === null) return {}
  return Object.fromEntries(WEEKDAYS.map((name, index) => [name, flag(weekdays.includes(index + 1))]))
}

/** One message for all ranges; those of the same nights share an AvailRateUpdate, a RoomType and a RatePlan. */
export function writeAriMessage(ranges: readonly SendRange[], connection: ChannelConnection): string {
  const updates = [...groupByNights(ranges)].map(([, { from, last, weekdays, roomTypes }]) =>
    element(
      'AvailRateUpdate',
      {},
      element('DateRange', { from, to: last, ...weekdayFlags(weekdays) }),
      ...[...roomTypes].map(([id, part]) => roomType(id, part, connection.currency)),
    ),
  )
  return eqcRequest('AvailRateUpdateRQ', 'ar', connection, ...updates)
}

/**
 * The messages that carry a batch: one, except for a single range of more updates than a message may hold, which the
 * engine cannot make any smaller.
 */
export function partsOf(ranges: readonly SendRange[]): (readonly SendRange[])[] {
  const [range] = ranges
  if (range === undefined || ranges.length > 1 || countUpdates(ranges) <= MOST_UPDATES) return [ranges]
  const nights = Math.max(1, Math.floor(MOST_UPDATES / updatesPerNight(range)))
  const parts: SendRange[][] = []
  for (let from = range.from; from < range.to; from = addDays(from, nights)) {
    parts.push([{ ...range, from, to: earlierOf(addDays(from, nights), range.to) }])
  }
  return parts
}

/** As Expedia counts them (EQC guide, "Counting how many updates are included in a message"). */
export function countUpdates(ranges: readonly SendRange[]): number {
  return ranges.reduce((sum, range) => sum + daysBetween(range.from, range.to) * updatesPerNight(range), 0)
}

/** Rooms and the room's status; one price each; two lengths, two closings and the rate plan's status. */
function updatesPerNight(range: SendRange): number {
  if (range.facet === 'availability') return 2
  return range.facet === 'price' ? pricesOf(range).length : 5
}

/** Of our own prices those that Expedia has a place for. */
function pricesOf(range: SendRange): PriceValue {
  return (decodeCellValue('price', range.value) as PriceValue).slice(0, MOST_OCCUPANCIES)
}

function groupByNights(ranges: readonly SendRange[]) {
  const groups = new Map<string, NightsPart>()
  for (const { range, weekdays } of weeklyRuns(ranges)) {
    // Our ranges end before `to`; Expedia's name the last night itself.
    const last = addDays(range.to, -1)
    const key = `${range.from} ${last} ${weekdays}`
    const group = groups.get(key) ?? { from: range.from, last, weekdays, roomTypes: new Map() }
    groups.set(key, group)
    const part = group.roomTypes.get(range.roomCode) ?? { ratePlans: new Map() }
    group.roomTypes.set(range.roomCode, part)
    put(part, range)
  }
  return groups
}

function put(part: RoomTypePart, range: SendRange): void {
  if (range.facet === 'availability') {
    part.rooms = decodeCellValue('availability', range.value) as number
    return
  }
  if (range.rateCode === null) throw new Error(`a ${range.facet} range needs a rate code`)
  const plan = part.ratePlans.get(range.rateCode) ?? {}
  part.ratePlans.set(range.rateCode, plan)
  if (range.facet === 'price') plan.price = pricesOf(range)
  else plan.restrictions = decodeCellValue('restrictions', range.value) as RestrictionsValue
}

/**
 * No room left closes the room type too: with zero alone a cancellation would put the room on sale again before we know
 * of it (EQC guide, "Closing rooms to avoid overbookings").
 */
function roomType(id: string, { rooms, ratePlans }: RoomTypePart, currency: string): Markup {
  const plans = [...ratePlans].map(([planId, plan]) => ratePlan(planId, plan, currency))
  if (rooms === undefined) return element('RoomType', { id }, ...plans)
  const inventory = element('Inventory', { totalInventoryAvailable: Math.min(rooms, MOST_ROOMS) })
  return element('RoomType', { id, closed: flag(rooms === 0) }, inventory, ...plans)
}

function ratePlan(id: string, { price, restrictions }: RatePlanPart, currency: string): Markup {
  const content: Markup[] = []
  if (price !== undefined) {
    const rates = price.map((minor, index) =>
      element('PerOccupancy', { rate: toDecimal(minor, currency), occupancy: index + 1 }),
    )
    content.push(element('Rate', { currency }, ...rates))
  }
  if (restrictions === undefined) return element('RatePlan', { id }, ...content)
  const { closed, told } = toldRestrictions(restrictions)
  return element('RatePlan', { id, closed: flag(closed) }, ...content, element('Restrictions', told))
}

/**
 * Whether lengths of stay bind arrivals or every night is a setting of the property at Expedia, which knows one pair only.
 * The larger of our two minimums and the smaller of our two maximums are sent: that may turn away a stay which we would
 * take, but never sells one that we would not. What no stay of at most 28 nights can meet is closed. All of it is said
 * every time, as what is left out would go to a default of Expedia's. Days in advance have no place in the message.
 */
function toldRestrictions(value: RestrictionsValue): { closed: boolean; told: Attributes } {
  const minimum = Math.max(1, value.minLosThrough, value.minLosArrival)
  const maximum = Math.min(LONGEST_STAY, value.maxLosThrough ?? Infinity, value.maxLosArrival ?? Infinity)
  const isSellable = minimum <= maximum
  return {
    closed: value.closed || !isSellable,
    told: {
      minLOS: isSellable ? minimum : 1,
      maxLOS: isSellable ? maximum : LONGEST_STAY,
      closedToArrival: flag(value.closedToArrival),
      closedToDeparture: flag(value.closedToDeparture),
    },
  }
}

function flag(value: boolean): string {
  return value ? 'true' : 'false'
}
