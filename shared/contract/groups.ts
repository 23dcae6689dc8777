/** Groups: an allotment of room types over dates at a rate, picked up guest by guest, with a date that returns the rest. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { amountMinorSchema, isoDateSchema, personSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import { stayStatusSchema } from './reservations.ts'

export const GROUP_STATUSES = ['open', 'released', 'cancelled'] as const

/** So many rooms of a type every night of the group, at so much a room and night. */
const allotmentSchema = z.object({
  roomTypeId: publicIdSchema,
  rooms: z.number().int().min(0).max(500),
  amountMinor: amountMinorSchema,
})

export const groupNightSchema = z.object({
  roomTypeId: publicIdSchema,
  date: isoDateSchema,
  rooms: z.number().int(),
  pickedUp: z.number().int(),
  /** Returned to sale. */
  released: z.number().int(),
  amountMinor: z.number().int(),
})

export const groupSchema = z.object({
  id: publicIdSchema,
  code: z.string(),
  name: z.string(),
  status: z.enum(GROUP_STATUSES),
  /** The master reservation: every room that is picked up is a stay of it. */
  reservationId: publicIdSchema,
  reservationCode: z.string(),
  ratePlanId: publicIdSchema,
  arrival: isoDateSchema,
  departure: isoDateSchema,
  releaseDate: isoDateSchema,
  note: z.string(),
  /** Room nights over all types and dates. */
  roomNights: z.number().int(),
  pickedUpNights: z.number().int(),
  releasedNights: z.number().int(),
})
export type Group = z.infer<typeof groupSchema>

export const pickUpSchema = z.object({
  stayId: publicIdSchema,
  guestName: z.string(),
  status: stayStatusSchema,
  roomTypeId: publicIdSchema,
  roomId: publicIdSchema.nullable(),
  arrival: isoDateSchema,
  departure: isoDateSchema,
  totalMinor: z.number().int(),
})

export const roomingRowSchema = z.object({
  guest: personSchema,
  roomTypeId: publicIdSchema,
  arrival: isoDateSchema,
  departure: isoDateSchema,
  adults: z.number().int().min(1).max(30).default(1),
  childrenAges: z.array(z.number().int().min(0).max(17)).max(20).default([]),
})
export type RoomingRow = z.infer<typeof roomingRowSchema>

const pickUpCodes = [
  'UnknownGroup',
  'GroupNotOpen',
  'AllotmentUsedUp',
  'UnknownRoomType',
  'RoomTypeSoldOut',
  'DateBeyondHorizon',
  'ArrivalInPast',
  'StayHasNoNights',
  'StayTooLong',
  'TooManyGuests',
] as const

export const groups = {
  /** Sets rooms apart (I2: only what is left) and opens the master reservation in the contact's name. */
  create: command('sell', 'inventory', 'reservations', 'holds')
    .errors(
      errorsOf(
        'UnknownRoomType',
        'UnknownRatePlan',
        'RoomTypeSoldOut',
        'DateBeyondHorizon',
        'ArrivalInPast',
        'StayHasNoNights',
        'RangeTooLong',
        'GroupCodeTaken',
        'ReleaseDateNotValid',
      ),
    )
    .route({ method: 'POST', path: '/groups', successStatus: 201 })
    .input(
      commandInput.extend({
        code: z.string().trim().min(1).max(20),
        name: z.string().trim().min(1).max(120),
        contact: personSchema,
        ratePlanId: publicIdSchema,
        arrival: isoDateSchema,
        departure: isoDateSchema,
        /** Not before the business date, not after the departure. */
        releaseDate: isoDateSchema,
        allotments: z.array(allotmentSchema).min(1).max(50),
        note: z.string().max(2000).default(''),
      }),
    )
    .output(committed.extend({ groupId: publicIdSchema, reservationId: publicIdSchema, code: z.string() })),

  /** Another name, release date, note, or other numbers and rates for the nights still to come; what is left out stays. */
  change: command('sell', 'inventory', 'holds')
    .errors(
      errorsOf(
        'UnknownGroup',
        'GroupNotOpen',
        'UnknownRoomType',
        'RoomTypeSoldOut',
        'AllotmentPickedUp',
        'ReleaseDateNotValid',
      ),
    )
    .route({ method: 'PUT', path: '/groups/{groupId}' })
    .input(
      commandInput.extend({
        groupId: publicIdSchema,
        name: z.string().trim().min(1).max(120).optional(),
        releaseDate: isoDateSchema.optional(),
        note: z.string().max(2000).optional(),
        /** For these types only; nights that are left out (`from`, `to`) stay as they are. */
        allotments: z
          .array(allotmentSchema.extend({ from: isoDateSchema.optional(), to: isoDateSchema.optional() }))
          .max(50)
          .default([]),
      }),
    )
    .output(committed),

  /**
   * A room of the group gets its guest: a stay of the master reservation, at the group's rate. Nights come from the
   * allotment; `beyond` lets those that it no longer has, or does not cover, be taken from what is for sale.
   */
  pickUp: command('sell', 'inventory', 'reservations', 'holds')
    .errors(errorsOf(...pickUpCodes))
    .route({ method: 'POST', path: '/groups/{groupId}/pick-up', successStatus: 201 })
    .input(
      commandInput.extend({
        groupId: publicIdSchema,
        ...roomingRowSchema.shape,
        beyond: z.boolean().default(false),
      }),
    )
    .output(committed.extend({ stayId: publicIdSchema, totalMinor: z.number().int() })),

  /** A rooming list, whole or not at all; `InvalidInput` names the rows that do not fit. */
  importRoomingList: command('sell', 'inventory', 'reservations', 'holds')
    .errors(errorsOf(...pickUpCodes))
    .route({ method: 'POST', path: '/groups/{groupId}/rooming-list', successStatus: 201 })
    .input(
      commandInput.extend({
        groupId: publicIdSchema,
        rows: z.array(roomingRowSchema).min(1).max(500),
        beyond: z.boolean().default(false),
      }),
    )
    .output(committed.extend({ stayIds: z.array(publicIdSchema) })),

  /** Returns what is not picked up, now; the release date does the same by itself. */
  release: command('sell', 'inventory', 'holds')
    .errors(errorsOf('UnknownGroup', 'GroupNotOpen'))
    .route({ method: 'POST', path: '/groups/{groupId}/release' })
    .input(commandInput.extend({ groupId: publicIdSchema }))
    .output(committed.extend({ releasedNights: z.number().int() })),

  /** Returns the allotment and cancels the stays that have not begun. */
  cancel: command('sell', 'inventory', 'reservations', 'holds')
    .errors(errorsOf('UnknownGroup', 'GroupNotOpen'))
    .route({ method: 'POST', path: '/groups/{groupId}/cancel' })
    .input(commandInput.extend({ groupId: publicIdSchema, reason: z.string().max(500).default('') }))
    .output(committed.extend({ cancelledStays: z.number().int() })),

  /** Open ones by arrival, then ended ones; at most 500. */
  list: query('read', 'holds', 'reservations')
    .route({ method: 'GET', path: '/groups' })
    .output(z.object({ groups: z.array(groupSchema) })),

  get: query('read', 'holds', 'reservations', 'inventory')
    .errors(errorsOf('UnknownGroup'))
    .route({ method: 'GET', path: '/groups/{groupId}' })
    .input(z.object({ groupId: publicIdSchema }))
    .output(
      z.object({
        group: groupSchema,
        nights: z.array(groupNightSchema),
        /** Cancelled stays too. */
        pickUp: z.array(pickUpSchema),
      }),
    ),
}
