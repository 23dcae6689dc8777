/** Promotions and packages: when they are given, what they take off or add, and how they go together. */
import { z } from 'zod'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'

export const PROMOTION_KINDS = ['early_bird', 'last_minute', 'long_stay', 'code', 'package'] as const

const days = z.number().int().min(0).max(800)

/** Every condition that is given has to be met. */
export const promotionConditionsSchema = z.object({
  /** Booked on one of these days; `to` exclusive. */
  bookedFrom: isoDateSchema.nullable().default(null),
  bookedTo: isoDateSchema.nullable().default(null),
  /** Every night of the stay lies in here; `to` exclusive. */
  stayFrom: isoDateSchema.nullable().default(null),
  stayTo: isoDateSchema.nullable().default(null),
  /** Arrival on one of these weekdays. */
  arrivalWeekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).nullable().default(null),
  minNights: z.number().int().min(1).max(365).nullable().default(null),
  /** Booked at least, at most so many days before the arrival. */
  minAdvanceDays: days.nullable().default(null),
  maxAdvanceDays: days.nullable().default(null),
  /** Public ids; null: all. */
  ratePlanIds: z.array(z.uuid()).min(1).max(50).nullable().default(null),
  roomTypeIds: z.array(z.uuid()).min(1).max(100).nullable().default(null),
})

/** Something included in the price, from the hotel's articles or in words. */
export const extraSchema = z.object({
  name: z.string().trim().min(1).max(80),
  articleId: z.uuid().nullable().default(null),
  /** Added to the price; 0 is included for nothing. */
  amountMinor: amountMinorSchema,
  per: z.enum(['stay', 'night', 'person', 'person_night']),
})
export type Extra = z.infer<typeof extraSchema>

export const benefitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: z.number().min(0).max(100) }),
  /** Off each night. */
  z.object({ kind: z.literal('amount_a_night'), amountMinor: amountMinorSchema }),
  /** Off the stay, spread over its nights. */
  z.object({ kind: z.literal('amount_a_stay'), amountMinor: amountMinorSchema }),
  /** The cheapest of every so many nights is free. */
  z.object({ kind: z.literal('free_night'), everyNights: z.number().int().min(2).max(30) }),
  z.object({ kind: z.literal('none') }),
])

export const promotionTermsSchema = z.object({
  conditions: promotionConditionsSchema,
  benefit: benefitSchema,
  /** What a package adds. */
  extras: z.array(extraSchema).max(20).default([]),
  /** With others, or only alone; of all that may be combined the guest gets what costs least. */
  combines: z.boolean().default(false),
})
export type PromotionTerms = z.infer<typeof promotionTermsSchema>

/** Why a promotion is not given for a stay, with what it asks for; days, `to` exclusive. */
export const promotionBreachSchema = z.discriminatedUnion('condition', [
  z.object({
    condition: z.enum(['booked', 'stay']),
    from: isoDateSchema.nullable(),
    to: isoDateSchema.nullable(),
  }),
  z.object({ condition: z.literal('arrivalWeekday'), weekdays: z.array(z.number().int()) }),
  z.object({ condition: z.literal('minNights'), nights: z.number().int() }),
  z.object({ condition: z.enum(['minAdvance', 'maxAdvance']), days: z.number().int() }),
  /** Another plan, another room type, no such code; or it holds, and another one that does not go with it gives more. */
  z.object({ condition: z.enum(['ratePlan', 'roomType', 'code', 'another']) }),
])
export type PromotionBreach = z.infer<typeof promotionBreachSchema>
