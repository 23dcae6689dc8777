/** A change being typed: what it makes of each painted cell, and of all of them together. Pure. */
import { NO_RESTRICTIONS, type RestrictionsValue } from '../../shared/cells.ts'
import { minorDigits } from '../../shared/money.ts'
import { amountFor } from '../../shared/pricing.ts'
import { arePricesInRange, changedPrices, type RateChange } from '../../shared/rate-change.ts'
import type { Answers } from '../connection/desk-client.ts'
import type { MessageId } from '../text/catalogue.ts'
import { type EntryTerms, readEntry } from './rate-entry.ts'

export type GridDay = Answers['rates']['grid']['roomTypes'][number]['plans'][number]['days'][number]

/** In the order in which one goes through them: the least of each, then the most. */
export const NUMBER_FIELDS = [
  'minLosArrival',
  'minLosThrough',
  'minAdvanceDays',
  'maxLosArrival',
  'maxLosThrough',
  'maxAdvanceDays',
] as const
export const CLOSING_FIELDS = ['closedToArrival', 'closedToDeparture', 'closed'] as const
export type NumberField = (typeof NUMBER_FIELDS)[number]
export type ClosingField = (typeof CLOSING_FIELDS)[number]

/** What was typed and ticked; what is not there stays as each cell has it. */
export interface RateDraft {
  readonly priceText: string
  /** What percentages are rounded to; null for whole units of the currency. */
  readonly roundToMinor: number | null
  readonly numbers: Readonly<Partial<Record<NumberField, string>>>
  readonly closings: Readonly<Partial<Record<ClosingField, boolean>>>
}

/** What the draft asks for, once it can be read. */
export interface DraftChange {
  readonly price: RateChange | null
  readonly restrictions: Partial<RestrictionsValue> | null
}

export interface DraftReading {
  readonly change: DraftChange
  readonly priceIssue: MessageId | null
  readonly numberIssues: Readonly<Partial<Record<NumberField, MessageId>>>
  readonly hasIssue: boolean
}

const MOST_NIGHTS = 365
const MOST_ADVANCE_DAYS = 800
/** The least of each kind with its most. */
const PAIRS: readonly (readonly [NumberField, NumberField, MessageId])[] = [
  ['minLosArrival', 'maxLosArrival', 'rates.restrictions.nightsOrder'],
  ['minLosThrough', 'maxLosThrough', 'rates.restrictions.nightsOrder'],
  ['minAdvanceDays', 'maxAdvanceDays', 'rates.restrictions.advanceOrder'],
]

export function emptyDraft(roundToMinor: number | null): RateDraft {
  return { priceText: '', roundToMinor, numbers: {}, closings: {} }
}

export function readDraft(draft: RateDraft, terms: Omit<EntryTerms, 'roundToMinor'>): DraftReading {
  const roundToMinor = draft.roundToMinor ?? 10 ** minorDigits(terms.currency)
  const entry = readEntry(draft.priceText, { ...terms, roundToMinor })
  const numberIssues: Partial<Record<NumberField, MessageId>> = {}
  const restrictions: { -readonly [F in keyof RestrictionsValue]?: RestrictionsValue[F] } = {
    ...draft.closings,
  }
  for (const field of NUMBER_FIELDS) {
    const text = draft.numbers[field]?.trim()
    if (text === undefined) continue
    const number = readNumber(field, text)
    if (number === undefined)
      numberIssues[field] = isAdvance(field)
        ? 'rates.restrictions.advanceIssue'
        : 'rates.restrictions.nightsIssue'
    else if (field === 'minLosArrival' || field === 'minLosThrough') restrictions[field] = number ?? 1
    else restrictions[field] = number
  }
  for (const [least, most, issue] of PAIRS)
    if ((restrictions[least] ?? 0) > (restrictions[most] ?? Number.POSITIVE_INFINITY))
      numberIssues[most] = issue
  return {
    change: {
      price: entry.kind === 'change' ? entry.change : null,
      restrictions: Object.keys(restrictions).length === 0 ? null : restrictions,
    },
    priceIssue: entry.kind === 'issue' ? entry.issue : null,
    numberIssues,
    hasIssue: entry.kind === 'issue' || Object.keys(numberIssues).length > 0,
  }
}

const isAdvance = (field: NumberField) => field === 'minAdvanceDays' || field === 'maxAdvanceDays'

