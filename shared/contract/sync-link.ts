/**
 * The contract between the host and its sync process. Only the link that the host itself opened serves it; calls
 * of an older epoch are refused with `StaleEpoch`.
 */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { FACETS } from '../cells.ts'
import { POSTING_KINDS } from '../channel-kinds/posting.ts'
import { errorsOf } from '../errors.ts'
import { INGEST_OUTCOMES, inboundMessageSchema, isoDateSchema } from '../snapshot.ts'
import { channelCallSchema } from './channel-calls.ts'
import { type ChannelConnection, channelConnectionSchema } from './channel-connection.ts'
import { inquiryAnswerSchema, inquirySchema } from './channel-inquiry.ts'

export type { ChannelConnection }

const base = oc.errors(errorsOf('StaleEpoch', 'UnknownChannel'))
const id = z.string()
const facet = z.enum(FACETS)

/** A run of nights of one product to be sent with one value. `to` is exclusive. */
export const sendRangeSchema = z.object({
  facet,
  roomTypeId: id,
  roomCode: z.string(),
  ratePlanId: id.nullable(),
  rateCode: z.string().nullable(),
  from: isoDateSchema,
  to: isoDateSchema,
  /** Text of `encodeCellValue`. */
  value: z.string(),
})
export type SendRange = z.infer<typeof sendRangeSchema>

export const batchSchema = z.object({
  requestId: id,
  ranges: z.array(sendRangeSchema).min(1),
  /** Everything that the channel is to show of the lane's facets: nothing else is left to be sent, and nothing is settled. */
  isWhole: z.boolean().optional(),
  /** Of the commands whose changes it carries, for the log; none where nobody began one. */
  traceIds: z.array(z.string().max(32)).max(16).optional(),
})
export type Batch = z.infer<typeof batchSchema>

/**
 * What became of one range.
 * acknowledged: the channel shows the value sent. refused: it will never take this value (parked).
 * not_applied: certainly not taken, may be tried again. uncertain: nobody knows (re-sent, and confirmed after T).
 */
export const rangeOutcomeSchema = z.object({
  status: z.enum(['acknowledged', 'refused', 'not_applied', 'uncertain']),
  code: z.string().max(100).default(''),
  message: z.string().max(500).default(''),
})
export type RangeOutcome = z.infer<typeof rangeOutcomeSchema>

export const laneErrorSchema = z.object({ code: z.string().max(100), message: z.string().max(500) })
export type LaneError = z.infer<typeof laneErrorSchema>

export const settlementSchema = z.object({
  requestId: id,
  /** One per range of the batch, in order. */
  outcomes: z.array(rangeOutcomeSchema),
  /** Shown to people. */
  error: laneErrorSchema.nullable(),
  /** Halts the lane until someone acts. */
  stop: z.boolean(),
  /** When the lane will try again (epoch ms), for people to see. */
  nextAttemptAt: z.number().int().nullable(),
  /** Facets that the channel asks to be sent whole again. */
  resync: z.array(facet).max(FACETS.length).optional(),
  /** When the request left (epoch ms) and how long its answer took; null where none was made. */
  sent: z
    .object({ at: z.number().int(), tookMs: z.number().min(0) })
    .nullable()
    .optional(),
})
export type Settlement = z.infer<typeof settlementSchema>

/** A channel that posts to the relay, also while it is switched off: what it sold must not be lost. */
export const relayedChannelSchema = z.object({
  channelId: id,
  kind: z.enum(POSTING_KINDS),
  currency: z.string(),
  hotelCode: z.string(),
  enabled: z.boolean(),
  pullIntervalMs: z.number().int(),
})
export type RelayedChannel = z.infer<typeof relayedChannelSchema>

export const relayConnectionSchema = z.object({
  url: z.string(),
  hotelId: id,
  token: z.string(),
  /** Raw X25519 key, base64. */
  privateKey: z.string(),
  /** Of the mailbox in which `cursor` counts; another one means that the relay was restored from a copy. */
  epoch: id,
  /** Sequence number of the last message that is applied here. */
  cursor: z.number().int().min(0),
  channels: z.array(relayedChannelSchema),
})
export type RelayConnection = z.infer<typeof relayConnectionSchema>

/** One message of the mailbox, opened and read, or kept sealed because it could not be. */
export const relayedMessageSchema = z.object({
  epoch: id,
  seq: z.number().int().min(1),
  /** Which channel posted it: its id where it is one of ours. */
  source: z.string().max(100),
  receivedAt: z.number().int(),
  /** Of the mailbox, base64url: it tells a message again after the relay was restored and counts anew. */
  messageKey: z.string().max(64),
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('messages'), messages: z.array(inboundMessageSchema).max(1_000) }),
    z.object({
      kind: z.literal('unreadable'),
      reason: z.string().max(500),
      /** As it came, base64: nothing of it is lost, and card data stay sealed. */
      sealed: z.string().max(4_000_000),
    }),
  ]),
})
export type RelayedMessage = z.infer<typeof relayedMessageSchema>

