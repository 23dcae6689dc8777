/** Rules that move prices and restrict nights by how they sell: occupancy, pick-up, days to arrival. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { priceMoveSchema } from '../rates/price-set.ts'
import { yieldConditionsSchema } from '../rates/yield.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import { rateEffectSchema, restrictionsSchema } from './rates.ts'

export const MOST_YIELD_RULES = 50

const ruleShape = {
  name: z.string().trim().min(1).max(80),
  active: z.boolean(),
  conditions: yieldConditionsSchema,
  /** Null: all. */
  roomTypeIds: z.array(publicIdSchema).min(1).max(100).nullable(),
  /** Of the price that season, events and weekdays make, never beyond floor and ceiling; null moves none. */
  move: priceMoveSchema.nullable(),
  restrictions: restrictionsSchema.partial().nullable(),
}

const changeShape = {
  /** Left out: a new rule. */
  ruleId: publicIdSchema.optional(),
  /** Null removes the rule. */
  rule: z.object(ruleShape).nullable(),
  /** Journal number of what the caller has seen of it; a rule that was changed later is refused. */
  seenSeq: z.number().int().min(0).optional(),
}

const yieldErrors = errorsOf('UnknownRoomType', 'UnknownLayer', 'TooManyLayers', 'LayerChangedMeanwhile')

export const yieldRules = {
  list: query('read', 'rates', 'inventory')
    .route({ method: 'GET', path: '/yield-rules' })
    .output(
      committed.extend({
        rules: z.array(
          z.object({
            id: publicIdSchema,
            seq: z.number().int(),
            ...ruleShape,
            /** Nights of room types on which it holds now. */
            nights: z.number().int(),
          }),
        ),
      }),
    ),

  /**
   * Adds, changes or removes a rule; every night is looked at anew, in the same commit. From then on the nights that a command
   * sells or frees are looked at with it, and all of them when the business date rolls.
   */
  save: command('rates', 'rates')
    .errors(yieldErrors)
    .route({ method: 'PUT', path: '/yield-rules' })
    .input(commandInput.extend(changeShape))
    .output(committed.extend({ ruleId: publicIdSchema, changedCells: z.number().int() })),

  /** What `save` would do now, tried on the ledger itself and undone. */
  preview: query('rates', 'rates', 'channels', 'reservations')
    .errors(yieldErrors)
    .route({ method: 'POST', path: '/yield-rules/preview' })
    .input(z.object(changeShape))
    .output(rateEffectSchema),
}
