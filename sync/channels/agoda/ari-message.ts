/** Availability, prices and restrictions of a batch as one SetARI V2 request (developer.agoda.com, Availability and Rates). */
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../../shared/cells.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { weeklyRuns } from '../weekly-runs.ts'
import { element, type Markup } from '../xml/xml-writer.ts'
import { agodaRequest, REQUEST_TYPES } from './api.ts'

/** `allotment` has at most three digits. */
const MOST_ROOMS = 999

/** One `update`, and the ranges that it carries. */
export interface Update {
  readonly section: 'inventory' | 'rate'
  readonly roomId: string
  /** Null in the inventory. */
  readonly ratePlanId: string | null
  readonly from: IsoDate
  /** The last night itself. */
  readonly last: IsoDate
  /** 1 (Monday) to 7: the nights that are meant; null: all of them. */
  readonly weekdays: readonly number[] | null
  /** Indexes of the batch's ranges. */
  readonly ranges: readonly number[]
}

export interface AriMessage {
  readonly body: string
  readonly updates: readonly Update[]
}

interface Draft extends Update {
  readonly ranges: number[]
  readonly facets: Map<string, SendRange>
}

/** `now` is epoch milliseconds. A price and a restriction of the same product and nights share one update. */
export function writeAriMessage(
  ranges: readonly SendRange[],
  connection: Pick<ChannelConnection, 'currency' | 'settings'>,
  now: number,
): AriMessage {
  const updates = draftsOf(ranges)
  const { currency, settings } = connection
  const written = (section: Update['section'], write: (draft: Draft) => Markup) => {
    const own = updates.filter((draft) => draft.section === section)
    return own.length === 0 ? [] : [element(section, {}, ...own.map(write))]
  }
  const criteria = element(
    'criteria',
    { property_id: settings.hotelCode },
    ...written('inventory', inventoryUpdate),
    ...written('rate', (draft) => rateUpdate(draft, currency)),
  )
  return { body: agodaRequest(REQUEST_TYPES.setAri, now, criteria), updates }
}

function draftsOf(ranges: readonly SendRange[]): Draft[] {
  const drafts: Draft[] = []
  const byNights = new Map<string, Draft>()
  for (const { range, weekdays, members } of weeklyRuns(ranges)) {
    const { facet, roomCode: roomId, from, to } = range
    const section = facet === 'availability' ? 'inventory' : 'rate'
    const ratePlanId = section === 'inventory' ? null : range.rateCode
    if (section === 'rate' && ratePlanId === null) throw new Error(`a ${facet} range needs a rate code`)
    const key = JSON.stringify([section, roomId, ratePlanId, from, to, weekdays])
    const before = byNights.get(key)
    // A facet that is there already is a later value: it must come after the earlier one, not into it.
    if (before !== undefined && !before.facets.has(facet)) {
      before.facets.set(facet, range)
      before.ranges.push(...members)
      continue
    }
    // Our ranges end before `to`; Agoda's name the last night itself.
    const last = addDays(to, -1)
    const facets = new Map([[facet, range]])
    const draft: Draft = { section, roomId, ratePlanId, from, last, weekdays, ranges: [...members], facets }
    drafts.push(draft)
    byNights.set(key, draft)
  }
  return drafts
}

/**
 * No room left closes the room type too: with zero alone a cancellation could put a room on sale again before we know of
 * it. Closings for arrival and departure are a matter of the rate plan.
 */
function inventoryUpdate(draft: Draft): Markup {
  const { roomId } = draft
  const range = draft.facets.get('availability')
  const rooms = Math.min(MOST_ROOMS, Number(range?.value ?? 0))
  return element(
    'update',
    { room_id: roomId },
    dateRange(draft),
    element('allotment', {}, String(rooms)),
    element('restrictions', {}, ...closings({ closed: rooms === 0, ctd: false, cta: false })),
  )
}

function rateUpdate(draft: Draft, currency: string): Markup {
  const { roomId, ratePlanId, facets } = draft
  const content: Markup[] = [dateRange(draft)]
  const price = facets.get('price')
  if (price !== undefined) {
    const amounts = decodeCellValue('price', price.value) as PriceValue
    const occupancies = amounts.map((minor, index) =>
      element('occupancy', { person: index + 1, price: toDecimal(minor, currency) }),
    )
    content.push(element('prices', { currency }, element('normal', {}, ...occupancies)))
  }
  const restrictions = facets.get('restrictions')
  if (restrictions !== undefined)
    content.push(restrictionsOf(decodeCellValue('restrictions', restrictions.value) as RestrictionsValue))
  return element('update', { room_id: roomId, rateplan_id: ratePlanId ?? undefined }, ...content)
}

/** "DOW can only be used in conjunction with date_range"; without any all days of the week are meant. */
function dateRange({ from, last, weekdays }: Draft): Markup {
  const days = (weekdays ?? []).map((day) => element('dow', {}, String(day)))
  return element('date_range', { from, to: last }, ...days)
}

/**
 * All of it every time, as what is left out may keep its old value; "to remove, update with the default: MinLOS = 1,
 * MaxLOS = 0" (Best Practice). Agoda has one maximum: the smaller of our two is sent, and what no stay can meet, which it
 * refuses (22210), is closed. Days in advance have a place in the message, but how one is taken away is not
 * documented: they hold for what we offer ourselves.
 */
function restrictionsOf(value: RestrictionsValue): Markup {
  const maximum = Math.min(value.maxLosThrough ?? Infinity, value.maxLosArrival ?? Infinity)
  const isSellable = Math.max(value.minLosArrival, value.minLosThrough) <= maximum
  const closed = value.closed || !isSellable
  const max = isSellable && Number.isFinite(maximum) ? maximum : 0
  const [arrival, through] = isSellable ? [value.minLosArrival, value.minLosThrough] : [1, 1]
  return element(
    'restrictions',
    {},
    ...closings({ closed, ctd: value.closedToDeparture, cta: value.closedToArrival }),
    element('los', {}, element('min', {}, String(arrival)), element('max', {}, String(max))),
    element('staythrough', {}, element('min', {}, String(through))),
  )
}

/** In the order of the documentation. */
function closings(flags: { closed: boolean; ctd: boolean; cta: boolean }): Markup[] {
  return Object.entries(flags).map(([name, flag]) => element(name, {}, flag ? 'true' : 'false'))
}