/** Null: no limit (an emptied field). Undefined: not a number that the field takes. */
function readNumber(field: NumberField, text: string): number | null | undefined {
  if (text === '') return null
  if (!/^\d{1,4}$/.test(text)) return undefined
  const number = Number(text)
  if (!isAdvance(field)) return number >= 1 && number <= MOST_NIGHTS ? number : undefined
  if (number > MOST_ADVANCE_DAYS) return undefined
  // Booked no day before at the least is what every stay is.
  return field === 'minAdvanceDays' && number === 0 ? null : number
}

export interface CellEffect {
  readonly prices: readonly number[]
  readonly restrictions: RestrictionsValue
  readonly priceChanges: boolean
  readonly restrictionsChange: boolean
  /** A new price is below zero or too large: such a change is refused as a whole. */
  readonly isOutOfRange: boolean
}

export function effectOn(day: GridDay, { price, restrictions }: DraftChange): CellEffect {
  const before = day.restrictions ?? NO_RESTRICTIONS
  const after = restrictions === null ? before : { ...before, ...restrictions }
  const prices = price === null ? day.prices : changedPrices(day.prices, price)
  return {
    prices,
    restrictions: after,
    priceChanges: prices.length !== day.prices.length || prices.some((each, at) => each !== day.prices[at]),
    restrictionsChange: !sameRestrictions(before, after),
    isOutOfRange: !arePricesInRange(prices),
  }
}

export function sameRestrictions(a: RestrictionsValue, b: RestrictionsValue): boolean {
  return [...NUMBER_FIELDS, ...CLOSING_FIELDS].every((field) => a[field] === b[field])
}

export interface DraftSummary {
  readonly painted: number
  /** Painted cells whose prices are not fetched yet; the others are counted below. */
  readonly notLoaded: number
  readonly changedPrices: number
  readonly changedRestrictions: number
  readonly outOfRange: number
  /** Without a price, where the change needs one to start from. */
  readonly withoutPrice: number
  /** Over the changed prices shown, in minor units; null when none changes. */
  readonly averageMinor: number | null
  readonly leastMinor: number | null
  readonly mostMinor: number | null
}

/** @param days one per painted cell; undefined where it is not fetched yet */
export function summarise(
  days: Iterable<GridDay | undefined>,
  change: DraftChange,
  adults: number,
): DraftSummary {
  const counts = { painted: 0, notLoaded: 0, outOfRange: 0, withoutPrice: 0, prices: 0, restrictions: 0 }
  let moved = 0
  let compared = 0
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const day of days) {
    counts.painted++
    if (day === undefined) {
      counts.notLoaded++
      continue
    }
    const effect = effectOn(day, change)
    if (effect.isOutOfRange) counts.outOfRange++
    if (day.prices.length === 0 && change.price !== null && change.price.kind !== 'set') counts.withoutPrice++
    if (effect.restrictionsChange) counts.restrictions++
    if (!effect.priceChanges) continue
    counts.prices++
    const now = amountFor(effect.prices, adults) ?? 0
    const was = amountFor(day.prices, adults)
    least = Math.min(least, now)
    most = Math.max(most, now)
    if (was === undefined) continue
    moved += now - was
    compared++
  }
  return {
    painted: counts.painted,
    notLoaded: counts.notLoaded,
    changedPrices: counts.prices,
    changedRestrictions: counts.restrictions,
    outOfRange: counts.outOfRange,
    withoutPrice: counts.withoutPrice,
    averageMinor: compared === 0 ? null : Math.round(moved / compared),
    leastMinor: counts.prices === 0 ? null : least,
    mostMinor: counts.prices === 0 ? null : most,
  }
}

/** What the painted cells have in common, by field; undefined where they differ. */
export type CommonRestrictions = { [F in keyof RestrictionsValue]: RestrictionsValue[F] | undefined }

export function commonRestrictions(days: Iterable<GridDay | undefined>): CommonRestrictions {
  let common: CommonRestrictions | undefined
  for (const day of days) {
    if (day === undefined) continue
    const here = day.restrictions ?? NO_RESTRICTIONS
    common = common === undefined ? here : inCommon(common, here)
  }
  return common ?? NO_RESTRICTIONS
}

function inCommon(common: CommonRestrictions, here: RestrictionsValue): CommonRestrictions {
  const different = [...NUMBER_FIELDS, ...CLOSING_FIELDS].filter((field) => common[field] !== here[field])
  if (different.every((field) => common[field] === undefined)) return common
  return { ...common, ...Object.fromEntries(different.map((field) => [field, undefined])) }
}