/** What the sync process knows of the relay, for people to see. */
export const relaySightingSchema = z.object({
  connection: z.enum(['connected', 'connecting', 'away']),
  /** Epoch ms. */
  heardAt: z.number().int().nullable(),
  /** Sequence number of the newest message there; null when unknown. */
  head: z.number().int().nullable(),
  error: laneErrorSchema.nullable(),
})
export type RelaySighting = z.infer<typeof relaySightingSchema>

/**
 * Why the cursor has to move by itself. restored: the relay counts in another epoch, so everything it still has is read
 * again. expired: it no longer has what follows the cursor.
 */
export const RELAY_GAPS = ['restored', 'expired'] as const
export type RelayGap = (typeof RELAY_GAPS)[number]

/**
 * work: cells of these facets may have changed. connections: settings changed, read them again. pull: fetch soon. inquiry:
 * somebody waits for the answer to it, which `answerInquiry` gives.
 */
export const hintSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('work'), facets: z.array(facet) }),
  z.object({ kind: z.literal('connections') }),
  z.object({ kind: z.literal('pull'), channelId: id }),
  inquirySchema.extend({ kind: z.literal('inquiry'), inquiryId: id }),
])
export type Hint = z.infer<typeof hintSchema>

export const syncLink = {
  /** Enabled channels with everything needed to talk to them, and the relay. */
  connections: base.output(
    z.object({
      connections: z.array(channelConnectionSchema),
      /** Null where the hotel is not paired. */
      relay: relayConnectionSchema.nullable(),
    }),
  ),

  /** Hints may be lost or doubled; after (re)subscribing, claim once on every lane. */
  hints: base.output(eventIterator(hintSchema)),

  /**
   * Takes the lane's most urgent work, marks its cells unknown durably and counts the attempt. A claim while a batch
   * of the lane is open settles that one as uncertain first. `wakeAfterMs` says when to claim again without a hint
   * (a confirmation falls due), or null.
   */
  claim: base
    .input(z.object({ channelId: id, lane: z.string(), maxRanges: z.number().int().min(1).max(5_000) }))
    .output(z.object({ batch: batchSchema.nullable(), wakeAfterMs: z.number().int().nullable() })),

  /** Stores what became of a batch. */
  settle: base
    .errors(errorsOf('UnknownBatch'))
    .input(settlementSchema)
    .output(z.object({ settled: z.boolean() })),

  /** Before the first fetch of a pull round leaves. */
  beginPull: base.input(z.object({ channelId: id })).output(z.object({ pullId: id })),

  /** Commits one message; it may be acknowledged to the channel after any outcome but `unreadable`. */
  ingest: base
    .input(z.object({ channelId: id, message: inboundMessageSchema }))
    .output(z.object({ outcome: z.enum(INGEST_OUTCOMES), code: z.string().nullable() })),

  /** `error` null: every queue was fetched and all of it ingested. */
  completePull: base
    .input(z.object({ channelId: id, pullId: id, error: laneErrorSchema.nullable() }))
    .output(z.object({})),

  /** Settled cells of these facets that the channel can be asked about, at most 100 nights from `from` (null: from today) on. */
  beginComparison: base
    .input(z.object({ channelId: id, facets: z.array(facet), from: isoDateSchema.nullable() }))
    .output(
      z.object({
        comparisonId: id,
        ranges: z.array(sendRangeSchema),
        /** Where the next one begins; null: this is the last. */
        next: isoDateSchema.nullable(),
      }),
    ),

  /** By index of a range, the nights on which the channel shows something else: unknown, once two comparisons in a row say so. */
  settleComparison: base
    .errors(errorsOf('UnknownBatch'))
    .input(
      z.object({
        channelId: id,
        comparisonId: id,
        differing: z.array(z.object({ range: z.number().int().min(0), dates: z.array(isoDateSchema) })),
      }),
    )
    .output(z.object({ cells: z.number().int(), believed: z.number().int(), suspected: z.number().int() })),

  /**
   * Commits one message of the relay together with the cursor (I7): one at or before the cursor, or of a key that was
   * applied before, changes nothing. It may be acknowledged to the relay through the answered cursor.
   */
  ingestRelayed: base
    .errors(errorsOf('RelayChanged'))
    .input(relayedMessageSchema)
    .output(z.object({ cursor: z.number().int(), outcomes: z.array(z.enum(INGEST_OUTCOMES)) })),

  /** Moves the cursor where the mailbox has a gap, with an alert that says what may be missing. */
  bridgeRelayGap: base
    .errors(errorsOf('RelayChanged'))
    .input(
      z.object({
        gap: z.enum(RELAY_GAPS),
        /** The pairing's epoch and cursor so far. */
        epoch: id,
        cursor: z.number().int(),
        toEpoch: id,
        toCursor: z.number().int().min(0),
      }),
    )
    .output(z.object({})),

  /** A call to a channel that is over, masked; kept in memory for people to look at. */
  noteCall: base.input(channelCallSchema).output(z.object({})),

  /** What an inquiry brought; one that nobody waits for any more changes nothing. */
  answerInquiry: base.input(z.object({ inquiryId: id, answer: inquiryAnswerSchema })).output(z.object({})),

  /** How the relay stands; told on every change, and now and then. */
  relaySeen: base.input(relaySightingSchema).output(z.object({})),
}
export type SyncLinkContract = typeof syncLink
