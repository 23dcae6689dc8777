/** Time and chance as the host uses them; the entry point constructs the real ones, tests their own. */
import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'

export interface HostClock {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds that never go back, for measuring. */
  monotonic(): number
  /** Calls once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void
  /** Calls every `ms`; the answer ends it. */
  every(ms: number, run: () => void): () => void
}

export interface HostRandom {
  bytes(count: number): Uint8Array
  /** Uniform in [0, 1). */
  fraction(): number
}

/** The machine's own; its timers do not keep the process alive. */
export function systemClock(): HostClock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
    every(ms, run) {
      const timer = setInterval(run, ms)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}

export function systemRandom(): HostRandom {
  return { bytes: (count) => randomBytes(count), fraction: () => Math.random() }
}
