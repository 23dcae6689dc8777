/** rates.setRange, rates.setCells and rates.change: what is set by hand for nights, in one commit. */
import type { RestrictionsValue } from '../../shared/cells.ts'
import { addDays, type DateRange, daysBetween, type IsoDate, weekday } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { arePricesInRange, changedPrices } from '../../shared/rate-change.ts'
import { capped } from '../../shared/rates/price-bounds.ts'
import type { RoomType } from './catalog.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Parts } from './parts.ts'
import type { RateKey } from './rate-rows.ts'
import { checkBounds } from './rates/bounds.ts'
import { type HandWish, setByHand } from './rates/by-hand.ts'
import { type ChangedNight, materialise, type RateCounts } from './rates/materialise.ts'
import { type HandChange, handItems, type UndoItem } from './rates/undo-log.ts'

type SetInput = Commands['rates.setRange']['input']
export type RateChangeInput = Omit<Commands['rates.change']['input'], 'idempotencyKey'>

export type RateCells = Omit<Commands['rates.setCells']['input'], 'idempotencyKey'>

export const MOST_RATE_DAYS = 800

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
  const { prices, restrictions } = input
  const changes = roomTypes.flatMap((roomType) =>
    setByHand(parts, context, { ratePlanId: ratePlan.id, roomTypeId: roomType.id }, input, {
      ...(prices === undefined ? {} : { pricesFrom: () => prices }),
      restrictions,
      origin: 'typed',
    }),
  )
  // Scripts say exactly what they mean: bounds are a question to people.
  const changedCells = total(applyHand(parts, context, changes))
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
    facets: ['price', 'restrictions'],
  }
}

export interface ChangeWatch {
  /** Told of every night that really changes, with what it was before. */
  readonly onChanged?: (night: ChangedNight) => void
  /** A preview tells prices beyond their bounds instead of refusing them. */
  readonly isPreview?: boolean
}

/** Exact values, range by range: what a file or another program writes. */
export function setRateCells(
  parts: Parts,
  context: CommandContext,
  input: RateCells,
  { onChanged, isPreview = false }: ChangeWatch = {},
): Outcome<Commands['rates.setCells']['output']> {
  const changes = input.cells.flatMap((range) => {
    checkRange(context, range)
    const roomType = context.catalog.roomType(range.roomTypeId)
    const { prices, restrictions } = range
    const key = { ratePlanId: context.catalog.ratePlan(range.ratePlanId).id, roomTypeId: roomType.id }
    checkPrices(roomType, prices)
    checkSeen(parts, context, key, range, input.seenSeq)
    const wanted = prices !== undefined && input.capAll === true ? capped(prices, roomType) : prices
    return setByHand(parts, context, key, range, {
      ...(wanted === undefined ? {} : { pricesFrom: () => (wanted.length === 0 ? null : wanted) }),
      restrictions,
      origin: input.origin ?? 'typed',
      onlyDifferences: input.origin === 'imported',
    })
  })
  const nights: ChangedNight[] = []
  const counts = applyHand(parts, context, changes, (night) => {
    nights.push(night)
    onChanged?.(night)
  })
  if (input.origin === 'imported' && !isPreview) checkBounds(context, nights, input.confirmBounds)
  const changedCells = total(counts)
  return {
    answer: { seq: context.seq, changedCells },
    payload: {
      // A file may have thousands of lines; what they changed is in the history.
      ...(input.origin === 'imported' ? { ranges: input.cells.length } : { cells: input.cells }),
      origin: input.origin,
      changedCells,
    },
    topics: ['rates'],
    facets: ['price', 'restrictions'],
  }
}

export function changeRates(
  parts: Parts,
  context: CommandContext,
  input: RateChangeInput,
  { onChanged, isPreview = false }: ChangeWatch = {},
): Outcome<Commands['rates.change']['output']> {
  if (input.price === undefined && input.restrictions === undefined) refuseEmpty('price')
  const changes = input.blocks.flatMap((block) => changeBlock(parts, context, input, block))
  const nights: ChangedNight[] = []
  const counts = applyHand(parts, context, changes, (night) => {
    nights.push(night)
    onChanged?.(night)
  })
  if (!isPreview) checkBounds(context, nights, input.confirmBounds)
  const changedCells = total(counts)
  return {
    answer: { seq: context.seq, changedCells },
    payload: {
      blocks: input.blocks,
      weekdays: input.weekdays,
      price: input.price,
      restrictions: input.restrictions,
      capped: input.capAll === true ? 'all' : input.cap?.length,
      changedCells,
    },
    topics: ['rates'],
    facets: ['price', 'restrictions'],
  }
}

type Block = RateChangeInput['blocks'][number]

