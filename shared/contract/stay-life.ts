/** What else can happen to a stay: split, announced late, never came, cancelled, taken back; and what was done by mistake, undone. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import { seenSeqSchema, stayPromotionSchema } from './reservations.ts'
import { timeOfDaySchema, wishesSchema } from './wishes.ts'

const stayInput = commandInput.extend({ stayId: publicIdSchema, seenSeq: seenSeqSchema.optional() })
const stayErrors = ['UnknownStay', 'StayStateForbids', 'ReservationChangedMeanwhile'] as const
const retakeErrors = [...stayErrors, 'RoomTypeSoldOut', 'DateBeyondHorizon'] as const

/** What cancelling now, or a no-show, costs by the rate plan's policy. */
export const feeSchema = z.object({
  /** Null: the plan has no policy, and it is free. */
  policyName: z.string().nullable(),
  feeMinor: z.number().int(),
  currency: z.string(),
  /** Cancelling was, or is, free until then, epoch ms; null: always, or never. Only of a cancellation. */
  freeUntil: z.number().nullable().optional(),
})

/** One part of a stay that is split. */
const splitPartSchema = z.object({
  arrival: isoDateSchema,
  departure: isoDateSchema,
  totalMinor: z.number().int(),
  /** What it would come to if its nights still to come were priced anew; null where a night has no price. */
  planMinor: z.number().int().nullable(),
  promotions: z.array(stayPromotionSchema),
})

export const stayLife = {
  /** Parts a stay in two at a night: the second part is a stay of its own in the same reservation, in the same room. */
  split: command('frontDesk', 'inventory', 'reservations')
    .errors(errorsOf(...stayErrors, 'SplitNotWithin'))
    .route({ method: 'POST', path: '/stays/{stayId}/split' })
    .input(stayInput.extend({ at: isoDateSchema }))
    .output(committed.extend({ stayId: publicIdSchema })),

  /** What `split` would make of the stay, tried on the ledger itself and undone: nights keep their prices. */
  previewSplit: query('frontDesk', 'inventory', 'reservations', 'rates')
    .errors(errorsOf(...stayErrors, 'SplitNotWithin'))
    .route({ method: 'POST', path: '/stays/{stayId}/split/preview' })
    .input(z.object({ stayId: publicIdSchema, at: isoDateSchema }))
    .output(z.object({ currency: z.string(), parts: z.array(splitPartSchema) })),

  /** When the guest is expected, and what was said; null forgets it. */
  announce: command('frontDesk', 'reservations')
    .errors(errorsOf(...stayErrors))
    .route({ method: 'POST', path: '/stays/{stayId}/announce' })
    .input(
      stayInput.extend({
        expectedAt: timeOfDaySchema.nullable(),
        note: z.string().trim().max(500).default(''),
      }),
    )
    .output(committed),

  /** Keeps the stay in its room when rooms are rearranged, or no longer. `rooms.planRepack` says where pins leave no way. */
  pin: command('frontDesk', 'reservations')
    .errors(errorsOf(...stayErrors, 'RoomRequired'))
    .route({ method: 'POST', path: '/stays/{stayId}/pin' })
    .input(stayInput.extend({ pinned: z.boolean() }))
    .output(committed),

  wish: command('frontDesk', 'reservations')
    .errors(errorsOf(...stayErrors))
    .route({ method: 'PUT', path: '/stays/{stayId}/wishes' })
    .input(stayInput.extend({ wishes: wishesSchema }))
    .output(committed),

  /**
   * The guest never came: nights still to come are free again, and the policy's fee is charged unless it is waived. Only
   * from the arrival's business date on.
   */
  noShow: command('frontDesk', 'inventory', 'reservations', 'folios')
    .errors(errorsOf(...stayErrors, 'StayNotDueIn', 'FolioClosed'))
    .route({ method: 'POST', path: '/stays/{stayId}/no-show' })
    .input(stayInput.extend({ fee: z.enum(['policy', 'waive']).default('policy') }))
    .output(committed.extend({ feeMinor: z.number().int() })),

  /** One room of a reservation; the last one cancels the reservation. */
  cancel: command('sell', 'inventory', 'reservations', 'folios')
    .errors(errorsOf(...stayErrors, 'ReservationFromChannel', 'FolioClosed'))
    .route({ method: 'POST', path: '/stays/{stayId}/cancel' })
    .input(
      stayInput.extend({
        reason: z.string().max(500).default(''),
        fee: z.enum(['policy', 'waive']).default('policy'),
        /** The channel that sold it knows already. */
        agreedWithChannel: z.boolean().default(false),
      }),
    )
    .output(committed.extend({ feeMinor: z.number().int() })),

  /** What the policy asks for cancelling now, and for a no-show. */
  fees: query('read', 'reservations', 'rates', 'property')
    .errors(errorsOf('UnknownStay'))
    .route({ method: 'GET', path: '/stays/{stayId}/fees' })
    .input(z.object({ stayId: publicIdSchema }))
    .output(z.object({ cancel: feeSchema, noShow: feeSchema })),

  /** A cancelled stay, or a no-show, comes after all: its nights still to come are taken again and its fee is reversed. */
  reinstate: command('sell', 'inventory', 'reservations', 'folios')
    .errors(errorsOf(...retakeErrors, 'NoNightsLeft', 'ReservationFromChannel', 'FolioClosed'))
    .route({ method: 'POST', path: '/stays/{stayId}/reinstate' })
    .input(stayInput.extend({ agreedWithChannel: z.boolean().default(false) }))
    .output(committed),

  /** The guest did not move in after all; only on the business date of the check-in. The room stays assigned. */
  undoCheckIn: command('frontDesk', 'reservations')
    .errors(errorsOf(...stayErrors, 'TooLateToUndo'))
    .route({ method: 'POST', path: '/stays/{stayId}/undo-check-in' })
    .input(stayInput)
    .output(committed),

  /** The guest has not left after all; only on the business date of the check-out, into the room that was left. */
  undoCheckOut: command('frontDesk', 'inventory', 'reservations')
    .errors(errorsOf(...retakeErrors, 'TooLateToUndo', 'RoomOccupied', 'RoomNotFree', 'RoomOutOfService'))
    .route({ method: 'POST', path: '/stays/{stayId}/undo-check-out' })
    .input(stayInput)
    .output(committed),
}
