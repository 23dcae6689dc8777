/** Reservations: a booking of one or more rooms by one booker. */
import { z } from 'zod'
import { commissionPercentSchema } from '../channel-commission.ts'
import { errorsOf } from '../errors.ts'
import { promotionBreachSchema } from '../rates/promotion.ts'
import { amountMinorSchema, channelPaymentSchema, isoDateSchema, personSchema } from '../snapshot.ts'
import { asOfSchema, command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

import { wishesSchema } from './wishes.ts'

export const STAY_STATUSES = ['reserved', 'in_house', 'departed', 'cancelled', 'no_show'] as const
export const stayStatusSchema = z.enum(STAY_STATUSES)

export const sourceSchema = z.enum(['direct', 'walk_in', 'channel'])

/** Prices by night, in order; minor units. */
export const agreedAmountsSchema = z.array(amountMinorSchema).min(1).max(800)

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
  /** Agreed prices by night, in order; the rate plan's when left out. */
  nightlyAmounts: agreedAmountsSchema.optional(),
  /** A code that the guest names, of a promotion or of the rate plan; promotions given to everybody are taken by themselves. */
  promotionCode: z.string().trim().min(1).max(30).optional(),
})

export const createInput = commandInput.extend({
  booker: personSchema,
  /** A guest known already (`guests.match`), who becomes the booker; what `booker` gives is kept on the guest. */
  bookerId: publicIdSchema.optional(),
  rooms: z.array(newRoomSchema).min(1).max(50),
  /** Walk-in: the arrival is the business date and every room is checked in at once. */
  checkIn: z.boolean().default(false),
  /** Staff may sell what the plan's restrictions do not offer, and a plan that asks for a code without it. */
  ignoreRestrictions: z.boolean().default(false),
  note: z.string().max(2000).default(''),
})

/** A promotion that a stay was sold with. */
export const stayPromotionSchema = z.object({
  promotionId: publicIdSchema,
  name: z.string(),
  code: z.string().nullable(),
  /** Of the counted nights, negative where it took off; null for a stay that was sold before this was kept. */
  amountMinor: z.number().int().nullable(),
  /** Why it would not be given for the stay as it is now; null: it holds. */
  breach: promotionBreachSchema.nullable(),
})
export type StayPromotion = z.infer<typeof stayPromotionSchema>

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
  checkedInAt: z.number().int().nullable(),
  checkedOutAt: z.number().int().nullable(),
  /** When it was cancelled, or marked as a no-show. */
  endedAt: z.number().int().nullable(),
  /** HH:MM, when a late guest is expected. */
  expectedAt: z.string().nullable(),
  arrivalNote: z.string(),
  pinned: z.boolean(),
  wishes: wishesSchema,
  groupId: publicIdSchema.nullable(),
  /** What it was sold with, and what is included in its price. */
  promotions: z.array(stayPromotionSchema),
  inclusions: z.array(z.string()),
  /** Of the counted nights. */
  totalMinor: z.number().int(),
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

/** Consecutive nights of a stay that are alike. */
const runSchema = z.object({
  from: isoDateSchema,
  to: isoDateSchema,
  roomTypeId: publicIdSchema,
  roomId: publicIdSchema.nullable(),
  amountMinor: z.number().int(),
  counted: z.boolean(),
})
export const stayStateSchema = z.object({
  status: stayStatusSchema,
  roomTypeId: publicIdSchema,
  ratePlanId: publicIdSchema.nullable(),
  arrival: isoDateSchema,
  departure: isoDateSchema,
  adults: z.number().int(),
  children: z.number().int(),
  runs: z.array(runSchema),
})
/** How a stay stood before and after a command; null before: the command made it. */
export const stayChangeRecordSchema = z.object({
  stayId: publicIdSchema,
  before: stayStateSchema.nullable(),
  after: stayStateSchema,
})
export type StayChangeRecord = z.infer<typeof stayChangeRecordSchema>

/** Journal number that was seen: a change made since by somebody else refuses the command instead of being overwritten. */
export const seenSeqSchema = z.number().int().min(0)

export const reservationSchema = z.object({
  id: publicIdSchema,
  /** Journal number that this shows. */
  seq: z.number().int(),
  /** What staff and guest call it, `K7M2-4Q`. */
  code: z.string(),
  status: z.enum(['confirmed', 'cancelled']),
  source: sourceSchema,
  channel: z
    .object({
      id: publicIdSchema,
      name: z.string(),
      ref: z.string(),
      /** Of its settings as they are today; counts where `payment` tells no commission. */
      commissionPercent: commissionPercentSchema,
    })
    .nullable(),
  booker: personSchema,
  /** How often the booker has stayed by other reservations, and until when; null: never. */
  stayedBefore: z.object({ stays: z.number().int(), lastDeparture: isoDateSchema }).nullable(),
  currency: z.string(),
  totalMinor: z.number().int(),
  /** What the channel says of the money; null: nothing. */
  payment: channelPaymentSchema.nullable(),
  note: z.string(),
  createdAt: z.number().int(),
  stays: z.array(stayDetailSchema),
})
export type ReservationDetail = z.infer<typeof reservationSchema>

export const saleErrorCodes = [
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
  'UnknownGuest',
  'StayTooLong',
  'PromotionNotValid',
  'RatePlanNotSold',
  'RatePlanNeedsCode',
] as const

