/** A layer of prices as it is typed, and the change that comes of it. Pure. */

import type { Hotel } from '../../shared/contract/property.ts'
import type { LayerChange, StoredLayers } from '../../shared/contract/seasons.ts'
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'
import { changedPrices } from '../../shared/rate-change.ts'
import type { PriceMove, PriceSet, SeasonPrice } from '../../shared/rates/price-set.ts'
import { readEntry } from '../rates/rate-entry.ts'

export const LAYER_KINDS = ['season', 'event', 'weekday', 'rule', 'base'] as const
export type LayerKind = (typeof LAYER_KINDS)[number]
export type Repeats = 'never' | 'same_dates' | 'same_weekdays'

export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7]

export interface LayerDraft {
  readonly kind: LayerKind
  /** Null: a new one. */
  readonly id: string | null
  readonly seenSeq: number | null
  readonly name: string
  readonly from: string
  /** The last night, as people say it. */
  readonly last: string
  readonly repeats: Repeats
  readonly weekdays: readonly number[]
  readonly precedence: string
  readonly colour: number
  /** Of seasons and base prices, by room type: `198`, `+15%`, `-5`; empty has none. */
  readonly prices: Readonly<Record<string, string>>
  /** Of an event or weekday pattern: `+12%`, `-5`; empty only informs. */
  readonly move: string
  readonly minNights: string
  readonly closedToArrival: boolean
  readonly closedToDeparture: boolean
  readonly closed: boolean
  /** What it was read from: what the form does not show, or was not typed anew, stays as it is there. Null: a new one. */
  readonly stored: { readonly layer: StoredLayer; readonly shown: Shown } | null
}

/** The texts as they were shown first. */
type Shown = Pick<LayerDraft, 'prices' | 'minNights' | 'closedToArrival' | 'closedToDeparture' | 'closed'>

export interface DraftTerms {
  readonly hotel: Pick<Hotel, 'currency' | 'roomTypes' | 'ratePlans' | 'businessDate'>
  readonly layers: StoredLayers
  /** Whose prices are typed. */
  readonly ratePlanId: string
}

export type DraftIssue =
  | 'name'
  | 'dates'
  | 'precedence'
  | 'weekdays'
  | 'move'
  | 'minNights'
  | `price.${string}`

export interface DraftResult {
  readonly change: LayerChange | null
  readonly issues: readonly DraftIssue[]
}

export function newDraft(
  kind: LayerKind,
  from: IsoDate,
  { layers, hotel, ratePlanId }: DraftTerms,
): LayerDraft {
  const precedence = freePrecedence(
    layers,
    Math.max(19, ...layers.seasons.map((season) => season.precedence)),
    1,
  )
  return {
    kind,
    id: null,
    seenSeq: null,
    name: '',
    from,
    last: addDays(from, kind === 'event' ? 0 : 27),
    repeats: kind === 'season' ? 'same_dates' : 'never',
    weekdays: kind === 'weekday' ? [5, 6] : EVERY_DAY,
    precedence: String(precedence),
    colour: layers.seasons.length % 12,
    prices: kind === 'base' ? basePrices(layers, hotel, ratePlanId) : {},
    move: '',
    minNights: '',
    closedToArrival: false,
    closedToDeparture: false,
    closed: false,
    stored: null,
  }
}

/** The nearest precedence above (1) or below (-1) that no season has; where there is none, the last one that is possible. */
export function freePrecedence({ seasons }: StoredLayers, from: number, step: 1 | -1): number {
  const taken = new Set(seasons.map(({ precedence }) => precedence))
  for (let next = from + step; next >= 1 && next <= 99; next += step) if (!taken.has(next)) return next
  return step === 1 ? 99 : 1
}

function basePrices(
  layers: StoredLayers,
  hotel: DraftTerms['hotel'],
  ratePlanId: string,
): Record<string, string> {
  return Object.fromEntries(
    hotel.roomTypes.map((type) => {
      const prices = basePrice(layers, ratePlanId, type.id)?.prices ?? []
      const minor = prices[Math.min(type.baseOccupancy, prices.length) - 1]
      return [type.id, minor === undefined ? '' : toDecimal(minor, hotel.currency)]
    }),
  )
}

