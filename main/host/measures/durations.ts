/** How long things took, as counts in steps that grow by the same factor: small, and any two can be added up. */

const SHORTEST_MS = 0.1
const FACTOR = 1.2
/** Up to 27 hours. */
const STEPS = 114
const LOG_FACTOR = Math.log(FACTOR)

const stepOf = (ms: number): number =>
  ms <= SHORTEST_MS ? 0 : Math.min(STEPS - 1, Math.ceil(Math.log(ms / SHORTEST_MS) / LOG_FACTOR))

/** The worst, then how many took each step, in pairs of step and count; empty where nothing was added. */
export type WrittenDurations = readonly number[]

export class Durations {
  #counts: Uint32Array | null = null
  #count = 0
  #worst = 0

  get count(): number {
    return this.#count
  }

  /** Null where nothing was added. */
  get worstMs(): number | null {
    return this.#count === 0 ? null : this.#worst
  }

  /** @throws RangeError where it was not written by `written`. */
  static read(written: WrittenDurations): Durations {
    const durations = new Durations()
    const [worst, ...pairs] = written
    if (worst === undefined) return durations
    const counts = new Uint32Array(STEPS)
    for (let at = 0; at < pairs.length; at += 2) {
      const [step, count] = [pairs[at], pairs[at + 1]]
      if (step === undefined || count === undefined || !(step in counts)) throw new RangeError('no such step')
      counts[step] = count
      durations.#count += count
    }
    durations.#counts = counts
    durations.#worst = worst
    return durations
  }

  written(): WrittenDurations {
    if (this.#counts === null) return []
    const pairs = [...this.#counts.entries()].filter(([, count]) => count > 0)
    return [this.#worst, ...pairs.flat()]
  }

  add(ms: number): void {
    const took = Math.max(0, ms)
    const step = stepOf(took)
    this.#counts ??= new Uint32Array(STEPS)
    this.#counts[step] = (this.#counts[step] ?? 0) + 1
    this.#count++
    this.#worst = Math.max(this.#worst, took)
  }

  addAll(other: Durations): void {
    if (other.#counts === null) return
    this.#counts ??= new Uint32Array(STEPS)
    for (const [step, count] of other.#counts.entries()) {
      if (count > 0) this.#counts[step] = (this.#counts[step] ?? 0) + count
    }
    this.#count += other.#count
    this.#worst = Math.max(this.#worst, other.#worst)
  }

  /**
   * At most a step (20 %) more than the real one, never more than the worst; null where nothing was added.
   * @param share 0 to 1
   */
  percentileMs(share: number): number | null {
    if (this.#counts === null) return null
    const wanted = Math.max(1, Math.ceil(share * this.#count))
    let seen = 0
    for (const [step, count] of this.#counts.entries()) {
      seen += count
      if (seen >= wanted) return Math.min(this.#worst, SHORTEST_MS * FACTOR ** step)
    }
    return this.#worst
  }
}

/** The same for a scraper: counts of everything up to each bound, which never fall. */
export class BoundedDurations {
  readonly boundsMs: readonly number[]
  readonly #counts: number[]
  sumMs = 0
  count = 0

  constructor(boundsMs: readonly number[]) {
    this.boundsMs = boundsMs
    this.#counts = boundsMs.map(() => 0)
  }

  add(ms: number): void {
    const at = this.boundsMs.findIndex((bound) => ms <= bound)
    if (at >= 0) this.#counts[at] = (this.#counts[at] ?? 0) + 1
    this.sumMs += ms
    this.count++
  }

  /** How many took at most each bound, in their order. */
  upToEach(): number[] {
    let total = 0
    return this.#counts.map((count) => {
      total += count
      return total
    })
  }
}
