/**
 * The channel's limit of requests per minute, shared by its lanes. A small burst lets the first changes after quiet
 * leave at once; waiters are served in the order in which they came.
 */
import { Bell } from './bell.ts'
import type { Clock } from './ports.ts'

const MINUTE_MS = 60_000
const LARGEST_BURST = 10

export class TokenBucket {
  readonly #clock: Clock
  /** Rung when whoever waits should count again. */
  readonly #recount: Bell
  #burst = 1
  #perMs = 0
  #tokens = 0
  #countedAt: number
  /** The end of the queue: resolves when everyone before has been served. */
  #queue: Promise<void> = Promise.resolve()

  constructor(clock: Clock, requestsPerMinute: number) {
    this.#clock = clock
    this.#recount = new Bell(clock)
    this.#countedAt = clock.monotonic()
    this.configure(requestsPerMinute)
    this.#tokens = this.#burst
  }

  /**
   * From now on at most `requestsPerMinute` (1 or more) in any 60 s, the burst included: what the burst may take at
   * once is taken off the refill.
   */
  configure(requestsPerMinute: number): void {
    this.#refill()
    this.#burst = Math.min(LARGEST_BURST, Math.max(1, Math.floor(requestsPerMinute / 10)))
    this.#perMs = Math.max(requestsPerMinute - this.#burst, requestsPerMinute / 2) / MINUTE_MS
    this.#tokens = Math.min(this.#tokens, this.#burst)
    this.#recount.ring()
  }

  /** Waits for a token; false when `signal` aborted first. */
  take(signal: AbortSignal): Promise<boolean> {
    const taken = this.#queue.then(() => this.#takeFirst(signal))
    this.#queue = taken.then(() => undefined)
    return taken
  }

  /** Gives back a token whose request was never made. */
  giveBack(): void {
    this.#refill()
    this.#tokens = Math.min(this.#burst, this.#tokens + 1)
    this.#recount.ring()
  }

  async #takeFirst(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      this.#refill()
      if (this.#tokens >= 1) {
        this.#tokens -= 1
        return true
      }
      await this.#recount.answer(Math.ceil((1 - this.#tokens) / this.#perMs), signal)
    }
    return false
  }

  #refill(): void {
    const now = this.#clock.monotonic()
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#countedAt) * this.#perMs)
    this.#countedAt = now
  }
}
