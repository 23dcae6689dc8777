/** Works out nights of `rate` from their layers and writes those that differ: what channels and offers read. */
import { NO_RESTRICTIONS, type RestrictionsValue } from '../../../shared/cells.ts'
import { type DateRange, earlierOf, type IsoDate, laterOf, weekday } from '../../../shared/dates.ts'
import {
  type HandLayer,
  type KnownNight,
  type LayeredDay,
  type Layers,
  layeredDays,
  type NightSources,
  nightPrice,
  nightRestrictions,
  type Origin,
} from '../../../shared/rates/layers.ts'
import type { PriceSet } from '../../../shared/rates/price-set.ts'
import type { RatePlan } from '../catalog.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import { effectsOf } from '../pricing/yield-rows.ts'
import { type RateKey, type RateRow, type RestrictionColumns, restrictionsOf } from '../rate-rows.ts'
import { handLayer } from './layer-rows.ts'

export interface RateScope {
  /** Left out: all. Plans that follow one of them are worked out, too. */
  readonly ratePlanIds?: readonly number[]
  readonly roomTypeIds?: readonly number[]
  readonly ranges: readonly DateRange[]
  /** Read already; left out, they are read. */
  readonly layers?: Layers<number>
}

/** A night as it was or is now. */
export interface RateState {
  readonly prices: readonly number[]
  readonly restrictions: RestrictionsValue
  readonly origin: Origin
}

export interface ChangedNight {
  readonly key: RateKey
  readonly date: IsoDate
  readonly before: RateState
  readonly after: RateState
  /** Price of a plan without a parent that is not taken from another one: floor and ceiling hold for it. */
  readonly isOwn: boolean
}

export interface RateCounts {
  prices: number
  restrictions: number
}

/** A night worked out, with the texts under which it is stored; alike nights share one. */
interface WorkedOut extends KnownNight {
  readonly origin: Origin
  readonly originId: number | null
  readonly pricesText: string
  readonly supplementsText: string
  readonly columns: RestrictionColumns
}

/** What is written of the nights of one product that came out alike: one statement each. */
interface AlikeWrites {
  readonly priced: IsoDate[]
  /** A new price, and another layer's. */
  readonly taken: IsoDate[]
  /** The price stays, and is another layer's now. */
  readonly renamed: IsoDate[]
  readonly restricted: IsoDate[]
}

/**
 * Nights before the business date and beyond the horizon stay as they are. Only what really changes gets the command's number,
 * so that unchanged cells are not sent again.
 * @param onChanged told of every night whose price, restrictions or origin changes.
 */
export function materialise(
  parts: Parts,
  context: CommandContext,
  scope: RateScope,
  onChanged?: (night: ChangedNight) => void,
): RateCounts {
  const { catalog, property } = context
  const counts = { prices: 0, restrictions: 0 }
  const layers = scope.layers ?? parts.layers.layers(catalog)
  const plans = inOrder(catalog.ratePlans.all, scope.ratePlanIds)
  const typeIds = scope.roomTypeIds ?? catalog.roomTypes.all.map(({ id }) => id)
  for (const range of joined(scope.ranges, property)) {
    const days = layeredDays(layers, range)
    const marks = days.map(markOf)
    for (const roomTypeId of typeIds) {
      const run = createRun(parts, layers, roomTypeId, range)
      for (const { plan, isWritten } of plans)
        workOut(parts, context, { run, plan, days, marks, isWritten, counts, onChanged })
    }
  }
  return counts
}

/** Ranges inside what can be sold, in order, overlapping ones joined. */
function joined(
  ranges: readonly DateRange[],
  { businessDate, horizon }: CommandContext['property'],
): DateRange[] {
  const result: DateRange[] = []
  const cut = ranges
    .map(({ from, to }) => ({ from: laterOf(from, businessDate), to: earlierOf(to, horizon) }))
    .filter(({ from, to }) => from < to)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
  for (const range of cut) {
    const last = result.at(-1)
    if (last !== undefined && range.from <= last.to)
      result[result.length - 1] = { from: last.from, to: laterOf(last.to, range.to) }
    else result.push(range)
  }
  return result
}

/** Parents before those that follow them. Ancestors of what is asked for are worked out and not written. */
function inOrder(
  all: readonly RatePlan[],
  wanted: readonly number[] | undefined,
): { plan: RatePlan; isWritten: boolean }[] {
  const byId = new Map(all.map((plan) => [plan.id, plan]))
  const order: RatePlan[] = []
  const place = (plan: RatePlan): void => {
    if (order.includes(plan)) return
    const parent = plan.parent === null ? undefined : byId.get(plan.parent.id)
    if (parent !== undefined) place(parent)
    order.push(plan)
  }
  for (const plan of all) place(plan)
  const written = new Set(wanted ?? all.map(({ id }) => id))
  for (const plan of order) if (plan.parent !== null && written.has(plan.parent.id)) written.add(plan.id)
  const needed = new Set(written)
  for (const plan of order.toReversed())
    if (needed.has(plan.id) && plan.parent !== null) needed.add(plan.parent.id)
  return order.filter(({ id }) => needed.has(id)).map((plan) => ({ plan, isWritten: written.has(plan.id) }))
}

