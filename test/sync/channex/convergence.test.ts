/**
 * The real engine between a real ledger and the sandbox over real HTTP, on a bad day: sales at both ends, changes of prices
 * and restrictions, and faults of every kind. When the faults are over, the channel shows what the ledger says (I5) and
 * every booking is there once (I7).
 */
import { afterEach, expect, test, vi } from 'vitest'
import { subscribed } from '../../../main/api/subscribed.ts'
import { mergedHints } from '../../../main/host/sync-link.ts'
import { decodeCellValue, type RestrictionsValue } from '../../../shared/cells.ts'
import { addDays } from '../../../shared/dates.ts'
import { channelAdapters } from '../../../sync/adapters.ts'
import { Engine } from '../../../sync/engine/engine.ts'
import type { Desk } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import { systemClock } from '../../../sync/sandbox/system-clock.ts'
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
import { startFixture } from './fixture.ts'
import { DOUBLE, DOUBLE_FLEX, DOUBLE_SAVER, KEY, PROPERTY, SUITE, SUITE_FLEX } from './samples.ts'

const NIGHTS = 40
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

const noLog = { info: () => undefined, warn: () => undefined, error: () => undefined }
const elapsed = () => performance.now()

/** The hotel's clock goes on from its own noon, in real milliseconds. */
function run({ clock }: TestHotel): void {
  const began = elapsed()
  Object.defineProperties(clock, {
    at: { get: () => NOON + Math.round(elapsed() - began) },
    mono: { get: () => 1_000 + elapsed() - began },
  })
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
    relay: () => Promise.resolve(null),
    ingestRelayed: none,
    bridgeRelayGap: none,
    relaySeen: none,
  }
}

async function startDay() {
  const hotel = await openTestHotel({
    types: { DBL: 4, STE: 2 },
    plans: ['FLEX', 'SAVE'],
    rateDays: NIGHTS,
    prices: [8_000, 10_000, 12_050],
  })
  ends.push(() => hotel.close())
  run(hotel)
  const sandbox = await startFixture({ clock: { now: () => hotel.clock.at, sleep: systemClock.sleep } })
  ends.push(() => sandbox.close())
  await sandbox.lever('PUT', 'products', [
    { roomCode: DOUBLE, name: 'Double', rateCodes: [DOUBLE_FLEX, DOUBLE_SAVER] },
    { roomCode: SUITE, name: 'Suite', rateCodes: [SUITE_FLEX] },
  ])
  const flex = hotel.ratePlan('FLEX')
  const { channelId } = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'channex',
    name: 'Channex',
    settings: {
      ariBaseUrl: sandbox.url,
      reservationsBaseUrl: sandbox.url,
      hotelCode: PROPERTY,
      pullIntervalMs: 50,
      pauseAfterAcknowledgeMs: 0,
      requestTimeoutMs: 300,
      requestDeadlineMs: 600,
      requestsPerMinute: 60_000,
      maxRangesPerRequest: 40,
      backoffBaseMs: 10,
      backoffMaxMs: 100,
    },
    exposure: { buffer: 0, cap: null, horizonDays: NIGHTS },
    credentials: { username: '', password: KEY },
    mapping: [
      {
        roomTypeId: hotel.roomType('DBL'),
        roomCode: DOUBLE,
        rates: [
          { ratePlanId: flex, rateCode: DOUBLE_FLEX },
          { ratePlanId: hotel.ratePlan('SAVE'), rateCode: DOUBLE_SAVER },
        ],
      },
      {
        roomTypeId: hotel.roomType('STE'),
        roomCode: SUITE,
        rates: [{ ratePlanId: flex, rateCode: SUITE_FLEX }],
      },
    ],
  })
  const http = new ChannelHttp()
  ends.push(() => http.close())
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
  ends.push(async () => {
    await engine.stop()
    await ended
  })
  return { hotel, sandbox, channelId }
}

type Day = Awaited<ReturnType<typeof startDay>>

/** Waits until the ledger calls every cell settled and the feed is empty; answers the cells. */
async function settled({ hotel, sandbox, channelId }: Day) {
  return vi.waitFor(
    async () => {
      const [channel] = hotel.ledger.queries.channels()
      expect(channel!.lanes.map(({ state, lastError }) => [state, state === 'in_step' || lastError])).toEqual(
        [
          ['in_step', true],
          ['in_step', true],
        ],
      )
      expect((await sandbox.bookings()).filter(({ queue }) => queue !== null)).toEqual([])
      const { cells } = hotel.ledger.queries.channelCells({ channelId, from: TODAY, to: day(NIGHTS) })
      expect(cells.filter(({ state }) => state !== 'settled').slice(0, 3)).toEqual([])
      return cells
    },
    { timeout: 25_000, interval: 100 },
  )
}

