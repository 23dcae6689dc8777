/** Prices and restrictions by rate plan, room type and night. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { rateChangeSchema } from '../rate-change.ts'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'
import { changedBySchema, command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

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

/** Restrictions of a night, or null where nothing restricts it. */
const gridDaySchema = z.object({
  /** Minor units by number of adults; empty without a price. */
  prices: z.array(z.number().int()),
  restrictions: restrictionsSchema.nullable(),
})

const rateChangeShape = {
  blocks: z
    .array(
      z.object({
        ratePlanId: publicIdSchema,
        roomTypeId: publicIdSchema,
        from: isoDateSchema,
        to: isoDateSchema,
      }),
    )
    .min(1)
    .max(500),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
  /** See shared/rate-change.ts for what each does to the prices by number of adults. */
  price: rateChangeSchema.optional(),
  restrictions: restrictionsSchema.partial().optional(),
}

const rateChangeErrors = errorsOf(
  'UnknownRatePlan',
  'UnknownRoomType',
  'RangeTooLong',
  'DateBeyondHorizon',
  'PriceOutOfRange',
)

/**
 * Journal number of what the caller has seen. A night that was changed later is refused with
 * RatesChangedMeanwhile, and nothing is changed.
 */
const seenSeqSchema = z.number().int().min(0)

export const rates = {
  /** Every plan of every room type with what is left, for the rates grid; `to` exclusive, at most 120 days. */
  grid: query('read', 'rates', 'inventory')
    .errors(errorsOf('RangeTooLong'))
    .route({ method: 'GET', path: '/rates/grid' })
    .input(z.object({ from: isoDateSchema, to: isoDateSchema }))
    .output(
      z.object({
        seq: z.number().int(),
        currency: z.string(),
        roomTypes: z.array(
          z.object({
            roomTypeId: publicIdSchema,
            /** One a day from `from`: rooms left (negative when oversold), of how many; null beyond the inventory. */
            left: z.array(z.number().int().nullable()),
            total: z.array(z.number().int()),
            plans: z.array(z.object({ ratePlanId: publicIdSchema, days: z.array(gridDaySchema) })),
          }),
        ),
        occupancyPercent: z.array(z.number()),
      }),
    ),

  /** Changes prices, restrictions or both of painted cells, relative to what each has, in one commit. */
  change: command('rates', 'rates')
    .errors({ ...rateChangeErrors, ...errorsOf('RatesChangedMeanwhile') })
    .route({ method: 'POST', path: '/rates/change' })
    .input(commandInput.extend({ ...rateChangeShape, seenSeq: seenSeqSchema.optional() }))
    .output(committed.extend({ changedCells: z.number().int() })),

  /** Writes exact prices and restrictions to ranges of nights (`to` exclusive) in one commit, as an undo does. */
  setCells: command('rates', 'rates')
    .errors(
      errorsOf(
        'UnknownRatePlan',
        'UnknownRoomType',
        'RangeTooLong',
        'DateBeyondHorizon',
        'TooManyPrices',
        'RatesChangedMeanwhile',
      ),
    )
    .route({ method: 'PUT', path: '/rates/cells' })
    .input(
      commandInput.extend({
        cells: z
          .array(
            z.object({
              ratePlanId: publicIdSchema,
              roomTypeId: publicIdSchema,
              from: isoDateSchema,
              to: isoDateSchema,
              /** Minor units by number of adults; empty takes the price away. */
              prices: z.array(amountMinorSchema).max(30),
              /** Left out, they stay. */
              restrictions: restrictionsSchema.optional(),
            }),
          )
          .min(1)
          .max(5_000),
        seenSeq: seenSeqSchema.optional(),
      }),
    )
    .output(committed.extend({ changedCells: z.number().int() })),

  /** What `change` would do, tried on the ledger itself and undone. */
  previewChange: query('rates', 'rates', 'channels', 'reservations')
    .errors(rateChangeErrors)
    .route({ method: 'POST', path: '/rates/change/preview' })
    .input(z.object(rateChangeShape))
    .output(
      z.object({
        /** For `seenSeq` of the change. */
        seq: z.number().int(),
        currency: z.string(),
        changedPrices: z.number().int(),
        changedRestrictions: z.number().int(),
        /** The changed nights in order, at most 5,000. */
        cells: z.array(
          z.object({
            ratePlanId: publicIdSchema,
            roomTypeId: publicIdSchema,
            date: isoDateSchema,
            before: gridDaySchema,
            after: gridDaySchema,
          }),
        ),
        /** Enabled channels that sell some of it: cells to be sent, and in about how many calls. */
        channels: z.array(
          z.object({
            channelId: publicIdSchema,
            name: z.string(),
            cells: z.number().int(),
            calls: z.number().int(),
          }),
        ),
        /** Stays sold already on these nights; they keep their prices. */
        bookedStays: z.number().int(),
      }),
    ),

  /** Why a night costs what it costs: what was set, by which command, and the policy of its plan. */
  why: query('read', 'rates', 'property')
    .errors(errorsOf('UnknownRatePlan', 'UnknownRoomType', 'DateBeyondHorizon'))
    .route({ method: 'GET', path: '/rates/why' })
    .input(z.object({ ratePlanId: publicIdSchema, roomTypeId: publicIdSchema, date: isoDateSchema }))
    .output(
      z.object({
        currency: z.string(),
        day: rateDaySchema,
        /** What makes the price, in order; the last one's prices are the day's. Empty without a price. */
        steps: z.array(
          z.object({
            what: z.enum(['base']),
            prices: z.array(z.number().int()),
            changed: changedBySchema.nullable(),
          }),
        ),
        /** Who changed the restrictions last. */
        restrictionsChanged: changedBySchema.nullable(),
        cancellationPolicyId: publicIdSchema.nullable(),
      }),
    ),

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
