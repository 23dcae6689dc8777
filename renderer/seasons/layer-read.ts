/** The change that comes of a layer as it is typed, or what cannot be meant. Pure. */
import type { LayerChange } from '../../shared/contract/seasons.ts'
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { NO_PRICE, type PriceSet, type SeasonPrice } from '../../shared/rates/price-set.ts'
import { readEntry } from '../rates/rate-entry.ts'
import {
  basePrice,
  type DraftIssue,
  type DraftTerms,
  EVERY_DAY,
  type LayerDraft,
  LIMIT_FIELDS,
  type LimitField,
  newDraft,
  type Repeats,
  rowTerms,
  type StoredLayer,
} from './layer-draft.ts'
import { adultsColumn, moveOf, type PriceRow, readRow, rowColumns } from './price-row.ts'

export interface DraftResult {
  readonly change: LayerChange | null
  readonly issues: readonly DraftIssue[]
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
  // Only the longest stay by arrival has no field of its own here: it stays as it is.
  const { minLosThrough, minLosArrival, maxLosArrival } = before
  const kept = {
    ...(minLosThrough === undefined ? {} : { minLosThrough }),
    ...(minLosArrival === undefined ? {} : { minLosArrival }),
  }
  // The one that was shown is the one that is typed anew.
  const name = minLosThrough === undefined && minLosArrival !== undefined ? 'minLosArrival' : 'minLosThrough'
  const least =
    text === shown?.minNights ? kept : minNights === undefined ? {} : { ...kept, [name]: minNights }
  return {
    ...(maxLosArrival === undefined ? {} : { maxLosArrival }),
    ...least,
    ...limitsOf(draft, issues),
    ...(draft.closedToArrival ? { closedToArrival: true } : {}),
    ...(draft.closedToDeparture ? { closedToDeparture: true } : {}),
    ...(draft.closed ? { closed: true } : {}),
  }
}

function limitsOf({ limits }: LayerDraft, issues: DraftIssue[]): Partial<Record<LimitField, number>> {
  const found: Partial<Record<LimitField, number>> = {}
  for (const [field, most] of Object.entries(LIMIT_FIELDS) as [LimitField, number][]) {
    const text = limits[field].trim()
    if (text === '') continue
    const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
    if (number >= (field === 'maxLosThrough' ? 1 : 0) && number <= most) found[field] = number
    else issues.push(field)
  }
  if ((found.minAdvanceDays ?? 0) > (found.maxAdvanceDays ?? Number.POSITIVE_INFINITY))
    issues.push('maxAdvanceDays')
  return found
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
  switch (draft.kind) {
    case 'season': {
      const precedence = /^\d{1,2}$/.test(draft.precedence) ? Number(draft.precedence) : 0
      if (precedence < 1) issues.push('precedence')
      const prices = seasonPrices(draft, terms, issues)
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
      return {
        kind: 'rule',
        ...stored,
        name,
        ratePlanIds: scopeOf(draft.ratePlanIds),
        roomTypeIds: scopeOf(draft.roomTypeIds),
        restrictions,
        ...when,
      }
    case 'base': {
      const prices = basePrices(draft, terms, issues)
      if (prices.length === 0 && issues.length === 0) issues.push('prices')
      return { kind: 'basePrices', prices }
    }
  }
}

/** Nothing chosen: all of them. */
const scopeOf = (ids: readonly string[]) => (ids.length === 0 ? null : [...ids])

/** A row that was not touched stays exactly as it is stored, whatever the fields make of it. */
function seasonPrices(draft: LayerDraft, terms: DraftTerms, issues: DraftIssue[]) {
  const { ratePlanId, hotel } = terms
  return hotel.roomTypes.flatMap(
    ({ id: roomTypeId }): { ratePlanId: string; roomTypeId: string; price: SeasonPrice }[] => {
      const row = draft.prices[roomTypeId] ?? {}
      const kept = storedPrice(draft, roomTypeId, ratePlanId)
      if (kept !== undefined && isSameRow(row, draft.stored?.shown.prices[roomTypeId], roomTypeId, terms))
        return [{ ratePlanId, roomTypeId, price: kept }]
      const price = rowPrice(draft, roomTypeId, terms, issues)
      return price === undefined ? [] : [{ ratePlanId, roomTypeId, price }]
    },
  )
}

function basePrices(draft: LayerDraft, terms: DraftTerms, issues: DraftIssue[]) {
  const { ratePlanId, hotel, layers } = terms
  return hotel.roomTypes.flatMap(
    ({ id: roomTypeId, baseOccupancy }): { ratePlanId: string; roomTypeId: string; price: PriceSet }[] => {
      const shown = newDraft('base', hotel.businessDate, terms).prices[roomTypeId]
      const kept = basePrice(layers, ratePlanId, roomTypeId)
      if (kept !== undefined && isSameRow(draft.prices[roomTypeId] ?? {}, shown, roomTypeId, terms))
        return [{ ratePlanId, roomTypeId, price: kept }]
      const before = issues.length
      const price = rowPrice(draft, roomTypeId, terms, issues)
      // What was emptied is taken away; what never had a price has none.
      if (price === undefined)
        return kept === undefined || issues.length > before
          ? []
          : [{ ratePlanId, roomTypeId, price: NO_PRICE }]
      if (price.kind !== 'fixed') {
        // There is nothing below a base price that could be moved.
        issues.push(`price.${roomTypeId}.${adultsColumn(baseOccupancy)}`)
        return []
      }
      const { kind: _kind, ...set } = price
      return [{ ratePlanId, roomTypeId, price: set }]
    },
  )
}

function rowPrice(draft: LayerDraft, roomTypeId: string, terms: DraftTerms, issues: DraftIssue[]) {
  const read = readRow(draft.prices[roomTypeId] ?? {}, rowTerms(draft.kind, roomTypeId, terms))
  if (read.kind === 'issues') for (const column of read.columns) issues.push(`price.${roomTypeId}.${column}`)
  return read.kind === 'priced' ? read.price : undefined
}

function isSameRow(
  row: PriceRow,
  shown: PriceRow | undefined,
  roomTypeId: string,
  terms: DraftTerms,
): boolean {
  return (
    shown !== undefined &&
    rowColumns(rowTerms('base', roomTypeId, terms)).every(
      (column) => (row[column] ?? '').trim() === (shown[column] ?? ''),
    )
  )
}