/** A stay that another system kept: taken over as it was. */
export const importedStaySchema = z.object({
  guest: personSchema,
  roomTypeId: publicIdSchema,
  ratePlanId: publicIdSchema,
  roomId: publicIdSchema.nullable(),
  arrival: isoDateSchema,
  departure: isoDateSchema,
  status: stayStatusSchema,
  source: z.enum(['direct', 'walk_in']),
  adults: z.number().int().min(1).max(30),
  childrenAges: z.array(z.number().int().min(0).max(17)).max(20).default([]),
  /** One a night, minor units. */
  nightlyAmounts: z.array(amountMinorSchema).min(1).max(800),
  note: z.string().max(2000).default(''),
  /** Epoch ms; the last two only for stays that have begun, or ended. */
  bookedAt: z.number().int().min(0),
  checkedInAt: z.number().int().min(0).nullable().default(null),
  checkedOutAt: z.number().int().min(0).nullable().default(null),
})
export type ImportedStay = z.infer<typeof importedStaySchema>

export const reservations = {
  /** Sells one or more rooms, whole or not at all. A walk-in is a create with arrival today and `checkIn: true`. */
  create: command('sell', 'inventory', 'reservations')
    .errors(errorsOf(...saleErrorCodes))
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
        'ReservationChangedMeanwhile',
        'StayStateForbids',
        'FolioClosed',
      ),
    )
    .route({ method: 'POST', path: '/reservations/{reservationId}/cancel' })
    .input(
      commandInput.extend({
        reservationId: publicIdSchema,
        reason: z.string().max(500).default(''),
        seenSeq: seenSeqSchema.optional(),
        /** The channel that sold it knows already. */
        agreedWithChannel: z.boolean().default(false),
        /** By the rate plans' policies (`stays.fees`), or none. */
        fee: z.enum(['policy', 'waive']).default('policy'),
      }),
    )
    .output(committed.extend({ feeMinor: z.number().int() })),

  /**
   * With `asOf` the stays as they were at that instant; names, notes and contacts are those of now, and so is the status of a
   * group's master reservation.
   */
  get: query('read', 'reservations')
    .errors(errorsOf('UnknownReservation', 'NoHistoryThen'))
    .route({ method: 'GET', path: '/reservations/{reservationId}' })
    .input(z.object({ reservationId: publicIdSchema, asOf: asOfSchema.optional() }))
    .output(reservationSchema),

  /** A page of reservations, the newest first; `before` is the last row's cursor. */
  list: query('read', 'reservations', 'cases')
    .route({ method: 'GET', path: '/reservations' })
    .input(
      z.object({
        /** Of at least one of its stays. */
        status: stayStatusSchema.optional(),
        source: sourceSchema.optional(),
        /** Stays that touch these nights; `to` is exclusive. */
        from: isoDateSchema.optional(),
        to: isoDateSchema.optional(),
        before: z.coerce.number().int().min(1).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            reservationId: publicIdSchema,
            code: z.string(),
            status: z.enum(['confirmed', 'cancelled']),
            source: sourceSchema,
            channelName: z.string().nullable(),
            bookerName: z.string(),
            rooms: z.number().int(),
            /** The first arrival and the last departure. */
            arrival: isoDateSchema.nullable(),
            departure: isoDateSchema.nullable(),
            stayStatuses: z.array(stayStatusSchema),
            totalMinor: z.number().int(),
            currency: z.string(),
            createdAt: z.number().int(),
            hasCase: z.boolean(),
            hasNote: z.boolean(),
          }),
        ),
        /** For the next page; null at the end. */
        next: z.number().int().nullable(),
      }),
    ),

  /** Changes the booker's name and contact, the note, or both; what is left out stays. */
  edit: command('sell', 'reservations')
    .errors(errorsOf('UnknownReservation', 'ReservationChangedMeanwhile'))
    .route({ method: 'PUT', path: '/reservations/{reservationId}' })
    .input(
      commandInput.extend({
        reservationId: publicIdSchema,
        booker: personSchema.optional(),
        note: z.string().max(2000).optional(),
        seenSeq: seenSeqSchema,
      }),
    )
    .output(committed),

  /** What was done to a reservation, newest first: the journal's rows that touched it, at most 200. */
  timeline: query('read', 'reservations', 'folios')
    .errors(errorsOf('UnknownReservation'))
    .route({ method: 'GET', path: '/reservations/{reservationId}/timeline' })
    .input(z.object({ reservationId: publicIdSchema }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            seq: z.number().int(),
            at: z.number().int(),
            actor: z.string(),
            command: z.string(),
            payload: z.record(z.string(), z.unknown()),
            changes: z.array(stayChangeRecordSchema),
          }),
        ),
      }),
    ),

  /**
   * Takes stays over from another system, whole or not at all: past ones as they were, future ones counted like any
   * sale. Nights need inventory (`property.setUp` with `inventoryFrom`).
   */
  import: command('admin', 'inventory', 'reservations')
    .errors(
      errorsOf(
        'UnknownRoomType',
        'UnknownRatePlan',
        'UnknownRoom',
        'RoomTypeSoldOut',
        'RoomNotFree',
        'RoomOccupied',
        'RoomRequired',
        'DateBeyondHorizon',
        'StayHasNoNights',
        'TooManyGuests',
      ),
    )
    .route({ method: 'POST', path: '/reservations/import', successStatus: 201 })
    .input(commandInput.extend({ stays: z.array(importedStaySchema).min(1).max(500) }))
    .output(committed.extend({ reservations: z.number().int() })),
}
