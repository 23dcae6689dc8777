/** The journal: one row per command, append-only, each row's hash covering the one before it (I10). */
import { hash } from 'node:crypto'
import type { Store } from '../store/store.ts'

export const GENESIS_HASH: Buffer = Buffer.alloc(32)

export interface JournalEntry {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly command: string
  /** JSON text; refers to guests by id, never by name. */
  readonly payload: string
}

export function journalHash(previousHash: Buffer, entry: JournalEntry): Buffer {
  const row = `${entry.seq}\n${entry.at}\n${entry.actor}\n${entry.command}\n${entry.payload}`
  return hash('sha256', Buffer.concat([previousHash, Buffer.from(row)]), 'buffer')
}

export function createJournal(store: Store) {
  const last = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('journal').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1),
  )
  const insert = store.prepare((sql, p: JournalEntry & { previousHash: Buffer; hash: Buffer }) =>
    sql.insertInto('journal').values({
      seq: p.seq,
      at: p.at,
      actor: p.actor,
      command: p.command,
      payload: p.payload,
      previous_hash: p.previousHash,
      hash: p.hash,
    }),
  )
  const newest = store.prepare((sql, p: { before: number; limit: number }) =>
    sql.selectFrom('journal').selectAll().where('seq', '<', p.before).orderBy('seq', 'desc').limit(p.limit),
  )
  const bySeq = store.prepare((sql, p: { seq: number }) =>
    sql.selectFrom('journal').select(['at', 'actor', 'command']).where('seq', '=', p.seq),
  )
  const touch = store.prepare((sql, p: { reservationId: number; seq: number }) =>
    sql.insertInto('journal_reservation').values({ reservation_id: p.reservationId, seq: p.seq }),
  )
  const touched = store.prepare((sql, p: { reservationId: number; limit: number }) =>
    sql
      .selectFrom('journal_reservation as touched')
      .innerJoin('journal', 'journal.seq', 'touched.seq')
      .select(['journal.seq', 'journal.at', 'journal.actor', 'journal.command', 'journal.payload'])
      .where('touched.reservation_id', '=', p.reservationId)
      .orderBy('touched.seq', 'desc')
      .limit(p.limit),
  )
  return {
    /** Number and hash of the newest row, read from the file every time: memory may be ahead of a rolled-back batch. */
    head: (): { seq: number; hash: Buffer } => last.first({}) ?? { seq: 0, hash: GENESIS_HASH },
    append: (entry: JournalEntry, previousHash: Buffer): void => {
      insert.run({ ...entry, previousHash, hash: journalHash(previousHash, entry) })
    },
    /** The row `seq` changed this reservation. */
    touch: (reservationId: number, seq: number): void => {
      touch.run({ reservationId, seq })
    },
    /** Rows that changed a reservation, newest first. */
    touched: (reservationId: number, limit: number) => touched.all({ reservationId, limit }),
    /** Who did what with that number, and when. */
    row: (seq: number) => bySeq.first({ seq }),
    newest: (before: number, limit: number) => newest.all({ before, limit }),
  }
}
export type Journal = ReturnType<typeof createJournal>
