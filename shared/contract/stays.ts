/** Stays: one room of a reservation, from arrival to departure; and the lists the desk works from. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { isoDateSchema } from '../snapshot.ts'
import { asOfSchema, command, commandInput, committed, publicIdSchema, query } from './procedure.ts'
import {
  agreedAmountsSchema,
  seenSeqSchema,
  sourceSchema,
  stayPromotionSchema,
  stayStatusSchema,
} from './reservations.ts'
import { stayLife } from './stay-life.ts'
import { timeOfDaySchema } from './wishes.ts'

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
  /** Of the counted nights. */
  totalMinor: z.number().int(),
  checkedInAt: z.number().int().nullable(),
  checkedOutAt: z.number().int().nullable(),
  hasNote: z.boolean(),
  hasCase: z.boolean(),
  /** When a late guest is expected, local time. */
  expectedAt: timeOfDaySchema.nullable(),
  /** In house in one room, and given another one for tonight. */
  movesToRoomId: publicIdSchema.nullable(),
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
  hasNote: z.boolean(),
  /** Adults and children. */
  guests: z.number().int(),
  /** Its room is not changed by a repack. */
  pinned: z.boolean(),
})
export type Bar = z.infer<typeof barSchema>

/** A room out of order for a run of nights; `to` is exclusive. */
export const blockBarSchema = z.object({
  blockId: publicIdSchema,
  roomId: publicIdSchema,
  from: isoDateSchema,
  to: isoDateSchema,
  reason: z.string(),
  kind: z.enum(['out_of_order', 'out_of_service']),
})
export type BlockBar = z.infer<typeof blockBarSchema>

const changeShape = {
  stayId: publicIdSchema,
  arrival: isoDateSchema,
  departure: isoDateSchema,
  /** For the nights still to come; null leaves or makes it unassigned. */
  roomId: publicIdSchema.nullable(),
  /** The type that is sold from now on; a room given with it must be of that type. The sold one stays when left out. */
  roomTypeId: publicIdSchema.optional(),
  ratePlanId: publicIdSchema.optional(),
  adults: z.number().int().min(1).max(30).optional(),
  childrenAges: z.array(z.number().int().min(0).max(17)).max(20).optional(),
  /** Refuses when somebody changed the reservation after this journal number. */
  seenSeq: seenSeqSchema.optional(),
}

const changeErrors = errorsOf(
  'UnknownStay',
  'UnknownRoom',
  'RoomNotFree',
  'RoomOutOfService',
  'RoomOccupied',
  'RoomRequired',
  'RoomTypeSoldOut',
  'StayStateForbids',
  'StayHasNoNights',
  'ArrivalInPast',
  'DateBeyondHorizon',
  'TooManyGuests',
  'NoRateForNight',
  'ReservationChangedMeanwhile',
  'UnknownRoomType',
  'UnknownRatePlan',
  'RoomOfAnotherType',
  'StayTooLong',
)

const nightPriceSchema = z.object({ date: isoDateSchema, amountMinor: z.number().int() })

/** What a change would come to under one way of pricing, or the refusal that the command would answer. */
export const changeOutcomeSchema = z.discriminatedUnion('possible', [
  z.object({
    possible: z.literal(true),
    /** The type that would be counted. */
    roomTypeId: publicIdSchema,
    nights: z.array(nightPriceSchema),
    totalMinor: z.number().int(),
    promotions: z.array(stayPromotionSchema),
  }),
  z.object({
    possible: z.literal(false),
    code: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
])
export type ChangeOutcome = z.infer<typeof changeOutcomeSchema>

export const stays = {
  ...stayLife,

  /**
   * Gives a stay a room for its nights still to come, moves it, or takes the room away (`roomId: null`); from `from` on, for
   * a guest who changes rooms in the middle of the stay.
   */
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
    .input(stayInput.extend({ roomId: publicIdSchema.nullable(), from: isoDateSchema.optional() }))
    .output(committed),

  /**
   * Other dates, another room, type, party or rate plan, or several of these, in one command. Nights that stay keep their
   * prices under `keep`, and added ones cost what the plan asks for the type that was sold; under `plan` every night still to
   * come is priced anew, for the room's type, which then counts as sold; under `agreed` the nights still to come cost what
   * `nightlyAmounts` says. Restrictions do not bind the desk here. Nights behind the business date stay.
   */
  change: command('frontDesk', 'inventory', 'reservations')
    .errors(changeErrors)
    .route({ method: 'POST', path: '/stays/{stayId}/change' })
    .input(
      commandInput.extend({
        ...changeShape,
        price: z.enum(['keep', 'plan', 'agreed']),
        /** One for each night still to come, in order; with `agreed` only. */
        nightlyAmounts: agreedAmountsSchema.optional(),
      }),
    )
    .output(committed.extend({ totalMinor: z.number().int() })),

  /** What `change` would do, tried on the ledger itself and undone: the price before and after, or why not. */
  previewChange: query('frontDesk', 'inventory', 'reservations', 'rates')
    .errors(errorsOf('UnknownStay'))
    .route({ method: 'POST', path: '/stays/{stayId}/change/preview' })
    .input(z.object(changeShape))
    .output(
      z.object({
        currency: z.string(),
        before: z.object({
          arrival: isoDateSchema,
          departure: isoDateSchema,
          roomId: publicIdSchema.nullable(),
          roomTypeId: publicIdSchema,
          nights: z.array(nightPriceSchema),
          totalMinor: z.number().int(),
          promotions: z.array(stayPromotionSchema),
        }),
        keep: changeOutcomeSchema,
        plan: changeOutcomeSchema,
      }),
    ),

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

  /** Ends a stay; leaving early frees the nights from the business date on. Its nights are posted to its folio. */
  checkOut: command('frontDesk', 'inventory', 'reservations')
    .errors(errorsOf('UnknownStay', 'StayStateForbids', 'FolioClosed'))
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

  /**
   * The chart of rooms by nights; `to` is exclusive, at most 100 days. With `asOf` as it was at that instant: `left` then is
   * worked out from today's rooms and allowances, and cases are not shown.
   */
  tapeChart: query('read', 'inventory', 'reservations', 'cases', 'property')
    .errors(errorsOf('RangeTooLong', 'NoHistoryThen'))
    .route({ method: 'GET', path: '/tape-chart' })
    .input(z.object({ from: isoDateSchema, to: isoDateSchema, asOf: asOfSchema.optional() }))
    .output(
      z.object({
        /** Journal number that the chart shows. */
        seq: z.number().int(),
        businessDate: isoDateSchema,
        bars: z.array(barSchema),
        blocks: z.array(blockBarSchema),
        /** By room type, one number a day from `from`: rooms left, negative when oversold. */
        left: z.array(z.object({ roomTypeId: publicIdSchema, days: z.array(z.number().int()) })),
        occupancyPercent: z.array(z.number()),
      }),
    ),
}
