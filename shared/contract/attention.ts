/** What someone must look at: bookings that do not fit, and alerts. */
import { z } from 'zod'
import { isoDateSchema } from '../snapshot.ts'
import { resolutionSchema } from './overbooking.ts'
import { publicIdSchema, query } from './procedure.ts'

export const caseSchema = z.object({
  id: publicIdSchema,
  status: z.enum(['open', 'closed']),
  reservationId: publicIdSchema,
  stayId: publicIdSchema,
  code: z.string(),
  guestName: z.string(),
  channelName: z.string().nullable(),
  roomTypeId: publicIdSchema,
  /** The nights that do not fit. */
  nights: z.array(isoDateSchema),
  openedAt: z.number().int(),
  /** Null while it is open. */
  closedAt: z.number().int().nullable(),
  closedBecause: z.string().nullable(),
  /** The way that was taken, if one was. */
  resolution: resolutionSchema.nullable(),
})

export const alertSchema = z.object({
  id: publicIdSchema,
  kind: z.string(),
  severity: z.enum(['warning', 'danger']),
  /** What it is about, for people: a channel's name, a reservation's code. Never a guest's name. */
  subject: z.string(),
  detail: z.string(),
  openedAt: z.number().int(),
})

export const attention = {
  /** Bookings that a channel sold and that do not fit; open ones first. */
  cases: query('read', 'cases', 'reservations')
    .route({ method: 'GET', path: '/overbooking-cases' })
    .output(z.object({ cases: z.array(caseSchema) })),

  /** What someone must look at; they close by themselves when the cause is gone. */
  alerts: query('read', 'cases', 'channels')
    .route({ method: 'GET', path: '/alerts' })
    .output(z.object({ alerts: z.array(alertSchema) })),
}
