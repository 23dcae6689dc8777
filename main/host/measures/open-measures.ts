/** The host's measures put together: what watches commands and lanes, and what pages and scrapers read. */
import { join } from 'node:path'
import type { OperationsPort } from '../../api/ports.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { HostClock, HostRandom } from '../clock.ts'
import { watchCommands } from './command-watch.ts'
import { readHistory, writeHistory } from './history-file.ts'
import { KnownTraces } from './known-traces.ts'
import { watchLanes } from './lane-watch.ts'
import { createMeasures, type Measures } from './measures.ts'
import { prometheusText } from './prometheus.ts'
import { exportSpans, NO_SPANS, type SpanSink } from './spans.ts'

export interface MeasuringParts<L extends Ledger> {
  readonly ledger: L
  /** The data folder, in which the last day is kept. */
  readonly dir: string
  readonly clock: HostClock
  readonly random: HostRandom
  readonly log: { info(fields: object, text: string): void; warn(fields: object, text: string): void }
  readonly version: string
  /** Where spans go; null: nobody wants them. */
  readonly tracesTo: URL | null
}

/** So that no minute of the charts is without. */
const SAMPLE_EVERY_MS = 30_000
/** What a death of the process may cost of the charts. */
const WRITE_EVERY_MS = 5 * 60_000
const FILE = 'operations.json'

export async function openMeasures<L extends Ledger>(parts: MeasuringParts<L>) {
  const { clock, random, log } = parts
  const spans = await spanSink(parts)
  const traces = new KnownTraces()
  const measures = createMeasures({ clock, readStanding: () => parts.ledger.queries.standing() })
  const keeping = await keepHistory(parts, measures)
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
      await keeping.end()
      await spans.close()
    },
  }
}

/** Reads what the host before this one has kept, and keeps the last day from time to time and at the end. */
async function keepHistory({ dir, clock, log }: MeasuringParts<Ledger>, measures: Measures) {
  const path = join(dir, FILE)
  const complain = (text: string) => (error: unknown) =>
    log.warn({ fault: error instanceof Error ? error.name : typeof error }, text)
  await readHistory(path).then(
    measures.goOnFrom,
    complain('the measures of the last day cannot be read; they begin anew'),
  )
  let writing: Promise<void> = Promise.resolve()
  const write = () => {
    writing = writing
      .then(() => writeHistory(path, measures.minutes()))
      .catch(complain('the measures of the last day could not be kept'))
  }
  const endWrites = clock.every(WRITE_EVERY_MS, write)
  return {
    async end() {
      endWrites()
      write()
      await writing
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