/** Days of one mark have the same layers, so that a product costs the same on them unless something was set for a single night. */
function markOf(day: LayeredDay<number>): string {
  const ids = (items: readonly { id: number }[]) => items.map(({ id }) => id).join()
  return `${ids(day.seasons)}|${ids(day.adjustments)}|${ids(day.rules)}|${weekday(day.date)}`
}

/** One room type over one range: what was set for its single nights, and what is worked out already. */
function createRun(parts: Parts, layers: Layers<number>, roomTypeId: number, range: DateRange) {
  const hand = new Map<number, ReturnType<typeof parts.layers.hand>>()
  const handOf = (ratePlanId: number) => {
    const found = hand.get(ratePlanId) ?? parts.layers.hand({ ratePlanId, roomTypeId }, range.from, range.to)
    hand.set(ratePlanId, found)
    return found
  }
  const known = new Map<number, Map<IsoDate, WorkedOut>>()
  const handLayers = new Map<object, HandLayer>()
  const yielded = parts.yield.nights(roomTypeId, range)
  const sources: NightSources<number> = {
    hand: (ratePlanId, _type, date) => {
      const state = handOf(ratePlanId).get(date)
      if (state === undefined) return undefined
      const layer = handLayers.get(state) ?? handLayer(state)
      handLayers.set(state, layer)
      return layer
    },
    yielded: (_type, date) => effectsOf(yielded.get(date)),
    known: (ratePlanId, _type, date) => known.get(ratePlanId)?.get(date),
  }
  return { layers, roomTypeId, range, sources, yielded, known, handOf }
}

interface Work {
  readonly run: ReturnType<typeof createRun>
  readonly plan: RatePlan
  readonly days: readonly LayeredDay<number>[]
  readonly marks: readonly string[]
  readonly isWritten: boolean
  readonly counts: RateCounts
  readonly onChanged: ((night: ChangedNight) => void) | undefined
}

function workOut(parts: Parts, context: CommandContext, work: Work): void {
  const { run, plan, days, marks, isWritten, counts, onChanged } = work
  const key = { ratePlanId: plan.id, roomTypeId: run.roomTypeId }
  const nights = new Map<IsoDate, WorkedOut>()
  run.known.set(plan.id, nights)
  const alike = new Map<string, WorkedOut>()
  const own = run.handOf(plan.id)
  const above = plan.parent === null ? undefined : run.known.get(plan.parent.id)
  const rows = isWritten
    ? new Map(parts.rates.compactRows(key, run.range).map((row) => [row.date, row]))
    : undefined
  const numberOf = new Map<WorkedOut, number>()
  const writes = new Map<WorkedOut, AlikeWrites>()
  for (const [index, day] of days.entries()) {
    const isSingle = own.has(day.date)
    const parent = above?.get(day.date)
    if (parent !== undefined && !numberOf.has(parent)) numberOf.set(parent, numberOf.size)
    const mark = `${marks[index]}|${parent === undefined ? '' : numberOf.get(parent)}|${run.yielded.get(day.date) ?? ''}`
    let night = isSingle ? undefined : alike.get(mark)
    if (night === undefined) {
      night = workedOut(run, day, key)
      if (!isSingle) alike.set(mark, night)
    }
    nights.set(day.date, night)
    if (rows !== undefined)
      note({ parts, context, writes, plan, counts, onChanged }, key, day.date, rows.get(day.date), night)
  }
  writeAlike(parts, key, writes, context.seq)
}

function writeAlike(
  { rates }: Parts,
  key: RateKey,
  writes: ReadonlyMap<WorkedOut, AlikeWrites>,
  seq: number,
): void {
  for (const [night, { priced, taken, renamed, restricted }] of writes) {
    const price = {
      ...key,
      prices: night.pricesText,
      supplements: night.supplementsText,
      origin: night.origin,
      originId: night.originId,
    }
    if (priced.length > 0)
      rates.setAmounts({ ...key, prices: night.pricesText, dates: JSON.stringify(priced), priceSeq: seq })
    if (taken.length > 0) rates.setPrice({ ...price, dates: JSON.stringify(taken), priceSeq: seq })
    if (renamed.length > 0) rates.setPrice({ ...price, dates: JSON.stringify(renamed), priceSeq: null })
    if (restricted.length > 0)
      rates.setRestrictions({
        ...key,
        ...night.columns,
        dates: JSON.stringify(restricted),
        restrictionsSeq: seq,
      })
  }
}

