/**
 * What the host measures of itself: commands as they are answered, calls of channels as the ledger keeps them, and what
 * waits, which is read from the ledger whenever it is asked for. Ids and numbers only.
 */
import type { OperationsRange } from '../../../shared/operations-targets.ts'
import type { SettledCall } from '../../ledger/lanes/lane-observer.ts'
import type { Standing } from '../../ledger/views/standing.ts'
import { BoundedDurations } from './durations.ts'
import { createHistory, type History, type Minute } from './history.ts'
import { type MeasuresAnswer, measuresAnswer } from './measures-view.ts'

/** Of the command's histogram: from a quiet house's 1 ms to what a desk calls a fault. */
export const COMMAND_BOUNDS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000] as const
export const LAG_BOUNDS_MS = [
  50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000,
] as const
/** Deriving what waits costs milliseconds a lane: pages and scrapers that ask at once share one answer. */
const STANDING_FRESH_MS = 2_000

export interface LaneTotals {
  readonly channelId: string
  readonly lane: string
  calls: number
  errors: number
  retries: number
  cells: number
  readonly lag: BoundedDurations
}

export interface Measures {
  /** @param code null where it was done, else why it was refused. */
  command(name: string, code: string | null, tookMs: number): void
  call(call: SettledCall): void
  /** Notes what waits, so that the charts know it also while nobody looks. */
  sample(): void
  answer(input: { range: OperationsRange; channelId?: string | undefined }): MeasuresAnswer
  standing(): Standing
  /** Minute by minute, for whoever keeps them over a restart. */
  minutes(): readonly Minute[]
  /** Goes on from what was kept before this host's start. */
  goOnFrom(minutes: readonly Minute[]): void
  readonly commands: ReadonlyMap<string, BoundedDurations>
  /** By name and code. */
  readonly refusals: ReadonlyMap<string, { readonly name: string; readonly code: string; count: number }>
  readonly lanes: ReadonlyMap<string, LaneTotals>
}

export interface MeasuresPorts {
  readonly clock: { now(): number; monotonic(): number }
  readonly readStanding: () => Standing
}

export function createMeasures({ clock, readStanding }: MeasuresPorts): Measures {
  let since = clock.now()
  const history: History = createHistory(clock.now)
  const commands = new Map<string, BoundedDurations>()
  const refusals = new Map<string, { readonly name: string; readonly code: string; count: number }>()
  const lanes = new Map<string, LaneTotals>()
  let latest: { at: number; standing: Standing } | null = null

  function standing(): Standing {
    const at = clock.monotonic()
    if (latest === null || at - latest.at >= STANDING_FRESH_MS) {
      latest = { at, standing: readStanding() }
      history.standing(latest.standing)
    }
    return latest.standing
  }

  return {
    command(name, code, tookMs) {
      const took = commands.get(name) ?? new BoundedDurations(COMMAND_BOUNDS_MS)
      commands.set(name, took)
      took.add(tookMs)
      history.command(tookMs)
      if (code === null) return
      const key = `${name} ${code}`
      const refusal = refusals.get(key) ?? { name, code, count: 0 }
      refusals.set(key, refusal)
      refusal.count++
    },
    call(call) {
      const { channelId, lane } = call
      const key = `${channelId} ${lane}`
      const totals = lanes.get(key) ?? newTotals(channelId, lane)
      lanes.set(key, totals)
      totals.calls++
      totals.cells += call.cells
      if (call.errorCode !== null) totals.errors++
      if (call.attempt > 1) totals.retries++
      if (call.changedAt !== null && call.acknowledged > 0)
        totals.lag.add(Math.max(0, call.settledAt - call.changedAt))
      history.call(call)
    },
    sample: () => void standing(),
    standing,
    minutes: () => history.minutes(0),
    goOnFrom(minutes) {
      history.before(minutes)
      if (minutes.length > 0) since = Math.min(since, history.minutes(0)[0]?.at ?? since)
    },
    answer: ({ range, channelId }) =>
      measuresAnswer({
        range,
        channelId,
        now: clock.now(),
        since,
        standing: standing(),
        minutes: history.minutes,
      }),
    commands,
    refusals,
    lanes,
  }
}

const newTotals = (channelId: string, lane: string): LaneTotals => ({
  channelId,
  lane,
  calls: 0,
  errors: 0,
  retries: 0,
  cells: 0,
  lag: new BoundedDurations(LAG_BOUNDS_MS),
})
