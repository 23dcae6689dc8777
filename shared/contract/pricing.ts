/** How prices are rounded and bounded, what the hotel's own history says a night should cost, and what other currencies are worth. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { childBandSchema, MOST_CHILD_BANDS, roundingShape } from '../rates/price-set.ts'
import { rangeSchema, recommendationStepSchema } from '../rates/recommend/step.ts'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

export const AUTOPILOTS = ['off', 'within_percent', 'within_bounds'] as const

/** How prices are recommended, and which of them are taken without anybody. */
export const recommendationRulesShape = {
  /** A recommendation moves a price by at most so many percent a business date. */
  maxDailyStepPercent: z.number().int().min(1).max(100),
  /**
   * Recommendations that autopilot takes once a business date, of room types that have both floor and ceiling: none, those within
   * so many percent of the price that stands, all.
   */
  autopilot: z.enum(AUTOPILOTS),
  autopilotPercent: z.number().int().min(1).max(50),
  /** Nights so many days ahead. */
  autopilotDays: z.number().int().min(1).max(365),
}

const settingsShape = {
  ...roundingShape,
  ...recommendationRulesShape,
  childBands: z.array(childBandSchema).max(MOST_CHILD_BANDS),
}
/** Of the price for base occupancy on plans without a parent; null: none. */
const boundsSchema = z.object({
  roomTypeId: publicIdSchema,
  floorMinor: amountMinorSchema.nullable(),
  ceilingMinor: amountMinorSchema.nullable(),
  extraBeds: z.number().int().min(0).max(10),
})

const recommendInput = z.object({
  from: isoDateSchema,
  /** Exclusive. */
  to: isoDateSchema,
  /** Whose price for base occupancy is meant; left out, the first plan in sale that follows no other. */
  ratePlanId: publicIdSchema.optional(),
  /** A recommendation moves a price by at most so many percent a day; left out, what is set for the hotel. */
  maxStepPercent: z.coerce.number().int().min(1).max(100).optional(),
})

const basisShape = {
  currency: z.string(),
  /** Null: there is no such plan, and nothing is recommended. */
  ratePlanId: publicIdSchema.nullable(),
  /** Nights of the past that were looked at, and since when; null: there is none. */
  historyNights: z.number().int(),
  historyFrom: isoDateSchema.nullable(),
}

const DECISIONS = ['accepted', 'edited', 'ignored', 'autopilot'] as const

/** What was decided about a night before; amounts are of base occupancy, minor units. */
const decisionSchema = z.object({
  decision: z.enum(DECISIONS),
  recommendedMinor: z.number().int(),
  /** Null: ignored. */
  decidedMinor: z.number().int().nullable(),
  at: z.number().int(),
  actor: z.string(),
})

/** A night of a room type; amounts are of base occupancy, minor units. */
const recommendationSchema = z.object({
  roomTypeId: publicIdSchema,
  date: isoDateSchema,
  daysOut: z.number().int(),
  roomsLeft: z.number().int(),
  currentMinor: z.number().int(),
  recommendedMinor: z.number().int(),
  /** What moves it most before it is limited and rounded; null: nothing does but the price that was paid before. */
  mainStep: recommendationStepSchema.nullable(),
  /** Ignored: somebody decided so, and the recommendation is within 5 % of what it was then. */
  state: z.enum(['open', 'ignored']),
  /** The last decision about the night; null: none. */
  decision: decisionSchema.nullable(),
})