function workedOut(run: Work['run'], day: LayeredDay<number>, key: RateKey): WorkedOut {
  const { price, origin, originId } = nightPrice(run.layers, run.sources, day, key.ratePlanId, key.roomTypeId)
  const restrictions = nightRestrictions(run.layers, run.sources, day, key.ratePlanId, key.roomTypeId)
  return {
    price,
    restrictions,
    origin,
    originId,
    pricesText: JSON.stringify(price.prices),
    supplementsText: supplementsText(price),
    columns: restrictionColumns(restrictions),
  }
}

const UNRESTRICTED = restrictionColumns(NO_RESTRICTIONS)
const NO_SUPPLEMENTS = '{}'
const NO_PRICES_TEXT = '[]'

function supplementsText({ children, extraBedMinor }: PriceSet): string {
  if (children.length === 0 && extraBedMinor === null) return NO_SUPPLEMENTS
  return JSON.stringify({ children, extraBedMinor })
}

type CompactRow = ReturnType<Parts['rates']['compactRows']>[number]

interface Noting extends Pick<Work, 'plan' | 'counts' | 'onChanged'> {
  readonly parts: Parts
  readonly context: CommandContext
  readonly writes: Map<WorkedOut, AlikeWrites>
}

/** Counts what changes of a night, and notes it to be written with those that are alike; a first row is written at once. */
function note(
  { parts, context, writes, plan, counts, onChanged }: Noting,
  key: RateKey,
  date: IsoDate,
  row: CompactRow | undefined,
  night: WorkedOut,
): void {
  const priceChanges = (row?.prices ?? NO_PRICES_TEXT) !== night.pricesText
  const restrictionsChange = !isRestrictedSo(row, night.columns)
  const originChanges =
    (row?.price_origin ?? 'none') !== night.origin ||
    (row?.origin_id ?? null) !== night.originId ||
    (row?.supplements ?? NO_SUPPLEMENTS) !== night.supplementsText
  if (!priceChanges && !restrictionsChange && !originChanges) return
  // What was never priced has nothing to close.
  if (row === undefined && !plan.isActive) return
  if (row === undefined) parts.rates.put(rowOf(key, date, night, context.seq))
  else {
    const alike = writes.get(night) ?? { priced: [], taken: [], renamed: [], restricted: [] }
    writes.set(night, alike)
    if (priceChanges) alike[originChanges ? 'taken' : 'priced'].push(date)
    else if (originChanges) alike.renamed.push(date)
    // Channels are told that a night without a price is closed, and that it is open again.
    if (restrictionsChange || (row.prices === NO_PRICES_TEXT) !== (night.pricesText === NO_PRICES_TEXT))
      alike.restricted.push(date)
  }
  if (priceChanges) counts.prices++
  // A night's first row tells the channels its restrictions, too.
  if (row === undefined || restrictionsChange) counts.restrictions++
  onChanged?.({
    key,
    date,
    before: {
      prices: row === undefined ? [] : (JSON.parse(row.prices) as number[]),
      restrictions: row === undefined ? NO_RESTRICTIONS : restrictionsOf(row),
      origin: row?.price_origin ?? 'none',
    },
    after: { prices: night.price.prices, restrictions: night.restrictions, origin: night.origin },
    isOwn: plan.parent === null,
  })
}

function rowOf(key: RateKey, date: IsoDate, night: WorkedOut, seq: number): RateRow {
  return {
    ...key,
    date,
    prices: night.pricesText,
    supplements: night.supplementsText,
    origin: night.origin,
    originId: night.originId,
    ...night.columns,
    priceSeq: seq,
    restrictionsSeq: seq,
  }
}

/** A night without a row has no restrictions. */
function isRestrictedSo(row: CompactRow | undefined, columns: RestrictionColumns): boolean {
  return (
    (row?.min_los_arrival ?? UNRESTRICTED.minLosArrival) === columns.minLosArrival &&
    (row?.min_los_through ?? UNRESTRICTED.minLosThrough) === columns.minLosThrough &&
    (row?.max_los_through ?? null) === columns.maxLosThrough &&
    (row?.max_los_arrival ?? null) === columns.maxLosArrival &&
    (row?.min_advance_days ?? null) === columns.minAdvanceDays &&
    (row?.max_advance_days ?? null) === columns.maxAdvanceDays &&
    (row?.closed_to_arrival ?? 0) === columns.closedToArrival &&
    (row?.closed_to_departure ?? 0) === columns.closedToDeparture &&
    (row?.closed ?? 0) === columns.closed
  )
}

function restrictionColumns(value: RestrictionsValue): RestrictionColumns {
  return {
    minLosArrival: value.minLosArrival,
    minLosThrough: value.minLosThrough,
    maxLosThrough: value.maxLosThrough,
    maxLosArrival: value.maxLosArrival,
    minAdvanceDays: value.minAdvanceDays,
    maxAdvanceDays: value.maxAdvanceDays,
    closedToArrival: value.closedToArrival ? (1 as const) : (0 as const),
    closedToDeparture: value.closedToDeparture ? (1 as const) : (0 as const),
    closed: value.closed ? (1 as const) : (0 as const),
  }
}
