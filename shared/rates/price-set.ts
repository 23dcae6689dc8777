/** What one night of a room costs: by number of adults, for children by age band, for an extra bed. */
import { z } from 'zod'
import { amountMinorSchema } from '../snapshot.ts'

export const MOST_CHILD_BANDS = 6

export const priceSetSchema = z.object({
  /** Minor units by number of adults (index 0 is one, single use); the last one holds for more. Empty: no price. */
  prices: z.array(amountMinorSchema).max(30),
  /** Minor units for each child, by the property's age bands in their order; a band that is not there pays nothing. */
  children: z.array(amountMinorSchema).max(MOST_CHILD_BANDS).default([]),
  /** Minor units for each bed that is set up in addition; null: nothing is asked for it. */
  extraBedMinor: amountMinorSchema.nullable().default(null),
})
export type PriceSet = z.infer<typeof priceSetSchema>

export const NO_PRICE: PriceSet = { prices: [], children: [], extraBedMinor: null }

/** Ages inclusive, 0 to 17; bands are in order and do not overlap. */
export const childBandSchema = z.object({
  name: z.string().trim().min(1).max(40),
  fromAge: z.number().int().min(0).max(17),
  toAge: z.number().int().min(0).max(17),
})
export type ChildBand = z.infer<typeof childBandSchema>

/** Index of the first band that is upside down, or does not lie above the one before it; -1: they can stand so. */
export function firstWrongBand(bands: readonly Pick<ChildBand, 'fromAge' | 'toAge'>[]): number {
  return bands.findIndex(
    ({ fromAge, toAge }, index) => toAge < fromAge || fromAge <= (bands[index - 1]?.toAge ?? -1),
  )
}

/** How a price is moved: by percent, or by an amount for each occupancy. */
export const priceMoveSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: z.number().min(-90).max(500) }),
  z.object({ kind: z.literal('amount'), amountMinor: z.number().int().min(-100_000_000).max(100_000_000) }),
])
export type PriceMove = z.infer<typeof priceMoveSchema>

/** What a season asks: amounts of its own, or the base price moved. */
export const seasonPriceSchema = z.discriminatedUnion('kind', [
  priceSetSchema.extend({ kind: z.literal('fixed') }),
  ...priceMoveSchema.options,
])
export type SeasonPrice = z.infer<typeof seasonPriceSchema>

export const ROUNDINGS = ['nearest', 'up', 'down'] as const
export const roundingShape = {
  /** Prices become a multiple of so many minor units; 1 rounds to the smallest unit. */
  roundToMinor: z.number().int().min(1).max(100_000),
  rounding: z.enum(ROUNDINGS),
}
export interface Rounding {
  readonly roundToMinor: number
  readonly rounding: (typeof ROUNDINGS)[number]
}
