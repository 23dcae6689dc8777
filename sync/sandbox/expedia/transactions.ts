/** What happened to bookings, one after the other, until each is retrieved and confirmed. */
import type { BookingContent } from '../bookingcom/bookings.ts'
import type { Store } from '../bookingcom/store.ts'

export type BookingType = 'Book' | 'Modify' | 'Cancel'
export type Status = 'pending' | 'retrieved' | 'confirmed'

/**
 * When the next transaction of a booking can be had: the BR reference says once the one before it is retrieved, the
 * guide once it is confirmed.
 */
export type Release = 'retrieval' | 'confirmation'

export interface Transaction {
  readonly seq: number
  readonly channelRef: string
  readonly type: BookingType
  readonly content: BookingContent
  readonly createdAt: number
  readonly status: Status
  readonly confirmNumber: string | null
}

type Row = Omit<Transaction, 'content'> & { content: string }

/** Documented: the newest ones of those that match. */
const MOST_BOOKINGS = 125

export type Transactions = ReturnType<typeof openTransactions>

export function openTransactions(store: Store, release: Release) {
  store.exec(SCHEMA)
  const insert = store.prepare(
    `INSERT INTO eqc_transaction (channel_ref, type, content, created_at, status) VALUES (?, ?, ?, ?, 'pending')`,
  )
  const all = store.prepare<[], Row>(`SELECT ${COLUMNS} FROM eqc_transaction ORDER BY seq`)
  const ofBooking = store.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM eqc_transaction WHERE channel_ref = ? ORDER BY seq`,
  )
  const markRetrieved = store.prepare(`UPDATE eqc_transaction SET status = 'retrieved' WHERE seq = ?`)
  const markConfirmed = store.prepare(
    `UPDATE eqc_transaction SET status = 'confirmed', confirm_number = ? WHERE seq = ?`,
  )

  /** Of one booking: the ones retrieved before, and the first pending one when its time has come. */
  const available = (transactions: readonly Transaction[]): Transaction[] => {
    const retrieved = transactions.filter(({ status }) => status === 'retrieved')
    const next = transactions.find(({ status }) => status === 'pending')
    const waits = release === 'confirmation' && retrieved.length > 0
    return next === undefined || waits ? retrieved : [...retrieved, next]
  }

  return {
    /** The next one of a booking does not wait for a confirmation. */
    isAnyTime: release === 'retrieval',

    add(channelRef: string, type: BookingType, content: BookingContent, now: number): void {
      insert.run(channelRef, type, JSON.stringify(content), now)
    },

    /** As they stood before this, newest first. */
    retrieve(statuses: ReadonlySet<string>): Transaction[] {
      const groups = Map.groupBy(all.all().map(transactionOf), ({ channelRef }) => channelRef)
      const found = [...groups.values()]
        .flatMap(available)
        .filter(({ status }) => statuses.has(status))
        .toSorted((a, b) => b.seq - a.seq)
        .slice(0, MOST_BOOKINGS)
      for (const { seq, status } of found) if (status === 'pending') markRetrieved.run(seq)
      return found
    },

    of: (channelRef: string): Transaction[] => ofBooking.all(channelRef).map(transactionOf),

    confirm(seq: number, confirmNumber: string): void {
      markConfirmed.run(confirmNumber, seq)
    },
  }
}

function transactionOf(row: Row): Transaction {
  return { ...row, content: JSON.parse(row.content) as BookingContent }
}

const COLUMNS = `seq, channel_ref AS channelRef, type, content, created_at AS createdAt, status,
  confirm_number AS confirmNumber`
const SCHEMA = `CREATE TABLE IF NOT EXISTS eqc_transaction (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, channel_ref TEXT NOT NULL, type TEXT NOT NULL, content TEXT NOT NULL,
  created_at INTEGER NOT NULL, status TEXT NOT NULL, confirm_number TEXT
) STRICT`
