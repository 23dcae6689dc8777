/** The hotel itself: its clock, its room types, rooms and rate plans. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

export const roomTypeSchema = z.object({
  id: publicIdSchema,
  code: z.string(),
  name: z.string(),
  baseOccupancy: z.number().int(),
  maxOccupancy: z.number().int(),
})

export const roomSchema = z.object({
  id: publicIdSchema,
  roomTypeId: publicIdSchema,
  /** What stands on the door, `101`. */
  name: z.string(),
  inService: z.boolean(),
})

export const ratePlanSchema = z.object({ id: publicIdSchema, code: z.string(), name: z.string() })

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
