/** A channel's sandbox over real HTTP, the real engine, and a real ledger in one process: what the suite of every kind of channel runs on. */
import { vi } from 'vitest'
import { subscribed } from '../../../main/api/subscribed.ts'
import { mergedHints } from '../../../main/host/sync-link.ts'
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../../shared/cells.ts'
import type { ChannelKind } from '../../../shared/channel-kinds/kinds.ts'
import type { ChannelSettings } from '../../../shared/channel-settings.ts'
import { channelAdapters } from '../../../sync/adapters.ts'
import { Engine } from '../../../sync/engine/engine.ts'
import type { Desk } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import { type SandboxClock, systemClock } from '../../../sync/sandbox/system-clock.ts'
import {
  day,
  EVERYTHING,
  key,
  NOON,
  openTestHotel,
  type TestHotel,
  TODAY,
} from '../../ledger/ledger-fixture.ts'
import { seededRandom } from '../../seeded-random.ts'
import { type SandboxControl, sandboxControl } from './sandbox-control.ts'

export const NIGHTS = 40

/** What the suite has to know of a kind of channel. */
export interface ChannelUnderTest {
  readonly kind: ChannelKind
  /** Its sandbox on the hotel's clock, with nothing to sell yet. */
  start(clock: SandboxClock): Promise<{
    readonly url: string
    /** What the sandbox met that it should not. */
    readonly bugs: readonly unknown[]
    close(): Promise<void>
  }>
  /** What its definition's standards do not say. */
  readonly settings: Partial<ChannelSettings> & Pick<ChannelSettings, 'hotelCode'>
  readonly credentials: { readonly username: string; readonly password: string }
  /** A double with two rates and a suite with one. */
  readonly codes: {
    readonly double: string
    readonly doubleFlex: string
    readonly doubleSaver: string
    readonly suite: string
    readonly suiteFlex: string
  }
  /** What the channel can show of what the ledger wants, by field of its sandbox's rows. */
  restrictionsShown(wanted: RestrictionsValue): Readonly<Record<string, unknown>>
  /** Left out: the amounts by number of guests as they are. */
  pricesShown?(wanted: PriceValue): unknown
  /** Messages that all of a new hotel takes at most; 12 where it is left out. */
  readonly mostRequests?: number
  /** Sells nothing that comes back as a reservation. */
  readonly isSilent?: boolean
}

export interface ChannelDay {
  readonly hotel: TestHotel
  readonly channelId: string
  readonly sandbox: SandboxControl
  readonly bugs: readonly unknown[]
  end(): Promise<void>
}

const noLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A hotel of four doubles and two suites, dearer on weekends, that has just connected the channel. */
export async function beginDay(channel: ChannelUnderTest): Promise<ChannelDay> {
  const ends: (() => Promise<void>)[] = []
  const end = async () => {
    for (const one of ends.splice(0).toReversed()) await one()
  }
  try {
    const hotel = await openTestHotel({
      types: { DBL: 4, STE: 2 },
      plans: ['FLEX', 'SAVE'],
      rateDays: NIGHTS,
      prices: [8_000, 10_000, 12_050],
    })
    ends.push(() => hotel.close())
    await dearerWeekends(hotel)
    letTimePass(hotel)
    const server = await channel.start({ now: () => hotel.clock.at, sleep: systemClock.sleep })
    ends.push(() => server.close())
    const sandbox = sandboxControl(server.url)
    await sandbox.setProducts(productsOf(channel))
    const channelId = await connect(hotel, channel, server.url)
    const engine = startEngine(hotel)
    ends.push(() => engine.stop())
    return { hotel, channelId, sandbox, bugs: server.bugs, end }
  } catch (error) {
    await end()
    throw error
  }
}

/** A pattern that formats with weekday masks say in one update. */
async function dearerWeekends(hotel: TestHotel): Promise<void> {
  await hotel.ledger.submit('rates.change', EVERYTHING, {
    idempotencyKey: key(),
    blocks: ['DBL', 'STE'].map((type) => ({
      ratePlanId: hotel.ratePlan('FLEX'),
      roomTypeId: hotel.roomType(type),
      from: TODAY,
      to: day(NIGHTS),
    })),
    weekdays: [5, 6],
    price: { kind: 'percent', percent: 10, roundToMinor: 1 },
  })
}

export function productsOf({ codes }: ChannelUnderTest) {
  return [
    { roomCode: codes.double, name: 'Double', rateCodes: [codes.doubleFlex, codes.doubleSaver] },
    { roomCode: codes.suite, name: 'Suite', rateCodes: [codes.suiteFlex] },
  ]
}

/** The hotel's clock goes on from its own noon, in real milliseconds. */
function letTimePass({ clock }: TestHotel): void {
  const began = performance.now()
  Object.defineProperties(clock, {
    at: { get: () => NOON + Math.round(performance.now() - began) },
    mono: { get: () => 1_000 + performance.now() - began },
  })
}

