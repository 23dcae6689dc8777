/** A channel's reservation as it stands now, in our words: a full snapshot, never a patch. */
import { z } from 'zod'
import { type IsoDate, isIsoDate } from './dates.ts'
import { LARGEST_AMOUNT_MINOR } from './money.ts'

export const isoDateSchema = z
  .string()
  .max(40)
  .refine(isIsoDate, 'must be a calendar day such as 2026-12-24')
  .transform((text) => text as IsoDate)

export const amountMinorSchema = z.number().int().min(0).max(LARGEST_AMOUNT_MINOR)

const personText = (max: number) => z.string().trim().max(max)

/** A person as the desk or a channel names one. Only the surname is needed. */
export const personSchema = z.object({
  surname: personText(120).min(1),
  firstName: personText(120).default(''),
  email: personText(254).default(''),
  phone: personText(60).default(''),
})
export type Person = z.infer<typeof personSchema>

export const snapshotRoomSchema = z.object({
  /** The channel's own number of this room within the reservation; stable across its snapshots. */
  ref: z.string().min(1).max(60),
  roomCode: z.string().min(1).max(60),
  rateCode: z.string().max(60).nullable(),
  arrival: isoDateSchema,
  departure: isoDateSchema,
  adults: z.number().int().min(1).max(30),
  childrenAges: z.array(z.number().int().min(0).max(17)).max(20),
  guest: personSchema.nullable(),
  /** One amount per night, in order from the arrival; minor units of the reservation's currency. */
  nightlyAmounts: z.array(amountMinorSchema).max(800),
})
export type SnapshotRoom = z.infer<typeof snapshotRoomSchema>

/** Days and amount of the card by which a channel pays the hotel; never its number, holder or code. Null: not said. */
const virtualCardSchema = z.object({
  /** First and last day on which it can be charged. */
  activeFrom: isoDateSchema.nullable(),
  activeUntil: isoDateSchema.nullable(),
  /** What it was loaded with. */
  amountMinor: amountMinorSchema.nullable(),
})

/** Who takes the guest's money and what the channel keeps; minor units of the reservation's currency. Null: not said. */
export const channelPaymentSchema = z.object({
  /** `channel`: the guest has paid, or pays, the channel, which pays the hotel. */
  collect: z.enum(['hotel', 'channel']).nullable(),
  /** Of the amounts of the nights; 0: they are net already. */
  commissionMinor: amountMinorSchema.nullable(),
  virtualCard: virtualCardSchema.nullable(),
})
export type ChannelPayment = z.infer<typeof channelPaymentSchema>

export const reservationSnapshotSchema = z.object({
  channelRef: z.string().min(1).max(60),
  status: z.enum(['booked', 'cancelled']),
  booker: personSchema,
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Empty for a cancelled one. */
  rooms: z.array(snapshotRoomSchema).max(50),
  note: z.string().max(2000).default(''),
  /** Left out where the message says nothing of it. */
  payment: channelPaymentSchema.optional(),
})
export type ReservationSnapshot = z.infer<typeof reservationSnapshotSchema>

/**
 * What ingestion hands over: the snapshot, or why there is none, with the raw message whose card data is masked. A calendar is
 * handed over whole, as `rawMasked` alone.
 */
export const inboundMessageSchema = z.object({
  /** Which of the channel's queues or webhooks it came from, `new` or `modified` at Booking.com. */
  queue: z.string().min(1).max(40),
  /** How the channel announced it; a `new` one after a tombstone is stale, a `modified` one is not. */
  kind: z.enum(['new', 'modified', 'cancelled']),
  channelRef: z.string().min(1).max(60),
  /**
   * Grows with every change of the booking at the channel: a number, or a time in whole units. Compared within one booking
   * alone; left out where the channel says nothing that could be compared.
   */
  revision: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  snapshot: reservationSnapshotSchema.nullable(),
  /** Why the message could not be read, when `snapshot` is null. */
  unreadable: z.string().max(500).nullable(),
  rawMasked: z.string().max(1_000_000),
})
export type InboundMessage = z.infer<typeof inboundMessageSchema>

/**
 * applied: the ledger changed. duplicate: equal to the latest applied one. ignored: stale, recorded only.
 * quarantined: held for mapping, counts as applied. unreadable: kept and alarmed, never acknowledged.
 */
export const INGEST_OUTCOMES = ['applied', 'duplicate', 'ignored', 'quarantined', 'unreadable'] as const
export type IngestOutcome = (typeof INGEST_OUTCOMES)[number]
