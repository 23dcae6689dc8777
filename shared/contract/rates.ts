/** Prices and restrictions by rate plan, room type and night. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { rateChangeSchema } from '../rate-change.ts'
import { priceMoveSchema } from '../rates/price-set.ts'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'
import { parity } from './parity.ts'
import { changedBySchema, command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

const los = z.number().int().min(1).max(365)

export const restrictionsSchema = z.object({
  minLosArrival: los,
  minLosThrough: los,
  maxLosThrough: los.nullable(),
  /** Nights; by arrival date; null means none. */
  maxLosArrival: los.nullable(),
  /** Booked at least, at most so many days before the arrival; null means any. */
  minAdvanceDays: z.number().int().min(0).max(800).nullable(),
  maxAdvanceDays: z.number().int().min(0).max(800).nullable(),
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

export const PRICE_ORIGINS = [
  'none',
  'base',
  'season',
  'derived',
  'typed',
  'imported',
  'recommended',
  'autopilot',
] as const
export type PriceOrigin = (typeof PRICE_ORIGINS)[number]

/** Restrictions of a night, or null where nothing restricts it. */
const gridDaySchema = z.object({
  /** Minor units by number of adults; empty without a price. */
  prices: z.array(z.number().int()),
  restrictions: restrictionsSchema.nullable(),
  /** The layer that set the price. */
  origin: z.enum(PRICE_ORIGINS),
})

const cellShape = { ratePlanId: publicIdSchema, roomTypeId: publicIdSchema, date: isoDateSchema }

/** What a change of rates does, before it is done. */
export const rateEffectSchema = z.object({
  /** For `seenSeq` of the change. */
  seq: z.number().int(),
  currency: z.string(),
  changedPrices: z.number().int(),
  changedRestrictions: z.number().int(),
  /** The changed nights in order, at most 5,000. */
  cells: z.array(
    z.object({
      ...cellShape,
      before: gridDaySchema,
      after: gridDaySchema,
      /** It changes because it follows another plan's price or restrictions. */
      follows: z.boolean(),
    }),
  ),
  /** Enabled channels that sell some of it: cells to be sent, and in about how many calls. */
  channels: z.array(
    z.object({
      channelId: publicIdSchema,
      name: z.string(),
      cells: z.number().int(),
      calls: z.number().int(),
      /** `waits`: a lane backs off or is stopped, so the channel keeps showing the old prices for now. */
      when: z.enum(['now', 'waits']),
    }),
  ),
  /** Stays sold already on these nights; they keep their prices. */
  bookedStays: z.number().int(),
  /** How many new prices for base occupancy lie beyond floor or ceiling of their type; they have to be confirmed or capped. */
  beyondBoundsCount: z.number().int(),
  /** The first 1,000 of them. */
  beyondBounds: z.array(
    z.object({
      ...cellShape,
      amountMinor: z.number().int(),
      floorMinor: z.number().int().nullable(),
      ceilingMinor: z.number().int().nullable(),
    }),
  ),
  /** Nights that keep what was set by hand though a layer below changes. */
  keptByHand: z.number().int(),
})

/** Nights whose price is put to the nearest bound, or all that are beyond theirs, and whether the others are meant. */
const boundsShape = {
  cap: z.array(z.object(cellShape)).max(1_000).optional(),
  capAll: z.boolean().optional(),
  confirmBounds: z.boolean().optional(),
}

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
  ...boundsShape,
  /** See shared/rate-change.ts for what each does to the prices by number of adults. */
  price: rateChangeSchema.optional(),
  restrictions: restrictionsSchema.partial().optional(),
}

const rateCellsShape = {
  cells: z
    .array(
      z.object({
        ratePlanId: publicIdSchema,
        roomTypeId: publicIdSchema,
        from: isoDateSchema,
        to: isoDateSchema,
        /** Minor units by number of adults; empty takes away what was set by hand; left out, it stays. */
        prices: z.array(amountMinorSchema).max(30).optional(),
        /** Left out, they stay. */
        restrictions: restrictionsSchema.partial().optional(),
      }),
    )
    .min(1)
    .max(5_000),
  /**
   * Where they come from: typed, or read from a file. Of a file only what is not so already is set, so that the other nights go on to
   * follow their season, and prices beyond floor or ceiling are asked about.
   */
  origin: z.enum(['typed', 'imported']).optional(),
  capAll: boundsShape.capAll,
  confirmBounds: boundsShape.confirmBounds,
}

const rateCellsErrors = errorsOf(
  'UnknownRatePlan',
  'UnknownRoomType',
  'RangeTooLong',
  'DateBeyondHorizon',
  'TooManyPrices',
  'PriceBeyondBounds',
)

