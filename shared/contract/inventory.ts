/** What can be sold: availability by room type and night, and the offers for a stay. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'
import { changedBySchema, publicIdSchema, query } from './procedure.ts'
import { roomSchema } from './property.ts'
import { PRICE_ORIGINS } from './rates.ts'

export const availabilityDaySchema = z.object({
  date: isoDateSchema,
  total: z.number().int(),
  booked: z.number().int(),
  held: z.number().int(),
  blocked: z.number().int(),
  overbookingAllowance: z.number().int(),
  /** Rooms sold beyond total and allowance; each has a case. */
  oversold: z.number().int(),
  /** Rooms that can still be sold; at least 0. */
  available: z.number().int(),
})

export const RESTRICTIONS = [
  'closed',
  'closedToArrival',
  'closedToDeparture',
  'minLos',
  'maxLos',
  'minAdvance',
  'maxAdvance',
] as const

/** Why a plan is not offered for a stay. */
export const refusalSchema = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('soldOut'), date: isoDateSchema }),
  z.object({ reason: z.literal('noRate'), date: isoDateSchema }),
  z.object({ reason: z.literal('tooManyGuests'), maxOccupancy: z.number().int() }),
  z.object({
    reason: z.literal('restriction'),
    restriction: z.enum(RESTRICTIONS),
    date: isoDateSchema,
    /** The least or most nights, or days in advance, that are asked for; null for the others. */
    nights: z.number().int().nullable(),
  }),
  /** The plan is no longer sold, or not at the desk. */
  z.object({ reason: z.literal('notSold') }),
  /** The plan is sold only with its code, and another one or none was named. */
  z.object({ reason: z.literal('accessCode') }),
])

/** One line of what makes up a night's price. */
export const offerPartSchema = z.object({
  what: z.enum(['room', 'children', 'extraBeds', 'lengthOfStay', 'promotion', 'extra']),
  amountMinor: z.number().int(),
  /** Of the promotion or the extra; empty for the others. */
  name: z.string(),
})

export const offerSchema = z.object({
  roomTypeId: publicIdSchema,
  ratePlanId: publicIdSchema,
  /** Every night with what its price is made of; the parts sum to it, and the nights to the total. */
  nights: z.array(
    z.object({
      date: isoDateSchema,
      amountMinor: amountMinorSchema,
      parts: z.array(offerPartSchema),
      /** Which layer set the price of the room, and the name of the season, or of the plan that is followed. */
      origin: z.enum(PRICE_ORIGINS),
      originName: z.string(),
    }),
  ),
  totalMinor: z.number().int(),
  /** Promotions that it is given with, and what they take off (negative) or add. */
  promotions: z.array(
    z.object({ promotionId: publicIdSchema, name: z.string(), amountMinor: z.number().int() }),
  ),
  /** The code that was named is the plan's own, or holds for this offer; another promotion may still give more than its own. */
  codeHolds: z.boolean(),
  /** What is included beside the room, in words. */
  inclusions: z.array(z.string()),
  /** What is asked for in advance, and until when; null: nothing. */
  deposit: z.object({ amountMinor: z.number().int(), dueOn: isoDateSchema }).nullable(),
  /** Null when the plan can be sold for this stay. */
  refusal: refusalSchema.nullable(),
})

/** One thing that makes up a number of availability, and where to look at it. */
export const reasonSchema = z.discriminatedUnion('what', [
  /** Rooms in service. */
  z.object({ what: z.literal('total'), rooms: z.number().int() }),
  z.object({ what: z.literal('allowance'), rooms: z.number().int() }),
  z.object({
    what: z.literal('block'),
    rooms: z.literal(-1),
    blockId: publicIdSchema,
    roomId: publicIdSchema,
    reason: z.string(),
  }),
  z.object({
    what: z.literal('allotment'),
    rooms: z.number().int(),
    groupId: publicIdSchema,
    name: z.string(),
  }),
  z.object({
    what: z.literal('hold'),
    rooms: z.number().int(),
    holdId: publicIdSchema,
    label: z.string(),
    expiresAt: z.number().int(),
  }),
  z.object({
    what: z.literal('stay'),
    rooms: z.literal(-1),
    stayId: publicIdSchema,
    reservationId: publicIdSchema,
    code: z.string(),
    guestName: z.string(),
  }),
])
export type Reason = z.infer<typeof reasonSchema>

export const inventory = {
  /** Why so many rooms of a type are left on a night: everything that makes the number, and what each channel is told. */
  why: query('read', 'inventory', 'reservations', 'holds', 'channels')
    .errors(errorsOf('UnknownRoomType', 'DateBeyondHorizon'))
    .route({ method: 'GET', path: '/availability/why' })
    .input(z.object({ roomTypeId: publicIdSchema, date: isoDateSchema }))
    .output(
      z.object({
        /** Sums to `left`. */
        reasons: z.array(reasonSchema),
        /** Negative when oversold. */
        left: z.number().int(),
        /** The command that changed it last. */
        changed: changedBySchema.nullable(),
        channels: z.array(
          z.object({
            channelId: publicIdSchema,
            name: z.string(),
            /** Rooms kept from it, those for a channel that cannot be updated included. */
            buffer: z.number().int(),
            cap: z.number().int().nullable(),
            /** False: its code for this type is not mapped, so it is told 0. */
            mapped: z.boolean(),
            /** What it should show. */
            desired: z.number().int(),
          }),
        ),
      }),
    ),

  /** `to` is exclusive; at most 800 days. */
  availability: query('read', 'inventory')
    .errors(errorsOf('RangeTooLong', 'UnknownRoomType'))
    .route({ method: 'GET', path: '/availability' })
    .input(z.object({ from: isoDateSchema, to: isoDateSchema, roomTypeId: publicIdSchema.optional() }))
    .output(
      z.object({
        roomTypes: z.array(z.object({ roomTypeId: publicIdSchema, days: z.array(availabilityDaySchema) })),
      }),
    ),

  /** Every room type and rate plan for one room of a stay: its price by night, or why it is not offered. */
  offers: query('read', 'inventory', 'rates', 'reservations')
    .errors(errorsOf('RangeTooLong', 'StayHasNoNights'))
    .route({ method: 'GET', path: '/offers' })
    .input(
      z.object({
        arrival: isoDateSchema,
        departure: isoDateSchema,
        adults: z.number().int().min(1).max(30),
        children: z.number().int().min(0).max(20).default(0),
        /** One for each child; left out, every child counts as 10 years old. */
        childrenAges: z.array(z.number().int().min(0).max(17)).max(20).optional(),
        /** A code that the guest names, of a promotion or of a rate plan that asks for one. */
        code: z.string().trim().max(30).optional(),
        /** Also shown in this currency, by the newest exchange rates up to today. */
        displayCurrency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .optional(),
      }),
    )
    .output(
      z.object({
        currency: z.string(),
        /** What was named is no promotion's and no plan's code, or none for this stay; null: none was named, or it holds. */
        codeRefusal: z.enum(['unknown', 'not_for_this_stay']).nullable(),
        /** Units of the display currency for one of the property's, and of which day; null: none was asked for, or none is known. */
        display: z.object({ currency: z.string(), rate: z.number(), date: isoDateSchema }).nullable(),
        roomTypes: z.array(
          z.object({
            roomTypeId: publicIdSchema,
            /** Least availability over the nights. */
            available: z.number().int(),
            /** Rooms free on every night of the stay, those nobody is in house in first. */
            freeRooms: z.array(roomSchema.extend({ occupiedNow: z.boolean() })),
            offers: z.array(offerSchema),
          }),
        ),
      }),
    ),
}
