/** Batches whose answer is not known yet; in memory only, as a start makes their fate unknown anyway (rule 4). */
import type { WorkRange } from './work.ts'

export interface OpenBatch {
  readonly requestId: string
  readonly channelId: number
  readonly lane: string
  readonly ranges: readonly WorkRange[]
  /** Work of the lane that had no place in it: another claim follows for sure. */
  readonly leavesWork: boolean
  /** Journal number at which the work was read. */
  readonly readSeq: number
  /** Journal numbers of the commands whose changes it carries, ascending; the latest ones only. */
  readonly seqs: readonly number[]
  /** The oldest change that the lane had not settled before; null where there was none, only cells to be sent again. */
  readonly oldestSeq: number | null
  /** Monotonic ms at the claim: no later than the request's start. */
  readonly claimedAt: number
  /** A full resync came in between: the answer tells nothing about what is shown now. */
  readonly isVoid: boolean
}

export class OpenBatches {
  readonly #byRequest = new Map<string, OpenBatch>()

  add(batch: OpenBatch): void {
    this.#byRequest.set(batch.requestId, batch)
  }

  get(requestId: string): OpenBatch | undefined {
    return this.#byRequest.get(requestId)
  }

  /** The latest one of a lane. */
  ofLane(channelId: number, lane: string): OpenBatch | undefined {
    return [...this.#byRequest.values()].findLast(
      (batch) => batch.channelId === channelId && batch.lane === lane,
    )
  }

  drop(batch: OpenBatch): void {
    this.#byRequest.delete(batch.requestId)
  }

  voidAll(channelId: number): void {
    for (const batch of this.#byRequest.values()) {
      if (batch.channelId === channelId) this.#byRequest.set(batch.requestId, { ...batch, isVoid: true })
    }
  }

  clear(): void {
    this.#byRequest.clear()
  }
}
