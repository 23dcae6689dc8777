/** Floor and ceiling of a room type's price for base occupancy. Pure. */
import { amountFor } from '../pricing.ts'

export interface PriceBounds {
  /** Minor units; null: none. */
  readonly floorMinor: number | null
  readonly ceilingMinor: number | null
  /** Adults. */
  readonly baseOccupancy: number
}

/**
 * All occupancies moved so that the base one lies on the nearest bound; unchanged where it lies between them. One that would cost
 * nothing by that keeps its share of the base price instead.
 */
export function capped(
  prices: readonly number[],
  { floorMinor, ceilingMinor, baseOccupancy }: PriceBounds,
): number[] {
  const amount = amountFor(prices, baseOccupancy)
  if (amount === undefined) return [...prices]
  const bound = Math.min(Math.max(amount, floorMinor ?? 0), ceilingMinor ?? Number.MAX_SAFE_INTEGER)
  return prices.map((price) =>
    price + bound > amount ? price + bound - amount : Math.round((price * bound) / Math.max(amount, 1)),
  )
}

/** What moves prices by itself goes no further than the bounds, nor further than they lay already. */
export function keptWithin(
  prices: readonly number[],
  before: readonly number[],
  { floorMinor, ceilingMinor, baseOccupancy }: PriceBounds,
): number[] {
  const stood = amountFor(before, baseOccupancy)
  if (stood === undefined) return [...prices]
  return capped(prices, {
    floorMinor: floorMinor === null ? null : Math.min(floorMinor, stood),
    ceilingMinor: ceilingMinor === null ? null : Math.max(ceilingMinor, stood),
    baseOccupancy,
  })
}
