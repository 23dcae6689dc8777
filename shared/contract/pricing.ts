/** What the hotel's own history says a night should cost, rules that move prices by themselves, and parity of channels. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { childBandSchema, MOST_CHILD_BANDS, priceMoveSchema, roundingShape } from '../rates/price-set.ts'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import { restrictionsSchema } from './rates.ts'

export const AUTOPILOTS = ['off', 'within_percent', 'within_bounds'] as const

const settingsShape = {
  ...roundingShape,
  /** A recommendation moves a price by at most so many percent a day. */
  maxDailyStepPercent: z.number().int().min(1).max(100),
  /** Recommendations that autopilot accepts: none, those within so many percent of today's price, all within floor and ceiling. */
  autopilot: z.enum(AUTOPILOTS),
  autopilotPercent: z.number().int().min(1).max(50),
  /** Whose price is recommended; the others follow by derivation. Null: the first plan without a parent. */
  referencePlanId: publicIdSchema.nullable(),
  childBands: z.array(childBandSchema).max(MOST_CHILD_BANDS),
}
/** Of the price for base occupancy on plans without a parent; null: none. */
const boundsSchema = z.object({
  roomTypeId: publicIdSchema,
  floorMinor: amountMinorSchema.nullable(),
  ceilingMinor: amountMinorSchema.nullable(),
  extraBeds: z.number().int().min(0).max(10),
})

/** Every condition that is given has to hold for a night of a room type. */
export const yieldConditionsSchema = z.object({
  /** Percent of the rooms of the type that are sold. */
  occupancyFrom: z.number().int().min(0).max(200).nullable().default(null),
  occupancyTo: z.number().int().min(0).max(200).nullable().default(null),
  /** Days to arrival. */
  daysFrom: z.number().int().min(0).max(800).nullable().default(null),
  daysTo: z.number().int().min(0).max(800).nullable().default(null),
  /** Rooms sold in the last 7 days, less those cancelled. */
  pickUpFrom: z.number().int().min(-1_000).max(1_000).nullable().default(null),
  pickUpTo: z.number().int().min(-1_000).max(1_000).nullable().default(null),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).nullable().default(null),
  roomTypeIds: z.array(publicIdSchema).min(1).max(100).nullable().default(null),
})
export const yieldActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), move: priceMoveSchema }),
  z.object({ kind: z.literal('restrict'), restrictions: restrictionsSchema.partial() }),
])
const yieldRuleShape = {
  name: z.string().trim().min(1).max(80),
  active: z.boolean(),
  conditions: yieldConditionsSchema,
  action: yieldActionSchema,
}

/** One step of how a price comes about; amounts are of base occupancy, minor units. */
export const recommendationStepSchema = z.object({
  what: z.enum(['median', 'season', 'weekday', 'pace', 'event', 'capacity', 'step', 'bounds', 'rounding']),
  /** What it adds to the price before it; the first step's is the price it starts from. */
  deltaMinor: z.number().int(),
  /** The evidence in numbers, by name, such as {"sold":13,"expected":9.8,"daysOut":27}. */
  evidence: z.record(z.string(), z.union([z.number(), z.string()])),
})

export const recommendationSchema = z.object({
  roomTypeId: publicIdSchema,
  date: isoDateSchema,
  currentMinor: z.number().int(),
  recommendedMinor: z.number().int(),
  state: z.enum(['open', 'accepted', 'edited', 'ignored', 'autopilot', 'too_little_history']),
  /** The step that moves it most. */
  mainStep: recommendationStepSchema.nullable(),
})

const windowInput = z.object({ from: isoDateSchema, to: isoDateSchema })
const nightInput = z.object({ roomTypeId: publicIdSchema, date: isoDateSchema })

/** Minor units; `low` and `high` bound the middle 80 %. */
const rangeSchema = z.object({ low: z.number(), mid: z.number(), high: z.number() })

