/** How a price typed over painted cells (`180`, `+10%`, `-5`) changes the prices by number of adults. Pure. */
import { z } from 'zod'
import { LARGEST_AMOUNT_MINOR } from './money.ts'

export const rateChangeSchema = z.discriminatedUnion('kind', [
  /** The price for `adults` becomes this; the other occupancies keep their distance to it. */
  z.object({
    kind: z.literal('set'),
    amountMinor: z.number().int().min(0).max(LARGEST_AMOUNT_MINOR),
    adults: z.number().int().min(1).max(30),
  }),
  /** Every occupancy moves by this much. */
  z.object({
    kind: z.literal('add'),
    amountMinor: z.number().int().min(-LARGEST_AMOUNT_MINOR).max(LARGEST_AMOUNT_MINOR),
  }),
  /** Every occupancy is scaled and rounded to a multiple of `roundToMinor`, halves up. */
  z.object({
    kind: z.literal('percent'),
    percent: z.number().min(-90).max(500),
    roundToMinor: z.number().int().min(1).max(100_000),
  }),
  /** What was set by hand is taken away: the night costs what its plan and seasons make of it. */
  z.object({ kind: z.literal('asLayers') }),
  /** Each night gets the price of the night so many days before it; where that has none, it stays. 364: last year's weekday. */
  z.object({ kind: z.literal('copy'), daysBack: z.number().int().min(-800).max(2_000) }),
])
export type RateChange = z.infer<typeof rateChangeSchema>

/**
 * @param prices minor units by number of adults, empty where none is set: only `set` makes a price of nothing.
 * @returns the new prices, which may be out of range (below 0 or above the largest amount): the caller refuses those.
 */
export function changedPrices(prices: readonly number[], change: RateChange): number[] {
  switch (change.kind) {
    case 'set': {
      const now = prices[Math.min(change.adults, prices.length) - 1]
      return now === undefined
        ? [change.amountMinor]
        : prices.map((price) => price + change.amountMinor - now)
    }
    // What these two make of a night is not in its own prices: the caller knows the other layers and nights.
    case 'asLayers':
    case 'copy':
      return [...prices]
    case 'add':
      return prices.map((price) => price + change.amountMinor)
    case 'percent': {
      const { percent, roundToMinor } = change
      return prices.map(
        (price) => Math.floor((price * (100 + percent)) / 100 / roundToMinor + 0.5) * roundToMinor,
      )
    }
  }
}

/** Whether every price may be stored: whole, at least 0, and not above the largest amount. */
export function arePricesInRange(prices: readonly number[]): boolean {
  return prices.every((price) => Number.isInteger(price) && price >= 0 && price <= LARGEST_AMOUNT_MINOR)
}