/** What the sandbox shows differs from what the ledger wants in these cells. */
async function differences(theDay: Day) {
  const { hotel, sandbox } = theDay
  const cells = await settled(theDay)
  const shown = await sandbox.shown()
  const texts = new Map<string, string>()
  for (const row of shown.stock)
    texts.set(`availability ${row.roomCode} ${row.date}`, String(row.roomsToSell))
  for (const row of shown.prices) texts.set(`price ${row.rateCode} ${row.date}`, JSON.stringify(row.amounts))
  for (const row of shown.restrictions) {
    const { minLosArrival, minLos, maxLos, closedToArrival, closedToDeparture, closed } = row
    const value = [minLosArrival, minLos, maxLos, closedToArrival, closedToDeparture, closed]
    texts.set(`restrictions ${row.rateCode} ${row.date}`, JSON.stringify(value))
  }
  const isDouble = (roomTypeId: string) => roomTypeId === hotel.roomType('DBL')
  const wanted = cells.filter(({ desired }) => desired !== null)
  expect(wanted.length).toBeGreaterThanOrEqual(NIGHTS * 6)
  return wanted.flatMap(({ facet, roomTypeId, ratePlanId, date, desired }) => {
    const plan = !isDouble(roomTypeId)
      ? SUITE_FLEX
      : ratePlanId === hotel.ratePlan('FLEX')
        ? DOUBLE_FLEX
        : DOUBLE_SAVER
    const code = facet === 'availability' ? (isDouble(roomTypeId) ? DOUBLE : SUITE) : plan
    const is = texts.get(`${facet} ${code} ${date}`)
    const should = facet === 'restrictions' ? restrictionText(desired!) : desired!
    return is === should ? [] : [{ facet, code, date, is, should }]
  })
}

function restrictionText(text: string): string {
  const value = decodeCellValue('restrictions', text) as RestrictionsValue
  const most = Math.min(value.maxLosThrough ?? Infinity, value.maxLosArrival ?? Infinity)
  return JSON.stringify([
    value.minLosArrival,
    value.minLosThrough,
    Number.isFinite(most) ? most : null,
    value.closedToArrival,
    value.closedToDeparture,
    value.closed,
  ])
}

test('I5: everything of a new channel is shown after one message of each kind, split only by the limit', async () => {
  const theDay = await startDay()
  expect(await differences(theDay)).toEqual([])
  const requests = (await theDay.sandbox.requests()).filter(
    ({ method, ranges }) => method === 'POST' && ranges > 0,
  )
  // Availability and rates of 40 nights at one value each; nights that have no price are closed.
  expect(requests.length).toBeLessThanOrEqual(6)
  expect(requests.every(({ status }) => status === 200)).toBe(true)
}, 60_000)

test('I5, I7: after a bad day the channel shows what the ledger says, and every booking is there once', async () => {
  const theDay = await startDay()
  const { hotel, sandbox } = theDay
  await settled(theDay)
  const random = seededRandom(20_271_101)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const faults = [
    'serverError',
    'timeout',
    'lostAnswer',
    'garbage',
    'truncated',
    'rateLimited',
    'slow',
  ] as const
  await sandbox.faults(faults.map((kind) => ({ kind, probability: 0.06, retryAfterSeconds: 0, delayMs: 40 })))
  const sold: string[] = []
  for (let step = 0; step < 70; step += 1) {
    const arrival = day(Math.floor(random() * (NIGHTS - 4)))
    const departure = addDays(arrival, 1 + Math.floor(random() * 3))
    const type = pick(['DBL', 'DBL', 'STE'])
    const what = pick(['sell', 'sell', 'sell', 'modify', 'cancel', 'desk', 'price', 'rules'] as const)
    const refused = () => undefined
    if (what === 'sell') {
      const booking = await sandbox
        .sell({ roomCode: type === 'DBL' ? DOUBLE : SUITE, arrival, departure, withCard: random() < 0.5 })
        .catch(refused)
      if (booking !== undefined) sold.push(booking.channelRef)
    } else if (what === 'modify' && sold.length > 0) {
      await sandbox.lever('POST', 'modify', { channelRef: pick(sold), arrival, departure }).catch(refused)
    } else if (what === 'cancel' && sold.length > 0) {
      await sandbox.lever('POST', 'cancel', { channelRef: pick(sold) }).catch(refused)
    } else if (what === 'desk') await hotel.sell({ type, arrival, departure }).catch(refused)
    else if (what === 'price' || what === 'rules') {
      await hotel.ledger.submit('rates.setRange', EVERYTHING, {
        idempotencyKey: key(),
        ratePlanId: hotel.ratePlan(pick(['FLEX', 'SAVE'])),
        roomTypeIds: [hotel.roomType(type)],
        from: arrival,
        to: departure,
        ...(what === 'price'
          ? { prices: [7_000 + step, 9_001 + step, 11_000] }
          : { restrictions: { minLosArrival: 1 + (step % 3), closedToArrival: random() < 0.3 } }),
      })
    }
    await systemClock.sleep(25, new AbortController().signal)
  }
  await sandbox.faults([])
  expect(await differences(theDay)).toEqual([])
  expect(sandbox.bugs).toEqual([])
  expect(hotel.differences()).toEqual([])
  const bookings = await sandbox.bookings()
  expect(bookings.length).toBeGreaterThan(10)
  const { messages } = hotel.ledger.queries.channelInbox({ channelId: theDay.channelId, limit: 200 })
  expect(messages.filter(({ outcome }) => outcome === 'unreadable' || outcome === 'quarantined')).toEqual([])
  for (const { channelRef, status, totalMinor } of bookings) {
    const ids = new Set(
      messages.filter((each) => each.channelRef === channelRef).map((each) => each.reservationId),
    )
    expect([channelRef, ids.size]).toEqual([channelRef, 1])
    const reservation = hotel.ledger.queries.reservation({ reservationId: [...ids][0]! })
    expect([channelRef, reservation.stays.every((stay) => stay.status === 'cancelled')]).toEqual([
      channelRef,
      status === 'cancelled',
    ])
    expect(totalMinor).toBeGreaterThan(0)
  }
}, 90_000)