export const pricing = {
  /** Rounding, largest step, autopilot, age bands; floor and ceiling of each room type. */
  settings: query('read', 'rates', 'property')
    .route({ method: 'GET', path: '/pricing/settings' })
    .output(z.object({ ...settingsShape, bounds: z.array(boundsSchema) })),

  /** What is left out stays. */
  saveSettings: command('rates', 'rates', 'property')
    .errors(errorsOf('UnknownRoomType', 'UnknownRatePlan', 'PlanFollowsParent', 'BoundsNotValid'))
    .route({ method: 'PUT', path: '/pricing/settings' })
    .input(
      commandInput.extend({
        ...z.object(settingsShape).partial().shape,
        bounds: z.array(boundsSchema).max(100).optional(),
      }),
    )
    .output(committed),

  /** Nights where the hotel's history asks for another price; at most 120 days, by date. */
  recommendations: query('rates', 'rates', 'inventory')
    .errors(errorsOf('RangeTooLong'))
    .route({ method: 'GET', path: '/pricing/recommendations' })
    .input(windowInput)
    .output(
      z.object({
        currency: z.string(),
        computedAt: z.number().int(),
        /** Nights of the past that it rests on, and since when. */
        historyNights: z.number().int(),
        historyFrom: isoDateSchema.nullable(),
        rows: z.array(recommendationSchema),
      }),
    ),

  /** One night's recommendation with everything that it rests on. */
  explain: query('rates', 'rates', 'inventory')
    .errors(errorsOf('UnknownRoomType', 'DateBeyondHorizon'))
    .route({ method: 'GET', path: '/pricing/explain' })
    .input(nightInput)
    .output(
      z.object({
        currency: z.string(),
        recommendation: recommendationSchema,
        steps: z.array(recommendationStepSchema),
        /** Rooms sold so many days before arrival: this night (until today), and its likes in the past. */
        curve: z.object({
          rooms: z.number().int(),
          comparableNights: z.number().int(),
          daysOut: z.number().int(),
          points: z.array(
            z.object({ daysOut: z.number().int(), sold: z.number().nullable(), usual: rangeSchema }),
          ),
        }),
        /** What would be sold of the rooms left, and earned, at a price. */
        options: z.array(z.object({ priceMinor: z.number().int(), sells: z.number(), revenue: rangeSchema })),
        /** Percent of sales lost for a percent more of price, with the range of the middle 80 %; null: too little to say. */
        elasticity: rangeSchema.nullable(),
        roomsLeft: z.number().int(),
      }),
    ),

  /** Accepts, edits or ignores recommendations, or sets prices that were decided; whole or not at all. */
  decide: command('rates', 'rates')
    .errors(
      errorsOf(
        'UnknownRoomType',
        'DateBeyondHorizon',
        'PriceBeyondBounds',
        'NoRecommendation',
        'RatesChangedMeanwhile',
      ),
    )
    .route({ method: 'POST', path: '/pricing/decide' })
    .input(
      commandInput.extend({
        decisions: z
          .array(
            z.discriminatedUnion('kind', [
              nightInput.extend({ kind: z.literal('accept'), recommendedMinor: amountMinorSchema }),
              nightInput.extend({
                kind: z.literal('edit'),
                recommendedMinor: amountMinorSchema,
                priceMinor: amountMinorSchema,
              }),
              nightInput.extend({ kind: z.literal('ignore'), recommendedMinor: amountMinorSchema }),
            ]),
          )
          .min(1)
          .max(2_000),
        confirmBounds: z.boolean().default(false),
        seenSeq: z.number().int().min(0).optional(),
      }),
    )
    .output(committed.extend({ changedCells: z.number().int() })),

  /** A past year replayed: what the recommendations would have earned against what was charged. */
  backTest: query('rates', 'rates')
    .errors(errorsOf('RangeTooLong', 'TooLittleHistory'))
    .route({ method: 'GET', path: '/pricing/back-test' })
    .input(windowInput)
    .output(
      z.object({
        currency: z.string(),
        chargedMinor: z.number().int(),
        replayed: rangeSchema,
        weeks: z.array(
          z.object({ from: isoDateSchema, chargedMinor: z.number().int(), replayedMinor: z.number().int() }),
        ),
        nightsAtFloor: z.number().int(),
        nightsAtCeiling: z.number().int(),
        nights: z.number().int(),
      }),
    ),

  yieldRules: query('read', 'rates')
    .route({ method: 'GET', path: '/pricing/yield-rules' })
    .output(
      z.object({
        rules: z.array(
          z.object({
            id: publicIdSchema,
            seq: z.number().int(),
            ...yieldRuleShape,
            /** Nights of room types that it moves or restricts now. */
            nights: z.number().int(),
          }),
        ),
      }),
    ),

  /** All rules in their order: the effects of those that hold are added up. They are looked at anew at once. */
  saveYieldRules: command('rates', 'rates')
    .errors(errorsOf('UnknownRoomType', 'UnknownLayer', 'RatesChangedMeanwhile'))
    .route({ method: 'PUT', path: '/pricing/yield-rules' })
    .input(
      commandInput.extend({
        rules: z.array(z.object({ id: publicIdSchema.optional(), ...yieldRuleShape })).max(50),
        seenSeq: z.number().int().min(0).optional(),
      }),
    )
    .output(committed.extend({ changedCells: z.number().int() })),

  /** Nights of the next days on which channels would show different prices for the same thing, and why. */
  parity: query('rates', 'rates', 'channels')
    .errors(errorsOf('RangeTooLong'))
    .route({ method: 'GET', path: '/pricing/parity' })
    .input(windowInput)
    .output(
      z.object({
        currency: z.string(),
        channels: z.array(z.object({ channelId: publicIdSchema, name: z.string() })),
        /** Consecutive nights that are alike are one row; at most 1,000. */
        rows: z.array(
          z.object({
            roomTypeId: publicIdSchema,
            ratePlanId: publicIdSchema,
            from: isoDateSchema,
            to: isoDateSchema,
            /** For base occupancy; null: not for sale there. */
            deskMinor: z.number().int().nullable(),
            shown: z.array(
              z.object({
                channelId: publicIdSchema,
                minor: z.number().int().nullable(),
                reason: z.enum([
                  'same',
                  'not_mapped',
                  'not_sold_there',
                  'not_yet_sent',
                  'unknown',
                  'refused',
                  'channel_stopped',
                  'promotion',
                ]),
              }),
            ),
          }),
        ),
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
    .input(commandInput.extend({ text: z.string().min(1).max(8_000_000) }))
    .output(committed.extend({ days: z.number().int(), currencies: z.number().int() })),
}
