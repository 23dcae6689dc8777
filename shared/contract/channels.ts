/** Channels: what each one shows, what waits to be sent, and what it sold that does not fit. */
import { z } from 'zod'
import { FACETS } from '../cells.ts'
import {
  channelKindSchema,
  channelSettingsSchema,
  credentialsSchema,
  exposureSettingsSchema,
  givenSettingsSchema,
} from '../channel-settings.ts'
import { errorsOf } from '../errors.ts'
import { INGEST_OUTCOMES, isoDateSchema } from '../snapshot.ts'
import { channelCallQueries } from './channel-calls.ts'
import { probeAnswerSchema, productsAnswerSchema } from './channel-inquiry.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

export const facetSchema = z.enum(FACETS)

const errorNoteSchema = z.object({ code: z.string(), message: z.string(), at: z.number().int() })

export const laneStateSchema = z.object({
  lane: z.string(),
  facets: z.array(facetSchema),
  /**
   * in step: nothing to do. sending: a request is in flight or work waits its turn. waiting: backing off until
   * `nextAttemptAt`. stopped: refused the credentials; goes on when the channel's settings change or on resume.
   */
  state: z.enum(['in_step', 'sending', 'waiting', 'stopped']),
  pendingCells: z.number().int(),
  /** Of the pending ones, those whose shown value is not known. */
  unknownCells: z.number().int(),
  parkedCells: z.number().int(),
  /** When the oldest change was made that is not settled there; null: none waits, or everything is compared anew. */
  oldestPendingAt: z.number().int().nullable(),
  /** Requests that were settled in the last hour, and those of them that ended with an error. */
  callsLastHour: z.number().int(),
  failedLastHour: z.number().int(),
  attempts: z.number().int(),
  nextAttemptAt: z.number().int().nullable(),
  lastAcknowledgedAt: z.number().int().nullable(),
  lastError: errorNoteSchema.nullable(),
})

export const channelStateSchema = z.object({
  id: publicIdSchema,
  kind: channelKindSchema,
  name: z.string(),
  enabled: z.boolean(),
  settings: channelSettingsSchema,
  exposure: exposureSettingsSchema,
  /** Epoch ms since when its availability cannot be changed; null: it can. */
  staleSince: z.number().int().nullable(),
  /** Rooms kept from it because another channel is stale; types of which none are left out. */
  heldBack: z.array(z.object({ roomTypeId: publicIdSchema, rooms: z.number().int() })),
  lanes: z.array(laneStateSchema),
  pull: z.object({
    lastCompletedAt: z.number().int().nullable(),
    lastError: errorNoteSchema.nullable(),
  }),
})
export type ChannelState = z.infer<typeof channelStateSchema>

export const mappingSchema = z.object({
  roomTypeId: publicIdSchema,
  roomCode: z.string().trim().min(1).max(60),
  rates: z
    .array(z.object({ ratePlanId: publicIdSchema, rateCode: z.string().trim().min(1).max(60) }))
    .max(50),
})

const inquiryInput = z.object({
  channelId: publicIdSchema.nullable(),
  kind: channelKindSchema,
  settings: givenSettingsSchema,
  /** Null: those that are stored, which go to the stored addresses alone. */
  credentials: credentialsSchema.nullable(),
})
const inquiryErrors = errorsOf('UnknownChannel', 'CredentialsNeeded', 'SyncUnavailable', 'HostBusy')

const channelInput = commandInput.extend({ channelId: publicIdSchema })

/** A message that waits: a booking of a room that is not mapped, or one that could not be read. */
const waitingMessageSchema = z.object({
  id: z.number().int(),
  channelId: publicIdSchema,
  receivedAt: z.number().int(),
  kind: z.enum(['new', 'modified', 'cancelled']),
  channelRef: z.string(),
  outcome: z.enum(['quarantined', 'unreadable']),
  reason: z.string(),
  /** Null where it could not be read; `rooms` is empty then. */
  guestName: z.string().nullable(),
  currency: z.string().nullable(),
  rooms: z.array(
    z.object({
      roomCode: z.string(),
      /** Null: not mapped. */
      roomTypeId: publicIdSchema.nullable(),
      rateCode: z.string().nullable(),
      arrival: isoDateSchema,
      departure: isoDateSchema,
      adults: z.number().int(),
      /** Minor units, one a night. */
      nightlyAmounts: z.array(z.number().int()),
    }),
  ),
})

