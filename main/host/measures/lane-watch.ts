/** What lanes claim and settle: counted, logged with its ids, and traced back to the commands behind it. */
import type { ClaimedWork, LaneObserver, SettledCall } from '../../ledger/lanes/lane-observer.ts'
import { newSpanId, type WatchParts } from './command-watch.ts'
import type { CommandTrace } from './known-traces.ts'
import type { Measures } from './measures.ts'
import type { Span } from './spans.ts'

type LaneParts = Omit<WatchParts, 'measures'> & { readonly measures: Pick<Measures, 'call'> }

export function watchLanes(parts: LaneParts): LaneObserver {
  const { clock, random, measures, traces, spans, log } = parts

  /** Of every command that the request carries: each trace is whole by itself. */
  function add(of: readonly CommandTrace[], span: Omit<Span, 'traceId' | 'spanId' | 'parentId'>): void {
    if (!spans.isOn) return
    for (const { traceId, spanId } of of)
      spans.add({ ...span, traceId, spanId: newSpanId(random), parentId: spanId })
  }

  return {
    claimed({ channelId, lane, requestId, ranges, seqs }: ClaimedWork) {
      const of = traces.claimed(requestId, seqs)
      log.info(
        { channelId, lane, requestId, ranges: ranges.length, seqs, traceIds: idsOf(of) },
        'work was claimed',
      )
      const at = clock.now()
      add(of, {
        name: `claim ${lane}`,
        kind: 'internal',
        startAt: at,
        endAt: at,
        attributes: namesOf({ channelId, lane, requestId }),
        errorCode: null,
      })
    },
    settled(call) {
      measures.call(call)
      const { channelId, lane, requestId, attempt, cells, errorCode, claimedAt, settledAt, sent } = call
      const of = traces.settled(requestId)
      const { acknowledged, refused, notApplied, uncertain } = call
      const outcomes = { acknowledged, refused, notApplied, uncertain }
      const ids = { channelId, lane, requestId, traceIds: idsOf(of) }
      const tookMs = settledAt - claimedAt
      log.info({ ...ids, attempt, cells, ...outcomes, errorCode, tookMs }, 'a request was settled')
      const attributes = { ...namesOf(call), 'keyrack.attempt': attempt, 'keyrack.cells': cells }
      if (sent !== null)
        add(of, {
          name: `request ${lane}`,
          kind: 'client',
          startAt: sent.at,
          endAt: sent.at + sent.tookMs,
          attributes,
          errorCode,
        })
      add(of, {
        name: acknowledged > 0 ? `acknowledged ${lane}` : `settled ${lane}`,
        kind: 'internal',
        startAt: claimedAt,
        endAt: settledAt,
        attributes: { ...attributes, 'keyrack.acknowledged_ranges': acknowledged },
        errorCode,
      })
    },
  }
}

const idsOf = (of: readonly CommandTrace[]): string[] | undefined =>
  of.length === 0 ? undefined : of.map(({ traceId }) => traceId)

const namesOf = ({ channelId, lane, requestId }: Pick<SettledCall, 'channelId' | 'lane' | 'requestId'>) => ({
  'keyrack.channel': channelId,
  'keyrack.lane': lane,
  'keyrack.request': requestId,
})
