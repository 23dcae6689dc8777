/** The waitlist: who wants a room that is sold out. What becomes free is offered to the best entry first. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { isoDateSchema, personSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import { saleErrorCodes } from './reservations.ts'

export const WAITLIST_STATUSES = ['waiting', 'offered', 'booked', 'lapsed', 'withdrawn'] as const

const wish = {
  /** The most wished for first. */
  roomTypeIds: z.array(publicIdSchema).min(1).max(20),
  ratePlanId: publicIdSchema,
  arrival: isoDateSchema,
  departure: isoDateSchema,
  /** Days that the stay may begin earlier or later, 0 to 14. */
  flexibleDays: z.number().int().min(0).max(14).default(0),
  adults: z.number().int().min(1).max(30),
  childrenAges: z.array(z.number().int().min(0).max(17)).max(20).default([]),
  /** 1 comes first, 9 last. */
  priority: z.number().int().min(1).max(9).default(5),
  /** How long an offer is kept, 1 to 720 hours. */
  offerHours: z.number().int().min(1).max(720).default(24),
  note: z.string().max(2000).default(''),
}

export const waitlistEntrySchema = z.object({
  id: publicIdSchema,
  status: z.enum(WAITLIST_STATUSES),
  guestName: z.string(),
  roomTypeIds: z.array(publicIdSchema),
  ratePlanId: publicIdSchema,
  arrival: isoDateSchema,
  departure: isoDateSchema,
  flexibleDays: z.number().int(),
  adults: z.number().int(),
  children: z.number().int(),
  priority: z.number().int(),
  note: z.string(),
  createdAt: z.number().int(),
  /** Place in the order in which offers are made, from 1; null unless it waits. */
  rank: z.number().int().nullable(),
  /** Why it stands there: what decided against the entry before it. */
  rankBecause: z.enum(['first', 'priority', 'waitedShorter']).nullable(),
  /** What is offered while it is `offered`. */
  offer: z
    .object({
      holdId: publicIdSchema,
      roomTypeId: publicIdSchema,
      arrival: isoDateSchema,
      departure: isoDateSchema,
      expiresAt: z.number().int(),
    })
    .nullable(),
  reservationId: publicIdSchema.nullable(),
})
export type WaitlistEntry = z.infer<typeof waitlistEntrySchema>

export const waitlist = {
  /** Waits from now on; what is free already is offered at once. */
  add: command('sell', 'holds', 'inventory')
    .errors(
      errorsOf(
        'UnknownRoomType',
        'UnknownRatePlan',
        'DateBeyondHorizon',
        'ArrivalInPast',
        'StayHasNoNights',
        'StayTooLong',
        'TooManyGuests',
      ),
    )
    .route({ method: 'POST', path: '/waitlist', successStatus: 201 })
    .input(commandInput.extend({ guest: personSchema, ...wish }))
    .output(committed.extend({ entryId: publicIdSchema })),

  change: command('sell', 'holds')
    .errors(errorsOf('UnknownWaitlistEntry', 'WaitlistEntryEnded'))
    .route({ method: 'PUT', path: '/waitlist/{entryId}' })
    .input(
      commandInput.extend({
        entryId: publicIdSchema,
        priority: wish.priority.removeDefault().optional(),
        offerHours: wish.offerHours.removeDefault().optional(),
        note: wish.note.removeDefault().optional(),
      }),
    )
    .output(committed),

  /** The guest no longer wants it; an offer is taken back and goes to the next. */
  withdraw: command('sell', 'holds', 'inventory')
    .errors(errorsOf('UnknownWaitlistEntry', 'WaitlistEntryEnded'))
    .route({ method: 'POST', path: '/waitlist/{entryId}/withdraw' })
    .input(commandInput.extend({ entryId: publicIdSchema }))
    .output(committed),

  /** Books what is offered, at the entry's rate plan. */
  accept: command('sell', 'inventory', 'reservations', 'holds')
    .errors(errorsOf('UnknownWaitlistEntry', 'NothingOffered', ...saleErrorCodes))
    .route({ method: 'POST', path: '/waitlist/{entryId}/accept', successStatus: 201 })
    .input(commandInput.extend({ entryId: publicIdSchema, ignoreRestrictions: z.boolean().default(false) }))
    .output(committed.extend({ reservationId: publicIdSchema, code: z.string() })),

  /** Waiting and offered ones in their order, then those that ended in the last 30 days; at most 500. */
  list: query('read', 'holds', 'inventory')
    .route({ method: 'GET', path: '/waitlist' })
    .output(z.object({ entries: z.array(waitlistEntrySchema) })),
}
