/**
 * A lane: the ordered sender of some facets to one channel, with at most one request in flight (rule 2 of
 * docs/ARCHITECTURE.md, section 5). It holds no work of its own: what is to be sent is claimed from the desk.
 */
import type { Batch, ChannelConnection, SendRange, Settlement } from '../../shared/contract/sync-link.ts'
import { backoffMs } from './backoff.ts'
import { Bell } from './bell.ts'
import { ADAPTER_FAULT, codeOf, endsEngine, laneError, traceOf } from './faults.ts'
import { DESK_BACKOFF, LONGEST_SILENCE_MS, MOST_SETTLE_ATTEMPTS, SHORTEST_SILENCE_MS } from './limits.ts'
import type { ChannelAdapter, EnginePorts, SendResult } from './ports.ts'
import { Standstill } from './standstill.ts'
import type { TokenBucket } from './token-bucket.ts'
import { toldHttp } from './told-http.ts'
import { judge, uncertainResult, type Verdict } from './verdict.ts'

export interface LaneOptions {
  readonly lane: string
  readonly adapter: ChannelAdapter
  readonly bucket: TokenBucket
  readonly connection: ChannelConnection
  /** Attempts that the desk counted since the last acknowledgement: a restart goes on with the same patience. */
  readonly attempts: number
  readonly stopped: boolean
}

export class Lane {
  readonly lane: string
  readonly standstill: Standstill
  readonly #ports: EnginePorts
  readonly #adapter: ChannelAdapter
  readonly #bucket: TokenBucket
  readonly #work: Bell
  #connection: ChannelConnection
  #failures: number
  #deskFailures = 0
  /** Ranges that one request may hold while a refusal is being isolated, or after one grew too large. */
  #mostRanges = Number.POSITIVE_INFINITY
  /** The last request was halved: what is left of its other half is the likely place of the refusal. */
  #isHalving = false

  constructor(ports: EnginePorts, options: LaneOptions) {
    this.lane = options.lane
    this.standstill = new Standstill(ports.clock, options.stopped)
    this.#ports = ports
    this.#adapter = options.adapter
    this.#bucket = options.bucket
    this.#work = new Bell(ports.clock)
    this.#connection = options.connection
    this.#failures = options.attempts
  }

  /** There may be work: claimed at once after quiet, or once when the request or wait under way has ended. */
  ring(): void {
    this.#work.ring()
  }

  /** In force from the next request on. `isOther`: settings or credentials differ, so earlier failures say nothing. */
  update(connection: ChannelConnection, isOther: boolean): void {
    this.#connection = connection
    if (!isOther) return
    this.#failures = 0
    this.#mostRanges = Number.POSITIVE_INFINITY
    this.standstill.startAfresh()
  }

  /** Ends after `signal` aborts; rejects only when the desk is gone for good, or by a bug. */
  async run(signal: AbortSignal): Promise<void> {
    const { random } = this.#ports
    let waitMs = this.#failures > 0 ? backoffMs(this.#failures, this.#connection.settings, random) : 0
    while (!signal.aborted) {
      await this.standstill.wait(waitMs, signal)
      waitMs = await this.#turn(signal)
    }
  }

