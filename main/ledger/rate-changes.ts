/** rates.setRange, rates.setCells and rates.change: prices, restrictions or both over nights, in one commit. */
import { NO_RESTRICTIONS, type RestrictionsValue } from '../../shared/cells.ts'
import { type DateRange, daysBetween, type IsoDate, nightsOf, weekday } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { arePricesInRange, changedPrices } from '../../shared/rate-change.ts'
import type { RoomType } from './catalog.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Parts } from './parts.ts'
import { type RateKey, restrictionsOf } from './rate-rows.ts'

type SetInput = Commands['rates.setRange']['input']
export type RateChangeInput = Omit<Commands['rates.change']['input'], 'idempotencyKey'>

export const MOST_RATE_DAYS = 800

/** A night as it was or is now. */
export interface RateState {
  readonly prices: readonly number[]
  readonly restrictions: RestrictionsValue
}

export interface ChangedNight {
  readonly key: RateKey
  readonly date: IsoDate
  readonly before: RateState
  readonly after: RateState
}

interface Counts {
  prices: number
  restrictions: number
}

export function setRateRange(
  parts: Parts,
  context: CommandContext,
  input: SetInput,
): Outcome<Commands['rates.setRange']['output']> {
  checkRange(context, input)
  if (input.prices === undefined && input.restrictions === undefined) refuseEmpty('prices')
  const ratePlan = context.catalog.ratePlan(input.ratePlanId)
  const roomTypes = input.roomTypeIds.map((id) => context.catalog.roomType(id))
  for (const roomType of roomTypes) checkPrices(roomType, input.prices)
  const { prices } = input
  const counts = { prices: 0, restrictions: 0 }
  for (const roomType of roomTypes) {
    const key = { ratePlanId: ratePlan.id, roomTypeId: roomType.id }
    changeNights(parts, context, key, input, {
      ...(prices === undefined ? {} : { pricesFrom: () => prices }),
      restrictions: input.restrictions,
      counts,
    })
  }
  const changedCells = counts.prices + counts.restrictions
  return {
    answer: { seq: context.seq, changedCells },
    payload: {
      ratePlan: input.ratePlanId,
      roomTypes: input.roomTypeIds,
      from: input.from,
      to: input.to,
      weekdays: input.weekdays,
      prices: input.prices,
      restrictions: input.restrictions,
      changedCells,
    },
    topics: ['rates'],
    facets: facetsOf(counts),
  }
}

/** Exact values, range by range: what an undo and a hotel's first prices write. */
export function setRateCells(
  parts: Parts,
  context: CommandContext,
  input: Commands['rates.setCells']['input'],
): Outcome<Commands['rates.setCells']['output']> {
  const counts = { prices: 0, restrictions: 0 }
  for (const range of input.cells) {
    checkRange(context, range)
    const { prices, restrictions } = range
    const ratePlan = context.catalog.ratePlan(range.ratePlanId)
    const roomType = context.catalog.roomType(range.roomTypeId)
    checkPrices(roomType, prices)
    changeNights(parts, context, { ratePlanId: ratePlan.id, roomTypeId: roomType.id }, range, {
      ...(prices === undefined ? {} : { pricesFrom: () => prices }),
      restrictions,
      counts,
      seenSeq: input.seenSeq,
    })
  }
  const changedCells = counts.prices + counts.restrictions
  return {
    answer: { seq: context.seq, changedCells },
    payload: { cells: input.cells, changedCells },
    topics: ['rates'],
    facets: facetsOf(counts),
  }
}

/** @param onChanged told of every night that really changes, with what it was before. */
export function changeRates(
  parts: Parts,
  context: CommandContext,
  input: RateChangeInput,
  onChanged?: (night: ChangedNight) => void,
): Outcome<Commands['rates.change']['output']> {
  const { price } = input
  if (price === undefined && input.restrictions === undefined) refuseEmpty('price')
  const counts = { prices: 0, restrictions: 0 }
  for (const block of input.blocks) {
    checkRange(context, block)
    const ratePlan = context.catalog.ratePlan(block.ratePlanId)
    const roomType = context.catalog.roomType(block.roomTypeId)
    const key = { ratePlanId: ratePlan.id, roomTypeId: roomType.id }
    const pricesFrom = (before: readonly number[], date: IsoDate): readonly number[] => {
      if (price === undefined) return before
      const after = changedPrices(before, price)
      if (arePricesInRange(after)) return after
      const amountMinor = Math.min(...after) < 0 ? Math.min(...after) : Math.max(...after)
      throw new DomainError('PriceOutOfRange', {
        ratePlanId: block.ratePlanId,
        roomTypeId: block.roomTypeId,
        date,
        amountMinor: Math.round(amountMinor),
      })
    }
    changeNights(
      parts,
      context,
      key,
      { from: block.from, to: block.to, weekdays: input.weekdays },
      {
        ...(price === undefined ? {} : { pricesFrom }),
        restrictions: input.restrictions,
        counts,
        onChanged,
        seenSeq: input.seenSeq,
      },
    )
  }
  const changedCells = counts.prices + counts.restrictions
  return {
    answer: { seq: context.seq, changedCells },
    payload: {
      blocks: input.blocks,
      weekdays: input.weekdays,
      price,
      restrictions: input.restrictions,
      changedCells,
    },
    topics: ['rates'],
    facets: facetsOf(counts),
  }
}

