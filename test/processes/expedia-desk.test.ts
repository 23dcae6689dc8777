/**
 * A hotel on Expedia: real desk, real sync, a sandbox that sells and has bad days. When the changes have stopped, it shows what the
 * ledger says, cell by cell, and every booking is in the ledger once.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../shared/cells.ts'
import { addDays } from '../../shared/dates.ts'
import { type Fixture, startFixture } from '../sync/expedia/fixture.ts'
import { connectionTo, DOUBLE, FLEXIBLE, HOTEL, SUITE, SUITE_RATE } from '../sync/expedia/scripted.ts'
import { chance } from './chance.ts'
import { deskFolder, type RunningDesk } from './desk-folder.ts'
import { expectBookingsOnce } from './ledger-file.ts'
import { openPension } from './pension.ts'
import { sandboxControl } from './sandbox-control.ts'

const WITHIN = { timeout: 60_000, interval: 250 }
const HORIZON = 40
const FAULTS = [
  'rateLimited',
  'serverError',
  'timeout',
  'lostAnswer',
  'lateApply',
  'slow',
  'garbage',
  'truncated',
] as const

let keys = 0
const key = () => ({ idempotencyKey: `expedia-test-${++keys}` })
const random = chance('expedia')

async function connectedHotel(release: 'retrieval' | 'confirmation') {
  const folder = deskFolder(onTestFinished)
  const sandbox = await startFixture({ release, clock: { now: Date.now, sleep: (ms) => pause(ms) } })
  onTestFinished(() => sandbox.close())
  const desk = await folder.start()
  const hotel = await openPension(desk, { types: 2, nights: 60 })
  const [first, second] = hotel.roomTypes
  const plan = hotel.ratePlans[0]!.id
  const { channelId } = await desk.client.channels.connect({
    ...key(),
    kind: 'expedia',
    name: 'Expedia',
    settings: {
      ariBaseUrl: sandbox.url,
      reservationsBaseUrl: sandbox.url,
      hotelCode: HOTEL,
      pullIntervalMs: 200,
      requestTimeoutMs: 600,
      requestDeadlineMs: 2_500,
      backoffBaseMs: 50,
      backoffMaxMs: 500,
      requestsPerMinute: 60_000,
    },
    exposure: { buffer: 0, cap: null, horizonDays: HORIZON },
    credentials: connectionTo('').credentials,
    mapping: [
      { roomTypeId: first!.id, roomCode: DOUBLE, rates: [{ ratePlanId: plan, rateCode: FLEXIBLE }] },
      { roomTypeId: second!.id, roomCode: SUITE, rates: [{ ratePlanId: plan, rateCode: SUITE_RATE }] },
    ],
  })
  return { sandbox, desk, hotel, channelId, plan, data: folder.data }
}

type Connected = Awaited<ReturnType<typeof connectedHotel>>

/** I5: what is shown of a product on a night, against what the ledger wants. */
async function expectConverged({ desk, sandbox, hotel, channelId }: Connected): Promise<number> {
  const cells = await vi.waitFor(async () => {
    const { channels } = await desk.client.channels.list()
    expect(channels[0]!.lanes.filter(({ state }) => state !== 'in_step')).toEqual([])
    expect((await sandbox.bookings()).filter(({ queue }) => queue !== null)).toEqual([])
    const to = addDays(hotel.calendarDate, HORIZON)
    const { cells } = await desk.client.channels.cells({ channelId, from: hotel.calendarDate, to })
    expect(cells.filter(({ state }) => state !== 'settled')).toEqual([])
    return cells
  }, WITHIN)
  const { stock, prices, restrictions } = await sandbox.shown()
  const rooms = new Map([
    [hotel.roomTypes[0]!.id, DOUBLE],
    [hotel.roomTypes[1]!.id, SUITE],
  ])
  for (const { facet, roomTypeId, date, desired } of cells) {
    if (desired === null) continue
    const ofCell = (row: { roomCode: string; date: string }) =>
      row.roomCode === rooms.get(roomTypeId) && row.date === date
    const value = decodeCellValue(facet, desired)
    if (facet === 'availability') {
      expect(stock.find(ofCell)).toMatchObject({ roomsToSell: value, isClosed: value === 0 })
    } else if (facet === 'price') expect(prices.find(ofCell)?.amounts).toEqual(value as PriceValue)
    else {
      const { closed, closedToArrival, closedToDeparture, minLosArrival } = value as RestrictionsValue
      expect(restrictions.find(ofCell)).toMatchObject({
        closed,
        closedToArrival,
        closedToDeparture,
        minLos: minLosArrival,
      })
    }
  }
  return cells.length
}