  /** One claim and what follows from it; answers how long to wait before the next one. */
  async #turn(signal: AbortSignal): Promise<number> {
    if (!(await this.#bucket.take(signal))) return 0
    // Whatever rang until now is answered by the claim that follows.
    this.#work.hush()
    this.standstill.settingsRead()
    const connection = this.#connection
    const claim = await this.#claim(connection)
    if (typeof claim === 'number') return claim
    if (claim.batch !== null) return this.#deliver(claim.batch, connection, signal)
    this.#bucket.giveBack()
    const wakeMs = Math.min(claim.wakeAfterMs ?? LONGEST_SILENCE_MS, LONGEST_SILENCE_MS)
    await this.#work.answer(Math.max(wakeMs, SHORTEST_SILENCE_MS), signal)
    return 0
  }

  async #claim(connection: ChannelConnection) {
    const { desk, log, random } = this.#ports
    const { channelId, settings } = connection
    const maxRanges = Math.max(1, Math.min(settings.maxRangesPerRequest, this.#mostRanges))
    try {
      const claim = await desk.claim({ channelId, lane: this.lane, maxRanges })
      this.#deskFailures = 0
      return claim
    } catch (error) {
      this.#bucket.giveBack()
      if (endsEngine(error)) throw error
      this.#deskFailures += 1
      log.warn({ channelId, lane: this.lane, ...traceOf(error) }, 'the desk gave no work')
      return Math.max(SHORTEST_SILENCE_MS, backoffMs(this.#deskFailures, DESK_BACKOFF, random))
    }
  }

  async #deliver(batch: Batch, connection: ChannelConnection, signal: AbortSignal): Promise<number> {
    const count = this.#fitting(batch.ranges, connection)
    if (count === 0) this.#bucket.giveBack()
    const { clock } = this.#ports
    const [sentAt, began] = [clock.now(), clock.monotonic()]
    const result =
      count === 0
        ? tooLarge(connection.settings.maxRequestBytes)
        : await this.#send(batch, count, connection, signal)
    const sent = count === 0 ? null : { at: sentAt, tookMs: Math.max(0, clock.monotonic() - began) }
    const judged = judge(result, Math.max(count, 1), batch.ranges.length)
    const verdict = this.#ours(judged, signal)
    this.#adjustSize(verdict, Math.max(count, 1), batch.ranges.length)
    const waitMs = this.#count(verdict, connection, batch)
    await this.#settle(batch, verdict, sent, waitMs, signal)
    if (verdict.stop) this.standstill.halt()
    return waitMs
  }

  #ours(verdict: Verdict, signal: AbortSignal): Verdict {
    // What we gave up ourselves is no error of the channel.
    if (signal.aborted) return { ...verdict, error: null, stop: false }
    // Credentials that came meanwhile are not those that were refused: they deserve an attempt of their own.
    return this.standstill.isChanged ? { ...verdict, stop: false } : verdict
  }

  /**
   * How many of the first ranges make a request within the channel's limit of bytes. One claim is one request, so
   * that its deadline T counts from its claim; what does not fit is settled as not applied and claimed again.
   */
  #fitting(ranges: readonly SendRange[], connection: ChannelConnection): number {
    const limit = connection.settings.maxRequestBytes
    const fits = (count: number) =>
      this.#adapter.measure(this.lane, ranges.slice(0, count), connection) <= limit
    if (fits(ranges.length)) return ranges.length
    let [fitting, excessive] = [0, ranges.length]
    while (excessive - fitting > 1) {
      const middle = Math.floor((fitting + excessive) / 2)
      if (fits(middle)) fitting = middle
      else excessive = middle
    }
    return fitting
  }

  async #send(
    batch: Batch,
    count: number,
    connection: ChannelConnection,
    signal: AbortSignal,
  ): Promise<SendResult> {
    const { clock, log } = this.#ports
    const occasion = { kind: 'send', part: this.lane, requestId: batch.requestId } as const
    try {
      return await this.#adapter.send(this.lane, batch.ranges.slice(0, count), {
        connection,
        http: toldHttp(this.#ports, connection, occasion),
        clock,
        signal,
        isWhole: batch.isWhole === true && count === batch.ranges.length,
      })
    } catch (error) {
      log.error({ ...this.#ids(connection, batch), ...traceOf(error) }, 'the adapter failed')
      return uncertainResult(count, ADAPTER_FAULT)
    }
  }

  /** Sizes double again only after two good requests in a row, so that a refusal is found in 2 log2(n) requests. */
  #adjustSize(verdict: Verdict, sent: number, total: number): void {
    if (verdict.mustHalve) this.#mostRanges = Math.floor(sent / 2)
    else if (sent < total) this.#mostRanges = sent
    else if (!verdict.isFailure && !this.#isHalving) this.#mostRanges *= 2
    this.#isHalving = verdict.mustHalve
  }

  /** Keeps count of the failures in a row and answers how long to wait after this verdict. */
  #count(verdict: Verdict, connection: ChannelConnection, batch: Batch): number {
    const { random, log } = this.#ports
    if (verdict.madeProgress || (!verdict.isFailure && !verdict.mustHalve)) this.#failures = 0
    if (!verdict.isFailure) return backoffMs(1, NO_BACKOFF, random, verdict.retryAfterMs)
    this.#failures += 1
    const { settings } = connection
    const waitMs = verdict.stop ? 0 : backoffMs(this.#failures, settings, random, verdict.retryAfterMs)
    const code = verdict.error?.code ?? null
    if (code !== null)
      log.warn(
        { ...this.#ids(connection, batch), code, failures: this.#failures, waitMs },
        'a request failed',
      )
    return waitMs
  }

  /** Of a request, for the log: what the host knows it by, and the commands behind it. */
  #ids({ channelId }: ChannelConnection, { requestId, traceIds }: Batch): object {
    return { channelId, lane: this.lane, requestId, traceIds }
  }

  async #settle(
    batch: Batch,
    verdict: Verdict,
    sent: Settlement['sent'],
    waitMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { requestId } = batch
    const { desk, clock, log, random } = this.#ports
    const { outcomes, error, stop } = verdict
    const resync = [...verdict.resync]
    const nextAttemptAt = verdict.isFailure && !stop ? clock.now() + waitMs : null
    for (let attempt = 1; attempt <= MOST_SETTLE_ATTEMPTS; attempt += 1) {
      try {
        return await desk.settle({ requestId, outcomes, error, stop, nextAttemptAt, resync, sent })
      } catch (refusal) {
        if (endsEngine(refusal)) throw refusal
        log.warn(
          { ...this.#ids(this.#connection, batch), ...traceOf(refusal) },
          'the desk did not take an outcome',
        )
        // The desk settled it already, by the same call whose answer was lost or as uncertain.
        if (codeOf(refusal) === 'UnknownBatch') return
        await clock.sleep(backoffMs(attempt, DESK_BACKOFF, random), signal)
      }
    }
  }
}

const NO_BACKOFF = { backoffBaseMs: 0, backoffMaxMs: 0 }

function tooLarge(maxRequestBytes: number): SendResult {
  const error = laneError(
    'RangeTooLarge',
    `One value alone makes a message of more than ${maxRequestBytes} bytes. Raise maxRequestBytes of the channel.`,
  )
  return {
    outcomes: [{ status: 'refused', ...error }],
    error,
    stop: false,
    retryAfterMs: null,
    unattributed: false,
  }
}
