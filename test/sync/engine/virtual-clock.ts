/** Time that passes only when a test says so; sleepers wake in the order of (time, when they fell asleep). */
import type { Clock, Random } from '../../../sync/engine/ports.ts'

interface Sleeper {
  readonly at: number
  readonly order: number
  wake(): void
}

const EPOCH_MS = Date.UTC(2027, 2, 1)

export class VirtualClock implements Clock {
  #elapsedMs = 0
  #order = 0
  #sleepers: Sleeper[] = []

  now(): number {
    return EPOCH_MS + this.#elapsedMs
  }

  monotonic(): number {
    return this.#elapsedMs
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (!Number.isFinite(ms) || ms < 0) throw new Error(`cannot sleep for ${ms} ms`)
    if (signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const sleeper = {
        at: this.#elapsedMs + ms,
        order: this.#order++,
        wake: () => {
          this.#sleepers = this.#sleepers.filter((other) => other !== sleeper)
          signal?.removeEventListener('abort', sleeper.wake)
          resolve()
        },
      }
      this.#sleepers.push(sleeper)
      signal?.addEventListener('abort', sleeper.wake, { once: true })
    })
  }

  /** Lets everything run that needs no time to pass. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
  }

  /** Lets `ms` pass, waking each sleeper at its time. */
  async pass(ms: number): Promise<void> {
    const until = this.#elapsedMs + ms
    await this.settle()
    for (;;) {
      const next = this.#sleepers.toSorted((a, b) => a.at - b.at || a.order - b.order)[0]
      if (next === undefined || next.at > until) break
      this.#elapsedMs = next.at
      next.wake()
      await this.settle()
    }
    this.#elapsedMs = until
  }

  get sleepers(): number {
    return this.#sleepers.length
  }
}

/** The same numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
