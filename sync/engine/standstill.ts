/** Waiting that a person can end: backing off after a failure, and standing still until someone acts. */
import { Bell } from './bell.ts'
import { LONGEST_SILENCE_MS } from './limits.ts'
import type { Clock } from './ports.ts'

export class Standstill {
  readonly #changed: Bell
  readonly #lifted: Bell
  #halted: boolean

  constructor(clock: Clock, halted: boolean) {
    this.#changed = new Bell(clock)
    this.#lifted = new Bell(clock)
    this.#halted = halted
  }

  get halted(): boolean {
    return this.#halted
  }

  /** Since they were read, the settings or credentials have become other ones. */
  get isChanged(): boolean {
    return this.#changed.isRung
  }

  halt(): void {
    this.#halted = true
  }

  /** After a failure; other settings since they were read deserve an attempt of their own. */
  haltUnlessChanged(): void {
    if (!this.isChanged) this.#halted = true
  }

  /** Someone allows it again; a wait after a failure still runs to its end. */
  lift(): void {
    this.#halted = false
    this.#lifted.ring()
  }

  /** The settings or credentials are other ones now: whatever was waited for no longer counts. */
  startAfresh(): void {
    this.lift()
    this.#changed.ring()
  }

  /** The settings in force have just been read; changes before this are no reason to cut a later wait short. */
  settingsRead(): void {
    this.#changed.hush()
  }

  /** Waits `ms`, and then for as long as it is halted. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms > 0) await this.#changed.answer(ms, signal)
    while (this.#halted && !signal.aborted) await this.#lifted.answer(LONGEST_SILENCE_MS, signal)
  }
}
