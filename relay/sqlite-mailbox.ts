/** The mailbox of one node: embedded SQLite, one connection, group commit. */
import type { GroupCommit } from './group-commit.ts'
import {
  type Arrival,
  CursorAhead,
  CursorExpired,
  type HotelNumber,
  type Letter,
  type Mailbox,
  MailboxFull,
  MailboxUnavailable,
  MOST_WAITING,
  RECOGNISED_MS,
  REPLAY_MS,
} from './mailbox.ts'
import type { RelayStore } from './store.ts'

const HOUR_MS = 3_600_000
/** Hotels whose head rows stay in memory between transactions. */
const MOST_HEADS = 10_000

interface Head {
  last: number
  acked: number
  emptied: number
}

export interface SqliteMailbox extends Mailbox {
  /** For the group commit that it writes through. */
  beforeCommit(): void
  afterCommit(): void
  afterRollback(): void
}

export interface SqliteMailboxOptions {
  readonly store: RelayStore
  readonly now: () => number
  /** Given late, as the group commit calls this mailbox and is called by it. */
  readonly commits: () => GroupCommit
  readonly mostWaiting?: number
}

export function createSqliteMailbox(options: SqliteMailboxOptions): SqliteMailbox {
  const { sqlite, epoch } = options.store
  const { now, commits, mostWaiting = MOST_WAITING } = options

  const headOf = sqlite.prepare<[HotelNumber], Head>(
    'SELECT last_seq AS last, acked_seq AS acked, emptied_seq AS emptied FROM mailbox_head WHERE hotel = ?',
  )
  const putHead = sqlite.prepare<[HotelNumber, number]>(
    `INSERT INTO mailbox_head (hotel, last_seq) VALUES (?, ?)
       ON CONFLICT (hotel) DO UPDATE SET last_seq = excluded.last_seq`,
  )
  const insert = sqlite.prepare<[HotelNumber, number, number, Buffer, number, Buffer]>(
    `INSERT INTO mailbox (hotel, seq, source, message_key, received_at, body) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (hotel, source, message_key) DO NOTHING`,
  )
  const known = sqlite
    .prepare<[HotelNumber, number, Buffer], number>(
      'SELECT seq FROM mailbox WHERE hotel = ? AND source = ? AND message_key = ?',
    )
    .pluck()
  const following = sqlite.prepare<[HotelNumber, number, number], Letter>(
    `SELECT seq, source, message_key AS messageKey, received_at AS receivedAt, body AS sealed
       FROM mailbox WHERE hotel = ? AND seq > ? ORDER BY seq LIMIT ?`,
  )
  const setAcked = sqlite.prepare<[number, HotelNumber]>(
    'UPDATE mailbox_head SET acked_seq = ? WHERE hotel = ?',
  )
  const noteAcked = sqlite.prepare<[HotelNumber, number, number]>(
    `INSERT INTO mailbox_acknowledgement (hotel, hour, up_to) VALUES (?, ?, ?)
       ON CONFLICT (hotel, hour) DO UPDATE SET up_to = max(up_to, excluded.up_to)`,
  )
  const dueToEmpty = sqlite.prepare<[number], { hotel: HotelNumber; hour: number; upTo: number }>(
    'SELECT hotel, hour, up_to AS upTo FROM mailbox_acknowledgement WHERE hour < ? ORDER BY hour LIMIT 1',
  )
  const empty = sqlite.prepare<[HotelNumber, number, number]>(
    'UPDATE mailbox SET body = NULL WHERE hotel = ? AND seq > ? AND seq <= ?',
  )
  const setEmptied = sqlite.prepare<[number, HotelNumber]>(
    'UPDATE mailbox_head SET emptied_seq = ? WHERE hotel = ?',
  )
  const forgetAcked = sqlite.prepare<[HotelNumber, number]>(
    'DELETE FROM mailbox_acknowledgement WHERE hotel = ? AND hour = ?',
  )
  const forget = sqlite.prepare<[number, number]>(
    `DELETE FROM mailbox WHERE rowid IN
       (SELECT rowid FROM mailbox WHERE body IS NULL AND received_at < ? ORDER BY received_at LIMIT ?)`,
  )
  const touch = sqlite.prepare<[number]>('UPDATE relay SET checked_at = ?')

  /** As they stand in the file and in the present transaction; only this process writes them. */
  const heads = new Map<HotelNumber, Head>()
  const grown = new Set<HotelNumber>()
  const watchers = new Set<(hotel: HotelNumber, lastSeq: number) => void>()

  function headIn(hotel: HotelNumber): Head {
    const met = heads.get(hotel)
    if (met !== undefined) return met
    const head = headOf.get(hotel) ?? { last: 0, acked: 0, emptied: 0 }
    heads.set(hotel, head)
    return head
  }

  function store({ hotel, source, messageKey, receivedAt, sealed }: Arrival) {
    const head = headIn(hotel)
    if (head.last - head.acked >= mostWaiting) {
      // A repeat is no new message.
      const first = known.get(hotel, source, messageKey)
      if (first === undefined) throw new MailboxFull(`the hotel has ${mostWaiting} messages waiting`)
      return { seq: first, duplicate: true }
    }
    const seq = head.last + 1
    if (insert.run(hotel, seq, source, messageKey, receivedAt, sealed).changes === 0) {
      const first = known.get(hotel, source, messageKey)
      if (first === undefined) throw new Error('a message is there and is not')
      return { seq: first, duplicate: true }
    }
    head.last = seq
    grown.add(hotel)
    return { seq, duplicate: false }
  }

  /** One group of acknowledgements, or the part of it that the limit allows. @returns rows touched, 0 when nothing is due. */
  function emptyOnce(before: number, limit: number): number {
    const due = dueToEmpty.get(before)
    if (due === undefined) return 0
    const head = headIn(due.hotel)
    const upTo = Math.min(due.upTo, head.emptied + limit)
    const changed = upTo > head.emptied ? empty.run(due.hotel, head.emptied, upTo).changes : 0
    if (upTo > head.emptied) {
      head.emptied = upTo
      setEmptied.run(upTo, due.hotel)
    }
    if (upTo === due.upTo || head.emptied >= due.upTo) forgetAcked.run(due.hotel, due.hour)
    return Math.max(1, changed)
  }

  return {
    accept: (arrival) => commits().submit(() => store(arrival)),

    async read(hotel, after, max) {
      const head = headOf.get(hotel) ?? { last: 0, acked: 0, emptied: 0 }
      if (after > head.last) throw new CursorAhead(head.last)
      if (after < head.emptied) throw new CursorExpired(head.emptied + 1)
      const messages: Letter[] = []
      let bytes = 0
      for (const letter of following.iterate(hotel, after, max.messages)) {
        bytes += letter.sealed.length
        if (messages.length > 0 && bytes > max.bytes) break
        messages.push(letter)
      }
      return { epoch, firstSeq: head.emptied + 1, lastSeq: head.last, messages }
    },

    acknowledge: (hotel, upTo) =>
      commits().submit(() => {
        const head = headIn(hotel)
        if (upTo > head.last) throw new CursorAhead(head.last)
        if (upTo <= head.acked) return
        // The head row of a hotel whose first message comes in this very transaction is written at its end.
        if (grown.has(hotel)) putHead.run(hotel, head.last)
        head.acked = upTo
        setAcked.run(upTo, hotel)
        noteAcked.run(hotel, Math.floor(now() / HOUR_MS), upTo)
      }),

    async heads(hotels) {
      return new Map(hotels.map((hotel) => [hotel, headOf.get(hotel)?.last ?? 0]))
    },

    async watch(onHint) {
      watchers.add(onHint)
      return async () => {
        watchers.delete(onHint)
      }
    },

    prune: (at, limit) =>
      commits().submit(() => {
        let touched = 0
        for (let step = 1; step > 0 && touched < limit; touched += step) {
          step = emptyOnce(Math.floor((at - REPLAY_MS) / HOUR_MS), limit - touched)
        }
        return touched + forget.run(at - RECOGNISED_MS, Math.max(0, limit - touched)).changes
      }),

    async health() {
      try {
        await commits().submit(() => touch.run(now()))
        return { writable: true, durableCopies: 1 }
      } catch (error) {
        if (!(error instanceof MailboxUnavailable)) throw error
        return { writable: false, durableCopies: 0 }
      }
    },

    async close() {
      await commits().close()
      watchers.clear()
    },

    beforeCommit() {
      for (const hotel of grown) putHead.run(hotel, headIn(hotel).last)
    },
    afterCommit() {
      const touched = [...grown].map((hotel) => [hotel, headIn(hotel).last] as const)
      if (heads.size > MOST_HEADS) heads.clear()
      grown.clear()
      for (const [hotel, last] of touched) for (const watcher of watchers) watcher(hotel, last)
    },
    afterRollback() {
      heads.clear()
      grown.clear()
    },
  }
}
