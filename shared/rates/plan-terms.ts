/** What a rate plan promises and asks for: derivation from another plan, meals, guarantee, deposit, length of stay. */
import { z } from 'zod'
import { amountMinorSchema } from '../snapshot.ts'
import { roundingShape } from './price-set.ts'

/** Parent's price, plus percent, plus amount (for the room, or for each adult), rounded. */
export const derivationSchema = z.object({
  percent: z.number().min(-90).max(500).default(0),
  amountMinor: z.number().int().min(-100_000_000).max(100_000_000).default(0),
  per: z.enum(['room', 'person']).default('room'),
  ...roundingShape,
  /** Whether the parent's restrictions bind this plan, too. */
  followsRestrictions: z.boolean().default(true),
})
export type Derivation = z.infer<typeof derivationSchema>

export const MEAL_PLANS = ['room_only', 'breakfast', 'half_board', 'full_board', 'all_inclusive'] as const
export const GUARANTEES = ['none', 'card', 'deposit', 'prepaid'] as const

/** A price by length of stay: every night of a stay of at least so many nights is moved by percent. */
export const losStepSchema = z.object({
  fromNights: z.number().int().min(2).max(365),
  percent: z.number().min(-90).max(100),
})

export const depositSchema = z.object({
  kind: z.enum(['percent', 'amount', 'nights']),
  /** Percent 1 to 100, minor units, or first nights. */
  value: z.number().int().min(1).max(100_000_000_000),
  /** Due so many days before the arrival; null: on booking. */
  dueDaysBefore: z.number().int().min(0).max(365).nullable(),
})

export const MOST_ACCESS_CODE_LETTERS = 20
/** Letters, digits and hyphens; compared without case (`isAccessCode`). */
export const accessCodeSchema = z
  .string()
  .trim()
  .regex(new RegExp(`^[A-Za-z0-9-]{1,${MOST_ACCESS_CODE_LETTERS}}$`))

export const planTermsSchema = z.object({
  mealPlan: z.enum(MEAL_PLANS).default('room_only'),
  /** What guests get beside the room and its meals, in words. */
  inclusions: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  guarantee: z.enum(GUARANTEES).default('none'),
  deposit: depositSchema.nullable().default(null),
  /** The step with the most nights that the stay reaches holds. */
  losSteps: z.array(losStepSchema).max(10).default([]),
  /** A rate that was agreed with a company or is sold through a GDS: it is sold only to whoever names this. Null: to everybody. */
  accessCode: accessCodeSchema.nullable().default(null),
})
export type PlanTerms = z.infer<typeof planTermsSchema>

/** Whether `code` is the one that the plan asks for; never for a plan that asks for none. */
export const isAccessCode = (
  { accessCode }: Pick<PlanTerms, 'accessCode'>,
  code: string | undefined,
): boolean => accessCode !== null && accessCode.toUpperCase() === code?.toUpperCase()

/** What is charged: part of the price, an amount, or the price of the first nights. Never more than the whole price. */
export const feeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('percent'),
    percent: z.number().int().min(0).max(100),
    /** Of the first so many nights; null of all. */
    ofNights: z.number().int().min(1).max(365).nullable().default(null),
  }),
  z.object({ kind: z.literal('amount'), amountMinor: amountMinorSchema }),
  z.object({ kind: z.literal('nights'), nights: z.number().int().min(1).max(365) }),
])
export type Fee = z.infer<typeof feeSchema>

export const MOST_CANCELLATION_HOURS = 24 * 800

export const cancellationTermsSchema = z.object({
  /**
   * The tier with the fewest hours that the cancellation is late for holds: it costs `fee` from `hoursBefore` hours before the
   * arrival (the property's check-in time) on; before the first tier it is free. Null hours: from the booking on (not refundable).
   */
  tiers: z
    .array(
      z.object({
        hoursBefore: z.number().int().min(0).max(MOST_CANCELLATION_HOURS).nullable(),
        fee: feeSchema,
      }),
    )
    .max(8),
  /** Null: nothing is charged. */
  noShow: feeSchema.nullable(),
})
export type CancellationTerms = z.infer<typeof cancellationTermsSchema>
