/** Physical rooms: what they are like, out of order, which one a stay gets, and how they are rearranged. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import { housekeepingSchema } from './property.ts'

export const BLOCK_KINDS = ['out_of_order', 'out_of_service'] as const

/** A stay that changes its room from `from` on; `from` is its arrival unless it is in house. */
export const roomMoveSchema = z.object({
  stayId: publicIdSchema,
  fromRoomId: publicIdSchema.nullable(),
  toRoomId: publicIdSchema,
})

const moveDetailSchema = roomMoveSchema.extend({
  code: z.string(),
  guestName: z.string(),
  arrival: isoDateSchema,
  departure: isoDateSchema,
})

/** Why a room is proposed where it is; the sum orders them, 0 is a perfect fit. */
export const roomFitSchema = z.object({
  roomId: publicIdSchema,
  /** Least is best. */
  cost: z.number().int(),
  because: z.array(
    z.object({
      what: z.enum([
        'otherType',
        'featureMissing',
        'otherFloor',
        'notAccessible',
        'notNear',
        'notClean',
        'orphanNights',
      ]),
      cost: z.number().int(),
      /** The feature, the floor, or the number of nights. */
      detail: z.string(),
    }),
  ),
})
export type RoomFit = z.infer<typeof roomFitSchema>

export const rooms = {
  /** What a room is like; what is left out stays. */
  describe: command('frontDesk', 'property')
    .errors(errorsOf('UnknownRoom'))
    .route({ method: 'PUT', path: '/rooms/{roomId}' })
    .input(
      commandInput.extend({
        roomId: publicIdSchema,
        floor: z.string().trim().max(20).optional(),
        accessible: z.boolean().optional(),
        features: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
        housekeeping: housekeepingSchema.optional(),
      }),
    )
    .output(committed),

  /**
   * Takes a room away on these nights (`to` exclusive, at most 400). Out of order: it cannot be sold either. Out of service:
   * it is still counted, and only given to nobody. `force` takes it out of order although its type is sold out then, which
   * opens a case.
   */
  block: command('frontDesk', 'inventory', 'reservations', 'cases')
    .errors(
      errorsOf(
        'UnknownRoom',
        'RoomNotFree',
        'RoomOccupied',
        'RoomOutOfService',
        'RoomTypeSoldOut',
        'DateBeyondHorizon',
        'ArrivalInPast',
        'RangeTooLong',
      ),
    )
    .route({ method: 'POST', path: '/rooms/{roomId}/block' })
    .input(
      commandInput.extend({
        roomId: publicIdSchema,
        from: isoDateSchema,
        to: isoDateSchema,
        reason: z.string().trim().min(1).max(200),
        kind: z.enum(BLOCK_KINDS).default('out_of_order'),
        force: z.boolean().default(false),
      }),
    )
    .output(committed.extend({ blockId: publicIdSchema })),

  /** Puts the room back in order from the business date on; nights behind it stay on record. */
  unblock: command('frontDesk', 'inventory', 'reservations')
    .errors(errorsOf('UnknownBlock'))
    .route({ method: 'POST', path: '/blocks/{blockId}/end' })
    .input(commandInput.extend({ blockId: publicIdSchema }))
    .output(committed.extend({ freedNights: z.number().int() })),

  /** Rooms that are free for all nights of a stay still to come, the best fit first, and why. */
  proposals: query('read', 'inventory', 'reservations', 'property')
    .errors(errorsOf('UnknownStay'))
    .route({ method: 'GET', path: '/stays/{stayId}/rooms' })
    .input(z.object({ stayId: publicIdSchema }))
    .output(z.object({ rooms: z.array(roomFitSchema) })),

  /** Gives the best room to every stay that arrives on `date` and has none yet; those that get none are named. */
  autoAssign: command('frontDesk', 'inventory', 'reservations')
    .errors(errorsOf('ArrivalInPast', 'DateBeyondHorizon'))
    .route({ method: 'POST', path: '/rooms/auto-assign' })
    .input(commandInput.extend({ date: isoDateSchema }))
    .output(
      committed.extend({
        assigned: z.array(z.object({ stayId: publicIdSchema, roomId: publicIdSchema })),
        /** No single room is free for all their nights: `planRepack` may find one. */
        left: z.array(publicIdSchema),
      }),
    ),

  /**
   * Which unpinned stays would have to change rooms so that this stay gets one room of its type for all its nights. Nothing
   * is changed. `impossible` names a night on which pinned stays, those in house and blocks leave no way (or too many are
   * sold); `notFound`: none was found within the limit of the search.
   */
  planRepack: query('read', 'inventory', 'reservations')
    .errors(errorsOf('UnknownStay', 'StayStateForbids'))
    .route({ method: 'GET', path: '/stays/{stayId}/repack' })
    .input(z.object({ stayId: publicIdSchema }))
    .output(
      z.discriminatedUnion('outcome', [
        z.object({
          outcome: z.literal('solved'),
          /** Journal number that the plan was made at; `repack` refuses when the moves no longer fit. */
          seq: z.number().int(),
          /** This stay's own room last. */
          moves: z.array(moveDetailSchema),
        }),
        z.object({
          outcome: z.literal('impossible'),
          night: isoDateSchema,
          /** What stands in the way on that night: stays that are pinned or in house, and blocks. */
          pinnedStayIds: z.array(publicIdSchema),
          blockIds: z.array(publicIdSchema),
        }),
        z.object({ outcome: z.literal('notFound') }),
      ]),
    ),

  /** Carries out a plan of moves as one change, whole or not at all. */
  repack: command('frontDesk', 'inventory', 'reservations')
    .errors(
      errorsOf(
        'UnknownStay',
        'UnknownRoom',
        'StayStateForbids',
        'StayPinned',
        'RoomNotFree',
        'RoomOutOfService',
        'RoomOfAnotherType',
      ),
    )
    .route({ method: 'POST', path: '/rooms/repack' })
    .input(commandInput.extend({ moves: z.array(roomMoveSchema).min(1).max(500) }))
    .output(committed),
}
