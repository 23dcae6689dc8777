/** The operations page's answer: minutes put together into steps, and each channel's sums over the range. */
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { Contract } from '../../../shared/contract/contract.ts'
import type { OperationsRange } from '../../../shared/operations-targets.ts'
import type { Standing } from '../../ledger/views/standing.ts'
import { Durations } from './durations.ts'
import { ChannelSums, MINUTE_MS, type Minute, oldestPendingAt, sumOf } from './history.ts'

export type MeasuresAnswer = InferContractRouterOutputs<Contract>['operations']['measures']
type Point = MeasuresAnswer['points'][number]

const RANGES: Readonly<Record<OperationsRange, { minutes: number; step: number }>> = {
  hour: { minutes: 60, step: 1 },
  sixHours: { minutes: 360, step: 1 },
  day: { minutes: 1_440, step: 5 },
}

export interface MeasuresQuestion {
  readonly range: OperationsRange
  readonly channelId: string | undefined
  readonly now: number
  readonly since: number
  readonly standing: Standing
  /** Minutes from an instant on. */
  minutes(from: number): readonly Minute[]
}

export function measuresAnswer(question: MeasuresQuestion): MeasuresAnswer {
  const { range, channelId, now, standing } = question
  const { minutes: length, step } = RANGES[range]
  const stepMs = step * MINUTE_MS
  const last = Math.floor(now / stepMs) * stepMs
  const first = last - (length / step - 1) * stepMs
  const minutes = question.minutes(first)
  const bySteps = Map.groupBy(minutes, ({ at }) => Math.floor(at / stepMs) * stepMs)
  const points: Point[] = []
  for (let at = first; at <= last; at += stepMs) {
    if (at + stepMs > question.since) points.push(pointOf(at, bySteps.get(at) ?? [], channelId))
  }
  const commands = new Durations()
  for (const minute of minutes) commands.addAll(minute.commands)
  return {
    at: now,
    since: question.since,
    stepMs,
    points,
    channels: standing.channels.map((channel) => totalsOf(channel, minutes)),
    openCases: standing.openCases,
    lagP99Ms: sumsOf(minutes, channelId).lag.percentileMs(0.99),
    commandP99Ms: commands.percentileMs(0.99),
  }
}

/** Of one channel, or of all. */
function sumsOf(minutes: readonly Minute[], channelId: string | undefined): ChannelSums {
  const sums = new ChannelSums()
  for (const { channels } of minutes) {
    for (const [id, of] of channels) if (channelId === undefined || id === channelId) sums.addAll(of)
  }
  return sums
}

function pointOf(at: number, minutes: readonly Minute[], channelId: string | undefined): Point {
  const sums = sumsOf(minutes, channelId)
  const commands = new Durations()
  for (const minute of minutes) commands.addAll(minute.commands)
  const waiting = minutes.flatMap((minute) =>
    minute.waiting.size === 0
      ? []
      : [
          [...minute.waiting].flatMap(([id, of]) =>
            channelId === undefined || id === channelId ? [of] : [],
          ),
        ],
  )
  // What several channels hold back adds up; over time and for ages the worst counts.
  const most = (of: (one: { pendingCells: number; parkedCells: number }) => number) =>
    waiting.length === 0
      ? null
      : Math.max(...waiting.map((all) => all.reduce((total, one) => total + of(one), 0)))
  const ages = minutes.flatMap(({ inboxOldestMs }) => (inboxOldestMs === null ? [] : [inboxOldestMs]))
  return {
    at,
    lagP50Ms: sums.lag.percentileMs(0.5),
    lagP99Ms: sums.lag.percentileMs(0.99),
    lagWorstMs: sums.lag.worstMs,
    calls: sums.calls,
    errors: sums.errors,
    retries: sums.retries,
    cells: sums.cells,
    pendingCells: most(({ pendingCells }) => pendingCells),
    parkedCells: most(({ parkedCells }) => parkedCells),
    oldestPendingMs:
      waiting.length === 0
        ? null
        : Math.max(0, ...waiting.flat().map(({ oldestPendingMs }) => oldestPendingMs)),
    inboxOldestMs: ages.length === 0 ? null : Math.max(...ages),
    commands: commands.count,
    commandP50Ms: commands.percentileMs(0.5),
    commandP99Ms: commands.percentileMs(0.99),
  }
}

function totalsOf(
  { channelId, lanes, inboxWaiting, inboxOldestAt }: Standing['channels'][number],
  minutes: readonly Minute[],
): MeasuresAnswer['channels'][number] {
  const { calls, errors, retries, cells, lag, withinTarget } = sumsOf(minutes, channelId)
  return {
    channelId,
    calls,
    errors,
    retries,
    cells,
    lagP50Ms: lag.percentileMs(0.5),
    lagP99Ms: lag.percentileMs(0.99),
    measured: lag.count,
    withinTarget,
    pendingCells: sumOf(lanes, ({ pendingCells }) => pendingCells),
    parkedCells: sumOf(lanes, ({ parkedCells }) => parkedCells),
    oldestPendingAt: oldestPendingAt(lanes),
    lastAcknowledgedAt: lanes.reduce<number | null>(
      (latest, { lastAcknowledgedAt: at }) => (at === null ? latest : Math.max(latest ?? at, at)),
      null,
    ),
    inboxWaiting,
    inboxOldestAt,
  }
}
