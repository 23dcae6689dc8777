/** A channel whose answers a test scripts, and an engine that runs it on virtual time. */
import { type ChannelSettings, settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection, RangeOutcome, SendRange } from '../../../shared/contract/sync-link.ts'
import { channelAdapters } from '../../../sync/adapters.ts'
import { Engine } from '../../../sync/engine/engine.ts'
import type {
  ChannelAdapter,
  ChannelContext,
  Clock,
  Http,
  Log,
  PulledMessage,
  SendResult,
} from '../../../sync/engine/ports.ts'
import { ScriptedDesk } from './scripted-desk.ts'
import { seededRandom, VirtualClock } from './virtual-clock.ts'

const LANES = [
  { lane: 'availability', facets: ['availability'] },
  { lane: 'prices', facets: ['price'] },
] as const

export function connectionOf(settings: Partial<ChannelSettings> = {}): ChannelConnection {
  return {
    channelId: 'c1',
    kind: 'bookingcom',
    name: 'Booking.com',
    currency: 'EUR',
    settings: settingsOfKind('bookingcom', { hotelCode: '1', ...settings }),
    credentials: { username: 'machine', password: 'secret' },
    lanes: LANES.map(({ lane, facets }) => ({ lane, facets: [...facets], attempts: 0, stopped: false })),
  }
}

export function resultOf(
  ranges: readonly SendRange[],
  status: RangeOutcome['status'],
  rest: Partial<SendResult> = {},
): SendResult {
  const outcomes = ranges.map(() => ({ status, code: '', message: '' }))
  const error = status === 'acknowledged' ? null : { code: 'Scripted', message: 'as the test wants it' }
  return { outcomes, error, stop: false, retryAfterMs: null, unattributed: false, ...rest }
}

export function messageOf(channelRef: string, queue = 'new'): PulledMessage {
  const message = {
    queue,
    kind: 'new' as const,
    channelRef,
    snapshot: null,
    unreadable: 'scripted',
    rawMasked: '<x/>',
  }
  return { message, receipt: `receipt-${channelRef}` }
}

export class ScriptedChannel implements ChannelAdapter {
  readonly kind = 'bookingcom'
  readonly lanes = LANES
  queues: readonly string[] = []
  readonly sent: {
    lane: string
    ranges: readonly SendRange[]
    isWhole: boolean | undefined
    at: number
    endedAt: number
  }[] = []
  readonly fetched: { queue: string; at: number; since: number | null | undefined }[] = []
  readonly acknowledged: { queue: string; receipts: string[]; at: number }[] = []
  mostInFlight = 0
  latencyMs = 10
  bytesPerRange = 100
  answer: (ranges: readonly SendRange[], lane: string) => SendResult = (ranges) =>
    resultOf(ranges, 'acknowledged')
  deliver: (queue: string) => PulledMessage[] = () => []
  onAcknowledge: () => void = () => undefined
  onEvent: (event: string) => void = () => undefined
  readonly #inFlight = new Map<string, number>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async send(lane: string, ranges: readonly SendRange[], context: ChannelContext): Promise<SendResult> {
    const inFlight = (this.#inFlight.get(lane) ?? 0) + 1
    this.#inFlight.set(lane, inFlight)
    this.mostInFlight = Math.max(this.mostInFlight, inFlight)
    const { isWhole } = context
    const sent = { lane, ranges, isWhole, at: this.#clock.monotonic(), endedAt: Number.NaN }
    this.sent.push(sent)
    await this.#clock.sleep(this.latencyMs, context.signal)
    this.#inFlight.set(lane, inFlight - 1)
    sent.endedAt = this.#clock.monotonic()
    return this.answer(ranges, lane)
  }

  measure(_: string, ranges: readonly SendRange[]): number {
    return ranges.length * this.bytesPerRange
  }

  async fetch(queue: string, context: ChannelContext): Promise<PulledMessage[]> {
    this.fetched.push({ queue, at: this.#clock.monotonic(), since: context.fetchedAt })
    await this.#clock.sleep(this.latencyMs, context.signal)
    return this.deliver(queue)
  }

  readPosted(): never {
    throw new Error('nothing is posted here')
  }

  async acknowledge(queue: string, committed: readonly { receipt: string }[]): Promise<void> {
    const receipts = committed.map(({ receipt }) => receipt)
    this.acknowledged.push({ queue, receipts, at: this.#clock.monotonic() })
    this.onEvent(`acknowledge ${queue}`)
    this.onAcknowledge()
  }
}

const noHttp: Http = {
  request: () => Promise.reject(new Error('the scripted channel needs no network')),
}
const noLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

export interface Scene {
  readonly clock: VirtualClock
  readonly desk: ScriptedDesk
  readonly channel: ScriptedChannel
  readonly engine: Engine
  readonly ended: Promise<void>
}

/** An engine at work with one channel; `prepare` runs before it starts. */
export async function play(
  options: {
    settings?: Partial<ChannelSettings>
    seed?: number
    prepare?: (scene: Omit<Scene, 'engine' | 'ended'>) => void
  } = {},
): Promise<Scene> {
  const clock = new VirtualClock()
  const desk = new ScriptedDesk(clock, [connectionOf(options.settings)])
  const channel = new ScriptedChannel(clock)
  channel.onEvent = (event) => desk.events.push(event)
  options.prepare?.({ clock, desk, channel })
  const engine = new Engine({
    desk,
    http: noHttp,
    clock,
    random: seededRandom(options.seed ?? 1),
    log: noLog,
    adapters: { ...channelAdapters, bookingcom: channel },
  })
  const ended = engine.run()
  ended.catch(() => undefined)
  await clock.pass(0)
  return { clock, desk, channel, engine, ended }
}
