/** Stays: one room of a reservation, from arrival to departure; and the lists the desk works from. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import { sourceSchema, stayStatusSchema } from './reservations.ts'

export const stayRowSchema = z.object({
  stayId: publicIdSchema,
  reservationId: publicIdSchema,
  code: z.string(),
  status: stayStatusSchema,
  guestName: z.string(),
  roomTypeId: publicIdSchema,
  /** The room of the business date, or of the first night still to come; null while unassigned. */
  roomId: publicIdSchema.nullable(),
  arrival: isoDateSchema,
  departure: isoDateSchema,
  adults: z.number().int(),
  children: z.number().int(),
  source: sourceSchema,
  channelName: z.string().nullable(),
  /** Due in and the arrival has passed, or in house and the departure has passed. */
  overdue: z.boolean(),
})
export type StayRow = z.infer<typeof stayRowSchema>

const stayList = z.object({ businessDate: isoDateSchema, stays: z.array(stayRowSchema) })
const stayInput = commandInput.extend({ stayId: publicIdSchema })

export const barSchema = z.object({
  stayId: publicIdSchema,
  reservationId: publicIdSchema,
  code: z.string(),
  status: stayStatusSchema,
  guestName: z.string(),
  /** The counted type of these nights. */
  roomTypeId: publicIdSchema,
  /** Null: not assigned to a room yet. */
  roomId: publicIdSchema.nullable(),
  /** Nights of this bar; a stay that moves has one per room. `to` is exclusive. */
  from: isoDateSchema,
  to: isoDateSchema,
  arrival: isoDateSchema,
  departure: isoDateSchema,
  source: sourceSchema,
  channelName: z.string().nullable(),
  hasCase: z.boolean(),
})
export type Bar = z.infer<typeof barSchema>

export const stays = {
  /** Gives a stay a room for its nights still to come, moves it, or takes the room away (`roomId: null`). */
  assignRoom: command('frontDesk', 'inventory', 'reservations')
    .errors(
      errorsOf(
        'UnknownStay',
        'UnknownRoom',
        'RoomNotFree',
        'RoomOutOfService',
        'RoomOccupied',
        'RoomRequired',
        'RoomTypeSoldOut',
        'StayStateForbids',
        'DateBeyondHorizon',
      ),
    )
    .route({ method: 'POST', path: '/stays/{stayId}/assign-room' })
    .input(stayInput.extend({ roomId: publicIdSchema.nullable() }))
    .output(committed),

  /** Due in: arrival on or before the business date, departure after it. Takes a room or uses the assigned one. */
  checkIn: command('frontDesk', 'inventory', 'reservations')
    .errors(
      errorsOf(
        'UnknownStay',
        'UnknownRoom',
        'RoomRequired',
        'RoomOccupied',
        'RoomNotFree',
        'RoomOutOfService',
        'RoomTypeSoldOut',
        'StayNotDueIn',
        'StayStateForbids',
        'DateBeyondHorizon',
      ),
    )
    .route({ method: 'POST', path: '/stays/{stayId}/check-in' })
    .input(stayInput.extend({ roomId: publicIdSchema.optional() }))
    .output(committed.extend({ roomId: publicIdSchema })),

  /** Ends a stay; leaving early frees the nights from the business date on. */
  checkOut: command('frontDesk', 'inventory', 'reservations')
    .errors(errorsOf('UnknownStay', 'StayStateForbids'))
    .route({ method: 'POST', path: '/stays/{stayId}/check-out' })
    .input(stayInput)
    .output(committed.extend({ freedNights: z.number().int() })),

  /** Due in on the business date, and those of earlier days that never came. */
  arrivals: query('read', 'reservations', 'property')
    .route({ method: 'GET', path: '/arrivals' })
    .output(stayList),

  /** In house and due out on the business date or overdue. */
  departures: query('read', 'reservations', 'property')
    .route({ method: 'GET', path: '/departures' })
    .output(stayList),

  inHouse: query('read', 'reservations', 'property')
    .route({ method: 'GET', path: '/in-house' })
    .output(stayList),

  /** The chart of rooms by nights; `to` is exclusive, at most 100 days. */
  tapeChart: query('read', 'inventory', 'reservations', 'cases', 'property')
    .errors(errorsOf('RangeTooLong'))
    .route({ method: 'GET', path: '/tape-chart' })
    .input(z.object({ from: isoDateSchema, to: isoDateSchema }))
    .output(
      z.object({
        /** Journal number that the chart shows. */
        seq: z.number().int(),
        businessDate: isoDateSchema,
        bars: z.array(barSchema),
        /** By room type, one number a day from `from`: rooms left, negative when oversold. */
        left: z.array(z.object({ roomTypeId: publicIdSchema, days: z.array(z.number().int()) })),
        occupancyPercent: z.array(z.number()),
      }),
    ),
}
