/** Prices and restrictions by rate plan, room type and night. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

const los = z.number().int().min(1).max(365)

export const restrictionsSchema = z.object({
  minLosArrival: los,
  minLosThrough: los,
  maxLosThrough: los.nullable(),
  closedToArrival: z.boolean(),
  closedToDeparture: z.boolean(),
  closed: z.boolean(),
})

export const rateDaySchema = z.object({
  date: isoDateSchema,
  /** Minor units by number of adults (index 0 is one); the last one holds for more. Empty: no price set. */
  prices: z.array(z.number().int()),
  restrictions: restrictionsSchema,
})

export const rates = {
  /** `to` is exclusive; at most 800 days. */
  get: query('read', 'rates')
    .errors(errorsOf('UnknownRatePlan', 'UnknownRoomType', 'RangeTooLong'))
    .route({ method: 'GET', path: '/rates' })
    .input(
      z.object({
        ratePlanId: publicIdSchema,
        roomTypeId: publicIdSchema,
        from: isoDateSchema,
        to: isoDateSchema,
      }),
    )
    .output(z.object({ currency: z.string(), days: z.array(rateDaySchema) })),

  /** Sets prices, restrictions or both over a range of nights (`to` exclusive) in one commit; the rest stays. */
  setRange: command('rates', 'rates')
    .errors(
      errorsOf('UnknownRatePlan', 'UnknownRoomType', 'RangeTooLong', 'DateBeyondHorizon', 'TooManyPrices'),
    )
    .route({ method: 'PUT', path: '/rates' })
    .input(
      commandInput.extend({
        ratePlanId: publicIdSchema,
        roomTypeIds: z.array(publicIdSchema).min(1).max(100),
        from: isoDateSchema,
        to: isoDateSchema,
        /** 1 = Monday ... 7 = Sunday; every day when left out. */
        weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
        prices: z.array(amountMinorSchema).min(1).max(30).optional(),
        restrictions: restrictionsSchema.partial().optional(),
      }),
    )
    .output(
      committed.extend({
        /** Nights whose price or restrictions really changed. */
        changedCells: z.number().int(),
      }),
    ),
}
