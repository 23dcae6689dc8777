/** What happened to reservations, one message after the other, each until it is reported. */
import type { BookingContent } from '../bookingcom/bookings.ts'
import type { Store } from '../bookingcom/store.ts'

export type MessageStatus = 'Commit' | 'Modify' | 'Cancel'

export interface Message {
  readonly id: number
  readonly channelRef: string
  readonly status: MessageStatus
  readonly content: BookingContent
  /** Epoch milliseconds. */
  readonly bookedAt: number
  readonly at: number
}

type Row = Omit<Message, 'content'> & { content: string }

/** A fetch brings at most so many; the others come once these are reported. */
const MOST_PER_FETCH = 500

export type Messages = ReturnType<typeof openMessages>

export function openMessages(store: Store) {
  store.exec(SCHEMA)
  const insert = store.prepare(
    'INSERT INTO sm_message (channel_ref, status, content, booked_at, at) VALUES (?, ?, ?, ?, ?)',
  )
  const waiting = store.prepare<[], Row>(
    `SELECT id, channel_ref AS channelRef, status, content, booked_at AS bookedAt, at FROM sm_message
     WHERE reported_as IS NULL ORDER BY id LIMIT ${MOST_PER_FETCH}`,
  )
  const find = store.prepare<[string], { channelRef: string; reportedAs: string | null }>(
    'SELECT channel_ref AS channelRef, reported_as AS reportedAs FROM sm_message WHERE id = ?',
  )
  const report = store.prepare('UPDATE sm_message SET reported_as = ? WHERE id = ?')
  const left = store.prepare<[string], { count: number }>(
    'SELECT count(*) AS count FROM sm_message WHERE channel_ref = ? AND reported_as IS NULL',
  )
  return {
    add({ channelRef, status, content, bookedAt, at }: Omit<Message, 'id'>): void {
      insert.run(channelRef, status, JSON.stringify(content), bookedAt, at)
    },

    waiting: (): Message[] =>
      waiting.all().map((row) => ({ ...row, content: JSON.parse(row.content) as BookingContent })),

    /** Null where there is no such message. */
    find: (id: string) => find.get(id) ?? null,

    report(id: string, as: string): void {
      report.run(as, id)
    },

    isWaiting: (channelRef: string): boolean => (left.get(channelRef)?.count ?? 0) > 0,
  }
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS sm_message (
  id INTEGER PRIMARY KEY AUTOINCREMENT, channel_ref TEXT NOT NULL, status TEXT NOT NULL, content TEXT NOT NULL,
  booked_at INTEGER NOT NULL, at INTEGER NOT NULL, reported_as TEXT
) STRICT`