export function basePrice(
  layers: StoredLayers,
  ratePlanId: string,
  roomTypeId: string,
): PriceSet | undefined {
  return layers.basePrices.find((row) => row.ratePlanId === ratePlanId && row.roomTypeId === roomTypeId)
    ?.price
}

export type StoredLayer =
  | ({ readonly kind: 'season' } & StoredLayers['seasons'][number])
  | ({ readonly kind: 'event' | 'weekday' } & StoredLayers['adjustments'][number])
  | ({ readonly kind: 'rule' } & StoredLayers['rules'][number])

export function storedLayers({ seasons, adjustments, rules }: StoredLayers): StoredLayer[] {
  return [
    ...seasons
      .toSorted((one, other) => other.precedence - one.precedence || (one.from < other.from ? -1 : 1))
      .map((each) => ({ kind: 'season' as const, ...each })),
    ...adjustments.map((each) => ({ kind: each.type, ...each })),
    ...rules.map((each) => ({ kind: 'rule' as const, ...each })),
  ]
}

export function draftOf(layer: StoredLayer, { hotel, ratePlanId }: DraftTerms): LayerDraft {
  const { currency } = hotel
  const restrictions =
    layer.kind === 'season'
      ? layer.restrictions[0]?.restrictions
      : layer.kind === 'rule'
        ? layer.restrictions
        : undefined
  const shown: Shown = {
    prices:
      layer.kind === 'season'
        ? Object.fromEntries(
            layer.prices
              .filter((row) => row.ratePlanId === ratePlanId)
              .map((row) => [row.roomTypeId, priceText(row.price, row.roomTypeId, hotel)]),
          )
        : {},
    minNights: String(restrictions?.minLosThrough ?? restrictions?.minLosArrival ?? ''),
    closedToArrival: restrictions?.closedToArrival === true,
    closedToDeparture: restrictions?.closedToDeparture === true,
    closed: restrictions?.closed === true,
  }
  return {
    ...shown,
    stored: { layer, shown },
    kind: layer.kind,
    id: layer.id,
    seenSeq: layer.seq,
    name: layer.name,
    from: layer.from ?? '',
    last: layer.to === null ? '' : addDays(layer.to, -1),
    repeats: layer.repeats,
    weekdays: layer.weekdays,
    precedence: layer.kind === 'season' ? String(layer.precedence) : '',
    colour: layer.kind === 'season' ? layer.colour : 0,
    move: layer.kind === 'event' || layer.kind === 'weekday' ? moveText(layer.change, currency) : '',
  }
}

function priceText(
  price: SeasonPrice,
  roomTypeId: string,
  { currency, roomTypes }: DraftTerms['hotel'],
): string {
  if (price.kind !== 'fixed') return moveText(price, currency)
  const occupancy = roomTypes.find(({ id }) => id === roomTypeId)?.baseOccupancy ?? 1
  const minor = price.prices[Math.min(occupancy, price.prices.length) - 1]
  return minor === undefined ? '' : toDecimal(minor, currency)
}

export function moveText(move: PriceMove | null, currency: string): string {
  if (move === null) return ''
  if (move.kind === 'percent') return `${move.percent >= 0 ? '+' : ''}${move.percent}%`
  return `${move.amountMinor >= 0 ? '+' : ''}${toDecimal(move.amountMinor, currency)}`
}

/** What a typed price asks of a product; undefined where it cannot be read. */
function readPrice(
  text: string,
  base: PriceSet | undefined,
  currency: string,
  baseOccupancy: number,
): SeasonPrice | undefined {
  const entry = readEntry(text, { currency, adults: baseOccupancy, roundToMinor: 1 })
  if (entry.kind !== 'change') return undefined
  const { change } = entry
  if (change.kind === 'set') {
    const prices = changedPrices(base?.prices ?? [], change)
    if (prices.some((price) => price < 0)) return undefined
    return {
      kind: 'fixed',
      prices,
      children: base?.children ?? [],
      extraBedMinor: base?.extraBedMinor ?? null,
    }
  }
  return moveOf(change)
}

