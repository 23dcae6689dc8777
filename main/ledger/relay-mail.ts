/**
 * The relay's messages as the ledger takes them in: each with the cursor in one commit (I7), none lost and none in the
 * way of the others, whatever it holds.
 */
import type { Topic } from '../../shared/contract/procedure.ts'
import type { RelayedMessage } from '../../shared/contract/sync-link.ts'
import { DomainError } from '../../shared/errors.ts'
import type { IngestOutcome } from '../../shared/snapshot.ts'
import type { Alerts } from './attention.ts'
import type { CommitQueue } from './commit-queue.ts'
import type { Execute, IngestOne } from './ingest-one.ts'
import type { Channel } from './lanes/channel-rows.ts'
import type { GapBridge } from './relay-ledger.ts'
import type { RelayRows } from './relay-rows.ts'

/** Longer than the relay recognises a repeat by itself and keeps what was acknowledged. */
const APPLIED_KEPT_MS = 30 * 86_400_000
const PRUNE_EVERY_MS = 3_600_000
const ACTOR = 'relay'
const MOST_SOURCE_CHARACTERS = 60

export interface RelayMailPorts {
  readonly queue: CommitQueue
  readonly clock: { now(): number }
  readonly rows: RelayRows
  readonly alerts: Alerts
  readonly ingestOne: IngestOne
  readonly execute: Execute
  readonly channels: () => readonly Channel[]
  readonly touch: (...topics: Topic[]) => void
}

export function createRelayMail(ports: RelayMailPorts) {
  const { queue, clock, rows, alerts, ingestOne, execute, touch } = ports
  let prunedAt = 0

  function requireEpoch(epoch: string) {
    const pairing = rows.pairing()
    if (pairing === undefined || pairing.epoch !== epoch) throw new DomainError('RelayChanged', {})
    return pairing
  }

  function applyContent(message: RelayedMessage, hotelId: string): IngestOutcome[] {
    const { source, content } = message
    const channel = ports.channels().find(({ publicId }) => publicId === source)
    if (content.kind === 'unreadable') {
      keep(message, content, hotelId, channel)
      return ['unreadable']
    }
    // Whoever read it took the source for a channel of ours.
    if (channel === undefined) throw new DomainError('RelayChanged', {})
    rows.noteMessage({ channelId: channel.id, at: message.receivedAt })
    return content.messages.map((each) => ingestOne(channel, each).outcome)
  }

  function keep(
    { epoch, seq, source, receivedAt }: RelayedMessage,
    { reason, sealed }: { reason: string; sealed: string },
    hotelId: string,
    channel: Channel | undefined,
  ): void {
    const name = channel?.name ?? `Unknown sender ${source.slice(0, MOST_SOURCE_CHARACTERS)}`
    execute('relay.keepUnreadable', ACTOR, ({ seq: journalSeq, at }) => {
      rows.keepUnreadable({
        hotelId,
        source,
        epoch,
        seq,
        receivedAt,
        at,
        reason,
        sealed: Buffer.from(sealed, 'base64'),
      })
      const detail = `A message came by the relay and could not be read: ${reason}. It is kept; compare the latest reservations with the channel.`
      alerts.open(
        { kind: 'relayUnreadable', key: `${epoch}|${seq}`, severity: 'danger', subject: name, detail },
        at,
      )
      return {
        answer: { seq: journalSeq },
        payload: { source, messageSeq: seq, reason },
        topics: ['cases', 'relay'],
        facets: [],
      }
    })
  }

  return {
    ingest: (message: RelayedMessage): Promise<{ cursor: number; outcomes: IngestOutcome[] }> =>
      queue.submit(() => {
        const { cursor, hotel_id: hotelId } = requireEpoch(message.epoch)
        const { epoch, seq, source, messageKey } = message
        if (seq <= cursor) return { cursor, outcomes: [] }
        // Numbers are dense: one that was skipped would be lost for ever.
        if (seq !== cursor + 1) throw new DomainError('RelayChanged', {})
        const isRepeat = rows.wasApplied(source, messageKey)
        const outcomes = isRepeat ? [] : applyContent(message, hotelId)
        if (!isRepeat) rows.noteApplied({ source, messageKey, at: clock.now() })
        rows.setCursor({ epoch, cursor: seq })
        touch('relay')
        return { cursor: seq, outcomes }
      }),

    bridgeGap: ({ gap, epoch, cursor, toEpoch, toCursor }: GapBridge): Promise<void> =>
      queue.submit(() => {
        const pairing = requireEpoch(epoch)
        if (pairing.cursor !== cursor) throw new DomainError('RelayChanged', {})
        execute('relay.bridgeGap', ACTOR, ({ seq, at }) => {
          rows.setCursor({ epoch: toEpoch, cursor: toCursor })
          const detail =
            gap === 'restored'
              ? 'The relay was restored from a copy. What it had taken in after that copy and not handed over is missing here: compare the reservations of the last days with each channel.'
              : `The relay no longer holds messages ${cursor + 1} to ${toCursor}, which this ledger does not know. Compare the reservations since its last backup with each channel.`
          alerts.open(
            { kind: 'relayGap', key: `${toEpoch}|${toCursor}`, severity: 'danger', subject: 'Relay', detail },
            at,
          )
          return {
            answer: { seq },
            payload: { gap, epoch, cursor, toEpoch, toCursor },
            topics: ['cases', 'relay'],
            facets: [],
          }
        })
      }),

    noteRefused: (isRefused: boolean): Promise<void> =>
      queue.submit(() => {
        const detail =
          'The relay no longer lets this desk in: another one has taken up the pairing. Restore it here with the recovery code, or unpair.'
        const alert = {
          kind: 'relayRefused',
          key: 'relay',
          severity: 'danger',
          subject: 'Relay',
          detail,
        } as const
        const changed = isRefused
          ? alerts.open(alert, clock.now())
          : alerts.close(alert.kind, alert.key, clock.now())
        if (changed) touch('cases')
      }),

    /** At most once an hour. */
    prune(): void {
      const now = clock.now()
      if (now - prunedAt < PRUNE_EVERY_MS) return
      prunedAt = now
      queue.submit(() => rows.forgetApplied(now - APPLIED_KEPT_MS)).catch(() => undefined)
    },
  }
}
