/** The host's side of the link to its sync process: what the ledger offers to lanes, for the present epoch only. */
import { implement } from '@orpc/server'
import { FACETS, type Facet } from '../../shared/cells.ts'
import {
  type Hint,
  type RelayConnection,
  type RelayedMessage,
  type RelayGap,
  type RelaySighting,
  syncLink,
} from '../../shared/contract/sync-link.ts'
import { DomainError } from '../../shared/errors.ts'
import type { IngestOutcome } from '../../shared/snapshot.ts'
import { failureOf, type ReportIncident } from '../api/failures.ts'
import { subscribed } from '../api/subscribed.ts'
import type { LaneDesk } from '../ledger/ledger.ts'
import type { CallBook } from './call-book.ts'
import type { Inquiries } from './inquiries.ts'
import type { ToldBook } from './told-book.ts'

/** The epoch of the process at the other end; given by whoever opened the link, never by that process. */
export interface LinkContext {
  readonly epoch: number
}

/** The relay's part of what the sync process asks. */
export interface RelayFeedPort {
  /** Null where the hotel is not paired. */
  connection(): RelayConnection | null
  /** @throws DomainError RelayChanged */
  ingest(message: RelayedMessage): Promise<{ cursor: number; outcomes: IngestOutcome[] }>
  /** @throws DomainError RelayChanged */
  bridgeGap(bridge: {
    gap: RelayGap
    epoch: string
    cursor: number
    toEpoch: string
    toCursor: number
  }): Promise<void>
  seen(sighting: RelaySighting): void
}

/** Told of what channels were asked and showed, for people to look at. */
export interface LinkWatch extends Pick<CallBook, 'note'>, Pick<ToldBook, 'comparing' | 'compared'> {}

/** Hints that may wait; beyond it they are merged, which loses nothing: a hint only says where to look. */
const MOST_WAITING_HINTS = 64

export function syncLinkRouter(
  lanes: LaneDesk,
  relay: RelayFeedPort,
  inquiries: Pick<Inquiries, 'answer' | 'onHint'>,
  currentEpoch: () => number,
  report: ReportIncident,
  /** Of the commands whose changes a request carries, for the log at the other end. */
  traceIdsOf: (requestId: string) => readonly string[],
  watched: LinkWatch,
) {
  const link = implement(syncLink)
    .$context<LinkContext>()
    .$config({ initialOutputValidationIndex: Number.NaN })
    .use(async ({ next, path, signal }) => {
      try {
        return await next()
      } catch (error) {
        throw failureOf(error, `syncLink.${path.join('.')}`, signal, report)
      }
    })
    .use(({ context, next }) => {
      const current = currentEpoch()
      if (context.epoch !== current) throw new DomainError('StaleEpoch', { epoch: context.epoch, current })
      return next()
    })
  return link.router({
    connections: link.connections.handler(() => ({
      connections: lanes.connections(),
      relay: relay.connection(),
    })),
    hints: link.hints.handler(({ signal }) =>
      subscribed<Hint>((listener) => bothHints(lanes, inquiries, listener), {
        coalesce: mergedHints,
        limit: MOST_WAITING_HINTS,
        signal,
      }),
    ),
    claim: link.claim.handler(async ({ input }) => {
      const claimed = await lanes.claim(input)
      const traceIds = claimed.batch === null ? [] : traceIdsOf(claimed.batch.requestId)
      return claimed.batch === null || traceIds.length === 0
        ? claimed
        : { ...claimed, batch: { ...claimed.batch, traceIds: [...traceIds] } }
    }),
    settle: link.settle.handler(async ({ input }) => {
      await lanes.settle(input)
      return { settled: true }
    }),
    beginPull: link.beginPull.handler(async ({ input }) => ({
      pullId: await lanes.beginPull(input.channelId),
    })),
    ingest: link.ingest.handler(({ input }) => lanes.ingest(input.channelId, input.message)),
    completePull: link.completePull.handler(async ({ input }) => {
      await lanes.completePull(input.channelId, input.pullId, input.error)
      return {}
    }),
    beginComparison: link.beginComparison.handler(async ({ input }) => {
      const begun = await lanes.beginComparison(input)
      watched.comparing(input.channelId, begun)
      return begun
    }),
    settleComparison: link.settleComparison.handler(async ({ input }) => {
      const settled = await lanes.settleComparison(input)
      watched.compared(input)
      return settled
    }),
    noteCall: link.noteCall.handler(({ input }) => {
      watched.note(input)
      return {}
    }),
    answerInquiry: link.answerInquiry.handler(({ input }) => {
      inquiries.answer(input.inquiryId, input.answer)
      return {}
    }),
    ingestRelayed: link.ingestRelayed.handler(({ input }) => relay.ingest(input)),
    bridgeRelayGap: link.bridgeRelayGap.handler(async ({ input }) => {
      await relay.bridgeGap(input)
      return {}
    }),
    relaySeen: link.relaySeen.handler(({ input }) => {
      relay.seen(input)
      return {}
    }),
  })
}

function bothHints(
  lanes: Pick<LaneDesk, 'onHint'>,
  inquiries: Pick<Inquiries, 'onHint'>,
  listener: (hint: Hint) => void,
): () => void {
  const ends = [lanes.onHint(listener), inquiries.onHint(listener)]
  return () => {
    for (const end of ends) end()
  }
}

/** At most one hint of work, one of connections and one pull per channel, in that order of use; then every inquiry. */
export function mergedHints(waiting: readonly Hint[]): Hint[] {
  const facets = new Set<Facet>()
  const pulls = new Set<string>()
  let connections = false
  for (const hint of waiting) {
    if (hint.kind === 'work') for (const facet of hint.facets) facets.add(facet)
    else if (hint.kind === 'pull') pulls.add(hint.channelId)
    else if (hint.kind === 'connections') connections = true
  }
  const merged: Hint[] = connections ? [{ kind: 'connections' }] : []
  if (facets.size > 0) merged.push({ kind: 'work', facets: FACETS.filter((facet) => facets.has(facet)) })
  for (const channelId of pulls) merged.push({ kind: 'pull', channelId })
  // Few, as `MOST_INQUIRIES` bounds them, and each has somebody who waits.
  return [...merged, ...waiting.filter(({ kind }) => kind === 'inquiry')]
}
