/** What somebody sets for single nights: the layer above all others. */
import { type DateRange, type IsoDate, nightsOf, weekday } from '../../../shared/dates.ts'
import type { PriceSet } from '../../../shared/rates/price-set.ts'
import type { PartialRestrictions } from '../../../shared/rates/restrictions.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import type { RateKey } from '../rate-rows.ts'
import type { HandState } from './layer-rows.ts'
import type { HandChange } from './undo-log.ts'

export interface HandWish {
  /** The new prices from those that stand; null takes away what was set; undefined, or left out, it stays. */
  readonly pricesFrom?: (before: readonly number[], date: IsoDate) => readonly number[] | null | undefined
  /** Fields that are set; null takes all of them away; left out, they stay. */
  readonly restrictions?: PartialRestrictions | null | undefined
  readonly origin: HandState['origin']
}

/**
 * Writes the layer, not yet the nights that come of it: `materialise` does.
 * @returns what changed, by date.
 */
export function setByHand(
  parts: Parts,
  context: CommandContext,
  key: RateKey,
  range: DateRange & { readonly weekdays?: readonly number[] | undefined },
  { pricesFrom, restrictions, origin }: HandWish,
): HandChange[] {
  const standing = new Map(parts.rates.compactRows(key, range).map((row) => [row.date, row]))
  const hand = parts.layers.hand(key, range.from, range.to)
  const weekdays = range.weekdays === undefined ? null : new Set(range.weekdays)
  const changes: HandChange[] = []
  for (const date of nightsOf(range)) {
    if (weekdays !== null && !weekdays.has(weekday(date))) continue
    const before = hand.get(date) ?? null
    const row = standing.get(date)
    const price = priceText(before, row, pricesFrom?.(JSON.parse(row?.prices ?? '[]') as number[], date))
    const after = stateOf(price, restrictionsText(before, restrictions), origin, before)
    if (sameState(before, after)) continue
    if (after === null) parts.layers.dropHand({ ...key, date })
    else parts.layers.putHand({ ...key, date, ...after, seq: context.seq })
    changes.push({ ...key, date, before, after })
  }
  return changes
}

function priceText(
  before: HandState | null,
  row: { readonly supplements: string } | undefined,
  prices: readonly number[] | null | undefined,
): string | null {
  if (prices === undefined) return before?.price ?? null
  if (prices === null) return null
  const { children, extraBedMinor }: Partial<PriceSet> = JSON.parse(row?.supplements ?? '{}')
  const set: PriceSet = {
    prices: [...prices],
    children: children ?? [],
    extraBedMinor: extraBedMinor ?? null,
  }
  return JSON.stringify(set)
}

function restrictionsText(
  before: HandState | null,
  wanted: PartialRestrictions | null | undefined,
): string | null {
  if (wanted === undefined) return before?.restrictions ?? null
  if (wanted === null) return null
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const stood: object = JSON.parse(before?.restrictions ?? '{}')
  const merged = { ...stood, ...given }
  return Object.keys(merged).length === 0 ? null : JSON.stringify(merged)
}

function stateOf(
  price: string | null,
  restrictions: string | null,
  origin: HandState['origin'],
  before: HandState | null,
): HandState | null {
  if (price === null && restrictions === null) return null
  // A restriction alone does not make another price of it.
  return { price, restrictions, origin: price === before?.price ? before.origin : origin }
}

function sameState(one: HandState | null, other: HandState | null): boolean {
  return one?.price === other?.price && one?.restrictions === other?.restrictions
}
