/** Holds: rooms of a type kept back for a while, for a quote, an option, a channel's request or a waitlist offer. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { isoDateSchema, personSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import { createInput, saleErrorCodes } from './reservations.ts'

export const HOLD_KINDS = ['quote', 'option', 'channel', 'waitlist'] as const
export const HOLD_STATUSES = ['active', 'converted', 'released', 'expired'] as const

/** The longest time that a hold is placed or extended for. */
export const LONGEST_HOLD_DAYS = 400

export const holdLineSchema = z.object({
  roomTypeId: publicIdSchema,
  /** First night; `to` is the day after the last one. */
  from: isoDateSchema,
  to: isoDateSchema,
  rooms: z.number().int().min(1).max(200),
})

export const holdSchema = z.object({
  id: publicIdSchema,
  kind: z.enum(HOLD_KINDS),
  status: z.enum(HOLD_STATUSES),
  label: z.string(),
  guestName: z.string().nullable(),
  lines: z.array(holdLineSchema),
  createdAt: z.number().int(),
  expiresAt: z.number().int(),
  /** When it was converted, released or expired. */
  endedAt: z.number().int().nullable(),
  /** What it became. */
  reservationId: publicIdSchema.nullable(),
})
export type Hold = z.infer<typeof holdSchema>

export const holds = {
  /** Keeps rooms back until `expiresAt` (epoch ms, in the future, at most 400 days ahead). */
  place: command('sell', 'inventory', 'holds')
    .errors(
      errorsOf(
        'UnknownRoomType',
        'RoomTypeSoldOut',
        'DateBeyondHorizon',
        'ArrivalInPast',
        'StayHasNoNights',
        'RangeTooLong',
        'ExpiryNotValid',
      ),
    )
    .route({ method: 'POST', path: '/holds', successStatus: 201 })
    .input(
      commandInput.extend({
        kind: z.enum(['quote', 'option', 'channel']),
        label: z.string().trim().min(1).max(120),
        guest: personSchema.optional(),
        lines: z.array(holdLineSchema).min(1).max(50),
        expiresAt: z.number().int().min(0),
      }),
    )
    .output(committed.extend({ holdId: publicIdSchema })),

  /** Another expiry, later or earlier, but in the future. */
  extend: command('sell', 'holds')
    .errors(errorsOf('UnknownHold', 'HoldEnded', 'ExpiryNotValid'))
    .route({ method: 'POST', path: '/holds/{holdId}/extend' })
    .input(commandInput.extend({ holdId: publicIdSchema, expiresAt: z.number().int().min(0) }))
    .output(committed),

  release: command('sell', 'inventory', 'holds')
    .errors(errorsOf('UnknownHold', 'HoldEnded'))
    .route({ method: 'POST', path: '/holds/{holdId}/release' })
    .input(commandInput.extend({ holdId: publicIdSchema }))
    .output(committed),

  /**
   * Makes a reservation of a hold: its rooms are given back and the reservation takes what it needs in one step, so that
   * nobody can come between. The reservation may differ from the hold; what fits is decided by what is left then.
   */
  convert: command('sell', 'inventory', 'reservations', 'holds')
    .errors(errorsOf('UnknownHold', 'HoldEnded', ...saleErrorCodes))
    .route({ method: 'POST', path: '/holds/{holdId}/convert', successStatus: 201 })
    .input(createInput.extend({ holdId: publicIdSchema }))
    .output(
      committed.extend({
        reservationId: publicIdSchema,
        code: z.string(),
        stayIds: z.array(publicIdSchema),
        totalMinor: z.number().int(),
        currency: z.string(),
      }),
    ),

  /** Active ones, the next to expire first; then, when asked for, those that ended in the last 30 days. At most 500. */
  list: query('read', 'holds', 'inventory')
    .route({ method: 'GET', path: '/holds' })
    .input(z.object({ ended: z.coerce.boolean().default(false) }))
    .output(z.object({ holds: z.array(holdSchema) })),
}
