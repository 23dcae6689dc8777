/**
 * The mailbox: per hotel an ordered, durable row of sealed messages, read by a cursor that the desk keeps. One interface
 * for every engine; `test/relay/mailbox-conformance.ts` says what each of them must do.
 */

/** A hotel's number at this relay. */
export type HotelNumber = number
/** Number of a source (a channel of one hotel) at this relay. */
export type SourceNumber = number

export interface Arrival {
  readonly hotel: HotelNumber
  readonly source: SourceNumber
  /** 16 bytes that tell a message from every other one of its source. */
  readonly messageKey: Buffer
  /** Epoch milliseconds. */
  readonly receivedAt: number
  readonly sealed: Buffer
}

export interface Letter {
  readonly seq: number
  readonly source: SourceNumber
  readonly messageKey: Buffer
  readonly receivedAt: number
  readonly sealed: Buffer
}

export interface Reading {
  readonly epoch: string
  /** Of the oldest message that is still held whole; `lastSeq + 1` when there is none. */
  readonly firstSeq: number
  /** Of the newest message; 0 before the first. */
  readonly lastSeq: number
  readonly messages: readonly Letter[]
}

export interface Mailbox {
  /**
   * Resolves only when the message is durable. A repeat (same hotel, source and key) answers the first one's number.
   * @throws MailboxUnavailable, MailboxFull
   */
  accept(arrival: Arrival): Promise<{ seq: number; duplicate: boolean }>
  /**
   * Messages after `after`, in order, up to both limits; one that alone exceeds the bytes still comes.
   * @throws CursorAhead, CursorExpired
   */
  read(hotel: HotelNumber, after: number, max: { messages: number; bytes: number }): Promise<Reading>
  /** Everything through `upTo` is committed at the desk. Never goes back. @throws CursorAhead, MailboxUnavailable */
  acknowledge(hotel: HotelNumber, upTo: number): Promise<void>
  /** The newest number of each hotel; 0 where there is none. */
  heads(hotels: readonly HotelNumber[]): Promise<Map<HotelNumber, number>>
  /** Calls after commits; hints may be lost, doubled or early. The answer ends it. */
  watch(onHint: (hotel: HotelNumber, lastSeq: number) => void): Promise<() => Promise<void>>
  /**
   * Empties bodies 7 days after their acknowledgement and deletes rows 14 days after their receipt, at most `limit` rows.
   * What is not acknowledged stays. @returns how many rows it touched.
   */
  prune(now: number, limit: number): Promise<number>
  health(): Promise<{ writable: boolean; durableCopies: number }>
  close(): Promise<void>
}

const DAY_MS = 86_400_000
/** So long after its acknowledgement a message can be read again, by a ledger that was restored from a backup. */
export const REPLAY_MS = 7 * DAY_MS
/** So long after its receipt a repeat is recognised; beyond it the ledger's inbox decides. */
export const RECOGNISED_MS = 14 * DAY_MS
/** Unacknowledged messages of one hotel; months of bookings. */
export const MOST_WAITING = 20_000

/** Nothing was stored; the sender must try again. */
export class MailboxUnavailable extends Error {
  override readonly name = 'MailboxUnavailable'
}

export class MailboxFull extends Error {
  override readonly name = 'MailboxFull'
}

/** The cursor is beyond the newest message: the store was restored from an older copy. */
export class CursorAhead extends Error {
  override readonly name = 'CursorAhead'
  readonly lastSeq: number

  constructor(lastSeq: number) {
    super(`the mailbox ends at ${lastSeq}`)
    this.lastSeq = lastSeq
  }
}

/** What follows the cursor is no longer held. */
export class CursorExpired extends Error {
  override readonly name = 'CursorExpired'
  readonly firstSeq: number

  constructor(firstSeq: number) {
    super(`the mailbox begins at ${firstSeq}`)
    this.firstSeq = firstSeq
  }
}
