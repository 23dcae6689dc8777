/** Finding stays from anywhere, and guests who were here before. */
import { z } from 'zod'
import { isoDateSchema } from '../snapshot.ts'
import { publicIdSchema, query } from './procedure.ts'
import { stayStatusSchema } from './reservations.ts'

export const searchHitSchema = z.object({
  stayId: publicIdSchema,
  reservationId: publicIdSchema,
  code: z.string(),
  guestName: z.string(),
  status: stayStatusSchema,
  arrival: isoDateSchema,
  departure: isoDateSchema,
  roomTypeId: publicIdSchema,
  /** Of the business date, or of the first night still to come, or the last one it had. */
  roomId: publicIdSchema.nullable(),
  channelName: z.string().nullable(),
  channelRef: z.string().nullable(),
  matched: z.enum(['guest', 'room', 'code', 'channelRef']),
})
export type SearchHit = z.infer<typeof searchHitSchema>

export const search = {
  /**
   * Stays whose guest or booker has words beginning with every word given, whose reservation or channel code begins
   * with it, or that are in or due in the room of that name. In house first, then due in, still to come, past.
   */
  find: query('read', 'reservations')
    .route({ method: 'GET', path: '/search' })
    .input(
      z.object({
        text: z.string().trim().min(1).max(80),
        limit: z.number().int().min(1).max(50).default(20),
      }),
    )
    .output(z.object({ hits: z.array(searchHitSchema), hasMore: z.boolean() })),
}

export const guests = {
  /** Guests of that surname (and first name, when given), those with the latest stay first; at most 5. */
  match: query('sell', 'reservations')
    .route({ method: 'GET', path: '/guests/match' })
    .input(
      z.object({
        surname: z.string().trim().min(2).max(120),
        firstName: z.string().trim().max(120).default(''),
      }),
    )
    .output(
      z.object({
        guests: z.array(
          z.object({
            id: publicIdSchema,
            surname: z.string(),
            firstName: z.string(),
            email: z.string(),
            phone: z.string(),
            /** Stays that were not cancelled, also those to come. */
            stays: z.number().int(),
            lastDeparture: isoDateSchema.nullable(),
          }),
        ),
      }),
    ),
}