function moveOf(change: { kind: string; amountMinor?: number; percent?: number }): PriceMove | undefined {
  if (change.kind === 'percent') return { kind: 'percent', percent: change.percent ?? 0 }
  if (change.kind === 'add') return { kind: 'amount', amountMinor: change.amountMinor ?? 0 }
  return undefined
}

export function readLayer(draft: LayerDraft, terms: DraftTerms): DraftResult {
  const issues: DraftIssue[] = []
  const { kind, from, last, weekdays } = draft
  const name = draft.name.trim()
  if (kind !== 'base' && name === '') issues.push('name')
  if (weekdays.length === 0) issues.push('weekdays')
  const isUndated = (kind === 'weekday' || kind === 'rule') && from === '' && last === ''
  const dated = isIsoDate(from) && isIsoDate(last) && from <= last ? { from, to: addDays(last, 1) } : null
  // A weekday pattern has no field for dates: it keeps those that it has.
  if (kind !== 'base' && kind !== 'weekday' && !isUndated && dated === null) issues.push('dates')
  const restrictions = restrictionsOf(draft, issues)
  const when = { ...(dated ?? { from: null, to: null }), repeats: draft.repeats, weekdays: [...weekdays] }
  const stored =
    draft.id === null ? {} : { id: draft.id, ...(draft.seenSeq === null ? {} : { seenSeq: draft.seenSeq }) }
  const change = changeOf(draft, terms, { name, when, stored, restrictions }, issues)
  return { change: issues.length === 0 ? change : null, issues }
}

interface Read {
  readonly name: string
  readonly when: { from: IsoDate | null; to: IsoDate | null; repeats: Repeats; weekdays: number[] }
  readonly stored: { id?: string; seenSeq?: number }
  readonly restrictions: Extract<LayerChange, { kind: 'rule' }>['restrictions']
}

function restrictionsOf(draft: LayerDraft, issues: DraftIssue[]): Read['restrictions'] {
  const text = draft.minNights.trim()
  const minNights = text === '' ? undefined : /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (minNights !== undefined && (minNights < 1 || minNights > 365)) issues.push('minNights')
  const before = firstRestrictions(draft.stored?.layer)
  const shown = draft.stored?.shown
  const { minLosThrough, minLosArrival, closedToArrival, closedToDeparture, closed, ...others } = before
  const kept = {
    ...(minLosThrough === undefined ? {} : { minLosThrough }),
    ...(minLosArrival === undefined ? {} : { minLosArrival }),
  }
  // The one that was shown is the one that is typed anew.
  const name = minLosThrough === undefined && minLosArrival !== undefined ? 'minLosArrival' : 'minLosThrough'
  const least =
    text === shown?.minNights ? kept : minNights === undefined ? {} : { ...kept, [name]: minNights }
  return {
    ...others,
    ...least,
    ...(draft.closedToArrival ? { closedToArrival: true } : {}),
    ...(draft.closedToDeparture ? { closedToDeparture: true } : {}),
    ...(draft.closed ? { closed: true } : {}),
  }
}

function firstRestrictions(layer: StoredLayer | undefined): Read['restrictions'] {
  if (layer?.kind === 'season') return layer.restrictions[0]?.restrictions ?? {}
  return layer?.kind === 'rule' ? layer.restrictions : {}
}

/** Those of a season: its first entry as it is typed, the others as they were. */
function seasonRestrictions(draft: LayerDraft, restrictions: Read['restrictions']) {
  const layer = draft.stored?.layer
  const [first, ...others] = layer?.kind === 'season' ? layer.restrictions : []
  const weekdays = [...(first?.weekdays ?? EVERY_DAY)]
  return Object.keys(restrictions).length === 0 ? others : [{ restrictions, weekdays }, ...others]
}

/** A price that is typed anew keeps the distances, children and extra bed that the season had. */
function ownPrices(draft: LayerDraft, roomTypeId: string, ratePlanId: string): PriceSet | undefined {
  const price = storedPrice(draft, roomTypeId, ratePlanId)
  return price?.kind === 'fixed' ? price : undefined
}

