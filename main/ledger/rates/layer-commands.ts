/** seasons.apply: adds, changes or removes a layer, or copies a year of them, and works out the nights that it touches. */
import type { LayerChange } from '../../../shared/contract/seasons.ts'
import { type DateRange, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { DomainError, type DomainErrorData } from '../../../shared/errors.ts'
import { priceSetSchema, type SeasonPrice } from '../../../shared/rates/price-set.ts'
import { firstShared, occurrencesOf, type When } from '../../../shared/rates/recurrence.ts'
import { yearCopy } from '../../../shared/rates/year-copy.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { checkPrices } from '../rate-changes.ts'
import type { RateKey } from '../rate-rows.ts'
import { checkBounds } from './bounds.ts'
import { setByHand } from './by-hand.ts'
import { enteredLayers } from './entered-layers.ts'
import { whenOf } from './layer-rows.ts'
import { type ChangedNight, materialise, type RateScope } from './materialise.ts'
import { handItems, type RowImage, type UndoItem, type UndoTable } from './undo-log.ts'

type Input = Omit<Commands['seasons.apply']['input'], 'idempotencyKey'>
type Of<K extends LayerChange['kind']> = Extract<LayerChange, { kind: K }>
type OneLayer = Exclude<LayerChange, Of<'copyYear'>>

/** Of each kind. */
const MOST_LAYERS = 200

interface Changed {
  readonly items: readonly UndoItem[]
  readonly scope: RateScope
  /** Of the layer; null for base prices. */
  readonly publicId: string | null
}

export interface LayerWatch {
  readonly onChanged?: (night: ChangedNight) => void
  /** Told how many nights of the products that it prices keep a price set by hand. */
  readonly onKeptByHand?: (nights: number) => void
  readonly isPreview?: boolean
}

export function applyLayer(
  parts: Parts,
  context: CommandContext,
  { change, overHand, confirmBounds }: Input,
  { onChanged, onKeptByHand, isPreview = false }: LayerWatch = {},
): Outcome<Commands['seasons.apply']['output']> {
  const changes = change.kind === 'copyYear' ? copiedLayers(parts, context, change) : [change]
  const items: UndoItem[] = []
  const ranges: DateRange[] = []
  let publicId: string | null = null
  for (const one of changes) {
    const changed = changeLayer(parts, context, one)
    const priced = pricedBy(context, one)
    items.push(...changed.items)
    if (overHand) items.push(...takeHandAway(parts, context, priced, changed.scope))
    onKeptByHand?.(pricesByHand(parts, priced, changed.scope))
    ranges.push(...changed.scope.ranges)
    if (change.kind !== 'copyYear') publicId = changed.publicId
  }
  const nights: ChangedNight[] = []
  const counts = materialise(parts, context, { ranges }, (night) => {
    nights.push(night)
    onChanged?.(night)
  })
  if (!isPreview) checkBounds(context, nights, confirmBounds)
  parts.undoLog.remember(context.seq, items)
  const changedCells = counts.prices + counts.restrictions
  return {
    answer: { seq: context.seq, id: publicId, changedCells },
    payload: { ...payloadOf(change, changes.length), layer: publicId, overHand, changedCells },
    topics: ['rates'],
    facets: ['price', 'restrictions'],
  }
}

/** What is read in the journal: the layer without its prices, of which there may be hundreds. */
function payloadOf(change: LayerChange, layers: number): Record<string, unknown> {
  if (change.kind === 'copyYear') return { ...change, copied: layers }
  if (change.kind === 'basePrices') return { kind: change.kind, products: change.prices.length }
  if (change.kind !== 'season') return { ...change }
  const { prices, ...rest } = change
  return { ...rest, products: prices.length }
}

/** New layers as they would be entered one by one; those of the year before stay. */
function copiedLayers(
  parts: Parts,
  { catalog }: CommandContext,
  { year, keeps }: Of<'copyYear'>,
): OneLayer[] {
  const { seasons, adjustments, rules } = enteredLayers(parts, catalog)
  return [
    ...yearCopy(seasons, year, keeps).copies.map(({ layer: { id: _id, seq: _seq, ...season }, to }) => ({
      kind: 'season' as const,
      ...season,
      ...to,
    })),
    ...yearCopy(adjustments, year, keeps).copies.map(({ layer: { id: _id, seq: _seq, ...each }, to }) => ({
      kind: 'adjustment' as const,
      ...each,
      ...to,
    })),
    ...yearCopy(rules, year, keeps).copies.map(({ layer: { id: _id, seq: _seq, ...rule }, to }) => ({
      kind: 'rule' as const,
      ...rule,
      ...to,
    })),
  ]
}

function changeLayer(parts: Parts, context: CommandContext, change: OneLayer): Changed {
  switch (change.kind) {
    case 'season':
      return changeSeason(parts, context, change)
    case 'adjustment':
      return changeRow(parts, context, 'price_adjustment', change, {
        kind: change.type,
        name: change.name,
        change: change.change === null ? null : JSON.stringify(change.change),
        ...whenColumns(change),
      })
    case 'rule':
      return changeRow(parts, context, 'restriction_rule', change, {
        name: change.name,
        rate_plans:
          change.ratePlanIds &&
          JSON.stringify(change.ratePlanIds.map((id) => context.catalog.ratePlan(id).id)),
        room_types:
          change.roomTypeIds &&
          JSON.stringify(change.roomTypeIds.map((id) => context.catalog.roomType(id).id)),
        restrictions: JSON.stringify(change.restrictions),
        ...whenColumns(change),
      })
    case 'basePrices':
      return changeBasePrices(parts, context, change)
    case 'remove':
      return removeLayer(parts, context, change)
  }
}

function checkWhen({ from, to }: { from: IsoDate | null; to: IsoDate | null }): void {
  const path = 'change.to'
  if ((from === null) !== (to === null)) refuse(path, 'give both dates, or none')
  if (from !== null && to !== null && to <= from)
    refuse(path, 'must be after "from": it is the day after the last night')
}

function refuse(path: string, message: string): never {
  throw new DomainError('InvalidInput', { issues: [{ path, message }] })
}

function whenColumns(when: When): RowImage {
  checkWhen(when)
  return {
    from_date: when.from,
    to_date: when.to,
    repeats: when.repeats,
    weekdays: [...new Set(when.weekdays)].sort().join(''),
  }
}

/**
 * The row that is changed: its number and image, or the number of a new one.
 * @throws DomainError UnknownLayer, LayerChangedMeanwhile, TooManyLayers
 */
export function target(
  parts: Parts,
  context: CommandContext,
  table: UndoTable,
  id: string | undefined,
  seenSeq: number | undefined,
  most = MOST_LAYERS,
): { rowId: number; publicId: string; before: RowImage | null } {
  if (id === undefined) {
    const { count, next } = parts.images.numbers(table, context.seq)
    if (count >= most) throw new DomainError('TooManyLayers', { most })
    return { rowId: next, publicId: context.ids.publicId(), before: null }
  }
  const found = parts.images.find(table, id)
  if (found === undefined) throw new DomainError('UnknownLayer', { id })
  const before = parts.images.read(table, found.id)
  if (seenSeq !== undefined && found.seq > seenSeq)
    throw new DomainError('LayerChangedMeanwhile', { name: String(before?.name), seq: found.seq })
  return { rowId: found.id, publicId: id, before }
}

/** Writes the row as its image says; null removes it. @returns what undoes that; nothing where it was so already. */
export function written(
  parts: Parts,
  context: CommandContext,
  table: UndoTable,
  rowId: number,
  before: RowImage | null,
  image: RowImage | null,
): UndoItem[] {
  parts.images.write(table, rowId, image, context.seq)
  const after = parts.images.read(table, rowId)
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  return [{ kind: 'row', table, id: rowId, before, after }]
}

function changeRow(
  parts: Parts,
  context: CommandContext,
  table: 'price_adjustment' | 'restriction_rule',
  change: Of<'adjustment'> | Of<'rule'>,
  columns: RowImage,
): Changed {
  if (change.kind === 'adjustment' && change.type === 'event' && change.from === null)
    refuse('change.from', 'an event has dates')
  const { rowId, publicId, before } = target(parts, context, table, change.id, change.seenSeq)
  const items = written(parts, context, table, rowId, before, { ...columns, public_id: publicId })
  const ranges = [...datesOf(context, before), ...occurrencesOf(change, horizonOf(context))]
  return { items, publicId, scope: { ranges } }
}

function changeSeason(parts: Parts, context: CommandContext, change: Of<'season'>): Changed {
  const { catalog } = context
  const columns = {
    name: change.name,
    precedence: change.precedence,
    colour: change.colour,
    restrictions: JSON.stringify(change.restrictions),
    ...whenColumns(change),
  }
  const prices = change.prices.map(({ ratePlanId, roomTypeId, price }) => {
    const plan = catalog.ratePlan(ratePlanId)
    const roomType = catalog.roomType(roomTypeId)
    if (plan.parent !== null) throw new DomainError('PlanFollowsParent', { ratePlanId })
    if (price.kind === 'fixed') checkPrices(roomType, price.prices)
    return { rate_plan_id: plan.id, room_type_id: roomType.id, price: JSON.stringify(storedPrice(price)) }
  })
  const products = new Set(prices.map((each) => `${each.rate_plan_id}|${each.room_type_id}`))
  if (products.size < prices.length) refuse('change.prices', 'a plan and room type is given twice')
  const { rowId, publicId, before } = target(parts, context, 'season', change.id, change.seenSeq)
  checkPrecedence(parts, context, change, rowId)
  const image = { ...columns, public_id: publicId, prices }
  const items = written(parts, context, 'season', rowId, before, image)
  const ranges = [...datesOf(context, before), ...occurrencesOf(change, horizonOf(context))]
  return { items, publicId, scope: { ranges } }
}

/** Without what `kind` does not need, so that equal prices have equal texts. */
function storedPrice(price: SeasonPrice): SeasonPrice {
  return price.kind === 'fixed' ? { kind: 'fixed', ...priceSetSchema.parse(price) } : price
}

/** @throws DomainError SeasonsOverlap where another season of its precedence holds on one of its nights. */
function checkPrecedence(parts: Parts, context: CommandContext, change: Of<'season'>, rowId: number): void {
  const overlap = overlapOf(parts, context, change, rowId)
  if (overlap !== undefined) throw new DomainError('SeasonsOverlap', overlap)
}

/** The first run of nights that a season shares with another one of its precedence, if there is one. */
export function overlapOf(
  parts: Parts,
  context: CommandContext,
  season: When & { readonly precedence: number },
  rowId: number,
): DomainErrorData<'SeasonsOverlap'> | undefined {
  const horizon = horizonOf(context)
  for (const other of parts.layers.seasons()) {
    if (other.id === rowId || other.precedence !== season.precedence) continue
    const from = firstShared(season, whenOf(other), horizon)
    if (from === undefined) continue
    return {
      otherId: other.public_id,
      otherName: other.name,
      precedence: other.precedence,
      from,
      to: lastShared(season, whenOf(other), { from, to: horizon.to }),
    }
  }
  return undefined
}

/** The day after the last night of the first run of nights that both hold on. */
function lastShared(one: When, other: When, within: DateRange): IsoDate {
  const nights = nightsOf(within)
  const end = nights.find((date) => firstShared(one, other, { from: date, to: within.to }) !== date)
  return end ?? within.to
}

function changeBasePrices(parts: Parts, context: CommandContext, change: Of<'basePrices'>): Changed {
  const items = change.prices.flatMap(({ ratePlanId, roomTypeId, price }): UndoItem[] => {
    const plan = context.catalog.ratePlan(ratePlanId)
    const roomType = context.catalog.roomType(roomTypeId)
    if (plan.parent !== null) throw new DomainError('PlanFollowsParent', { ratePlanId })
    checkPrices(roomType, price.prices)
    const key = { ratePlanId: plan.id, roomTypeId: roomType.id }
    const before = parts.layers.basePrice(key)
    const after = price.prices.length === 0 ? null : JSON.stringify(priceSetSchema.parse(price))
    if (before === after) return []
    if (after === null) parts.layers.dropBase(key)
    else parts.layers.putBase({ ...key, price: after, seq: context.seq })
    return [{ kind: 'base', ...key, before, after }]
  })
  return { items, publicId: null, scope: { ranges: [horizonOf(context)] } }
}

const TABLES = { season: 'season', adjustment: 'price_adjustment', rule: 'restriction_rule' } as const

function removeLayer(parts: Parts, context: CommandContext, change: Of<'remove'>): Changed {
  const table = TABLES[change.layer]
  const { rowId, publicId, before } = target(parts, context, table, change.id, change.seenSeq)
  const items = written(parts, context, table, rowId, before, null)
  return { items, publicId, scope: { ranges: datesOf(context, before) } }
}

function horizonOf({ property }: CommandContext): DateRange {
  return { from: property.businessDate, to: property.horizon }
}

/** Dates that a layer's row covers; none where it was not there. */
export function datesOf(context: CommandContext, image: RowImage | null): DateRange[] {
  if (image === null) return []
  const { from_date, to_date, repeats, weekdays } = image as unknown as Parameters<typeof whenOf>[0]
  return occurrencesOf(whenOf({ from_date, to_date, repeats, weekdays }), horizonOf(context))
}

/** What was set by hand on the nights of a layer is taken away. */
function takeHandAway(
  parts: Parts,
  context: CommandContext,
  priced: readonly RateKey[],
  { ranges }: RateScope,
): UndoItem[] {
  const changes = priced.flatMap((key) =>
    ranges.flatMap(({ from, to }) =>
      setByHand(
        parts,
        context,
        key,
        { from, to },
        { pricesFrom: () => null, restrictions: undefined, origin: 'typed' },
      ),
    ),
  )
  return handItems(changes)
}

/** Nights of these products that have a price set by hand. */
function pricesByHand(parts: Parts, priced: readonly RateKey[], { ranges }: RateScope): number {
  let nights = 0
  for (const key of priced)
    for (const { from, to } of ranges)
      for (const { price } of parts.layers.hand(key, from, to).values()) if (price !== null) nights += 1
  return nights
}

/** The products whose price a layer sets or moves; none for one that restricts, or that goes. */
function pricedBy({ catalog }: CommandContext, change: OneLayer): RateKey[] {
  switch (change.kind) {
    case 'season':
    case 'basePrices':
      return change.prices.map(({ ratePlanId, roomTypeId }) => ({
        ratePlanId: catalog.ratePlan(ratePlanId).id,
        roomTypeId: catalog.roomType(roomTypeId).id,
      }))
    case 'adjustment':
      return catalog.ratePlans.all.flatMap(({ id: ratePlanId }) =>
        catalog.roomTypes.all.map(({ id: roomTypeId }) => ({ ratePlanId, roomTypeId })),
      )
    case 'rule':
    case 'remove':
      return []
  }
}
