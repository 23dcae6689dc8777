/** Physical rooms: taking one out of order for some nights, and putting it back. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema } from './procedure.ts'

export const rooms = {
  /** Out of order: the room cannot be sold or given away on these nights (`to` exclusive, at most 400). */
  block: command('frontDesk', 'inventory', 'reservations')
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
      }),
    )
    .output(committed.extend({ blockId: publicIdSchema })),

  /** Puts the room back in order from the business date on; nights behind it stay on record. */
  unblock: command('frontDesk', 'inventory', 'reservations')
    .errors(errorsOf('UnknownBlock'))
    .route({ method: 'POST', path: '/blocks/{blockId}/end' })
    .input(commandInput.extend({ blockId: publicIdSchema }))
    .output(committed.extend({ freedNights: z.number().int() })),
}