function storedPrice(
  { stored }: LayerDraft,
  roomTypeId: string,
  ratePlanId: string,
): SeasonPrice | undefined {
  if (stored?.layer.kind !== 'season') return undefined
  return stored.layer.prices.find((row) => row.roomTypeId === roomTypeId && row.ratePlanId === ratePlanId)
    ?.price
}

function changeOf(
  draft: LayerDraft,
  terms: DraftTerms,
  read: Read,
  issues: DraftIssue[],
): LayerChange | null {
  const { hotel, layers, ratePlanId } = terms
  const { name, when, stored, restrictions } = read
  const priced = <T>(make: (text: string, roomTypeId: string, baseOccupancy: number) => T | undefined) =>
    hotel.roomTypes.flatMap(({ id, baseOccupancy }) => {
      const text = draft.prices[id]?.trim() ?? ''
      if (text === '') return []
      const kept = storedPrice(draft, id, ratePlanId)
      if (kept !== undefined && text === draft.stored?.shown.prices[id])
        return [{ ratePlanId, roomTypeId: id, price: kept as T }]
      const price = make(text, id, baseOccupancy)
      if (price === undefined) issues.push(`price.${id}`)
      return price === undefined ? [] : [{ ratePlanId, roomTypeId: id, price }]
    })
  switch (draft.kind) {
    case 'season': {
      const precedence = /^\d{1,2}$/.test(draft.precedence) ? Number(draft.precedence) : 0
      if (precedence < 1) issues.push('precedence')
      const prices = priced((text, id, occupancy) =>
        readPrice(
          text,
          ownPrices(draft, id, ratePlanId) ?? basePrice(layers, ratePlanId, id),
          hotel.currency,
          occupancy,
        ),
      )
      const { from, to } = when
      if (from === null || to === null) return null
      // Prices of plans that are not in sight stay as they are.
      const others =
        layers.seasons
          .find(({ id }) => id === draft.id)
          ?.prices.filter((row) => row.ratePlanId !== ratePlanId) ?? []
      return {
        kind: 'season',
        ...stored,
        name,
        precedence,
        colour: draft.colour,
        ...when,
        from,
        to,
        prices: [...prices, ...others],
        restrictions: seasonRestrictions(draft, restrictions),
      }
    }
    case 'event':
    case 'weekday': {
      const text = draft.move.trim()
      const entry = readEntry(text, { currency: hotel.currency, adults: 1, roundToMinor: 1 })
      const change = entry.kind === 'change' ? moveOf(entry.change) : undefined
      if (text !== '' && change === undefined) issues.push('move')
      return { kind: 'adjustment', ...stored, type: draft.kind, name, change: change ?? null, ...when }
    }
    case 'rule':
      if (Object.keys(restrictions).length === 0) issues.push('minNights')
      return { kind: 'rule', ...stored, name, ...ruleScope(draft), restrictions, ...when }
    case 'base': {
      const prices = priced((text, id, occupancy) => {
        const price = readPrice(text, basePrice(layers, ratePlanId, id), hotel.currency, occupancy)
        if (price?.kind !== 'fixed') return undefined
        const { kind: _kind, ...set } = price
        return set
      })
      if (prices.length === 0) issues.push('dates')
      return { kind: 'basePrices', prices }
    }
  }
}

/** The form is of rules for the whole hotel; one that another program made for some plans or types stays theirs. */
function ruleScope({ stored }: LayerDraft) {
  const layer = stored?.layer
  return layer?.kind === 'rule'
    ? { ratePlanIds: layer.ratePlanIds, roomTypeIds: layer.roomTypeIds }
    : { ratePlanIds: null, roomTypeIds: null }
}

/** Moves an edge of the draft by days; it never crosses the other one. */
export function moveEdge(draft: LayerDraft, edge: 'from' | 'last', days: number): LayerDraft {
  const date = draft[edge]
  if (!isIsoDate(date)) return draft
  const moved = addDays(date, days)
  const isCrossed = edge === 'from' ? moved > draft.last : moved < draft.from
  return isCrossed ? draft : { ...draft, [edge]: moved }
}
