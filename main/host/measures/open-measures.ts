/** The host's measures put together: what watches commands and lanes, and what pages and scrapers read. */
import type { OperationsPort } from '../../api/ports.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { HostClock, HostRandom } from '../clock.ts'
import { watchCommands } from './command-watch.ts'
import { KnownTraces } from './known-traces.ts'
import { watchLanes } from './lane-watch.ts'
import { createMeasures } from './measures.ts'
import { prometheusText } from './prometheus.ts'
import { exportSpans, NO_SPANS, type SpanSink } from './spans.ts'

export interface MeasuringParts<L extends Ledger> {
  readonly ledger: L
  readonly clock: HostClock
  readonly random: HostRandom
  readonly log: { info(fields: object, text: string): void; warn(fields: object, text: string): void }
  readonly version: string
  /** Where spans go; null: nobody wants them. */
  readonly tracesTo: URL | null
}

/** So that no minute of the charts is without. */
const SAMPLE_EVERY_MS = 30_000

export async function openMeasures<L extends Ledger>(parts: MeasuringParts<L>) {
  const { clock, random, log } = parts
  const spans = await spanSink(parts)
  const traces = new KnownTraces()
  const measures = createMeasures({ clock, readStanding: () => parts.ledger.queries.standing() })
  const { commands, traced } = watchCommands({ clock, random, measures, traces, spans, log })
  const endLanes = parts.ledger.lanes.observe(watchLanes({ clock, random, measures, traces, spans, log }))
  const endSamples = clock.every(SAMPLE_EVERY_MS, measures.sample)
  const text = prometheusText(measures, clock.now)
  const operations: OperationsPort = { measures: measures.answer, text }
  return {
    commands,
    ledger: traced(parts.ledger),
    operations,
    traceIdsOf: (requestId: string) => traces.ofRequest(requestId).map(({ traceId }) => traceId),
    async close() {
      endSamples()
      endLanes()
      await spans.close()
    },
  }
}

async function spanSink({ tracesTo, clock, log, version }: MeasuringParts<Ledger>): Promise<SpanSink> {
  if (tracesTo === null) return NO_SPANS
  const { postSpansTo } = await import('./span-post.ts')
  return exportSpans({
    post: postSpansTo(tracesTo),
    clock,
    version,
    complain: (error, lost) => {
      const why = error instanceof Error ? error.message : typeof error
      log.warn({ why, lost }, 'the collector does not take spans; they are lost until it does')
    },
  })
}
