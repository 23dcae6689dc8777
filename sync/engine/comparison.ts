/**
 * Reads back what a channel shows, where its format lets one ask, and tells the desk where that differs from what it is taken to show: once a
 * day, and again soon after a difference was found for the first time.
 */
import type { ChannelConnection } from '../../shared/contract/sync-link.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { endsEngine, traceOf } from './faults.ts'
import type { ChannelAdapter, ChannelContext, EnginePorts } from './ports.ts'
import type { TokenBucket } from './token-bucket.ts'
import { toldHttp } from './told-http.ts'

/** A channel that was just connected is being filled. */
const FIRST_AFTER_MS = 10 * 60_000
const EVERY_MS = 24 * 3_600_000
/** At least so long between a difference and the look whether it is still there, and two rounds of fetches. */
const AGAIN_AFTER_MS = 60_000
const MOST_PAGES = 20

export class Comparison {
  readonly #ports: EnginePorts
  readonly #adapter: ChannelAdapter
  readonly #bucket: TokenBucket
  #connection: ChannelConnection

  constructor(
    ports: EnginePorts,
    options: {
      readonly adapter: ChannelAdapter
      readonly bucket: TokenBucket
      readonly connection: ChannelConnection
    },
  ) {
    this.#ports = ports
    this.#adapter = options.adapter
    this.#bucket = options.bucket
    this.#connection = options.connection
  }

  update(connection: ChannelConnection): void {
    this.#connection = connection
  }

  /** Ends after `signal` aborts; rejects only when the desk is gone for good, or by a bug. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#ports
    let waitMs = FIRST_AFTER_MS
    while (!signal.aborted) {
      await clock.sleep(waitMs, signal)
      if (signal.aborted) return
      const suspected = await this.#compareAll(signal)
      const { pullIntervalMs } = this.#connection.settings
      waitMs = suspected > 0 ? Math.max(AGAIN_AFTER_MS, 2 * pullIntervalMs) : EVERY_MS
    }
  }

  /** @returns how many cells were found to differ for the first time; 0 where the channel or the desk did not answer. */
  async #compareAll(signal: AbortSignal): Promise<number> {
    const { clock, log } = this.#ports
    const connection = this.#connection
    const { channelId } = connection
    const http = toldHttp(this.#ports, connection, { kind: 'compare', part: '', requestId: null })
    const context = { connection, http, clock, signal }
    let suspected = 0
    let from: IsoDate | null = null
    try {
      for (let page = 0; page < MOST_PAGES; page += 1) {
        if (!(await this.#bucket.take(signal))) return 0
        const compared = await this.#comparePage(from, context)
        suspected += compared.suspected
        if (compared.next === null || signal.aborted) return suspected
        from = compared.next
      }
      return suspected
    } catch (error) {
      if (endsEngine(error)) throw error
      log.warn({ channelId, ...traceOf(error) }, 'what the channel shows could not be compared')
      return 0
    }
  }

  async #comparePage(
    from: IsoDate | null,
    context: ChannelContext,
  ): Promise<{ suspected: number; next: IsoDate | null }> {
    const { desk, log } = this.#ports
    const { channelId } = context.connection
    const readBack = this.#adapter.readBack
    if (readBack === undefined) return { suspected: 0, next: null }
    const begun = await desk.beginComparison({ channelId, facets: [...readBack.facets], from })
    const { comparisonId, ranges, next } = begun
    const differing = ranges.length === 0 ? [] : await readBack.compare(ranges, context)
    const { cells, believed, suspected } = await desk.settleComparison({ channelId, comparisonId, differing })
    if (believed + suspected > 0)
      log.warn({ channelId, cells, believed, suspected }, 'the channel shows something else')
    return { suspected, next }
  }
}
