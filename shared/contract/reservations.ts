/** Reservations: a booking of one or more rooms by one booker. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { amountMinorSchema, isoDateSchema, personSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

export const STAY_STATUSES = ['reserved', 'in_house', 'departed', 'cancelled', 'no_show'] as const
export const stayStatusSchema = z.enum(STAY_STATUSES)

export const sourceSchema = z.enum(['direct', 'walk_in', 'channel'])

export const newRoomSchema = z.object({
  roomTypeId: publicIdSchema,
  ratePlanId: publicIdSchema,
  arrival: isoDateSchema,
  departure: isoDateSchema,
  adults: z.number().int().min(1).max(30),
  childrenAges: z.array(z.number().int().min(0).max(17)).max(20).default([]),
  /** The physical room, when it is chosen already; needed to check in at once. */
  roomId: publicIdSchema.optional(),
  /** Who stays; the booker when left out. */
  guest: personSchema.optional(),
  /** Agreed prices by night, in order; the rate plan's when left out. Minor units. */
  nightlyAmounts: z.array(amountMinorSchema).min(1).max(800).optional(),
})

export const createInput = commandInput.extend({
  booker: personSchema,
  rooms: z.array(newRoomSchema).min(1).max(50),
  /** Walk-in: the arrival is the business date and every room is checked in at once. */
  checkIn: z.boolean().default(false),
  /** Staff may sell what the plan's restrictions do not offer. */
  ignoreRestrictions: z.boolean().default(false),
  note: z.string().max(2000).default(''),
})

export const stayDetailSchema = z.object({
  id: publicIdSchema,
  status: stayStatusSchema,
  /** The type that was sold; `nights` carry the type that is counted. */
  roomTypeId: publicIdSchema,
  ratePlanId: publicIdSchema.nullable(),
  arrival: isoDateSchema,
  departure: isoDateSchema,
  adults: z.number().int(),
  childrenAges: z.array(z.number().int()),
  guest: personSchema,
  nights: z.array(
    z.object({
      date: isoDateSchema,
      roomTypeId: publicIdSchema,
      roomId: publicIdSchema.nullable(),
      amountMinor: z.number().int(),
      /** False when the night was freed: cancelled, or left early. */
      counted: z.boolean(),
    }),
  ),
})

export const reservationSchema = z.object({
  id: publicIdSchema,
  /** What staff and guest call it, `K7M2-4Q`. */
  code: z.string(),
  status: z.enum(['confirmed', 'cancelled']),
  source: sourceSchema,
  channel: z.object({ id: publicIdSchema, name: z.string(), ref: z.string() }).nullable(),
  booker: personSchema,
  currency: z.string(),
  totalMinor: z.number().int(),
  note: z.string(),
  createdAt: z.number().int(),
  stays: z.array(stayDetailSchema),
})
export type ReservationDetail = z.infer<typeof reservationSchema>

const saleErrors = errorsOf(
  'UnknownRoomType',
  'UnknownRatePlan',
  'UnknownRoom',
  'RoomTypeSoldOut',
  'DateBeyondHorizon',
  'ArrivalInPast',
  'StayHasNoNights',
  'TooManyGuests',
  'NoRateForNight',
  'RestrictionNotMet',
  'RoomNotFree',
  'RoomOutOfService',
  'RoomRequired',
  'RoomOccupied',
  'StayNotDueIn',
)

export const reservations = {
  /** Sells one or more rooms, whole or not at all. A walk-in is a create with arrival today and `checkIn: true`. */
  create: command('sell', 'inventory', 'reservations')
    .errors(saleErrors)
    .route({ method: 'POST', path: '/reservations', successStatus: 201 })
    .input(createInput)
    .output(
      committed.extend({
        reservationId: publicIdSchema,
        code: z.string(),
        stayIds: z.array(publicIdSchema),
        totalMinor: z.number().int(),
        currency: z.string(),
      }),
    ),

  /** Cancels every stay that has not begun and frees its nights from the business date on. */
  cancel: command('sell', 'inventory', 'reservations')
    .errors(
      errorsOf(
        'UnknownReservation',
        'ReservationAlreadyCancelled',
        'ReservationFromChannel',
        'StayStateForbids',
      ),
    )
    .route({ method: 'POST', path: '/reservations/{reservationId}/cancel' })
    .input(
      commandInput.extend({
        reservationId: publicIdSchema,
        reason: z.string().max(500).default(''),
        /** The channel that sold it knows already. */
        agreedWithChannel: z.boolean().default(false),
      }),
    )
    .output(committed),

  get: query('read', 'reservations')
    .errors(errorsOf('UnknownReservation'))
    .route({ method: 'GET', path: '/reservations/{reservationId}' })
    .input(z.object({ reservationId: publicIdSchema }))
    .output(reservationSchema),
}
