/** The inbox: every message that a channel handed over, once, with what became of it in the end. */
import { createHash } from 'node:crypto'
import type { InboundMessage, IngestOutcome, ReservationSnapshot } from '../../shared/snapshot.ts'
import type { Store } from '../store/store.ts'

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * Equal bookings, equal fingerprints: the latest applied one tells a duplicate from a change. What is said of the money is kept
 * and compared beside it: a change of that alone touches no stay, and a file of before it was read keeps its fingerprints.
 */
export function snapshotFingerprint({ payment: _, ...booking }: ReservationSnapshot): Buffer {
  return sha256(JSON.stringify(booking))
}

/** What a message that waits for a mapping says; null for one that an earlier version kept unread. */
export const readSnapshot = (snapshot: string | null): ReservationSnapshot | null =>
  snapshot === null ? null : (JSON.parse(snapshot) as ReservationSnapshot)

/** Of all that a message says; of its raw text where that could not be read. */
export const fingerprintOf = ({ snapshot, rawMasked }: InboundMessage): Buffer =>
  sha256(snapshot === null ? rawMasked : JSON.stringify(snapshot))

export function createInbox(store: Store) {
  const latest = store.prepare((sql, p: { channelId: number; channelRef: string }) =>
    sql
      .selectFrom('inbox')
      .select(['fingerprint', 'kind', 'outcome'])
      .where('channel_id', '=', p.channelId)
      .where('channel_ref', '=', p.channelRef)
      .orderBy('id', 'desc')
      .limit(1),
  )
  const record = store.prepare(
    (
      sql,
      p: {
        channelId: number
        at: number
        queue: string
        kind: InboundMessage['kind']
        channelRef: string
        fingerprint: Buffer
        raw: string
        outcome: IngestOutcome
        reason: string
        reservationId: number | null
        seq: number
        /** As JSON, while it waits for a mapping. */
        snapshot: string | null
      },
    ) =>
      sql.insertInto('inbox').values({
        channel_id: p.channelId,
        received_at: p.at,
        queue: p.queue,
        kind: p.kind,
        channel_ref: p.channelRef,
        fingerprint: p.fingerprint,
        raw: p.raw,
        outcome: p.outcome,
        reason: p.reason,
        reservation_id: p.reservationId,
        seq: p.seq,
        snapshot: p.snapshot,
      }),
  )
  const find = store.prepare((sql, p: { channelId: number; id: number }) =>
    sql
      .selectFrom('inbox')
      .select(['kind', 'outcome', 'channel_ref as channelRef', 'snapshot'])
      .where('id', '=', p.id)
      .where('channel_id', '=', p.channelId),
  )
  const waiting = store.prepare((sql, p: { channelId: number }) =>
    sql
      .selectFrom('inbox')
      .select(['id', 'kind', 'channel_ref as channelRef', 'snapshot'])
      .where('channel_id', '=', p.channelId)
      .where('outcome', '=', 'quarantined')
      .where('snapshot', 'is not', null)
      .orderBy('id'),
  )
  const waitingOf = store.prepare((sql, p: { channelId: number; channelRef: string }) =>
    sql
      .selectFrom('inbox')
      .select('id')
      .where('channel_id', '=', p.channelId)
      .where('channel_ref', '=', p.channelRef)
      .where('outcome', '=', 'quarantined')
      .limit(1),
  )
  const supersede = store.prepare((sql, p: { channelId: number; channelRef: string }) =>
    sql
      .updateTable('inbox')
      .set({ outcome: 'ignored', reason: 'a later message about this booking came', snapshot: null })
      .where('channel_id', '=', p.channelId)
      .where('channel_ref', '=', p.channelRef)
      .where('outcome', '=', 'quarantined'),
  )
  const setApplied = store.prepare((sql, p: { id: number; reservationId: number; seq: number }) =>
    sql
      .updateTable('inbox')
      .set({ outcome: 'applied', reason: '', reservation_id: p.reservationId, seq: p.seq, snapshot: null })
      .where('id', '=', p.id),
  )
  const dismiss = store.prepare((sql, p: { id: number; reason: string }) =>
    sql
      .updateTable('inbox')
      .set({ outcome: 'ignored', reason: p.reason, snapshot: null })
      .where('id', '=', p.id),
  )
  const open = store.prepare(
    (sql, p: { channelId: number; channelRef: string; outcome: 'quarantined' | 'unreadable' }) =>
      sql
        .selectFrom('inbox')
        .select('id')
        .where('channel_id', '=', p.channelId)
        .where('channel_ref', '=', p.channelRef)
        .where('outcome', '=', p.outcome)
        .limit(1),
  )
  return {
    /** Dealt with by a person; it waits no longer. */
    dismiss: dismiss.run,
    /** Whether a message about the booking still has this outcome. */
    stillOpen: (channelId: number, channelRef: string, outcome: 'quarantined' | 'unreadable'): boolean =>
      open.first({ channelId, channelRef, outcome }) !== undefined,
    /** The last message about a booking. */
    latest: (channelId: number, channelRef: string) => latest.first({ channelId, channelRef }),
    record: record.run,
    find: (channelId: number, id: number) => find.first({ channelId, id }),
    /** Messages that wait for a mapping, in order of arrival. */
    waiting: (channelId: number) => waiting.all({ channelId }),
    /** Whether a message about the booking waits for a mapping. */
    isWaiting: (channelId: number, channelRef: string): boolean =>
      waitingOf.first({ channelId, channelRef }) !== undefined,
    /** Those of the booking that wait for a mapping do so no longer. */
    supersede: supersede.run,
    /** One that waited has been applied. */
    setApplied: setApplied.run,
  }
}
export type Inbox = ReturnType<typeof createInbox>