function changeBlock(
  parts: Parts,
  context: CommandContext,
  input: RateChangeInput,
  block: Block,
): HandChange[] {
  checkRange(context, block)
  const ratePlan = context.catalog.ratePlan(block.ratePlanId)
  const roomType = context.catalog.roomType(block.roomTypeId)
  const key = { ratePlanId: ratePlan.id, roomTypeId: roomType.id }
  checkSeen(parts, context, key, { ...block, weekdays: input.weekdays }, input.seenSeq)
  const range = { from: block.from, to: block.to, weekdays: input.weekdays }
  return setByHand(parts, context, key, range, {
    ...wishOf(parts, input, block, key, roomType),
    origin: 'typed',
  })
}

function wishOf(
  parts: Parts,
  { price, restrictions, cap, capAll = false }: RateChangeInput,
  block: Block,
  key: RateKey,
  roomType: RoomType,
): Omit<HandWish, 'origin'> {
  if (price === undefined) return { restrictions }
  // What the layers make of a night is wanted back: its restrictions, too, unless others are given.
  if (price.kind === 'asLayers') return { pricesFrom: () => null, restrictions: restrictions ?? null }
  const limited = new Set(
    (cap ?? [])
      .filter(
        ({ ratePlanId, roomTypeId }) => ratePlanId === block.ratePlanId && roomTypeId === block.roomTypeId,
      )
      .map(({ date }) => date),
  )
  const earlier =
    price.kind === 'copy' ? pricesBack(parts, key, block, price.daysBack) : new Map<IsoDate, number[]>()
  const pricesFrom = (before: readonly number[], date: IsoDate) => {
    const wanted = price.kind === 'copy' ? (earlier.get(date) ?? null) : changedPrices(before, price)
    // A night without a price to copy, or to move, stays as it is.
    if (wanted === null || (wanted.length === 0 && before.length === 0)) return undefined
    const after = capAll || limited.has(date) ? capped(wanted, roomType) : wanted
    if (arePricesInRange(after)) return after
    const amountMinor = Math.min(...after) < 0 ? Math.min(...after) : Math.max(...after)
    throw new DomainError('PriceOutOfRange', {
      ratePlanId: block.ratePlanId,
      roomTypeId: block.roomTypeId,
      date,
      amountMinor: Math.round(amountMinor),
    })
  }
  return { pricesFrom, restrictions }
}

/** What nights of the block cost so many days before, by the night that gets it. */
function pricesBack(parts: Parts, key: RateKey, block: DateRange, daysBack: number): Map<IsoDate, number[]> {
  const source = { from: addDays(block.from, -daysBack), to: addDays(block.to, -daysBack) }
  return new Map(
    parts.rates
      .nights(key, source)
      .filter(({ prices }) => prices.length > 0)
      .map(({ date, prices }) => [addDays(date, daysBack), [...prices]]),
  )
}

/**
 * Works out what comes of nights set by hand, and remembers how they were.
 * @param others what else the command changed and an undo has to put back.
 */
export function applyHand(
  parts: Parts,
  context: CommandContext,
  changes: readonly HandChange[],
  onChanged?: (night: ChangedNight) => void,
  others: readonly UndoItem[] = [],
): RateCounts {
  const counts = { prices: 0, restrictions: 0 }
  const items = handItems(changes)
  const layers = parts.layers.layers(context.catalog)
  const products = Map.groupBy(
    items.flatMap((item) => (item.kind === 'hand' ? [item] : [])),
    ({ ratePlanId, roomTypeId }) => `${ratePlanId}|${roomTypeId}`,
  )
  for (const ranges of products.values()) {
    const [{ ratePlanId, roomTypeId } = { ratePlanId: 0, roomTypeId: 0 }] = ranges
    const scope = { ratePlanIds: [ratePlanId], roomTypeIds: [roomTypeId], ranges, layers }
    const done = materialise(parts, context, scope, onChanged)
    counts.prices += done.prices
    counts.restrictions += done.restrictions
  }
  parts.undoLog.remember(context.seq, [...items, ...others])
  return counts
}

const total = ({ prices, restrictions }: RateCounts): number => prices + restrictions

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

export function sameRestrictions(a: RestrictionsValue, b: RestrictionsValue): boolean {
  return (Object.keys(a) as (keyof RestrictionsValue)[]).every((key) => a[key] === b[key])
}

/** @throws DomainError RatesChangedMeanwhile; what this very command has written counts as seen. */
export function checkSeen(
  parts: Parts,
  { catalog, seq: own }: CommandContext,
  key: RateKey,
  range: DateRange & { readonly weekdays?: readonly number[] | undefined },
  seenSeq: number | undefined,
): void {
  if (seenSeq === undefined) return
  for (const row of parts.rates.rows(key, range)) {
    if (range.weekdays !== undefined && !range.weekdays.includes(weekday(row.date))) continue
    const later = [row.price_seq, row.restrictions_seq].filter((seq) => seq > seenSeq && seq !== own)
    if (later.length === 0) continue
    throw new DomainError('RatesChangedMeanwhile', {
      ratePlanId: catalog.ratePlans.get(row.rate_plan_id).publicId,
      roomTypeId: catalog.roomTypes.get(row.room_type_id).publicId,
      date: row.date,
      seq: Math.max(...later),
    })
  }
}