function facetsOf(counts: Counts) {
  return [
    ...(counts.prices > 0 ? (['price'] as const) : []),
    ...(counts.restrictions > 0 ? (['restrictions'] as const) : []),
  ]
}

function refuseEmpty(path: string): never {
  const issues = [{ path, message: 'give prices, restrictions or both' }]
  throw new DomainError('InvalidInput', { issues })
}

function checkRange(context: CommandContext, range: DateRange): void {
  const days = daysBetween(range.from, range.to)
  if (days < 1) {
    const issues = [{ path: 'to', message: 'must be after "from": it is the day after the last night' }]
    throw new DomainError('InvalidInput', { issues })
  }
  if (days > MOST_RATE_DAYS) throw new DomainError('RangeTooLong', { days, maxDays: MOST_RATE_DAYS })
  if (range.to > context.property.horizon) {
    throw new DomainError('DateBeyondHorizon', { date: range.to, horizon: context.property.horizon })
  }
}

export function checkPrices(roomType: RoomType, prices: readonly number[] | undefined): void {
  if (prices !== undefined && prices.length > roomType.maxOccupancy) {
    throw new DomainError('TooManyPrices', {
      roomTypeId: roomType.publicId,
      prices: prices.length,
      maxOccupancy: roomType.maxOccupancy,
    })
  }
}

interface NightChange {
  /** The new prices from those that stand; left out, they stay. */
  readonly pricesFrom?: (before: readonly number[], date: IsoDate) => readonly number[]
  readonly restrictions: SetInput['restrictions']
  readonly counts: Counts
  readonly onChanged?: ((night: ChangedNight) => void) | undefined
  /** Nights changed by a later command are refused; left out, any are changed. */
  readonly seenSeq?: number | undefined
}

/** Only what really changes gets the command's number: unchanged cells are not sent again. */
export function changeNights(
  parts: Parts,
  context: CommandContext,
  key: RateKey,
  range: DateRange & { readonly weekdays?: readonly number[] | undefined },
  { pricesFrom, restrictions, counts, onChanged, seenSeq }: NightChange,
): void {
  const existing = new Map(parts.rates.rows(key, range).map((row) => [row.date, row]))
  const weekdays = range.weekdays === undefined ? null : new Set(range.weekdays)
  for (const date of nightsOf(range)) {
    if (weekdays !== null && !weekdays.has(weekday(date))) continue
    const row = existing.get(date)
    if (row !== undefined && seenSeq !== undefined) checkSeen(context, row, seenSeq)
    const pricesBefore = row?.prices ?? '[]'
    const prices =
      pricesFrom === undefined
        ? pricesBefore
        : JSON.stringify(pricesFrom(JSON.parse(pricesBefore) as number[], date))
    const before = row === undefined ? NO_RESTRICTIONS : restrictionsOf(row)
    const after = mergeRestrictions(before, restrictions)
    const priceChanges = prices !== pricesBefore
    const restrictionsChange = !sameRestrictions(before, after)
    if (!priceChanges && !restrictionsChange) continue
    parts.rates.put({
      ...key,
      date,
      prices,
      minLosArrival: after.minLosArrival,
      minLosThrough: after.minLosThrough,
      maxLosThrough: after.maxLosThrough,
      maxLosArrival: after.maxLosArrival,
      minAdvanceDays: after.minAdvanceDays,
      maxAdvanceDays: after.maxAdvanceDays,
      closedToArrival: after.closedToArrival ? 1 : 0,
      closedToDeparture: after.closedToDeparture ? 1 : 0,
      closed: after.closed ? 1 : 0,
      priceSeq: priceChanges ? context.seq : (row?.price_seq ?? context.seq),
      restrictionsSeq: row === undefined || restrictionsChange ? context.seq : row.restrictions_seq,
    })
    if (priceChanges) counts.prices++
    // A night's first row tells the channels its restrictions, too.
    if (row === undefined || restrictionsChange) counts.restrictions++
    onChanged?.({
      key,
      date,
      before: { prices: JSON.parse(pricesBefore) as number[], restrictions: before },
      after: { prices: JSON.parse(prices) as number[], restrictions: after },
    })
  }
}

function mergeRestrictions(before: RestrictionsValue, change: SetInput['restrictions']): RestrictionsValue {
  const given = Object.fromEntries(Object.entries(change ?? {}).filter(([, value]) => value !== undefined))
  return { ...before, ...given }
}

export function sameRestrictions(a: RestrictionsValue, b: RestrictionsValue): boolean {
  return (Object.keys(a) as (keyof RestrictionsValue)[]).every((key) => a[key] === b[key])
}

/** @throws DomainError RatesChangedMeanwhile; what this very command has written counts as seen. */
function checkSeen(
  { catalog, seq: own }: CommandContext,
  row: ReturnType<Parts['rates']['rows']>[number],
  seenSeq: number,
): void {
  const later = [row.price_seq, row.restrictions_seq].filter((seq) => seq > seenSeq && seq !== own)
  if (later.length === 0) return
  throw new DomainError('RatesChangedMeanwhile', {
    ratePlanId: catalog.ratePlans.get(row.rate_plan_id).publicId,
    roomTypeId: catalog.roomTypes.get(row.room_type_id).publicId,
    date: row.date,
    seq: Math.max(...later),
  })
}
