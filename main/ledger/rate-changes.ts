/** rates.setRange: prices, restrictions or both over a range of nights, in one commit. */
import { NO_RESTRICTIONS, type RestrictionsValue } from '../../shared/cells.ts'
import { type DateRange, daysBetween, nightsOf, weekday } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { RoomType } from './catalog.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './ledger.ts'
import type { Parts } from './parts.ts'
import { type RateKey, restrictionsOf } from './rate-rows.ts'

type Input = Commands['rates.setRange']['input']

export const MOST_RATE_DAYS = 800

export function setRateRange(
  parts: Parts,
  context: CommandContext,
  input: Input,
): Outcome<Commands['rates.setRange']['output']> {
  checkRange(context, input)
  const ratePlan = context.catalog.ratePlan(input.ratePlanId)
  const roomTypes = input.roomTypeIds.map((id) => context.catalog.roomType(id))
  for (const roomType of roomTypes) checkPrices(roomType, input.prices)
  let prices = 0
  let restrictions = 0
  for (const roomType of roomTypes) {
    const changed = changeNights(parts, context, { ratePlanId: ratePlan.id, roomTypeId: roomType.id }, input)
    prices += changed.prices
    restrictions += changed.restrictions
  }
  const changedCells = prices + restrictions
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
    facets: [
      ...(prices > 0 ? (['price'] as const) : []),
      ...(restrictions > 0 ? (['restrictions'] as const) : []),
    ],
  }
}

function checkRange(
  context: CommandContext,
  input: DateRange & Pick<Input, 'prices' | 'restrictions'>,
): void {
  const days = daysBetween(input.from, input.to)
  if (days < 1) {
    const issues = [{ path: 'to', message: 'must be after "from": it is the day after the last night' }]
    throw new DomainError('InvalidInput', { issues })
  }
  if (days > MOST_RATE_DAYS) throw new DomainError('RangeTooLong', { days, maxDays: MOST_RATE_DAYS })
  if (input.to > context.property.horizon) {
    throw new DomainError('DateBeyondHorizon', { date: input.to, horizon: context.property.horizon })
  }
  if (input.prices === undefined && input.restrictions === undefined) {
    const issues = [{ path: 'prices', message: 'give prices, restrictions or both' }]
    throw new DomainError('InvalidInput', { issues })
  }
}

function checkPrices(roomType: RoomType, prices: readonly number[] | undefined): void {
  if (prices !== undefined && prices.length > roomType.maxOccupancy) {
    throw new DomainError('TooManyPrices', {
      roomTypeId: roomType.publicId,
      prices: prices.length,
      maxOccupancy: roomType.maxOccupancy,
    })
  }
}

/** Only what really changes gets the command's number: unchanged cells are not sent again. */
function changeNights(
  parts: Parts,
  context: CommandContext,
  key: RateKey,
  input: Input,
): { prices: number; restrictions: number } {
  const existing = new Map(parts.rates.rows(key, input).map((row) => [row.date, row]))
  const weekdays = input.weekdays === undefined ? null : new Set(input.weekdays)
  const newPrices = input.prices === undefined ? null : JSON.stringify(input.prices)
  const changed = { prices: 0, restrictions: 0 }
  for (const date of nightsOf(input)) {
    if (weekdays !== null && !weekdays.has(weekday(date))) continue
    const row = existing.get(date)
    const before = row === undefined ? NO_RESTRICTIONS : restrictionsOf(row)
    const after = mergeRestrictions(before, input.restrictions)
    const priceChanges = newPrices !== null && newPrices !== row?.prices
    const restrictionsChange = row === undefined || !sameRestrictions(before, after)
    if (!priceChanges && !restrictionsChange) continue
    parts.rates.put({
      ...key,
      date,
      prices: newPrices ?? row?.prices ?? '[]',
      minLosArrival: after.minLosArrival,
      minLosThrough: after.minLosThrough,
      maxLosThrough: after.maxLosThrough,
      closedToArrival: after.closedToArrival ? 1 : 0,
      closedToDeparture: after.closedToDeparture ? 1 : 0,
      closed: after.closed ? 1 : 0,
      priceSeq: priceChanges ? context.seq : (row?.price_seq ?? context.seq),
      restrictionsSeq: restrictionsChange ? context.seq : (row?.restrictions_seq ?? context.seq),
    })
    if (priceChanges) changed.prices++
    if (restrictionsChange) changed.restrictions++
  }
  return changed
}

function mergeRestrictions(before: RestrictionsValue, change: Input['restrictions']): RestrictionsValue {
  const given = Object.fromEntries(Object.entries(change ?? {}).filter(([, value]) => value !== undefined))
  return { ...before, ...given }
}

function sameRestrictions(a: RestrictionsValue, b: RestrictionsValue): boolean {
  return (Object.keys(a) as (keyof RestrictionsValue)[]).every((key) => a[key] === b[key])
}
