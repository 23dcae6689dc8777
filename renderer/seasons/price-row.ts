/**
 * The prices of one room type as a row of fields: each number of adults, children by age band, an extra bed. Fields that are empty
 * follow the base price, by its distance to base occupancy. Pure.
 */
import { toDecimal } from '../../shared/money.ts'
import { amountFor } from '../../shared/pricing.ts'
import type { PriceMove, PriceSet, SeasonPrice } from '../../shared/rates/price-set.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { readEntry } from '../rates/rate-entry.ts'

export type PriceColumn = `adults.${number}` | `child.${number}` | 'extraBed'
/** Texts as they are typed; a column that is not there is empty. */
export type PriceRow = Readonly<Partial<Record<PriceColumn, string>>>

export interface RowTerms {
  readonly currency: string
  readonly baseOccupancy: number
  readonly maxOccupancy: number
  /** How many age bands the hotel has. */
  readonly bands: number
  /** What empty fields follow; undefined: there is none, and they cost as base occupancy, children and bed nothing. */
  readonly base: PriceSet | undefined
}

export type RowResult =
  | { readonly kind: 'empty' }
  | { readonly kind: 'priced'; readonly price: SeasonPrice }
  | { readonly kind: 'issues'; readonly columns: readonly PriceColumn[] }

export const adultsColumn = (adults: number): PriceColumn => `adults.${adults}`
export const childColumn = (band: number): PriceColumn => `child.${band}`

/** The fields that a row has, in their order. */
export function rowColumns({ maxOccupancy, bands }: Pick<RowTerms, 'maxOccupancy' | 'bands'>): PriceColumn[] {
  return [
    ...Array.from({ length: maxOccupancy }, (_, index) => adultsColumn(index + 1)),
    ...Array.from({ length: bands }, (_, band) => childColumn(band)),
    'extraBed',
  ]
}

export function moveText(move: PriceMove | null, currency: string): string {
  if (move === null) return ''
  if (move.kind === 'percent') return `${move.percent >= 0 ? '+' : ''}${move.percent}%`
  return `${move.amountMinor >= 0 ? '+' : ''}${toDecimal(move.amountMinor, currency)}`
}

/** What a typed change means for a price; undefined for a price of its own. */
export function moveOf(change: {
  kind: string
  amountMinor?: number
  percent?: number
}): PriceMove | undefined {
  if (change.kind === 'percent') return { kind: 'percent', percent: change.percent ?? 0 }
  if (change.kind === 'add') return { kind: 'amount', amountMinor: change.amountMinor ?? 0 }
  return undefined
}

/** As it is typed: `198`, and decimals where there are some. Nothing keeps them: a bare 0 is the key for no price. */
function fieldText(minor: number, currency: string): string {
  const text = toDecimal(minor, currency)
  return minor === 0 ? text : text.replace(/\.0+$/, '')
}

/** A price as it is shown: what only follows the base price is left empty. */
export function rowOf(price: SeasonPrice, terms: RowTerms): PriceRow {
  const { currency, baseOccupancy, maxOccupancy } = terms
  const baseColumn = adultsColumn(baseOccupancy)
  if (price.kind !== 'fixed') return { [baseColumn]: moveText(price, currency) }
  const baseMinor = amountFor(price.prices, baseOccupancy)
  if (baseMinor === undefined) return {}
  const followed = followedSet(baseMinor, terms)
  const row: Partial<Record<PriceColumn, string>> = { [baseColumn]: fieldText(baseMinor, currency) }
  for (let adults = 1; adults <= maxOccupancy; adults++) {
    const minor = amountFor(price.prices, adults)
    if (adults !== baseOccupancy && minor !== undefined && minor !== amountFor(followed.prices, adults))
      row[adultsColumn(adults)] = fieldText(minor, currency)
  }
  const bands = Math.max(price.children.length, followed.children.length)
  for (let band = 0; band < bands; band++) {
    const minor = price.children[band] ?? 0
    if (minor !== (followed.children[band] ?? 0)) row[childColumn(band)] = fieldText(minor, currency)
  }
  if ((price.extraBedMinor ?? 0) !== (followed.extraBedMinor ?? 0))
    row.extraBed = fieldText(price.extraBedMinor ?? 0, currency)
  return row
}

/** All that follows from a price for base occupancy alone; not below nothing where the base price's distance is larger. */
function followedSet(baseMinor: number, { base, baseOccupancy }: RowTerms): PriceSet {
  const own = amountFor(base?.prices ?? [], baseOccupancy)
  if (base === undefined || own === undefined)
    return { prices: [baseMinor], children: [], extraBedMinor: null }
  return { ...base, prices: base.prices.map((price) => price + baseMinor - own) }
}

