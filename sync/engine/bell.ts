/** The front-desk bell: rung any number of times while nobody listens, it is answered once. */
import type { Clock } from './ports.ts'

export class Bell {
  readonly #clock: Clock
  #rung = false
  #wake: AbortController | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isRung(): boolean {
    return this.#rung
  }

  ring(): void {
    this.#rung = true
    this.#wake?.abort()
  }

  /** Forgets earlier rings; whoever calls this is about to look at everything they could have been about. */
  hush(): void {
    this.#rung = false
  }

  /** Resolves at once after a ring, else at the next one, after `ms`, or when `signal` aborts; takes the ring. */
  async answer(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const wake = new AbortController()
      const stop = () => wake.abort()
      this.#wake = wake
      signal.addEventListener('abort', stop, { once: true })
      await this.#clock.sleep(ms, wake.signal)
      signal.removeEventListener('abort', stop)
      this.#wake = null
    }
    this.#rung = false
  }
}
