/** The last 24 hours, minute by minute, in memory: what the charts of the operations page are drawn from. */
import { SYNC_LAG_TARGET_MS } from '../../../shared/operations-targets.ts'
import type { SettledCall } from '../../ledger/lanes/lane-observer.ts'
import type { Standing } from '../../ledger/views/standing.ts'
import { Durations } from './durations.ts'

export const MINUTE_MS = 60_000
export const KEPT_MINUTES = 24 * 60

/** What was sent to one channel in a minute. */
export class ChannelSums {
  calls = 0
  errors = 0
  retries = 0
  cells = 0
  withinTarget = 0
  readonly lag = new Durations()

  add(call: SettledCall): void {
    this.calls++
    this.cells += call.cells
    if (call.errorCode !== null) this.errors++
    if (call.attempt > 1) this.retries++
    if (call.changedAt === null || call.acknowledged === 0) return
    const lagMs = Math.max(0, call.settledAt - call.changedAt)
    this.lag.add(lagMs)
    if (lagMs <= SYNC_LAG_TARGET_MS) this.withinTarget++
  }

  addAll(other: ChannelSums): void {
    this.calls += other.calls
    this.errors += other.errors
    this.retries += other.retries
    this.cells += other.cells
    this.withinTarget += other.withinTarget
    this.lag.addAll(other.lag)
  }
}

/** What waited, when somebody looked. */
export interface Waiting {
  readonly pendingCells: number
  readonly parkedCells: number
  readonly oldestPendingMs: number
}

export interface Minute {
  /** When it began, epoch ms. */
  readonly at: number
  readonly commands: Durations
  readonly channels: Map<string, ChannelSums>
  readonly waiting: Map<string, Waiting>
  /** Null where nobody looked. */
  inboxOldestMs: number | null
}

export interface History {
  command(tookMs: number): void
  call(call: SettledCall): void
  standing(standing: Standing): void
  /** Puts minutes of before this host's start in front, oldest first: what is older than a day is left out. */
  before(minutes: readonly Minute[]): void
  /** Oldest first; only minutes in which something was noted. */
  minutes(from: number): readonly Minute[]
}

export function createHistory(now: () => number): History {
  const minutes: Minute[] = []

  function current(): Minute {
    const at = Math.floor(now() / MINUTE_MS) * MINUTE_MS
    const last = minutes.at(-1)
    // A clock that was set back goes on in the minute that it was in.
    if (last !== undefined && last.at >= at) return last
    const minute: Minute = {
      at,
      commands: new Durations(),
      channels: new Map(),
      waiting: new Map(),
      inboxOldestMs: null,
    }
    minutes.push(minute)
    while (minutes.length > KEPT_MINUTES) minutes.shift()
    return minute
  }

  return {
    command: (tookMs) => current().commands.add(tookMs),
    call(call) {
      const { channels } = current()
      const sums = channels.get(call.channelId) ?? new ChannelSums()
      channels.set(call.channelId, sums)
      sums.add(call)
    },
    standing({ channels }) {
      const minute = current()
      const at = now()
      let inboxOldestMs = 0
      for (const { channelId, lanes, inboxOldestAt } of channels) {
        const before = minute.waiting.get(channelId)
        const since = oldestPendingAt(lanes)
        minute.waiting.set(channelId, {
          pendingCells: Math.max(
            before?.pendingCells ?? 0,
            sumOf(lanes, ({ pendingCells }) => pendingCells),
          ),
          parkedCells: Math.max(
            before?.parkedCells ?? 0,
            sumOf(lanes, ({ parkedCells }) => parkedCells),
          ),
          oldestPendingMs: Math.max(before?.oldestPendingMs ?? 0, since === null ? 0 : at - since),
        })
        if (inboxOldestAt !== null) inboxOldestMs = Math.max(inboxOldestMs, at - inboxOldestAt)
      }
      minute.inboxOldestMs = Math.max(minute.inboxOldestMs ?? 0, inboxOldestMs)
    },
    before(earlier) {
      const oldest = now() - KEPT_MINUTES * MINUTE_MS
      const first = minutes[0]?.at ?? Number.POSITIVE_INFINITY
      minutes.unshift(...earlier.filter(({ at }) => at > oldest && at < first && at <= now()))
    },
    minutes: (from) => minutes.filter(({ at }) => at >= from),
  }
}

type Lanes = Standing['channels'][number]['lanes']

export const sumOf = (lanes: Lanes, of: (lane: Lanes[number]) => number): number =>
  lanes.reduce((total, lane) => total + of(lane), 0)

/** Null where nothing is pending. */
export function oldestPendingAt(lanes: Lanes): number | null {
  return lanes.reduce<number | null>(
    (oldest, { oldestPendingAt: at }) => (at === null ? oldest : Math.min(oldest ?? at, at)),
    null,
  )
}
