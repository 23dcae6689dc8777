/**
 * What the engine stands on: the desk (the host behind its link), the network, time and chance. Everything is passed
 * in, so that the same engine runs in its process, in a test, and under simulated time.
 */
import type { Facet } from '../../shared/cells.ts'
import type { CallKind } from '../../shared/contract/channel-calls.ts'
import type { ChannelProduct, InquiryAnswer } from '../../shared/contract/channel-inquiry.ts'
import type {
  Batch,
  ChannelConnection,
  Hint,
  LaneError,
  RangeOutcome,
  RelayConnection,
  RelayedChannel,
  RelayedMessage,
  RelayGap,
  RelaySighting,
  SendRange,
  Settlement,
} from '../../shared/contract/sync-link.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { InboundMessage, IngestOutcome } from '../../shared/snapshot.ts'

export interface Clock {
  /** Epoch milliseconds, for people to see. */
  now(): number
  /** Milliseconds that never go back, for measuring. */
  monotonic(): number
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** Uniform in [0, 1). */
export type Random = () => number

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** No complete answer came. `sent: 'no'` only when it is certain that no byte of the request reached the channel. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  readonly code: string
  readonly sent: 'no' | 'maybe'

  constructor(code: string, message: string, sent: 'no' | 'maybe') {
    super(message)
    this.code = code
    this.sent = sent
  }
}

/** Answers of at most 32 MB; larger ones, cut ones and late ones fail with `HttpFailure`. */
export interface Http {
  request(request: HttpRequest): Promise<HttpAnswer>
}

/** What a call is made for. */
export interface CallOccasion {
  readonly kind: CallKind
  /** The lane or the queue; empty where there is neither. */
  readonly part: string
  /** Of the batch that it carries. */
  readonly requestId: string | null
}

/** A call that is over, as it went over the wire: with credentials and whatever the channel said. */
export interface OverCall {
  readonly connection: ChannelConnection
  readonly occasion: CallOccasion
  readonly request: HttpRequest
  /** Epoch ms. */
  readonly at: number
  readonly tookMs: number
  /** Null where no whole one came; `failure` says why then. */
  readonly answer: HttpAnswer | null
  readonly failure: string | null
}

/** Told of every call of lanes and pulls; keeps nobody waiting and never throws. */
export interface CallListener {
  over(call: OverCall): void
}

/** What an operator reads; never a body, a credential or a guest's name. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

/** A call to the desk got no answer (`Timeout`), or there is nobody left to ask (`LinkClosed`). */
export class DeskFailure extends Error {
  override readonly name = 'DeskFailure'
  readonly code: 'Timeout' | 'LinkClosed'

  constructor(code: 'Timeout' | 'LinkClosed', message: string) {
    super(message)
    this.code = code
  }
}

/**
 * The host, as the sync process sees it: the procedures of `shared/contract/sync-link.ts`. Every call ends: it fails
 * with `DeskFailure`, or with the host's own error, which carries its `code`.
 */
export interface Desk {
  connections(): Promise<ChannelConnection[]>
  /** Begins with one `connections` hint as soon as the subscription stands, so that nothing is missed before it. */
  hints(signal: AbortSignal): AsyncIterable<Hint>
  claim(claim: { channelId: string; lane: string; maxRanges: number }): Promise<{
    batch: Batch | null
    wakeAfterMs: number | null
  }>
  settle(settlement: Settlement): Promise<void>
  beginPull(channelId: string): Promise<string>
  ingest(channelId: string, message: InboundMessage): Promise<{ outcome: IngestOutcome; code: string | null }>
  completePull(channelId: string, pullId: string, error: LaneError | null): Promise<void>
  beginComparison(question: {
    channelId: string
    facets: Facet[]
    from: IsoDate | null
  }): Promise<{ comparisonId: string; ranges: SendRange[]; next: IsoDate | null }>
  settleComparison(found: {
    channelId: string
    comparisonId: string
    differing: RangeDifference[]
  }): Promise<{ cells: number; believed: number; suspected: number }>
  answerInquiry(inquiryId: string, answer: InquiryAnswer): Promise<void>
  /** Null where the hotel is not paired with one. */
  relay(): Promise<RelayConnection | null>
  ingestRelayed(message: RelayedMessage): Promise<{ cursor: number; outcomes: IngestOutcome[] }>
  bridgeRelayGap(bridge: {
    gap: RelayGap
    epoch: string
    cursor: number
    toEpoch: string
    toCursor: number
  }): Promise<void>
  relaySeen(sighting: RelaySighting): Promise<void>
}

/** Follows the relay beside the channels. */
export interface RelayFeed {
  /** Looks at the mailbox now. */
  ring(): void
  /** The pairing or the channels that deliver by it may be other ones now. */
  reconsider(): void
  /**
   * Ends after `signal` aborts; rejects only when the desk is gone for good. `onHint`: a channel said that there is something
   * to fetch.
   */
  run(signal: AbortSignal, onHint: (channelId: string) => void): Promise<void>
}