/** Refusals such as SoldOut are a guest's bad luck. */
const ifPossible = (pending: Promise<unknown>) =>
  pending.catch((error: unknown) => {
    if (!(error instanceof Error) || !error.message.startsWith('409')) throw error
  })

async function guestStep(sandbox: Fixture, first: Connected['hotel']['businessDate']): Promise<void> {
  const arrival = addDays(first, random.int(0, 20))
  const dates = { arrival, departure: addDays(arrival, random.int(1, 3)) }
  const open = (await sandbox.bookings()).filter(({ status }) => status === 'booked')
  const known = open.length === 0 ? undefined : random.pick(open)
  const what = random.int(0, 3)
  if (known === undefined || what < 2) {
    await ifPossible(sandbox.sell({ ...dates, roomCode: random.pick([DOUBLE, SUITE]), adults: 1 }))
  } else if (what === 2)
    await ifPossible(sandbox.lever('POST', 'modify', { ...dates, channelRef: known.channelRef }))
  else await ifPossible(sandbox.lever('POST', 'cancel', { channelRef: known.channelRef }))
}

async function deskStep({ desk, hotel, plan }: Connected): Promise<void> {
  const from = addDays(hotel.businessDate, random.int(0, 25))
  await desk.client.rates.setRange({
    ...key(),
    ratePlanId: plan,
    roomTypeIds: [random.pick(hotel.roomTypes).id],
    from,
    to: addDays(from, random.int(1, 10)),
    prices: [random.int(5_000, 20_000), random.int(20_001, 30_000)],
  })
}

async function bookingsOf(desk: RunningDesk, channelId: string) {
  const { messages } = await desk.client.channels.inbox({ channelId, limit: 200 })
  return messages
}

test.each(['confirmation', 'retrieval'] as const)(
  'I2, I5, I7: after desk work, sales and every fault, Expedia and the ledger agree (next transaction after the %s)',
  async (release) => {
    const connected = await connectedHotel(release)
    const { sandbox, desk, hotel, channelId, data } = connected
    expect(await expectConverged(connected)).toBe(2 * 3 * HORIZON)

    for (const kind of random.shuffled([...FAULTS])) {
      await sandbox.faults([{ kind, remaining: 2, delayMs: random.int(20, 900), retryAfterSeconds: 0 }])
      for (let step = 0; step < 4; step++) {
        await guestStep(sandbox, hotel.businessDate)
        await deskStep(connected)
        await pause(random.int(0, 100))
      }
    }
    await sandbox.faults([])
    await expectConverged(connected)
    expect(sandbox.bugs).toEqual([])

    const sold = await sandbox.bookings()
    expect(await expectBookingsOnce(data, sandboxControl(sandbox.url))).toBe(sold.length)
    expect(sold.length).toBeGreaterThan(3)
    const messages = await bookingsOf(desk, channelId)
    expect(messages.filter(({ outcome }) => outcome !== 'applied' && outcome !== 'duplicate')).toEqual([])
    for (const { channelRef, propertyCode } of sold) {
      expect(messages.some((message) => message.channelRef === channelRef)).toBe(true)
      expect(propertyCode).toMatch(/\w/)
    }
    const refused = (await sandbox.requests()).filter(({ status }) => status >= 400)
    expect(refused.every(({ fault }) => fault !== null)).toBe(true)
  },
  180_000,
)
