/** Prices moved by percent and amount, rounded, and derived from another plan's. Pure. */
import { LARGEST_AMOUNT_MINOR } from '../money.ts'
import type { Derivation } from './plan-terms.ts'
import type { PriceMove, PriceSet, Rounding } from './price-set.ts'

/** A multiple of `roundToMinor`; halves up where it is the nearest one. */
export function rounded(minor: number, { roundToMinor, rounding }: Rounding): number {
  // A hundredth of a percent of a price is exact in halves of a minor unit only after this.
  const steps = Math.round((minor / roundToMinor) * 1e6) / 1e6
  const whole =
    rounding === 'up' ? Math.ceil(steps) : rounding === 'down' ? Math.floor(steps) : Math.floor(steps + 0.5)
  return whole * roundToMinor
}

/** A layer that moves a price too far ends at the bound: it must not keep a day from rolling. */
const inRange = (minor: number): number => Math.min(Math.max(0, minor), LARGEST_AMOUNT_MINOR)

/** Percents of the price before all of them, then amounts; at least 0 and at most the largest amount. */
export function movedPrices(
  prices: readonly number[],
  moves: readonly PriceMove[],
  rounding: Rounding,
): number[] {
  let percent = 0
  let amount = 0
  for (const move of moves) {
    if (move.kind === 'percent') percent += move.percent
    else amount += move.amountMinor
  }
  return prices.map((price) => inRange(rounded((price * (100 + percent)) / 100 + amount, rounding)))
}

/** What a plan asks that follows another one. An amount for each person grows with the number of adults. */
export function derivedPrice(parent: PriceSet, derivation: Derivation): PriceSet {
  const { percent, amountMinor, per } = derivation
  const scaled = (minor: number, amount: number) =>
    inRange(rounded((minor * (100 + percent)) / 100 + amount, derivation))
  return {
    prices: parent.prices.map((price, index) =>
      scaled(price, per === 'person' ? amountMinor * (index + 1) : amountMinor),
    ),
    children: parent.children.map((price) => scaled(price, 0)),
    extraBedMinor: parent.extraBedMinor,
  }
}
