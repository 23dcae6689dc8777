/** The steps in which a recommended price comes about, each with the numbers that it rests on. */
import { z } from 'zod'
import { ROUNDINGS } from '../price-set.ts'

/** Minor units that a step adds to the price before it; of the first one, the price that it starts from. */
const deltaMinor = z.number().int()
const count = z.number().int()

export const recommendationStepSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('median'),
    deltaMinor,
    evidence: z.object({
      /** Comparable nights on which the plan was paid, and rooms that paid it. */
      nights: count,
      rooms: count,
      years: z.array(z.object({ year: count, medianMinor: count, nights: count })),
      /** Where too few are alike, other weekdays count as well, then more weeks of the season. */
      sample: z.enum(['same_weekday', 'any_weekday', 'wider_season']),
    }),
  }),
  z.object({
    what: z.enum(['weekday', 'season']),
    deltaMinor,
    /** Median of the nights that are alike in this by the median of the widened sample. */
    evidence: z.object({ index: z.number(), nights: count }),
  }),
  z.object({
    what: z.literal('pace'),
    deltaMinor,
    /** Rooms sold so many days before arrival; `low` to `high` is the middle 80 % of the comparable nights. */
    evidence: z.object({
      daysOut: count,
      sold: count,
      expected: z.number(),
      low: z.number(),
      high: z.number(),
      nights: count,
    }),
  }),
  z.object({
    what: z.literal('event'),
    deltaMinor,
    /** `pastNights` 0: it is the event's own change, for want of nights on which it was before. */
    evidence: z.object({ name: z.string(), percent: z.number(), pastNights: count }),
  }),
  z.object({
    what: z.literal('capacity'),
    deltaMinor,
    /** Rooms left against rooms usually left, and against those that are usually sold from here on. */
    evidence: z.object({ roomsLeft: count, usualLeft: z.number(), usualFromHere: z.number() }),
  }),
  z.object({
    what: z.literal('step'),
    deltaMinor,
    evidence: z.object({ currentMinor: count, percent: z.number(), limitMinor: count }),
  }),
  z.object({
    what: z.literal('bounds'),
    deltaMinor,
    evidence: z.object({ floorMinor: count.nullable(), ceilingMinor: count.nullable() }),
  }),
  z.object({
    what: z.literal('rounding'),
    deltaMinor,
    evidence: z.object({ roundToMinor: count, rounding: z.enum(ROUNDINGS) }),
  }),
])
export type RecommendationStep = z.infer<typeof recommendationStepSchema>

/** `low` and `high` bound the middle 80 %. */
export const rangeSchema = z.object({ low: z.number(), mid: z.number(), high: z.number() })
export type Range = z.infer<typeof rangeSchema>
