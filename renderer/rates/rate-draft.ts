/** A change being typed: what it makes of each painted cell, and of all of them together. Pure. */
import { NO_RESTRICTIONS, type RestrictionsValue } from '../../shared/cells.ts'
import { minorDigits } from '../../shared/money.ts'
import { amountFor } from '../../shared/pricing.ts'
import { arePricesInRange, changedPrices, type RateChange } from '../../shared/rate-change.ts'
import type { Answers } from '../connection/desk-client.ts'
import type { MessageId } from '../text/catalogue.ts'
import { type EntryTerms, readEntry } from './rate-entry.ts'

export type GridDay = Answers['rates']['grid']['roomTypes'][number]['plans'][number]['days'][number]

export const NIGHT_FIELDS = ['minLosArrival', 'minLosThrough', 'maxLosThrough'] as const
export const CLOSING_FIELDS = ['closedToArrival', 'closedToDeparture', 'closed'] as const
export type NightField = (typeof NIGHT_FIELDS)[number]
export type ClosingField = (typeof CLOSING_FIELDS)[number]

/** What was typed and ticked; what is not there stays as each cell has it. */
export interface RateDraft {
  readonly priceText: string
  /** What percentages are rounded to; null for whole units of the currency. */
  readonly roundToMinor: number | null
  readonly nights: Readonly<Partial<Record<NightField, string>>>
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
  readonly nightIssues: Readonly<Partial<Record<NightField, MessageId>>>
  readonly hasIssue: boolean
}

const MOST_NIGHTS = 365

export function emptyDraft(roundToMinor: number | null): RateDraft {
  return { priceText: '', roundToMinor, nights: {}, closings: {} }
}

export function readDraft(draft: RateDraft, terms: Omit<EntryTerms, 'roundToMinor'>): DraftReading {
  const roundToMinor = draft.roundToMinor ?? 10 ** minorDigits(terms.currency)
  const entry = readEntry(draft.priceText, { ...terms, roundToMinor })
  const nightIssues: Partial<Record<NightField, MessageId>> = {}
  const restrictions: { -readonly [F in keyof RestrictionsValue]?: RestrictionsValue[F] } = {
    ...draft.closings,
  }
  for (const field of NIGHT_FIELDS) {
    const text = draft.nights[field]?.trim()
    if (text === undefined) continue
    const nights = readNights(field, text)
    if (nights === undefined) nightIssues[field] = 'rates.restrictions.nightsIssue'
    else if (field === 'maxLosThrough') restrictions.maxLosThrough = nights
    else restrictions[field] = nights ?? 1
  }
  return {
    change: {
      price: entry.kind === 'change' ? entry.change : null,
      restrictions: Object.keys(restrictions).length === 0 ? null : restrictions,
    },
    priceIssue: entry.kind === 'issue' ? entry.issue : null,
    nightIssues,
    hasIssue: entry.kind === 'issue' || Object.keys(nightIssues).length > 0,
  }
}

/** Null: no limit (an emptied field). Undefined: not a number of nights. */
function readNights(field: NightField, text: string): number | null | undefined {
  if (text === '') return field === 'maxLosThrough' ? null : 1
  const nights = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return nights >= 1 && nights <= MOST_NIGHTS ? nights : undefined
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
  return [...NIGHT_FIELDS, ...CLOSING_FIELDS].every((field) => a[field] === b[field])
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
  const different = [...NIGHT_FIELDS, ...CLOSING_FIELDS].filter((field) => common[field] !== here[field])
  if (different.every((field) => common[field] === undefined)) return common
  return { ...common, ...Object.fromEntries(different.map((field) => [field, undefined])) }
}

/** The least stay that a night's mark shows: by arrival or for every stay through it, whichever is longer. */
export function minStayOf(restrictions: RestrictionsValue): number {
  return Math.max(restrictions.minLosArrival, restrictions.minLosThrough)
}
