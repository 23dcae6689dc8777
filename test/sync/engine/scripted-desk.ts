/** A desk that holds a list of work per lane and remembers what the engine did; for the decisions of the loops. */
import type { Facet } from '../../../shared/cells.ts'
import type { InquiryAnswer } from '../../../shared/contract/channel-inquiry.ts'
import type {
  ChannelConnection,
  Hint,
  LaneError,
  RangeOutcome,
  SendRange,
} from '../../../shared/contract/sync-link.ts'
import { type IsoDate, isoDate } from '../../../shared/dates.ts'
import type { InboundMessage, IngestOutcome } from '../../../shared/snapshot.ts'
import type { Clock, Desk, RangeDifference } from '../../../sync/engine/ports.ts'

export interface Settled {
  readonly at: number
  readonly requestId: string
  readonly outcomes: RangeOutcome[]
  readonly error: LaneError | null
  readonly stop: boolean
  readonly nextAttemptAt: number | null
}

/** Ranges that differ in their room type, which is their number. */
export function rangesOf(facet: Facet, count: number, first = 0): SendRange[] {
  return Array.from({ length: count }, (_, index) => ({
    facet,
    roomTypeId: String(first + index),
    roomCode: `R${first + index}`,
    ratePlanId: null,
    rateCode: null,
    from: isoDate('2027-06-10'),
    to: isoDate('2027-06-12'),
    value: '3',
  }))
}

export class ScriptedDesk implements Desk {
  readonly clock: Clock
  readonly work = new Map<string, SendRange[]>()
  readonly claims: { lane: string; maxRanges: number; at: number; given: number }[] = []
  readonly settled: Settled[] = []
  /** Everything of the pulls, in order: `begin p1`, `ingest A`, `complete p1 CODE`. */
  readonly events: string[] = []
  readonly answered: { inquiryId: string; answer: InquiryAnswer }[] = []
  listed: ChannelConnection[]
  wakeAfterMs: number | null = null
  /** Throws to refuse a call. */
  onCall: (procedure: string) => void | Promise<void> = () => undefined
  onIngest: (message: InboundMessage) => IngestOutcome = () => 'applied'
  readonly #open = new Map<string, SendRange[]>()
  readonly #hints: Hint[] = []
  #wakeHints: (() => void) | null = null
  #requests = 0
  #pulls = 0

  constructor(clock: Clock, listed: ChannelConnection[]) {
    this.clock = clock
    this.listed = listed
  }

  /** Of every batch. */
  saysWhole = false

  add(lane: string, ranges: SendRange[]): void {
    this.work.set(lane, [...(this.work.get(lane) ?? []), ...ranges])
  }

  hint(hint: Hint): void {
    this.#hints.push(hint)
    this.#wakeHints?.()
  }

  /** Ends the stream of hints once; the link still stands. */
  endHints: () => void = () => undefined

  async *hints(signal: AbortSignal): AsyncGenerator<Hint> {
    let ended = false
    this.endHints = () => {
      ended = true
      this.#wakeHints?.()
    }
    yield { kind: 'connections' }
    while (!signal.aborted && !ended) {
      const next = this.#hints.shift()
      if (next !== undefined) yield next
      else {
        const { promise, resolve } = Promise.withResolvers<void>()
        this.#wakeHints = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
        await promise
      }
    }
  }

  async connections(): Promise<ChannelConnection[]> {
    await this.onCall('connections')
    return structuredClone(this.listed)
  }

  async claim({ lane, maxRanges }: { channelId: string; lane: string; maxRanges: number }) {
    await this.onCall('claim')
    const ranges = (this.work.get(lane) ?? []).slice(0, maxRanges)
    this.claims.push({ lane, maxRanges, at: this.clock.monotonic(), given: ranges.length })
    if (ranges.length === 0) return { batch: null, wakeAfterMs: this.wakeAfterMs }
    this.#requests += 1
    const requestId = `${lane}-${this.#requests}`
    this.#open.set(requestId, ranges)
    return { batch: { requestId, ranges, ...(this.saysWhole ? { isWhole: true } : {}) }, wakeAfterMs: null }
  }

  async settle(settlement: Omit<Settled, 'at'>): Promise<void> {
    await this.onCall('settle')
    const ranges = this.#open.get(settlement.requestId)
    if (ranges === undefined || ranges.length !== settlement.outcomes.length) {
      throw Object.assign(new Error('unknown'), { code: 'UnknownBatch' })
    }
    this.#open.delete(settlement.requestId)
    this.settled.push({ at: this.clock.monotonic(), ...settlement })
    const done = ranges.filter((_, index) =>
      ['acknowledged', 'refused'].includes(settlement.outcomes[index]!.status),
    )
    for (const [lane, waiting] of this.work)
      this.work.set(
        lane,
        waiting.filter((range) => !done.includes(range)),
      )
  }

  async beginPull(): Promise<string> {
    await this.onCall('beginPull')
    this.#pulls += 1
    this.events.push(`begin p${this.#pulls}`)
    return `p${this.#pulls}`
  }

  async ingest(_: string, message: InboundMessage) {
    await this.onCall('ingest')
    const outcome = this.onIngest(message)
    this.events.push(`ingest ${message.channelRef} ${outcome}`)
    return { outcome, code: outcome === 'applied' ? `K-${message.channelRef}` : null }
  }

  /** Runs that a comparison asks about, page by page. */
  comparable: SendRange[][] = []
  /** What comparisons found. */
  readonly compared: { at: number; differing: RangeDifference[] }[] = []

  async beginComparison({ from }: { from: IsoDate | null }) {
    await this.onCall('beginComparison')
    const page = from === null ? 0 : Number(from.slice(8))
    const next = page + 1 < this.comparable.length ? isoDate(`2027-01-0${page + 1}`) : null
    return { comparisonId: `comparison-${page}`, ranges: this.comparable[page] ?? [], next }
  }

  async settleComparison({ differing }: { differing: RangeDifference[] }) {
    this.compared.push({ at: this.clock.monotonic(), differing })
    return { cells: 1, believed: 0, suspected: differing.length }
  }

  async answerInquiry(inquiryId: string, answer: InquiryAnswer): Promise<void> {
    await this.onCall('answerInquiry')
    this.answered.push({ inquiryId, answer })
  }

  async relay() {
    return null
  }

  async ingestRelayed(): Promise<never> {
    throw new Error('this desk is not paired')
  }

  async bridgeRelayGap(): Promise<never> {
    throw new Error('this desk is not paired')
  }

  async relaySeen(): Promise<void> {}

  async completePull(_: string, pullId: string, error: LaneError | null): Promise<void> {
    await this.onCall('completePull')
    this.events.push(`complete ${pullId} ${error?.code ?? 'ok'}`)
  }
}