export const channels = {
  list: query('read', 'channels', 'inventory', 'rates', 'cases')
    .route({ method: 'GET', path: '/channels' })
    .output(z.object({ channels: z.array(channelStateSchema), syncRunning: z.boolean() })),

  connect: command('channels', 'channels')
    .errors(errorsOf('UnknownRoomType', 'UnknownRatePlan', 'MappingConflict', 'DeliveryNotChangedHere'))
    .route({ method: 'POST', path: '/channels' })
    .input(
      commandInput.extend({
        kind: channelKindSchema,
        name: z.string().trim().min(1).max(80),
        /** What is left out is as the channel documents it. */
        settings: givenSettingsSchema,
        exposure: exposureSettingsSchema.default({ buffer: 0, cap: null, horizonDays: 500, safetyBuffer: 0 }),
        credentials: credentialsSchema,
        mapping: z.array(mappingSchema).max(100),
      }),
    )
    .output(committed.extend({ channelId: publicIdSchema })),

  /**
   * Changes what is given and leaves the rest; everything shown is compared again (rule 5). Another code of a product,
   * another hotel code or address is sent everything; a product of an old code is not closed there by that.
   */
  configure: command('channels', 'channels')
    .errors(
      errorsOf(
        'UnknownChannel',
        'UnknownRoomType',
        'UnknownRatePlan',
        'MappingConflict',
        'DeliveryNotChangedHere',
      ),
    )
    .route({ method: 'PUT', path: '/channels/{channelId}' })
    .input(
      channelInput.extend({
        name: z.string().trim().min(1).max(80).optional(),
        enabled: z.boolean().optional(),
        settings: channelSettingsSchema.partial().optional(),
        exposure: exposureSettingsSchema.optional(),
        credentials: credentialsSchema.optional(),
        /** The whole mapping; what is left out is closed on the channel, not deleted. */
        mapping: z.array(mappingSchema).max(100).optional(),
      }),
    )
    .output(committed),

  /**
   * Applies a quarantined message now that its rooms are mapped; a change of the mapping does the same by itself, for every
   * message that waits for it.
   */
  replay: command('channels', 'channels', 'reservations', 'inventory', 'cases')
    .errors(errorsOf('UnknownChannel', 'UnknownMessage', 'NotQuarantined', 'StillUnmapped'))
    .route({ method: 'POST', path: '/channels/{channelId}/inbox/{messageId}/replay' })
    .input(channelInput.extend({ messageId: z.coerce.number().int().min(1) }))
    .output(committed.extend({ code: z.string().nullable() })),

  /**
   * Ends the waiting of a quarantined or unreadable message that a person has dealt with in another way, and says why. It is
   * kept; one that could not be read is then confirmed to the channel when it comes again.
   */
  dismiss: command('channels', 'channels', 'cases', 'reservations')
    .errors(errorsOf('UnknownChannel', 'UnknownMessage', 'NotQuarantined'))
    .route({ method: 'POST', path: '/channels/{channelId}/inbox/{messageId}/dismissal' })
    .input(
      channelInput.extend({
        messageId: z.coerce.number().int().min(1),
        reason: z.string().trim().min(1).max(200),
      }),
    )
    .output(committed),

  /** Messages of all channels that wait for a person, newest first; at most 200. */
  quarantine: query('channels', 'channels', 'reservations', 'property')
    .route({ method: 'GET', path: '/quarantine' })
    .output(z.object({ messages: z.array(waitingMessageSchema) })),

  /** Forgets all that the channel was seen to show and sends everything again (rule 6). */
  resync: command('channels', 'channels')
    .errors(errorsOf('UnknownChannel'))
    .route({ method: 'POST', path: '/channels/{channelId}/resync' })
    .input(channelInput)
    .output(committed),

  /** Sends parked values once more and starts stopped lanes again. */
  resume: command('channels', 'channels')
    .errors(errorsOf('UnknownChannel'))
    .route({ method: 'POST', path: '/channels/{channelId}/resume' })
    .input(channelInput)
    .output(committed.extend({ unparkedCells: z.number().int() })),

  /**
   * One harmless request to a channel that is connected, or only about to be: with what is given, and with what is stored of
   * `channelId` where it is left out. Nothing is changed and no booking is confirmed.
   */
  test: query('channels')
    .errors(inquiryErrors)
    .route({ method: 'POST', path: '/channels/test' })
    .input(inquiryInput)
    .output(z.object({ answer: probeAnswerSchema })),

  /** The rooms and rates that the channel itself says it sells, asked for now. */
  products: query('channels')
    .errors(inquiryErrors)
    .route({ method: 'POST', path: '/channels/products' })
    .input(inquiryInput)
    .output(z.object({ answer: productsAnswerSchema })),

  /** What one channel should show, what it is known to show, and why they differ; `to` exclusive, at most 100 days. */
  cells: query('read', 'channels', 'inventory', 'rates')
    .errors(errorsOf('UnknownChannel', 'RangeTooLong'))
    .route({ method: 'GET', path: '/channels/{channelId}/cells' })
    .input(
      z.object({
        channelId: publicIdSchema,
        from: isoDateSchema,
        to: isoDateSchema,
        facet: facetSchema.optional(),
        roomTypeId: publicIdSchema.optional(),
        /** Only what is not known to be shown as it should. */
        unsettled: z.boolean().optional(),
      }),
    )
    .output(
      z.object({
        cells: z.array(
          z.object({
            facet: facetSchema,
            roomTypeId: publicIdSchema,
            ratePlanId: publicIdSchema.nullable(),
            date: isoDateSchema,
            /** Texts of `encodeCellValue`. Desired is null where nothing is to be shown (no price set). */
            desired: z.string().nullable(),
            /** Null: unknown. */
            shown: z.string().nullable(),
            /** Rooms that unknown availability may show, both included; null where it is known, or nobody can tell. */
            mayShow: z.object({ least: z.number().int(), most: z.number().int() }).nullable(),
            state: z.enum(['settled', 'pending', 'unknown', 'confirming', 'parked']),
            seq: z.number().int(),
          }),
        ),
      }),
    ),

  /**
   * What each channel may still sell and should not, over its whole horizon: room nights that it is known to show, or may
   * show after a request of unknown fate, beyond what it should. Largest first, at most 20 nights of each channel are listed.
   */
  exposure: query('read', 'channels', 'inventory')
    .route({ method: 'GET', path: '/exposure' })
    .output(
      z.object({
        channels: z.array(
          z.object({
            channelId: publicIdSchema,
            roomNights: z.number().int(),
            /** Of these, what the hotel still has: only its buffer or cap hides them from this channel. */
            covered: z.number().int(),
            /** Nights of which nobody can tell what is shown; they are in no other number. */
            untold: z.number().int(),
            /** Nights with a room too many, or of which nobody can tell. */
            exposedNights: z.number().int(),
            nights: z.array(
              z.object({
                roomTypeId: publicIdSchema,
                date: isoDateSchema,
                wanted: z.number().int(),
                may: z.object({ least: z.number().int(), most: z.number().int() }).nullable(),
                /** Null where nobody can tell. */
                tooMany: z.number().int().nullable(),
                covered: z.number().int(),
              }),
            ),
          }),
        ),
      }),
    ),

  /** Which of our room types and rate plans the channel sells, and by which of its codes. */
  mapping: query('read', 'channels', 'property')
    .errors(errorsOf('UnknownChannel'))
    .route({ method: 'GET', path: '/channels/{channelId}/mapping' })
    .input(z.object({ channelId: publicIdSchema }))
    .output(z.object({ mapping: z.array(mappingSchema) })),

  /** Latest messages received from a channel, newest first. */
  inbox: query('read', 'channels', 'reservations')
    .errors(errorsOf('UnknownChannel'))
    .route({ method: 'GET', path: '/channels/{channelId}/inbox' })
    .input(z.object({ channelId: publicIdSchema, limit: z.number().int().min(1).max(200).default(50) }))
    .output(
      z.object({
        messages: z.array(
          z.object({
            id: z.number().int(),
            receivedAt: z.number().int(),
            queue: z.string(),
            kind: z.string(),
            channelRef: z.string(),
            outcome: z.enum(INGEST_OUTCOMES),
            reason: z.string(),
            reservationId: publicIdSchema.nullable(),
          }),
        ),
      }),
    ),

  /** One received message as it came, card numbers masked. */
  message: query('channels', 'channels')
    .errors(errorsOf('UnknownChannel', 'UnknownMessage'))
    .route({ method: 'GET', path: '/channels/{channelId}/inbox/{messageId}' })
    .input(z.object({ channelId: publicIdSchema, messageId: z.coerce.number().int().min(1) }))
    .output(z.object({ raw: z.string() })),

  /** What was sent to a channel and what became of it, newest first; the last 1,000 requests are kept. */
  sent: query('read', 'channels')
    .errors(errorsOf('UnknownChannel'))
    .route({ method: 'GET', path: '/channels/{channelId}/sent' })
    .input(z.object({ channelId: publicIdSchema, limit: z.number().int().min(1).max(200).default(50) }))
    .output(
      z.object({
        requests: z.array(
          z.object({
            id: z.number().int(),
            lane: z.string(),
            claimedAt: z.number().int(),
            settledAt: z.number().int(),
            ranges: z.number().int(),
            cells: z.number().int(),
            /** Ranges by what became of them; they add up to `ranges`. */
            acknowledged: z.number().int(),
            refused: z.number().int(),
            notApplied: z.number().int(),
            uncertain: z.number().int(),
            error: errorNoteSchema.nullable(),
          }),
        ),
      }),
    ),

  /** Parked values, with the channel's reason. */
  parked: query('read', 'channels')
    .errors(errorsOf('UnknownChannel'))
    .route({ method: 'GET', path: '/channels/{channelId}/parked' })
    .input(z.object({ channelId: publicIdSchema }))
    .output(
      z.object({
        parked: z.array(
          z.object({
            facet: facetSchema,
            roomTypeId: publicIdSchema,
            ratePlanId: publicIdSchema.nullable(),
            from: isoDateSchema,
            to: isoDateSchema,
            value: z.string(),
            code: z.string(),
            message: z.string(),
            at: z.number().int(),
          }),
        ),
      }),
    ),

  ...channelCallQueries,
}
