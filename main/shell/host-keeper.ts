/**
 * Keeps one host running: after a death it is started again, later each time and with full jitter; after too many in
 * a row, or when it says itself that it cannot open, people are asked.
 */
import type { MessagePortMain } from 'electron'
import type { DeskState } from './desk-state.ts'
import type { ShellClock } from './electron-parts.ts'
import type { HostEnd, HostListener, HostProcess } from './host-process.ts'
import { keptEnding } from './words.ts'

export interface KeeperParts {
  start(listener: HostListener): HostProcess
  readonly clock: ShellClock
  /** Tells people why there is no desk; whoever wants to try again calls `start`. */
  giveUp(why: string): void
}

export interface HostKeeper {
  start(): void
  state(): DeskState
  onChange(listener: () => void): void
  pid(): number | undefined
  /** False when there is no host to serve it: the port is the caller's still. */
  servePage(port: MessagePortMain): boolean
  tick(): void
  /** Ends the host in order; resolves when it and all that it started have ended. Nothing is started any more. */
  stop(): Promise<void>
}

const FIRST_RESTART_MS = 200
const LONGEST_RESTART_MS = 10_000
export const MOST_DEATHS = 5
/** A host that lived so long was healthy: the next death starts counting anew. */
export const HEALTHY_AFTER_MS = 60_000

/** With these codes a host ends that cannot open and would not the next time (`main/host/desk-host.ts`). */
const REFUSALS: ReadonlySet<number> = new Set([2, 3, 4, 5])
/** A host that was killed and still does not exit is left to the system. */
const STOP_WITHIN_MS = 25_000

/** Full jitter: uniform from 0 to a bound that doubles with every death in a row; milliseconds. */
export function restartDelayMs(deaths: number, fraction: number): number {
  return Math.round(fraction * Math.min(LONGEST_RESTART_MS, FIRST_RESTART_MS * 2 ** Math.min(deaths, 20)))
}

export function keepHost({ start: startProcess, clock, giveUp }: KeeperParts): HostKeeper {
  const listeners: (() => void)[] = []
  let state: DeskState = { kind: 'ended' }
  let host: HostProcess | null = null
  let startedAt = 0
  let deaths = 0
  let stopping: PromiseWithResolvers<void> | null = null
  let cancelRestart: () => void = () => {}

  function enter(next: DeskState): void {
    state = next
    for (const listener of listeners) listener()
  }

  function launch(): void {
    startedAt = clock.monotonic()
    try {
      host = startProcess({
        ready: (url) => enter({ kind: 'open', url, status: null }),
        status(status) {
          if (state.kind === 'open') enter({ ...state, status })
        },
        ended,
      })
    } catch (error) {
      ended({ code: 1, refusal: null, lastWords: error instanceof Error ? error.message : String(error) })
    }
  }

  function ended(end: HostEnd): void {
    host = null
    if (stopping !== null) {
      enter({ kind: 'ended' })
      stopping.resolve()
      return
    }
    if (clock.monotonic() - startedAt >= HEALTHY_AFTER_MS) deaths = 0
    deaths += 1
    const refusal = end.refusal ?? (REFUSALS.has(end.code) ? end.lastWords : null)
    if (refusal !== null || deaths >= MOST_DEATHS) {
      const why = refusal ?? keptEnding(deaths, end.lastWords)
      enter({ kind: 'ended' })
      giveUp(why)
      return
    }
    cancelRestart = clock.after(restartDelayMs(deaths, clock.fraction()), launch)
    enter({ kind: 'away' })
  }

  return {
    start() {
      if (stopping !== null || state.kind !== 'ended') return
      deaths = 0
      enter({ kind: 'starting' })
      launch()
    },
    state: () => state,
    onChange: (listener) => void listeners.push(listener),
    pid: () => host?.pid,
    servePage(port) {
      if (state.kind !== 'open' || host === null) return false
      host.servePage(port)
      return true
    },
    tick: () => host?.tick(),
    async stop() {
      cancelRestart()
      stopping ??= Promise.withResolvers<void>()
      if (host === null) stopping.resolve()
      else host.close()
      const cancel = clock.after(STOP_WITHIN_MS, stopping.resolve)
      await stopping.promise
      cancel()
    },
  }
}
