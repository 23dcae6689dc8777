/** Parity: where the same room for the same night is shown at different prices, and why. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { PARITY_REASONS } from '../rates/parity.ts'
import { isoDateSchema } from '../snapshot.ts'
import { publicIdSchema, query } from './procedure.ts'

export const MOST_PARITY_NIGHTS = 62
export const MOST_PARITY_ROWS = 500

/** Of the nights of a row; minor units. */
const spanSchema = z.object({ leastMinor: z.number().int(), mostMinor: z.number().int() })

const parityRowSchema = z.object({
  ratePlanId: publicIdSchema,
  roomTypeId: publicIdSchema,
  from: isoDateSchema,
  /** Exclusive. */
  to: isoDateSchema,
  /** Null: the desk. */
  channelId: publicIdSchema.nullable(),
  reason: z.enum(PARITY_REASONS),
  /** For base occupancy; null: the hotel does not sell these nights. */
  asks: spanSchema.nullable(),
  shows: z.object({
    /** `nothing`: never told of them; `unknown`: nobody knows what is shown. */
    kind: z.enum(['price', 'closed', 'unknown', 'nothing']),
    prices: spanSchema.nullable(),
  }),
  /** At the desk, for stays of so many nights or more; the price is the night's share of such a stay. */
  nights: z.number().int().nullable(),
  /** Promotions that make the desk's price. */
  names: z.array(z.string()),
})
export type ParityRow = z.infer<typeof parityRowSchema>

/**
 * What the desk and each enabled channel would show of every plan in sale, for base occupancy, where that is not what the
 * hotel asks; `to` exclusive, at most 62 nights. Nights before the business date are left out.
 */
export const parity = query('read', 'rates', 'channels', 'inventory', 'property')
  .errors(errorsOf('RangeTooLong', 'UnknownRatePlan', 'UnknownRoomType'))
  .route({ method: 'GET', path: '/rates/parity' })
  .input(
    z.object({
      from: isoDateSchema,
      to: isoDateSchema,
      ratePlanId: publicIdSchema.optional(),
      roomTypeId: publicIdSchema.optional(),
    }),
  )
  .output(
    z.object({
      currency: z.string(),
      /** The enabled ones, which were compared. */
      channels: z.array(z.object({ channelId: publicIdSchema, name: z.string() })),
      /** Plans in sale, of each room type, that have a price on some of these nights. */
      products: z.number().int(),
      /** The most pressing reasons first, at most 500. */
      rows: z.array(parityRowSchema),
      /** How many there are with those that are left out. */
      total: z.number().int(),
    }),
  )
