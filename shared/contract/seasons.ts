/** The layers that prices come from: base prices, seasons, events and weekdays, and rules of restrictions. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { priceMoveSchema, priceSetSchema, seasonPriceSchema } from '../rates/price-set.ts'
import { weekdaysSchema, whenShape } from '../rates/recurrence.ts'
import { COPY_KEEPS } from '../rates/year-copy.ts'
import { isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import { rateEffectSchema, restrictionsSchema } from './rates.ts'

const name = z.string().trim().min(1).max(60)
const product = { ratePlanId: publicIdSchema, roomTypeId: publicIdSchema }

const basePriceSchema = z.object({ ...product, price: priceSetSchema })

const seasonShape = {
  name,
  /** 1 to 99: of all seasons of a night the highest sets its price. Two of equal precedence may not share a night. */
  precedence: z.number().int().min(1).max(99),
  /** Which of the page's colours. */
  colour: z.number().int().min(0).max(11).default(0),
  ...whenShape,
  from: isoDateSchema,
  to: isoDateSchema,
  /** For plans without a parent; the others follow. A product without one keeps the price of the layer below. */
  prices: z.array(z.object({ ...product, price: seasonPriceSchema })).max(1_000),
  /** While it is the season of a night; `weekdays` narrows them. */
  restrictions: z
    .array(z.object({ restrictions: restrictionsSchema.partial(), weekdays: weekdaysSchema }))
    .max(20)
    .default([]),
}

const adjustmentShape = {
  /** An event has dates and may only inform; a weekday pattern holds all year. */
  type: z.enum(['event', 'weekday']),
  name,
  /** Adjustments add up, on top of season or base price; percent of that price. Null: only to be seen. */
  change: priceMoveSchema.nullable(),
  ...whenShape,
}

const ruleShape = {
  name,
  /** Null: all. */
  ratePlanIds: z.array(publicIdSchema).min(1).max(50).nullable(),
  roomTypeIds: z.array(publicIdSchema).min(1).max(100).nullable(),
  restrictions: restrictionsSchema.partial(),
  ...whenShape,
}

/** Where it stands in the journal: `seenSeq` of a change to it. */
const stored = { id: publicIdSchema, seq: z.number().int() }
export const layersSchema = z.object({
  basePrices: z.array(basePriceSchema),
  seasons: z.array(z.object({ ...stored, ...seasonShape })),
  adjustments: z.array(z.object({ ...stored, ...adjustmentShape })),
  rules: z.array(z.object({ ...stored, ...ruleShape })),
})
export type StoredLayers = z.infer<typeof layersSchema>

/** Left out: a new one. */
const id = publicIdSchema.optional()
/** Journal number that the caller has seen; if it was changed later by somebody else, nothing is changed. */
const seenSeq = z.number().int().min(0).optional()

/** One change of one layer, or a whole year copied to the next. */
export const layerChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('season'), id, seenSeq, ...seasonShape }),
  z.object({ kind: z.literal('adjustment'), id, seenSeq, ...adjustmentShape }),
  z.object({ kind: z.literal('rule'), id, seenSeq, ...ruleShape }),
  z.object({ kind: z.literal('basePrices'), prices: z.array(basePriceSchema).min(1).max(1_000) }),
  z.object({
    kind: z.literal('remove'),
    layer: z.enum(['season', 'adjustment', 'rule']),
    id: publicIdSchema,
    seenSeq,
  }),
  /** Seasons, events and rules that begin in the year and do not come back by themselves, once more for the next year. */
  z.object({
    kind: z.literal('copyYear'),
    year: z.number().int().min(2000).max(2100),
    keeps: z.enum(COPY_KEEPS),
  }),
])
export type LayerChange = z.infer<typeof layerChangeSchema>

const applyShape = {
  change: layerChangeSchema,
  /** Whether it also takes away what was set by hand on the nights of a season. */
  overHand: z.boolean().default(false),
  /** Prices beyond floor or ceiling are meant; else they refuse the change. */
  confirmBounds: z.boolean().default(false),
}

const layerErrors = errorsOf(
  'UnknownRatePlan',
  'UnknownRoomType',
  'UnknownLayer',
  'SeasonsOverlap',
  'TooManyPrices',
  'TooManyLayers',
  'PriceBeyondBounds',
  'PlanFollowsParent',
  'LayerChangedMeanwhile',
)

export const seasons = {
  /** Every layer, as it was entered. */
  list: query('read', 'rates')
    .route({ method: 'GET', path: '/seasons' })
    .output(layersSchema.extend(committed.shape)),

  /** Adds, changes or removes a layer and works out the nights that it touches, in one commit. */
  apply: command('rates', 'rates')
    .errors(layerErrors)
    .route({ method: 'POST', path: '/seasons/apply' })
    .input(commandInput.extend(applyShape))
    .output(
      committed.extend({
        /** Of the layer; null for base prices and for a year. */
        id: publicIdSchema.nullable(),
        /** Nights whose price, and whose restrictions, it changed. */
        changedCells: z.number().int(),
      }),
    ),

  /** What `apply` would do, tried on the ledger itself and undone; prices beyond their bounds are told, not refused. */
  preview: query('rates', 'rates', 'channels', 'reservations')
    .errors(layerErrors)
    .route({ method: 'POST', path: '/seasons/preview' })
    .input(z.object(applyShape))
    .output(rateEffectSchema),
}
