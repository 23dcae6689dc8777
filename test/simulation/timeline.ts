/**
 * The world's time and everything that is going to happen in it: one queue ordered by (time, order), so that a seed is
 * replayed step by step. Nothing else moves time, and nothing happens outside of it.
 */
import { createHash } from 'node:crypto'

/** What a happening belongs to: it does not happen when that is dead by then, and later when the machine sleeps. */
export interface Scope {
  isAlive: boolean
  /** On the hotel's machine, which may sleep. */
  readonly onMachine: boolean
}

export const WORLD: Scope = { isAlive: true, onMachine: false }

interface Happening {
  at: number
  readonly order: number
  readonly scope: Scope
  readonly label: string
  readonly run: () => void
  isCancelled: boolean
}

const isBefore = (a: Happening, b: Happening): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

export class Timeline {
  /** Milliseconds since the world began. */
  now = 0
  /** So much of it the machine has slept: its monotonic clock stood still. */
  sleptMs = 0
  #asleepUntil = 0
  steps = 0
  readonly trace: string[] = []
  readonly #keepsTrace: boolean
  readonly #hash = createHash('sha256')
  #order = 0
  #heap: Happening[] = []

  constructor(keepsTrace: boolean) {
    this.#keepsTrace = keepsTrace
  }

  /** @param label goes into the trace; empty for what is only a timer. The answer cancels it. */
  after(ms: number, scope: Scope, label: string, run: () => void): () => void {
    if (!Number.isFinite(ms) || ms < 0) throw new Error(`nothing can happen in ${ms} ms`)
    const wanted = this.now + Math.ceil(ms)
    // What reaches a machine that sleeps waits until it wakes.
    const at = scope.onMachine ? Math.max(wanted, this.#asleepUntil) : wanted
    const happening = { at, order: this.#order++, scope, label, run, isCancelled: false }
    this.#heap.push(happening)
    this.#rise(this.#heap.length - 1)
    return () => {
      happening.isCancelled = true
    }
  }

  /** Makes the next thing happen. @returns false when nothing is left. */
  step(): boolean {
    for (;;) {
      const next = this.#take()
      if (next === undefined) return false
      if (next.isCancelled || !next.scope.isAlive) continue
      this.now = next.at
      this.steps += 1
      this.#hash.update(`${next.at} ${next.order} ${next.label}\n`)
      if (next.label !== '') this.note(next.label)
      next.run()
      return true
    }
  }

  /** Until the machine wakes; 0 while it is awake. */
  get asleepMs(): number {
    return Math.max(0, this.#asleepUntil - this.now)
  }

  note(text: string): void {
    this.#hash.update(text)
    if (this.#keepsTrace) this.trace.push(`${String(this.now).padStart(8)}  ${text}`)
  }

  /** Whatever was to happen on the machine happens so much later; the rest of the world goes on. */
  sleepMachine(ms: number): void {
    this.sleptMs += ms
    this.#asleepUntil = this.now + ms
    const shifted = this.#heap
    this.#heap = []
    for (const happening of shifted) {
      if (happening.scope.onMachine) happening.at += ms
      this.#heap.push(happening)
      this.#rise(this.#heap.length - 1)
    }
  }

  /** Of everything that happened so far. */
  hash(): string {
    return this.#hash.copy().digest('hex').slice(0, 16)
  }

  #take(): Happening | undefined {
    const first = this.#heap[0]
    const last = this.#heap.pop()
    if (first === undefined || last === undefined || first === last) return first
    this.#heap[0] = last
    this.#sink()
    return first
  }

  #rise(from: number): void {
    const heap = this.#heap
    const rising = heap[from]!
    let index = from
    while (index > 0) {
      const above = (index - 1) >> 1
      if (!isBefore(rising, heap[above]!)) break
      heap[index] = heap[above]!
      index = above
    }
    heap[index] = rising
  }

  #sink(): void {
    const heap = this.#heap
    const sinking = heap[0]!
    let index = 0
    for (;;) {
      let below = 2 * index + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below += 1
      if (!isBefore(heap[below]!, sinking)) break
      heap[index] = heap[below]!
      index = below
    }
    heap[index] = sinking
  }
}
