/** What somebody sets for single nights: the layer above all others. */
import { NO_RESTRICTIONS, type RestrictionsValue } from '../../../shared/cells.ts'
import { type DateRange, type IsoDate, nightsOf, weekday } from '../../../shared/dates.ts'
import type { PriceSet } from '../../../shared/rates/price-set.ts'
import type { PartialRestrictions } from '../../../shared/rates/restrictions.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import { type RateKey, restrictionsOf } from '../rate-rows.ts'
import type { HandState } from './layer-rows.ts'
import type { HandChange } from './undo-log.ts'

export interface HandWish {
  /** The new prices from those that stand; null takes away what was set; undefined, or left out, it stays. */
  readonly pricesFrom?: (before: readonly number[], date: IsoDate) => readonly number[] | null | undefined
  /** Fields that are set; null takes all of them away; left out, they stay. */
  readonly restrictions?: PartialRestrictions | null | undefined
  readonly origin: HandState['origin']
  /** Only what is not so already is set: the rest goes on to follow the layers below. */
  readonly onlyDifferences?: boolean
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
  { pricesFrom, restrictions, origin, onlyDifferences = false }: HandWish,
): HandChange[] {
  const standing = new Map(parts.rates.compactRows(key, range).map((row) => [row.date, row]))
  const hand = parts.layers.hand(key, range.from, range.to)
  const weekdays = range.weekdays === undefined ? null : new Set(range.weekdays)
  const changes: HandChange[] = []
  for (const date of nightsOf(range)) {
    if (weekdays !== null && !weekdays.has(weekday(date))) continue
    const before = hand.get(date) ?? null
    const row = standing.get(date)
    const prices = pricesFrom?.(JSON.parse(row?.prices ?? '[]') as number[], date)
    const isPriced = onlyDifferences && isStanding(before, row, prices)
    const price = priceText(before, row, isPriced ? undefined : prices)
    const fields = onlyDifferences ? notStanding(before, row, restrictions) : restrictions
    const after = stateOf(price, restrictionsText(before, fields), origin, before)
    if (sameState(before, after)) continue
    if (after === null) parts.layers.dropHand({ ...key, date })
    else parts.layers.putHand({ ...key, date, ...after, seq: context.seq })
    changes.push({ ...key, date, before, after })
  }
  return changes
}

type StandingRow = ReturnType<Parts['rates']['compactRows']>[number] | undefined

/** Whether the night costs that already, and not because somebody set it. */
function isStanding(
  before: HandState | null,
  row: StandingRow,
  prices: readonly number[] | null | undefined,
): boolean {
  return (before?.price ?? null) === null && JSON.stringify(prices) === (row?.prices ?? '[]')
}

/** Fields that are not so already, and those that somebody set. */
function notStanding(
  before: HandState | null,
  row: StandingRow,
  wanted: PartialRestrictions | null | undefined,
): PartialRestrictions | null | undefined {
  if (wanted === undefined || wanted === null) return wanted
  const standing = row === undefined ? NO_RESTRICTIONS : restrictionsOf(row)
  const set = JSON.parse(before?.restrictions ?? '{}') as PartialRestrictions
  const names = Object.keys(wanted) as (keyof RestrictionsValue)[]
  return Object.fromEntries(
    names
      .filter((name) => name in set || wanted[name] !== standing[name])
      .map((name) => [name, wanted[name]]),
  )
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
