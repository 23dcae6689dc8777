/** The machine's clock and timers, for a sandbox that runs in real time. */
import { setTimeout as wait } from 'node:timers/promises'

export interface SandboxClock {
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export const systemClock: SandboxClock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
}
