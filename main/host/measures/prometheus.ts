/**
 * The measures as Prometheus reads them. Labels are channels (by their id), lanes, contract names of commands and closed
 * codes of errors, so that there are never many. The library is loaded when somebody asks for the first time: it takes
 * 40 ms, and most desks are never scraped.
 */
import type { Histogram, HistogramConfiguration, Registry } from 'prom-client'
import type { Standing } from '../../ledger/views/standing.ts'
import type { BoundedDurations } from './durations.ts'
import { COMMAND_BOUNDS_MS, LAG_BOUNDS_MS, type LaneTotals, type Measures } from './measures.ts'

type Library = typeof import('prom-client')

/** Prometheus text, format 0.0.4. */
export function prometheusText(measures: Measures, now: () => number): () => Promise<string> {
  let registry: Promise<Registry> | undefined
  return async () => {
    registry ??= import('prom-client').then((library) => register(library, measures, now))
    return (await registry).metrics()
  }
}

export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

function register(library: Library, measures: Measures, now: () => number): Registry {
  const registry = new library.Registry()
  registerWaiting(library, registry, measures, now)
  registerCalls(library, registry, measures)
  const registers = [registry]
  const kept = keptHistogram(library)
  new kept({
    name: 'keyrack_command_duration_seconds',
    help: 'From a command’s arrival at the host to its answer, which leaves after the commit.',
    labelNames: ['command'],
    buckets: secondsOf(COMMAND_BOUNDS_MS),
    registers,
  }).readFrom(() => [...measures.commands].map(([command, took]) => ({ labels: { command }, took })))
  new library.Counter({
    name: 'keyrack_command_refusals_total',
    help: 'Commands that were not done, by the code of their answer.',
    labelNames: ['command', 'code'],
    registers,
    collect() {
      this.reset()
      for (const { name, code, count } of measures.refusals.values()) this.inc({ command: name, code }, count)
    },
  })
  library.collectDefaultMetrics({ register: registry })
  return registry
}

function registerWaiting(library: Library, registry: Registry, measures: Measures, now: () => number): void {
  const registers = [registry]
  const ageOf = (at: number | null): number => (at === null ? 0 : Math.max(0, now() - at) / 1_000)
  const ofLanes = (
    name: string,
    help: string,
    amountOf: (lane: Standing['channels'][number]['lanes'][number]) => number,
  ) => {
    new library.Gauge({
      name,
      help,
      labelNames: ['channel', 'lane'],
      registers,
      collect() {
        this.reset()
        for (const { channelId, lanes } of measures.standing().channels)
          for (const lane of lanes) this.set({ channel: channelId, lane: lane.lane }, amountOf(lane))
      },
    })
  }
  const ofChannels = (
    name: string,
    help: string,
    amountOf: (channel: Standing['channels'][number]) => number,
  ) => {
    new library.Gauge({
      name,
      help,
      labelNames: ['channel'],
      registers,
      collect() {
        this.reset()
        for (const channel of measures.standing().channels)
          this.set({ channel: channel.channelId }, amountOf(channel))
      },
    })
  }
  ofLanes('keyrack_sync_lag_seconds', 'Age of the oldest pending cell; 0 when nothing is pending.', (lane) =>
    ageOf(lane.oldestPendingAt),
  )
  ofLanes('keyrack_pending_cells', 'Cells that a channel does not show yet.', (lane) => lane.pendingCells)
  ofLanes('keyrack_parked_cells', 'Cells whose value a channel refused.', (lane) => lane.parkedCells)
  ofChannels('keyrack_channel_enabled', '1 for a channel that is switched on.', ({ enabled }) =>
    Number(enabled),
  )
  ofChannels('keyrack_inbox_waiting', 'Messages that wait for a mapping.', ({ inboxWaiting }) => inboxWaiting)
  ofChannels(
    'keyrack_inbox_oldest_seconds',
    'Age of the oldest message that is not applied; 0 when there is none.',
    ({ inboxOldestAt }) => ageOf(inboxOldestAt),
  )
  new library.Gauge({
    name: 'keyrack_overbooking_cases_open',
    help: 'Open overbooking cases.',
    registers,
    collect() {
      this.set(measures.standing().openCases)
    },
  })
}

function registerCalls(library: Library, registry: Registry, measures: Measures): void {
  const registers = [registry]
  const counter = (name: string, help: string, amountOf: (lane: LaneTotals) => number) => {
    new library.Counter({
      name,
      help,
      labelNames: ['channel', 'lane'],
      registers,
      collect() {
        this.reset()
        for (const totals of measures.lanes.values())
          this.inc({ channel: totals.channelId, lane: totals.lane }, amountOf(totals))
      },
    })
  }
  counter('keyrack_calls_total', 'Requests to a channel that were settled.', ({ calls }) => calls)
  counter('keyrack_call_errors_total', 'Requests that ended with an error.', ({ errors }) => errors)
  counter('keyrack_call_retries_total', 'Requests after one in vain.', ({ retries }) => retries)
  counter('keyrack_cells_sent_total', 'Cells that the requests carried.', ({ cells }) => cells)
  const kept = keptHistogram(library)
  new kept({
    name: 'keyrack_sync_duration_seconds',
    help: 'From the commit of the oldest change in a request to its acknowledgement.',
    labelNames: ['channel', 'lane'],
    buckets: secondsOf(LAG_BOUNDS_MS),
    registers,
  }).readFrom(() =>
    [...measures.lanes.values()].map(({ channelId, lane, lag }) => ({
      labels: { channel: channelId, lane },
      took: lag,
    })),
  )
}

const secondsOf = (boundsMs: readonly number[]): number[] => boundsMs.map((ms) => ms / 1_000)

interface Kept {
  readonly labels: Readonly<Record<string, string>>
  readonly took: BoundedDurations
}

/** The library's histogram, of what was counted before it was loaded too. */
function keptHistogram(library: Library) {
  return class KeptHistogram extends library.Histogram {
    /** Never filled: it says what the metric is called and how it is aggregated. */
    readonly #empty: Histogram
    #read: () => readonly Kept[] = () => []

    constructor(configuration: HistogramConfiguration<string>) {
      super(configuration)
      this.#empty = new library.Histogram({ ...configuration, registers: [] })
    }

    readFrom(read: () => readonly Kept[]): void {
      this.#read = read
    }

    override async get() {
      const empty = await this.#empty.get()
      return { ...empty, values: this.#read().flatMap((kept) => samplesOf(empty.name, kept)) }
    }

    /** What the registry asks instead of `get`, where there is one. */
    getForPromString() {
      return this.get()
    }
  }
}

function samplesOf(name: string, { labels, took }: Kept) {
  const upTo = took.upToEach()
  const bucket = (le: number | string, value: number) => ({
    metricName: `${name}_bucket`,
    labels: { ...labels, le },
    value,
  })
  return [
    ...took.boundsMs.map((bound, at) => bucket(bound / 1_000, upTo[at] ?? 0)),
    bucket('+Inf', took.count),
    { metricName: `${name}_sum`, labels, value: took.sumMs / 1_000 },
    { metricName: `${name}_count`, labels, value: took.count },
  ]
}
