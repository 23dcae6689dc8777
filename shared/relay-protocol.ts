/**
 * What desk and relay say to each other: JSON over HTTPS for pairing and sources, JSON text frames over one WebSocket
 * for the mailbox. The desk asks, the relay answers; only `hint` comes by itself.
 */
import { z } from 'zod'
import { POSTING_KINDS } from './channel-kinds/posting.ts'

export const RELAY_SUBPROTOCOL = 'keyrack.mailbox.v1'
export const RELAY_PATHS = {
  mailbox: '/v1/mailbox',
  pairings: '/v1/pairings',
  pairing: '/v1/pairing',
  recoveries: '/v1/recoveries',
  sources: '/v1/sources',
  hooks: '/v1/hooks',
  calendars: '/v1/calendars',
  /** For everybody who knows the rest of an address. */
  ical: '/ical',
} as const

/** Limits of one read, whatever is asked for. */
export const MOST_READ_MESSAGES = 200
export const MOST_READ_BYTES = 1_000_000
/** One message larger than all limits still comes, so a frame may be this long. */
export const LONGEST_FRAME = 4_000_000
export const LONGEST_QUESTION = 2_000
/** A relay that hears nothing for so long closes the connection; a desk asks far more often. */
export const SILENCE_ENDS_MS = 90_000

/** Close codes of our own; the texts are for logs. */
export const CLOSE = { malformed: 4_000, replaced: 4_001, ended: 4_003, tooFast: 4_008 } as const

const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes as base64url')
const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const pairingRequestSchema = z.object({
  code: z.string().min(8).max(80),
  publicKey: bytes32,
  /** SHA-256 of the token that the desk made for itself: the relay never stores a token. */
  tokenHash: bytes32,
})
export const pairedSchema = z.object({ hotelId: z.string().min(1).max(60), epoch: z.string().min(1).max(60) })

export const recoveryRequestSchema = z.object({ publicKey: bytes32 })
/** A nonce sealed to the key that claims the hotel: only its holder can answer. */
export const recoveryChallengeSchema = z.object({ id: z.string().max(60), sealed: z.string().max(400) })
export const recoveryProofSchema = z.object({ proof: bytes32, tokenHash: bytes32 })
export const RECOVERY_CONTEXT = 'keyrack recovery 1'

/** What goes to one address: new bookings or changes alone, bookings of every kind, or hints of them. */
export const POSTED_THERE = ['new', 'modified', 'all', 'hints'] as const
export type PostedThere = (typeof POSTED_THERE)[number]

export const sourceRequestSchema = z.object({
  sourceId: z.string().regex(/^[A-Za-z0-9-]{1,60}$/),
  kind: z.enum(POSTING_KINDS),
})
export const sourceSchema = z.object({
  username: z.string(),
  password: z.string(),
  /** Paths on the relay, by what is posted there; one that has to be kept secret holds the user name and the password itself. */
  paths: z.partialRecord(z.enum(POSTED_THERE), z.string().max(400)),
})
export const sourceEndedSchema = z.object({ head: seq })

/** Limits of the exports of one hotel: a text of the longest has 400 intervals. */
export const MOST_CALENDARS = 60
export const LARGEST_CALENDARS_BYTES = 8_000_000

const calendarTag = z.string().regex(/^[0-9a-f]{32}$/)
/** All calendars that are to be served; `text` null where the relay has that text already. */
export const calendarsRequestSchema = z.object({
  calendars: z
    .array(z.object({ tokenHash: bytes32, tag: calendarTag, text: z.string().max(150_000).nullable() }))
    .max(MOST_CALENDARS),
})
export const calendarsAnswerSchema = z.object({
  /** Those of which the relay has no text or another one: to be sent with it. */
  missing: z.array(bytes32),
  /** Which text of each was fetched last, and when. */
  served: z.array(z.object({ tokenHash: bytes32, tag: calendarTag, at: z.number().int() })),
})

export const questionSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('read'),
    id: z.number().int(),
    after: seq,
    messages: z.number().int().min(1),
    bytes: z.number().int().min(1),
  }),
  z.object({ t: z.literal('acknowledge'), id: z.number().int(), upTo: seq }),
  z.object({ t: z.literal('ping'), id: z.number().int() }),
])
export type Question = z.infer<typeof questionSchema>

export const letterSchema = z.object({
  seq: seq.min(1),
  source: z.string().max(100),
  /** base64url. */
  key: z.string().max(64),
  receivedAt: z.number().int(),
  /** base64. */
  sealed: z.string(),
})
export type SealedLetter = z.infer<typeof letterSchema>

export const replySchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('hello'), epoch: z.string().min(1).max(60), head: seq }),
  z.object({
    t: z.literal('messages'),
    id: z.number().int(),
    epoch: z.string(),
    head: seq,
    messages: z.array(letterSchema).max(MOST_READ_MESSAGES),
  }),
  z.object({ t: z.literal('acknowledged'), id: z.number().int() }),
  z.object({ t: z.literal('pong'), id: z.number().int(), head: seq }),
  /** CursorAhead: nothing is so new. CursorExpired: what follows the cursor is gone; `first` is the oldest held. */
  z.object({
    t: z.literal('refused'),
    id: z.number().int(),
    code: z.enum(['CursorAhead', 'CursorExpired', 'Unavailable']),
    head: seq,
    first: seq,
  }),
  z.object({ t: z.literal('hint'), head: seq }),
])
export type Reply = z.infer<typeof replySchema>