const rateChangeErrors = errorsOf(
  'UnknownRatePlan',
  'UnknownRoomType',
  'RangeTooLong',
  'DateBeyondHorizon',
  'PriceOutOfRange',
  'PriceBeyondBounds',
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
            /** Rooms sold in the last 7 days, less those cancelled. */
            pickUp: z.array(z.number().int()),
            plans: z.array(z.object({ ratePlanId: publicIdSchema, days: z.array(gridDaySchema) })),
          }),
        ),
        occupancyPercent: z.array(z.number()),
        /** The season of each day, by the highest precedence; null without one. */
        season: z.array(
          z.object({ id: publicIdSchema, name: z.string(), colour: z.number().int() }).nullable(),
        ),
        events: z.array(
          z.object({ id: publicIdSchema, name: z.string(), from: isoDateSchema, to: isoDateSchema }),
        ),
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
    .errors({ ...rateCellsErrors, ...errorsOf('RatesChangedMeanwhile') })
    .route({ method: 'PUT', path: '/rates/cells' })
    .input(commandInput.extend({ ...rateCellsShape, seenSeq: seenSeqSchema.optional() }))
    .output(committed.extend({ changedCells: z.number().int() })),

  /** What `change` would do, tried on the ledger itself and undone. */
  previewChange: query('rates', 'rates', 'channels', 'reservations')
    .errors(rateChangeErrors)
    .route({ method: 'POST', path: '/rates/change/preview' })
    .input(z.object(rateChangeShape))
    .output(rateEffectSchema),

  /** What `setCells` would do, tried on the ledger itself and undone. */
  previewCells: query('rates', 'rates', 'channels', 'reservations')
    .errors(rateCellsErrors)
    .route({ method: 'POST', path: '/rates/cells/preview' })
    .input(z.object(rateCellsShape))
    .output(rateEffectSchema),

  /**
   * Prices and restrictions as a file, one line for each run of equal nights of a type and plan, at most 50,000 lines; see
   * shared/rates/rate-file.ts. `to` is exclusive, at most 800 days.
   */
  file: query('read', 'rates', 'property')
    .errors(errorsOf('RangeTooLong'))
    .route({ method: 'GET', path: '/rates/file' })
    .input(z.object({ from: isoDateSchema, to: isoDateSchema }))
    .output(z.object({ csv: z.string(), lines: z.number().int(), isCut: z.boolean() })),

  /** Why a night costs what it costs: what was set, by which command, and the policy of its plan. */
  why: query('read', 'rates', 'property')
    .errors(errorsOf('UnknownRatePlan', 'UnknownRoomType', 'DateBeyondHorizon'))
    .route({ method: 'GET', path: '/rates/why' })
    .input(z.object({ ratePlanId: publicIdSchema, roomTypeId: publicIdSchema, date: isoDateSchema }))
    .output(
      z.object({
        currency: z.string(),
        day: rateDaySchema,
        children: z.array(z.number().int()),
        extraBedMinor: z.number().int().nullable(),
        origin: z.enum(PRICE_ORIGINS),
        /** What makes the price, in order; the last one that counts has the day's prices. Empty without a price. */
        steps: z.array(
          z.object({
            what: z.enum([
              'base',
              'season',
              'weekday',
              'event',
              'yield',
              'bounds',
              'parent',
              'derivation',
              'rounding',
              'hand',
            ]),
            /** Of the season, event, plan or rule; empty for the others. */
            name: z.string(),
            /** Of a season. */
            precedence: z.number().int().nullable(),
            move: priceMoveSchema.nullable(),
            /** False: a higher layer won. */
            counts: z.boolean(),
            prices: z.array(z.number().int()),
            changed: changedBySchema.nullable(),
          }),
        ),
        /** What restricts the night, and where it comes from. */
        restrictedBy: z.array(
          z.object({
            what: z.enum(['season', 'rule', 'yield', 'parent', 'hand']),
            name: z.string(),
            restrictions: restrictionsSchema.partial(),
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

  /** Puts back what one command found of the layers that it changed, as a new command; an undo can be undone, too. */
  undo: command('rates', 'rates', 'property')
    .errors(errorsOf('NothingToUndo', 'RatesChangedMeanwhile', 'LayerChangedMeanwhile', 'UndoConflicts'))
    .route({ method: 'POST', path: '/rates/undo' })
    .input(commandInput.extend({ changeSeq: z.number().int().min(1) }))
    .output(committed.extend({ changedCells: z.number().int() })),

  /** Commands that changed rates, newest first, as the journal has them, and whether they can be undone; at most 50. */
  changes: query('rates', 'rates', 'journal')
    .route({ method: 'GET', path: '/rates/changes' })
    .output(
      z.object({
        rows: z.array(
          changedBySchema.extend({
            payload: z.record(z.string(), z.unknown()),
            undoneBy: z.number().int().nullable(),
            canUndo: z.boolean(),
          }),
        ),
      }),
    ),

  /** What else is known of nights of a type: what guests paid a year ago on the same weekday, occupancy, pick-up. */
  comparison: query('read', 'rates', 'inventory')
    .errors(errorsOf('UnknownRoomType', 'RangeTooLong'))
    .route({ method: 'GET', path: '/rates/comparison' })
    .input(z.object({ roomTypeId: publicIdSchema, from: isoDateSchema, to: isoDateSchema }))
    .output(
      z.object({
        days: z.array(
          z.object({
            date: isoDateSchema,
            paidLastYearMinor: z.number().int().nullable(),
            /** Of that night, as it was in the end; null where nothing is known of it. */
            occupancyLastYearPercent: z.number().nullable(),
            occupancyPercent: z.number(),
            pickUp: z.number().int(),
          }),
        ),
      }),
    ),

  parity,
}
