/** The inbox: every message that a channel handed over, once, with what became of it. */
import { createHash } from 'node:crypto'
import type { InboundMessage, IngestOutcome, ReservationSnapshot } from '../../shared/snapshot.ts'
import type { Store } from '../store/store.ts'

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Equal snapshots, equal fingerprints: the latest applied one tells a duplicate from a change. */
export const snapshotFingerprint = (snapshot: ReservationSnapshot): Buffer => sha256(JSON.stringify(snapshot))

/** Of what a message says; of its raw text where that could not be read. */
export const fingerprintOf = ({ snapshot, rawMasked }: InboundMessage): Buffer =>
  snapshot === null ? sha256(rawMasked) : snapshotFingerprint(snapshot)

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
        kind: string
        channelRef: string
        fingerprint: Buffer
        raw: string
        outcome: IngestOutcome
        reason: string
        reservationId: number | null
        seq: number
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
      }),
  )
  return {
    /** The last message about a booking. */
    latest: (channelId: number, channelRef: string) => latest.first({ channelId, channelRef }),
    record: record.run,
  }
}
