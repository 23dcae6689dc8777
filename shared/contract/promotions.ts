/** Promotions and packages: what guests get off, or with, the price of a plan. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { PROMOTION_KINDS, promotionTermsSchema } from '../rates/promotion.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

const promotionShape = {
  name: z.string().trim().min(1).max(80),
  kind: z.enum(PROMOTION_KINDS),
  /** What the guest has to name, compared without case; needed by kind `code`, null for those given to everybody. */
  code: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}-]{2,30}$/u)
    .nullable(),
  active: z.boolean().default(true),
  terms: promotionTermsSchema,
}

export const promotionSchema = z.object({ id: publicIdSchema, seq: z.number().int(), ...promotionShape })
export type StoredPromotion = z.infer<typeof promotionSchema>

export const promotions = {
  list: query('read', 'rates')
    .route({ method: 'GET', path: '/promotions' })
    .output(z.object({ promotions: z.array(promotionSchema) })),

  /** Adds a promotion or changes one; stays sold already keep their price. An inactive one is kept and not given. */
  save: command('rates', 'rates')
    .errors(
      errorsOf(
        'UnknownPromotion',
        'UnknownRatePlan',
        'UnknownRoomType',
        'UnknownArticle',
        'PromotionCodeTaken',
        'LayerChangedMeanwhile',
        'TooManyLayers',
      ),
    )
    .route({ method: 'PUT', path: '/promotions' })
    .input(
      commandInput.extend({
        /** Left out: a new one. */
        promotionId: publicIdSchema.optional(),
        seenSeq: z.number().int().min(0).optional(),
        ...promotionShape,
      }),
    )
    .output(committed.extend({ promotionId: publicIdSchema })),
}
