/** The clocks of the hotel's machine: the wall clock may be set, the monotonic one stands still while the machine sleeps. */
import type { Clock } from '../../sync/engine/ports.ts'
import type { Scope, Timeline } from './timeline.ts'

export class MachineClock {
  readonly #timeline: Timeline
  readonly #startedAt: number
  /** How far the wall clock is off. */
  skewMs = 0

  /** @param startedAt epoch ms at which the world began. */
  constructor(timeline: Timeline, startedAt: number) {
    this.#timeline = timeline
    this.#startedAt = startedAt
  }

  now(): number {
    return this.#startedAt + this.#timeline.now + this.skewMs
  }

  monotonic(): number {
    return this.#timeline.now - this.#timeline.sleptMs
  }

  /** As a process of the machine has it: its sleepers die with it, and its monotonic clock begins with it. */
  ofProcess(scope: Scope): Clock {
    const timeline = this.#timeline
    const began = this.monotonic()
    return {
      now: () => this.now(),
      monotonic: () => this.monotonic() - began,
      sleep(ms, signal) {
        if (signal?.aborted) return Promise.resolve()
        return new Promise((resolve) => {
          const wake = () => {
            cancel()
            signal?.removeEventListener('abort', wake)
            resolve()
          }
          const cancel = timeline.after(ms, scope, '', wake)
          signal?.addEventListener('abort', wake, { once: true })
        })
      },
    }
  }
}
