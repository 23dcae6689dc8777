/** The hotel itself: its clock, its room types, rooms and rate plans. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { cancellationTermsSchema, derivationSchema, planTermsSchema } from '../rates/plan-terms.ts'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

export const roomTypeSchema = z.object({
  id: publicIdSchema,
  code: z.string(),
  name: z.string(),
  baseOccupancy: z.number().int(),
  /** With its extra beds. */
  maxOccupancy: z.number().int(),
  extraBeds: z.number().int(),
})

export const HOUSEKEEPING = ['clean', 'dirty', 'inspected'] as const
export const housekeepingSchema = z.enum(HOUSEKEEPING)

export const roomSchema = z.object({
  id: publicIdSchema,
  roomTypeId: publicIdSchema,
  /** What stands on the door, `101`. */
  name: z.string(),
  inService: z.boolean(),
  floor: z.string(),
  accessible: z.boolean(),
  /** Words such as `balcony`. */
  features: z.array(z.string()),
  housekeeping: housekeepingSchema,
})

export const ratePlanSchema = z.object({
  id: publicIdSchema,
  code: z.string(),
  name: z.string(),
  cancellationPolicyId: publicIdSchema.nullable(),
  /** The plan whose price it follows. */
  parent: z.object({ ratePlanId: publicIdSchema, derivation: derivationSchema }).nullable(),
  terms: planTermsSchema,
  /** False: no longer sold. */
  active: z.boolean(),
  soldAtDesk: z.boolean(),
  notOnChannelIds: z.array(publicIdSchema),
  /** Of its last change, for `seenSeq`. */
  seq: z.number().int(),
})

const policyShape = {
  name: z.string().trim().min(1).max(80),
  ...cancellationTermsSchema.shape,
}
export const cancellationPolicySchema = z.object({ id: publicIdSchema, ...policyShape })
export type CancellationPolicy = z.infer<typeof cancellationPolicySchema>

const rulesShape = {
  /** The longest stay that is sold, 1 to 800 nights. */
  maxStayNights: z.number().int().min(1).max(800),
  /** What sending a guest to another house costs, a night; minor units. */
  walkCostMinor: amountMinorSchema,
  /** Local time of day from which rooms are ready, HH:MM: hours before the arrival count from it. */
  checkInTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** A channel's booking that does not fit is upgraded by itself, to the type that costs least. */
  autoUpgrade: z.boolean(),
}

export const hotelSchema = z.object({
  id: publicIdSchema,
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  businessDate: isoDateSchema,
  /** The property's calendar day; a later one than the business date between midnight and 04:00. */
  calendarDate: isoDateSchema,
  /** First day for which nothing can be sold yet. */
  horizon: isoDateSchema,
  roomTypes: z.array(roomTypeSchema),
  rooms: z.array(roomSchema),
  ratePlans: z.array(ratePlanSchema),
  cancellationPolicies: z.array(cancellationPolicySchema),
  rules: z.object(rulesShape),
})
export type Hotel = z.infer<typeof hotelSchema>

export const setUpInput = commandInput.extend({
  name: z.string().trim().min(1).max(120),
  timeZone: z.string().min(1).max(60),
  currency: z.string().regex(/^[A-Z]{3}$/),
  roomTypes: z
    .array(
      z.object({
        code: z.string().trim().min(1).max(20),
        name: z.string().trim().min(1).max(80),
        baseOccupancy: z.number().int().min(1).max(20),
        maxOccupancy: z.number().int().min(1).max(30),
        rooms: z.array(z.string().trim().min(1).max(20)).min(1).max(1_000),
      }),
    )
    .min(1)
    .max(100),
  ratePlans: z
    .array(z.object({ code: z.string().trim().min(1).max(20), name: z.string().trim().min(1).max(80) }))
    .min(1)
    .max(50),
  /** First prices, from the business date to the horizon or over the given nights; a later entry wins. */
  prices: z
    .array(
      z.object({
        roomTypeCode: z.string().trim().min(1).max(20),
        ratePlanCode: z.string().trim().min(1).max(20),
        /** Minor units by number of adults (index 0 is one); the last one holds for more. */
        prices: z.array(amountMinorSchema).min(1).max(30),
        from: isoDateSchema.optional(),
        /** Exclusive. */
        to: isoDateSchema.optional(),
      }),
    )
    .max(5_000)
    .default([]),
  /** First day with inventory; earlier than the business date (by at most 2,000 days) for a hotel that brings its past. */
  inventoryFrom: isoDateSchema.optional(),
})

export const property = {
  /** The hotel of this data folder, or null before one is set up. */
  get: query('read', 'property', 'channels')
    .route({ method: 'GET', path: '/property' })
    .output(z.object({ hotel: hotelSchema.nullable(), sandbox: z.boolean() })),

  /** Sets up the hotel of an empty data folder, with inventory for the 800 days ahead. */
  setUp: command('admin', 'property', 'inventory')
    .errors(errorsOf('HotelExists'))
    .route({ method: 'POST', path: '/property' })
    .input(setUpInput)
    .output(committed.extend({ hotelId: publicIdSchema })),

  /** Renames the hotel. Time zone and currency stay: every stored date and amount means them. */
  configure: command('admin', 'property')
    .route({ method: 'PUT', path: '/property' })
    .input(commandInput.extend({ name: z.string().trim().min(1).max(120) }))
    .output(committed),

  /** The house's rules; what is left out stays. */
  setRules: command('admin', 'property')
    .route({ method: 'PUT', path: '/property/rules' })
    .input(commandInput.extend(z.object(rulesShape).partial().shape))
    .output(committed),

  /** Adds a cancellation policy, or changes the one of this name; rate plans named here follow it from now on. */
  savePolicy: command('admin', 'property', 'rates')
    .errors(errorsOf('UnknownRatePlan'))
    .route({ method: 'PUT', path: '/property/cancellation-policies' })
    .input(commandInput.extend({ ...policyShape, ratePlanIds: z.array(publicIdSchema).max(50).default([]) }))
    .output(committed.extend({ policyId: publicIdSchema })),

  /** Adds rooms to a type; they can be sold from the business date on. */
  addRooms: command('admin', 'property', 'inventory')
    .errors(errorsOf('UnknownRoomType', 'RoomNameTaken'))
    .route({ method: 'POST', path: '/property/rooms' })
    .input(
      commandInput.extend({
        roomTypeId: publicIdSchema,
        rooms: z.array(z.string().trim().min(1).max(20)).min(1).max(200),
      }),
    )
    .output(committed.extend({ roomIds: z.array(publicIdSchema) })),

  /** Fills an empty data folder with the demo hotel and connects it to the sandbox channel. */
  openDemo: command('admin', 'property', 'inventory', 'reservations', 'rates', 'channels')
    .errors(errorsOf('HotelExists'))
    .route({ method: 'POST', path: '/property/demo' })
    .input(commandInput)
    .output(z.object({ hotelId: publicIdSchema })),
}
