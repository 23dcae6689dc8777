/** Overbooking: how far a type may be sold beyond its rooms, and the ways out when a booking does not fit. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

const cost = {
  /** What it costs the house, in minor units of its currency; ways are ranked by it, then by how little they disturb. */
  costMinor: z.number().int(),
}

/** A way out of a case. Only ways that `resolve` would accept now are given. */
export const waySchema = z.discriminatedUnion('kind', [
  /** The room is put back in order on the nights that do not fit. */
  z.object({
    kind: z.literal('unblock'),
    ...cost,
    blockId: publicIdSchema,
    roomId: publicIdSchema,
    reason: z.string(),
  }),
  /** A hold is released. */
  z.object({ kind: z.literal('releaseHold'), ...cost, holdId: publicIdSchema, label: z.string() }),
  /** Rooms of an allotment that are not picked up are returned on those nights. */
  z.object({
    kind: z.literal('releaseAllotment'),
    ...cost,
    groupId: publicIdSchema,
    name: z.string(),
    rooms: z.number().int(),
  }),
  /** The stay counts for another type, at the price it has; the cost is what that type would have been sold for beyond it. */
  z.object({
    kind: z.literal('upgrade'),
    ...cost,
    roomTypeId: publicIdSchema,
    /** Rooms of that type left on the scarcest night, after the move. */
    leftAfter: z.number().int(),
  }),
  /** More rooms of the type may be sold than there are: someone is expected not to come. */
  z.object({ kind: z.literal('allowance'), ...cost, rooms: z.number().int() }),
  /** The guest is sent to another house, which this one pays for; the stay is cancelled here. */
  z.object({ kind: z.literal('relocate'), ...cost }),
])
export type Way = z.infer<typeof waySchema>

/** What identifies a way; its cost is worked out anew when it is chosen. */
export const chosenWaySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unblock'), blockId: publicIdSchema }),
  z.object({ kind: z.literal('releaseHold'), holdId: publicIdSchema }),
  z.object({ kind: z.literal('releaseAllotment'), groupId: publicIdSchema }),
  z.object({ kind: z.literal('upgrade'), roomTypeId: publicIdSchema }),
  z.object({ kind: z.literal('allowance') }),
  z.object({ kind: z.literal('relocate'), to: z.string().trim().min(1).max(120) }),
])
export type ChosenWay = z.infer<typeof chosenWaySchema>

export const resolutionSchema = z.object({
  way: waySchema,
  actor: z.string(),
  at: z.number().int(),
  /** What it was chosen from, best first. */
  from: z.array(waySchema),
  /** Where the guest was sent. */
  to: z.string().nullable(),
})

export const overbooking = {
  /** Ways out of an open case, the cheapest first. */
  ways: query('read', 'cases', 'inventory', 'holds', 'rates')
    .errors(errorsOf('UnknownCase'))
    .route({ method: 'GET', path: '/overbooking-cases/{caseId}/ways' })
    .input(z.object({ caseId: publicIdSchema }))
    .output(z.object({ currency: z.string(), ways: z.array(waySchema) })),

  /** Takes a way; what it was chosen from is kept with the case. The case closes when its nights fit. */
  resolve: command('frontDesk', 'inventory', 'reservations', 'cases', 'holds', 'folios')
    .errors(errorsOf('UnknownCase', 'CaseClosed', 'WayNotOpen'))
    .route({ method: 'POST', path: '/overbooking-cases/{caseId}/resolve' })
    .input(commandInput.extend({ caseId: publicIdSchema, way: chosenWaySchema }))
    .output(committed.extend({ closed: z.boolean() })),

  /**
   * How many rooms of a type may be sold beyond those there are, on the nights of a range (at most 800). Less than what is
   * sold already is refused, unless it is forced: then the bookings that no longer fit get their cases.
   */
  setAllowance: command('rates', 'inventory', 'cases')
    .errors(
      errorsOf('UnknownRoomType', 'RangeTooLong', 'DateBeyondHorizon', 'ArrivalInPast', 'AllowanceInUse'),
    )
    .route({ method: 'PUT', path: '/overbooking-allowance' })
    .input(
      commandInput.extend({
        roomTypeId: publicIdSchema,
        from: isoDateSchema,
        to: isoDateSchema,
        rooms: z.number().int().min(0).max(200),
        force: z.boolean().default(false),
      }),
    )
    .output(committed.extend({ nights: z.number().int(), oversoldNights: z.number().int() })),
}