async function connect(hotel: TestHotel, channel: ChannelUnderTest, url: string): Promise<string> {
  const { codes } = channel
  const flex = hotel.ratePlan('FLEX')
  const { channelId } = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: channel.kind,
    name: channel.kind,
    settings: {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      pullIntervalMs: 50,
      pauseAfterAcknowledgeMs: 0,
      requestTimeoutMs: 300,
      requestDeadlineMs: 600,
      requestsPerMinute: 60_000,
      maxRangesPerRequest: 40,
      backoffBaseMs: 10,
      backoffMaxMs: 100,
      ...channel.settings,
    },
    exposure: { buffer: 0, cap: null, horizonDays: NIGHTS, safetyBuffer: 0 },
    credentials: channel.credentials,
    mapping: [
      {
        roomTypeId: hotel.roomType('DBL'),
        roomCode: codes.double,
        rates: [
          { ratePlanId: flex, rateCode: codes.doubleFlex },
          { ratePlanId: hotel.ratePlan('SAVE'), rateCode: codes.doubleSaver },
        ],
      },
      {
        roomTypeId: hotel.roomType('STE'),
        roomCode: codes.suite,
        rates: [{ ratePlanId: flex, rateCode: codes.suiteFlex }],
      },
    ],
  })
  return channelId
}

function startEngine(hotel: TestHotel): { stop(): Promise<void> } {
  const http = new ChannelHttp()
  const engine = new Engine({
    desk: deskOf(hotel),
    http,
    clock: {
      now: () => hotel.clock.at,
      monotonic: () => hotel.clock.mono,
      sleep: (ms, signal) => systemClock.sleep(ms, signal ?? new AbortController().signal),
    },
    random: seededRandom(7),
    log: noLog,
    adapters: channelAdapters,
  })
  const ended = engine.run()
  return {
    async stop() {
      await engine.stop()
      await ended
      await http.close()
    },
  }
}

function deskOf({ ledger: { lanes } }: TestHotel): Desk {
  const none = () => Promise.reject(new Error('no relay here'))
  return {
    connections: () => Promise.resolve(lanes.connections()),
    async *hints(signal) {
      const hints = subscribed((listener: Parameters<typeof lanes.onHint>[0]) => lanes.onHint(listener), {
        coalesce: mergedHints,
        limit: 64,
        signal,
      })
      yield { kind: 'connections' }
      yield* hints
    },
    claim: (claim) => lanes.claim(claim),
    settle: (settlement) => lanes.settle(settlement),
    beginPull: (channelId) => lanes.beginPull(channelId),
    ingest: (channelId, message) => lanes.ingest(channelId, message),
    completePull: (channelId, pullId, error) => lanes.completePull(channelId, pullId, error),
    beginComparison: (question) => lanes.beginComparison(question),
    settleComparison: (found) => lanes.settleComparison(found),
    answerInquiry: none,
    relay: () => Promise.resolve(null),
    ingestRelayed: none,
    bridgeRelayGap: none,
    relaySeen: none,
  }
}

/** I5: the cells in which the channel shows something else than the ledger wants, once both call themselves settled. */
export async function differences(channel: ChannelUnderTest, channelDay: ChannelDay) {
  const { hotel, sandbox } = channelDay
  const cells = await settledCells(channelDay)
  const shown = await sandbox.state(TODAY, day(NIGHTS + 1))
  const rows = new Map<string, object>()
  for (const row of shown.stock) rows.set(`availability ${row.roomCode} ${row.date}`, row)
  for (const row of shown.prices) rows.set(`price ${row.rateCode} ${row.date}`, row)
  for (const row of shown.restrictions) rows.set(`restrictions ${row.rateCode} ${row.date}`, row)
  const { codes } = channel
  const codeOf = ({ roomTypeId, ratePlanId }: { roomTypeId: string; ratePlanId: string | null }) => {
    const isDouble = roomTypeId === hotel.roomType('DBL')
    if (ratePlanId === null) return isDouble ? codes.double : codes.suite
    if (!isDouble) return codes.suiteFlex
    return ratePlanId === hotel.ratePlan('FLEX') ? codes.doubleFlex : codes.doubleSaver
  }
  const wanted = cells.filter(({ desired }) => desired !== null)
  const wrong = wanted.flatMap((cell) => {
    const { facet, date } = cell
    const code = codeOf(cell)
    const row = { ...rows.get(`${facet} ${code} ${date}`) } as Record<string, unknown>
    const should = shownOf(channel, facet, cell.desired!)
    const is = Object.fromEntries(Object.keys(should).map((field) => [field, row[field]]))
    return JSON.stringify(is) === JSON.stringify(should) ? [] : [{ facet, code, date, is, should }]
  })
  return { compared: wanted.length, wrong }
}

function shownOf(channel: ChannelUnderTest, facet: 'availability' | 'price' | 'restrictions', text: string) {
  const value = decodeCellValue(facet, text)
  if (facet === 'availability') return { roomsToSell: value }
  if (facet === 'restrictions') return channel.restrictionsShown(value as RestrictionsValue)
  return { amounts: channel.pricesShown?.(value as PriceValue) ?? value }
}

/** Waits until the ledger calls every cell settled and the channel has nothing left to deliver. */
function settledCells({ hotel, sandbox, channelId }: ChannelDay) {
  return vi.waitFor(
    async () => {
      const [channel] = hotel.ledger.queries.channels()
      const behind = channel!.lanes.filter(({ state }) => state !== 'in_step')
      if (behind.length > 0) throw new Error(`not in step: ${JSON.stringify(behind)}`)
      const waiting = (await sandbox.bookings()).filter(({ queue }) => queue !== null)
      if (waiting.length > 0) throw new Error(`not acknowledged: ${JSON.stringify(waiting)}`)
      const { cells } = hotel.ledger.queries.channelCells({ channelId, from: TODAY, to: day(NIGHTS) })
      const open = cells.filter(({ state }) => state !== 'settled')
      if (open.length > 0) throw new Error(`not settled: ${JSON.stringify(open.slice(0, 3))}`)
      return cells
    },
    { timeout: 40_000, interval: 100 },
  )
}
