/** A layer of prices as it is typed. Pure. */
import type { Hotel } from '../../shared/contract/property.ts'
import type { StoredLayers } from '../../shared/contract/seasons.ts'
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import type { ChildBand, PriceSet } from '../../shared/rates/price-set.ts'
import { moveText, type PriceColumn, type PriceRow, type RowTerms, rowOf } from './price-row.ts'

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
  /** Of seasons and base prices, by room type; an empty row has none. */
  readonly prices: Readonly<Record<string, PriceRow>>
  /** Of an event or weekday pattern: `+12%`, `-5`; empty only informs. */
  readonly move: string
  readonly minNights: string
  readonly limits: Readonly<Record<LimitField, string>>
  readonly closedToArrival: boolean
  readonly closedToDeparture: boolean
  readonly closed: boolean
  /** Of a rule; empty: all. */
  readonly ratePlanIds: readonly string[]
  readonly roomTypeIds: readonly string[]
  /** What it was read from: what the form does not show, or was not typed anew, stays as it is there. Null: a new one. */
  readonly stored: { readonly layer: StoredLayer; readonly shown: Shown } | null
}

/** Most nights of a stay, and days that it is booked before its arrival: the highest of each; empty sets none. */
export const LIMIT_FIELDS = { maxLosThrough: 365, minAdvanceDays: 800, maxAdvanceDays: 800 } as const
export type LimitField = keyof typeof LIMIT_FIELDS

/** The texts as they were shown first. */
type Shown = Pick<LayerDraft, 'prices' | 'minNights' | 'closedToArrival' | 'closedToDeparture' | 'closed'>

export interface DraftTerms {
  readonly hotel: Pick<Hotel, 'currency' | 'roomTypes' | 'ratePlans' | 'businessDate'>
  readonly layers: StoredLayers
  /** Whose prices are typed. */
  readonly ratePlanId: string
  readonly childBands: readonly ChildBand[]
}

export type DraftIssue =
  | 'name'
  | 'dates'
  | 'precedence'
  | 'weekdays'
  | 'move'
  | 'minNights'
  | LimitField
  | `price.${string}.${PriceColumn}`
  | 'prices'

export function newDraft(kind: LayerKind, from: IsoDate, terms: DraftTerms): LayerDraft {
  const { layers } = terms
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
    prices: kind === 'base' ? basePrices(terms) : {},
    move: '',
    minNights: '',
    limits: { maxLosThrough: '', minAdvanceDays: '', maxAdvanceDays: '' },
    closedToArrival: false,
    closedToDeparture: false,
    closed: false,
    ratePlanIds: [],
    roomTypeIds: [],
    stored: null,
  }
}

/** The nearest precedence above (1) or below (-1) that no season has; where there is none, the last one that is possible. */
export function freePrecedence({ seasons }: StoredLayers, from: number, step: 1 | -1): number {
  const taken = new Set(seasons.map(({ precedence }) => precedence))
  for (let next = from + step; next >= 1 && next <= 99; next += step) if (!taken.has(next)) return next
  return step === 1 ? 99 : 1
}

function basePrices(terms: DraftTerms): Record<string, PriceRow> {
  return Object.fromEntries(
    terms.hotel.roomTypes.map(({ id }) => {
      const price = basePrice(terms.layers, terms.ratePlanId, id)
      return [id, price === undefined ? {} : rowOf({ kind: 'fixed', ...price }, rowTerms('base', id, terms))]
    }),
  )
}

/** What a row of prices goes by: those of a season follow the base price where they are empty. */
export function rowTerms(
  kind: LayerKind,
  roomTypeId: string,
  { hotel, layers, ratePlanId, childBands }: DraftTerms,
): RowTerms {
  const type = hotel.roomTypes.find(({ id }) => id === roomTypeId)
  return {
    currency: hotel.currency,
    baseOccupancy: type?.baseOccupancy ?? 1,
    maxOccupancy: type?.maxOccupancy ?? 1,
    bands: childBands.length,
    base: kind === 'base' ? undefined : basePrice(layers, ratePlanId, roomTypeId),
  }
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

export function draftOf(layer: StoredLayer, terms: DraftTerms): LayerDraft {
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
              .filter((row) => row.ratePlanId === terms.ratePlanId)
              .map((row) => [row.roomTypeId, rowOf(row.price, rowTerms('season', row.roomTypeId, terms))]),
          )
        : {},
    minNights: String(restrictions?.minLosThrough ?? restrictions?.minLosArrival ?? ''),
    closedToArrival: restrictions?.closedToArrival === true,
    closedToDeparture: restrictions?.closedToDeparture === true,
    closed: restrictions?.closed === true,
  }
  return {
    ...shown,
    limits: {
      maxLosThrough: String(restrictions?.maxLosThrough ?? ''),
      minAdvanceDays: String(restrictions?.minAdvanceDays ?? ''),
      maxAdvanceDays: String(restrictions?.maxAdvanceDays ?? ''),
    },
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
    move:
      layer.kind === 'event' || layer.kind === 'weekday' ? moveText(layer.change, terms.hotel.currency) : '',
    ratePlanIds: (layer.kind === 'rule' && layer.ratePlanIds) || [],
    roomTypeIds: (layer.kind === 'rule' && layer.roomTypeIds) || [],
  }
}

/** Moves an edge of the draft by days; it never crosses the other one. */
export function moveEdge(draft: LayerDraft, edge: 'from' | 'last', days: number): LayerDraft {
  const date = draft[edge]
  if (!isIsoDate(date)) return draft
  const moved = addDays(date, days)
  const isCrossed = edge === 'from' ? moved > draft.last : moved < draft.from
  return isCrossed ? draft : { ...draft, [edge]: moved }
}
