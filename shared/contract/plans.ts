/** Rate plans: what is sold, from which other plan its price follows, on which terms and channels. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { derivationSchema, planTermsSchema } from '../rates/plan-terms.ts'
import { command, commandInput, committed, publicIdSchema } from './procedure.ts'

const planShape = {
  code: z.string().trim().min(1).max(20),
  name: z.string().trim().min(1).max(80),
  /** The plan whose price it follows; chains are allowed, cycles refused. Null: it has prices of its own. */
  parent: z.object({ ratePlanId: publicIdSchema, derivation: derivationSchema }).nullable(),
  terms: planTermsSchema,
  cancellationPolicyId: publicIdSchema.nullable(),
  soldAtDesk: z.boolean().default(true),
  /** Channels on which it is not sold, though it is mapped there: they are sent it as closed. */
  notOnChannelIds: z.array(publicIdSchema).max(50).default([]),
}

export const plans = {
  /** Adds a plan, or changes one; its nights and those of the plans that follow it are worked out anew. */
  save: command('rates', 'rates', 'property')
    .errors(
      errorsOf(
        'UnknownRatePlan',
        'UnknownChannel',
        'UnknownPolicy',
        'RatePlanCodeTaken',
        'RatePlanCycle',
        'RatePlanParentNotSold',
        'LayerChangedMeanwhile',
        'TooManyRatePlans',
      ),
    )
    .route({ method: 'PUT', path: '/rate-plans' })
    .input(
      commandInput.extend({
        /** Left out: a new plan. */
        ratePlanId: publicIdSchema.optional(),
        ...planShape,
        /** Journal number of what the caller has seen of it; a plan that was changed later is refused. */
        seenSeq: z.number().int().min(0).optional(),
      }),
    )
    .output(committed.extend({ ratePlanId: publicIdSchema, changedCells: z.number().int() })),

  /** Takes a plan out of sale: it is closed on every channel and no longer offered. `active` true brings it back. */
  setActive: command('rates', 'rates', 'property')
    .errors(errorsOf('UnknownRatePlan', 'RatePlanHasFollowers', 'RatePlanParentNotSold'))
    .route({ method: 'PUT', path: '/rate-plans/{ratePlanId}/active' })
    .input(commandInput.extend({ ratePlanId: publicIdSchema, active: z.boolean() }))
    .output(committed.extend({ changedCells: z.number().int() })),
}