export const pricing = {
  /** Rounding, age bands; floor, ceiling and extra beds of each room type. */
  settings: query('read', 'rates', 'property')
    .route({ method: 'GET', path: '/pricing/settings' })
    .output(z.object({ ...settingsShape, bounds: z.array(boundsSchema) })),

  /** What is left out stays. */
  saveSettings: command('rates', 'rates', 'property')
    .errors(errorsOf('UnknownRoomType', 'BoundsNotValid'))
    .route({ method: 'PUT', path: '/pricing/settings' })
    .input(
      commandInput.extend({
        ...z.object(settingsShape).partial().shape,
        bounds: z.array(boundsSchema).max(100).optional(),
      }),
    )
    .output(committed),

  /**
   * Nights from the business date on where the hotel's own history asks for another price, by date; at most 120 days. Nights
   * without a price or without a room left are left out.
   */
  recommendations: query('rates', 'rates', 'inventory', 'reservations')
    .errors(errorsOf('RangeTooLong', 'UnknownRatePlan', 'PlanFollowsParent'))
    .route({ method: 'GET', path: '/pricing/recommendations' })
    .input(recommendInput)
    .output(
      z.object({
        ...basisShape,
        /** For `seenSeq` of a decision. */
        seq: z.number().int(),
        rows: z.array(recommendationSchema),
        /** Nights of room types whose price may stay, and those with too little history to say. */
        unchanged: z.number().int(),
        tooLittleHistory: z.number().int(),
      }),
    ),

  /** One night's recommendation with everything that it rests on; no step where there is too little history. */
  explain: query('rates', 'rates', 'inventory', 'reservations')
    .errors(errorsOf('UnknownRoomType', 'UnknownRatePlan', 'PlanFollowsParent', 'DateBeyondHorizon'))
    .route({ method: 'GET', path: '/pricing/explain' })
    .input(
      z.object({
        roomTypeId: publicIdSchema,
        date: isoDateSchema,
        ratePlanId: recommendInput.shape.ratePlanId,
        maxStepPercent: recommendInput.shape.maxStepPercent,
      }),
    )
    .output(
      z.object({
        ...basisShape,
        /** For `seenSeq` of a decision. */
        seq: z.number().int(),
        decision: decisionSchema.nullable(),
        daysOut: z.number().int(),
        rooms: z.number().int(),
        roomsLeft: z.number().int(),
        /** Null: no price, so that nothing limits the step. */
        currentMinor: z.number().int().nullable(),
        /** The sum of the steps; null: too little history. */
        recommendedMinor: z.number().int().nullable(),
        steps: z.array(recommendationStepSchema),
        /** Rooms sold so many days before the night, from 90 on: of this night until today, and on the nights compared. */
        curve: z.array(
          z.object({ daysOut: z.number().int(), sold: z.number().int().nullable(), usual: rangeSchema }),
        ),
        /** What would still be sold of the rooms left, and earned, at prices around the recommended one. */
        options: z.array(z.object({ priceMinor: z.number().int(), sells: z.number(), revenue: rangeSchema })),
        /** Percent of rooms for one percent of price, by the hotel's own nights; null: too little to say, so that -0.5 is taken. */
        elasticity: rangeSchema.nullable(),
      }),
    ),

  /**
   * Accepts, edits or ignores recommendations, in one commit: a price that is decided on is set by hand, the other occupancies keep
   * their distance to it. `rates.undo` takes it back.
   */
  decide: command('rates', 'rates')
    .errors(
      errorsOf(
        'UnknownRoomType',
        'UnknownRatePlan',
        'PlanFollowsParent',
        'DateBeyondHorizon',
        'PriceOutOfRange',
        'PriceBeyondBounds',
        'RatesChangedMeanwhile',
      ),
    )
    .route({ method: 'POST', path: '/pricing/decide' })
    .input(
      commandInput.extend({
        ratePlanId: recommendInput.shape.ratePlanId,
        decisions: z
          .array(
            z.object({
              roomTypeId: publicIdSchema,
              date: isoDateSchema,
              /** For base occupancy: what was recommended, and what the night shall cost. Null: the recommendation is ignored. */
              recommendedMinor: amountMinorSchema,
              priceMinor: amountMinorSchema.nullable(),
            }),
          )
          .min(1)
          .max(2_000),
        /** Prices beyond floor or ceiling are meant; else they refuse the decisions. */
        confirmBounds: z.boolean().default(false),
        /** A night that was changed later is refused, and nothing is changed. */
        seenSeq: z.number().int().min(0).optional(),
      }),
    )
    .output(committed.extend({ changedCells: z.number().int() })),

  /**
   * Past nights replayed with the prices that would have been recommended 30, 14, 7 and 3 days before each of them, knowing
   * only what was known then; at most 366 days, all before the business date.
   */
  backTest: query('rates', 'rates', 'inventory', 'reservations')
    .errors(errorsOf('RangeTooLong', 'UnknownRatePlan', 'PlanFollowsParent'))
    .route({ method: 'GET', path: '/pricing/back-test' })
    .input(recommendInput)
    .output(
      z.object({
        ...basisShape,
        /** Minor units. Nights that could not be replayed count as they were charged. */
        chargedMinor: z.number().int(),
        replayed: rangeSchema,
        weeks: z.array(
          z.object({ from: isoDateSchema, chargedMinor: z.number().int(), replayedMinor: z.number().int() }),
        ),
        /** Nights of room types: replayed, with too little history then, and those that ended at floor or ceiling. */
        nights: z.number().int(),
        tooLittleHistory: z.number().int(),
        nightsAtFloor: z.number().int(),
        nightsAtCeiling: z.number().int(),
      }),
    ),

  exchangeRates: query('read', 'rates')
    .route({ method: 'GET', path: '/pricing/exchange-rates' })
    .output(
      z.object({
        /** The newest day of each currency: units for one euro. */
        rates: z.array(z.object({ currency: z.string(), date: isoDateSchema, unitsPerEuro: z.number() })),
        days: z.number().int(),
      }),
    ),

  /** Takes in the reference rates of the European Central Bank, as its CSV or XML file has them. */
  importExchangeRates: command('rates', 'rates')
    .errors(errorsOf('ExchangeRateFileNotReadable'))
    .route({ method: 'POST', path: '/pricing/exchange-rates' })
    .input(commandInput.extend({ text: z.string().trim().min(1).max(3_000_000) }))
    .output(committed.extend({ days: z.number().int(), currencies: z.number().int() })),
}