export interface ChannelContext {
  readonly connection: ChannelConnection
  readonly http: Http
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Of a send: the ranges are everything that the channel is to show of the lane's facets. */
  readonly isWhole?: boolean
  /** Of a fetch: epoch ms at which the last complete round of fetches began; null or left out: there was none. */
  readonly fetchedAt?: number | null
}

/** What became of a request that carried ranges. */
export interface SendResult {
  /** One per range, in order. */
  readonly outcomes: readonly RangeOutcome[]
  /** What people should see; null when all went well. */
  readonly error: LaneError | null
  /** Try again only after someone acts (credentials refused). */
  readonly stop: boolean
  /** The channel's own `Retry-After`, when it sent one. */
  readonly retryAfterMs: number | null
  /**
   * The answer refuses something but does not say which range: the engine sends smaller batches until it is alone.
   * Then every outcome is `uncertain` or `not_applied`. A single range that is refused so is parked by the engine.
   */
  readonly unattributed: boolean
  /** Facets that the channel asks to be sent whole again. */
  readonly resync?: readonly Facet[]
}

/** A message of a reservation queue and what is needed to acknowledge it. */
export interface PulledMessage {
  readonly message: InboundMessage
  /** Opaque to the engine. */
  readonly receipt: string
}

/** The fetch or the acknowledgement did not work; `stop` as above. */
export class ChannelFailure extends Error {
  override readonly name = 'ChannelFailure'
  readonly code: string
  readonly retryAfterMs: number | null
  readonly stop: boolean

  constructor(code: string, message: string, options: { retryAfterMs?: number | null; stop?: boolean } = {}) {
    super(message)
    this.code = code
    this.retryAfterMs = options.retryAfterMs ?? null
    this.stop = options.stop ?? false
  }
}

/** By the kind of channel that they speak to. */
export type ChannelAdapters = Readonly<Record<ChannelConnection['kind'], ChannelAdapter>>

/** Nights of a range, by its index, on which the channel shows something else. */
export interface RangeDifference {
  range: number
  dates: IsoDate[]
}

/** For channels that can be asked what they show. */
export interface ReadBack {
  /** What the answer tells. */
  readonly facets: readonly Facet[]
  /**
   * Which nights of the ranges differ from what was sent for them, by what the format can say.
   * @throws ChannelFailure
   */
  compare(ranges: readonly SendRange[], context: ChannelContext): Promise<RangeDifference[]>
}

/** One per kind of channel: translates, decides nothing. */
export interface ChannelAdapter {
  readonly kind: ChannelConnection['kind']
  readonly lanes: readonly { readonly lane: string; readonly facets: readonly Facet[] }[]
  /** The ranges of one lane's batch as one request. Never throws for what a channel answers. */
  send(lane: string, ranges: readonly SendRange[], context: ChannelContext): Promise<SendResult>
  /** Length of the request body in bytes, for the channel's limit; more for more ranges, but where they join into a weekly run. */
  measure(lane: string, ranges: readonly SendRange[], connection: ChannelConnection): number
  /** Left out where the channel cannot be asked what it shows. */
  readonly readBack?: ReadBack
  /** Reservation queues in the order in which they must be fetched; empty where the channel sells nothing itself. */
  readonly queues: readonly string[]
  /** @throws ChannelFailure */
  fetch(queue: string, context: ChannelContext): Promise<PulledMessage[]>
  /**
   * Confirms committed messages; `code` is our reservation code, null where there is none. A stale one that the
   * channel refuses is no error: it comes again with the next fetch.
   * @throws ChannelFailure
   */
  acknowledge(
    queue: string,
    committed: readonly { receipt: string; code: string | null }[],
    context: ChannelContext,
  ): Promise<void>
  /**
   * Left out where a fetch of the first queue, neither kept nor confirmed, is the most harmless request there is. Answers how
   * many messages wait.
   * @throws ChannelFailure
   */
  probe?(context: ChannelContext): Promise<number>
  /**
   * The rooms and rates that the channel sells, as it calls them; left out where it gives no list.
   * @throws ChannelFailure
   */
  products?(context: ChannelContext): Promise<ChannelProduct[]>
  /**
   * Reservations of a body that the channel posted, in its order; `action` is the last part of the address it went to.
   * @throws ChannelFailure when the body as a whole cannot be read.
   */
  readPosted(
    action: string,
    body: string,
    property: Pick<RelayedChannel, 'hotelCode' | 'currency'>,
  ): InboundMessage[]
}

/** Everything the engine stands on. */
export interface EnginePorts {
  readonly desk: Desk
  readonly http: Http
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly adapters: ChannelAdapters
  /** Left out where nobody looks at calls. */
  readonly calls?: CallListener
  /** Left out where no relay is followed. */
  readonly relay?: RelayFeed
}