/** What a row asks. Beside a change (`+10%`) in base occupancy nothing else is typed: it moves all that the base price has. */
export function readRow(row: PriceRow, terms: RowTerms): RowResult {
  const textOf = (column: PriceColumn) => row[column]?.trim() ?? ''
  if (rowColumns(terms).every((column) => textOf(column) === '')) return { kind: 'empty' }
  // Also of age bands that the hotel no longer has: what is stored of them stays.
  const typed = (Object.keys(row) as PriceColumn[]).filter((column) => textOf(column) !== '')
  const baseColumn = adultsColumn(terms.baseOccupancy)
  const entry = readEntry(textOf(baseColumn), {
    currency: terms.currency,
    adults: terms.baseOccupancy,
    roundToMinor: 1,
  })
  if (entry.kind !== 'change') return { kind: 'issues', columns: [baseColumn] }
  const move = moveOf(entry.change)
  const others = typed.filter((column) => column !== baseColumn)
  if (move !== undefined)
    return others.length === 0 ? { kind: 'priced', price: move } : { kind: 'issues', columns: others }
  if (entry.change.kind !== 'set') return { kind: 'issues', columns: [baseColumn] }
  return fixedRow(entry.change.amountMinor, textOf, others, terms)
}

function fixedRow(
  baseMinor: number,
  textOf: (column: PriceColumn) => string,
  others: readonly PriceColumn[],
  terms: RowTerms,
): RowResult {
  const { baseOccupancy, currency } = terms
  const followed = followedSet(baseMinor, terms)
  const issues: PriceColumn[] = []
  const read = (column: PriceColumn, minor: number | undefined): number => {
    if (minor === undefined || minor < 0) issues.push(column)
    return minor ?? 0
  }
  const numbered = (kind: string) =>
    others.flatMap((column) => (column.startsWith(kind) ? [Number(column.slice(kind.length))] : []))
  const adultsTyped = numbered('adults.')
  const length = Math.max(
    followed.prices.length,
    ...adultsTyped,
    adultsTyped.length === 0 ? 1 : baseOccupancy,
  )
  const prices = Array.from({ length }, (_, index) => {
    const column = adultsColumn(index + 1)
    if (adultsTyped.includes(index + 1)) return read(column, besideBase(textOf(column), baseMinor, currency))
    const minor =
      index + 1 === baseOccupancy ? baseMinor : (amountFor(followed.prices, index + 1) ?? baseMinor)
    // A distance of the base price that is larger than the new price: the base field is what can be mended.
    return read(adultsColumn(baseOccupancy), minor)
  })
  // The last one holds for more adults: it is not said twice.
  while (prices.length > followed.prices.length && prices.at(-1) === prices.at(-2)) prices.pop()
  const bandsTyped = numbered('child.')
  const bands = Math.max(followed.children.length, ...bandsTyped.map((band) => band + 1))
  const children = Array.from({ length: bands }, (_, band) =>
    bandsTyped.includes(band)
      ? read(childColumn(band), readAmount(textOf(childColumn(band)), currency))
      : (followed.children[band] ?? 0),
  )
  const extraBedMinor = others.includes('extraBed')
    ? read('extraBed', readAmount(textOf('extraBed'), currency))
    : followed.extraBedMinor
  if (issues.length > 0) return { kind: 'issues', columns: [...new Set(issues)] }
  return { kind: 'priced', price: { kind: 'fixed', prices, children, extraBedMinor } }
}

/** `260`, or `+30` and `-10%` beside the price of base occupancy. */
function besideBase(text: string, baseMinor: number, currency: string): number | undefined {
  const entry = readEntry(text, { currency, adults: 1, roundToMinor: 1 })
  if (entry.kind !== 'change') return undefined
  const { change } = entry
  if (change.kind === 'set') return change.amountMinor
  if (change.kind === 'add') return baseMinor + change.amountMinor
  if (change.kind === 'percent') return Math.round((baseMinor * (100 + change.percent)) / 100)
  return undefined
}

/** What empty fields will cost, to be shown in them; none where nothing can be said yet, or where the whole row moves. */
export function followedTexts(row: PriceRow, terms: RowTerms): PriceRow {
  const result = readRow(row, terms)
  if (result.kind !== 'priced' || result.price.kind !== 'fixed') return {}
  const { prices, children, extraBedMinor } = result.price
  const minorOf = (column: PriceColumn): number | undefined => {
    if (column === 'extraBed') return extraBedMinor ?? undefined
    const [kind, number] = column.split('.')
    return kind === 'adults' ? amountFor(prices, Number(number)) : children[Number(number)]
  }
  return Object.fromEntries(
    rowColumns(terms).flatMap((column) => {
      const minor = minorOf(column)
      return (row[column]?.trim() ?? '') === '' && minor !== undefined
        ? [[column, fieldText(minor, terms.currency)]]
        : []
    }),
  )
}
