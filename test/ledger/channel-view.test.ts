/** What people read of a channel: what an unknown night may show, what is not settled, and its mapping. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import type { RangeOutcome } from '../../shared/contract/sync-link.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

let hotel: TestHotel
let channelId: string
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 3 }, rateDays: 30 })
  const answer = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: settingsOfKind('bookingcom', { hotelCode: '1' }),
    exposure: { buffer: 0, cap: null, horizonDays: 5, safetyBuffer: 0 },
    credentials: { username: 'machine', password: 'secret-of-the-channel' },
    mapping: mapping(),
  })
  channelId = answer.channelId
  await hotel.ledger.lanes.beginEpoch()
  await pull()
  await send('acknowledged')
})
afterEach(async () => {
  await hotel.close()
})

const mapping = () => [
  {
    roomTypeId: hotel.roomType('DBL'),
    roomCode: '910447701',
    rates: [{ ratePlanId: hotel.ratePlan('FLEX'), rateCode: '3320518' }],
  },
]
const queries = () => hotel.ledger.queries
async function pull(): Promise<void> {
  const pullId = await hotel.ledger.lanes.beginPull(channelId)
  await hotel.ledger.lanes.completePull(channelId, pullId, null)
}
async function send(status: RangeOutcome['status']): Promise<void> {
  const { batch } = await hotel.ledger.lanes.claim({ channelId, lane: 'availability', maxRanges: 100 })
  const outcomes = batch!.ranges.map(() => ({ status, code: 'C', message: 'm' }))
  const error = status === 'acknowledged' ? null : { code: 'C', message: 'm' }
  await hotel.ledger.lanes.settle({
    requestId: batch!.requestId,
    outcomes,
    error,
    stop: false,
    nextAttemptAt: null,
  })
}
const cells = (unsettled?: boolean) =>
  queries().channelCells({ channelId, from: TODAY, to: day(5), facet: 'availability', unsettled }).cells

test('I5: after a request of unknown fate a night may show what it showed or what was sent, and nothing else', async () => {
  await hotel.sell()
  await send('uncertain')
  const first = cells()[0]!
  expect(first).toMatchObject({ state: 'unknown', shown: null, desired: '2', mayShow: { least: 2, most: 3 } })
  await hotel.sell()
  await send('uncertain')
  expect(cells()[0]).toMatchObject({ desired: '1', mayShow: { least: 1, most: 3 } })
  await send('acknowledged')
  expect(cells()[0]).toMatchObject({ shown: '1', mayShow: null })
})

test('nobody can tell what a night shows that the channel sold itself, or after everything was forgotten', async () => {
  await hotel.ledger.submit('channels.resync', EVERYTHING, { idempotencyKey: key(), channelId })
  expect(cells()[0]).toMatchObject({ state: 'unknown', shown: null, mayShow: null })
  await send('uncertain')
  expect(cells()[0], 'what it showed before is still possible').toMatchObject({ mayShow: null })
})

test('only what is not settled can be asked for', async () => {
  expect(cells()).toHaveLength(5)
  expect(cells(true)).toEqual([])
  await hotel.sell()
  expect(cells(true).map(({ date, state }) => [date, state])).toEqual([
    [TODAY, 'pending'],
    [day(1), 'pending'],
  ])
})

test('the mapping is read back as it was given, and a name can be changed alone', async () => {
  expect(queries().channelMapping({ channelId })).toEqual({ mapping: mapping() })
  const before = queries().channels()[0]!
  await hotel.ledger.submit('channels.configure', EVERYTHING, {
    idempotencyKey: key(),
    channelId,
    name: 'Booking.com, main house',
  })
  expect(queries().channels()[0]).toMatchObject({
    name: 'Booking.com, main house',
    settings: before.settings,
    exposure: before.exposure,
  })
  await hotel.ledger.submit('channels.configure', EVERYTHING, {
    idempotencyKey: key(),
    channelId,
    mapping: [],
  })
  expect(queries().channelMapping({ channelId }), 'what is left out is no longer mapped').toEqual({
    mapping: [],
  })
})

test('I5: a product under another code is sent everything, and what was refused under the old one is tried again', async () => {
  const [product] = mapping()
  const configure = (change: object) =>
    hotel.ledger.submit('channels.configure', EVERYTHING, { idempotencyKey: key(), channelId, ...change })
  await configure({ mapping: [product!] })
  expect(cells(true), 'the same codes change nothing').toEqual([])
  await hotel.sell()
  await send('refused')
  expect(cells()[0]).toMatchObject({ state: 'parked', desired: '2' })
  await configure({ mapping: [{ ...product!, roomCode: '910447702' }] })
  expect(new Set(cells().map(({ state, shown }) => `${state} ${shown}`))).toEqual(new Set(['unknown null']))
  await pull()
  const { batch } = await hotel.ledger.lanes.claim({ channelId, lane: 'availability', maxRanges: 100 })
  expect(batch!.ranges[0]).toMatchObject({ roomCode: '910447702', value: '2' })
})

test('I5: nothing is known of another property or another address', async () => {
  const { settings } = queries().channels()[0]!
  const configure = (change: Partial<typeof settings>) =>
    hotel.ledger.submit('channels.configure', EVERYTHING, {
      idempotencyKey: key(),
      channelId,
      settings: { ...settings, ...change },
    })
  await configure({ pullIntervalMs: 1_000 })
  expect(cells(true)).toEqual([])
  await configure({ hotelCode: '2' })
  expect(cells(true)).toHaveLength(5)
})

const exposure = () => queries().exposure().channels[0]!
const night = (offset: number, change: object) => ({
  roomTypeId: hotel.roomType('DBL'),
  date: day(offset),
  covered: 0,
  ...change,
})

test('exposure counts what is shown and should not be, until it is acknowledged', async () => {
  expect(exposure()).toEqual({
    channelId,
    roomNights: 0,
    covered: 0,
    untold: 0,
    exposedNights: 0,
    nights: [],
  })
  await hotel.sell()
  const waiting = { wanted: 2, may: { least: 3, most: 3 }, tooMany: 1 }
  expect(exposure()).toMatchObject({ roomNights: 2, nights: [night(0, waiting), night(1, waiting)] })
  await send('uncertain')
  const may = { wanted: 2, may: { least: 2, most: 3 }, tooMany: 1 }
  expect(exposure()).toMatchObject({ roomNights: 2, nights: [night(0, may), night(1, may)] })
  await send('acknowledged')
  expect(exposure()).toMatchObject({ roomNights: 0, nights: [] })
})

test('what the channel should show more of is no exposure', async () => {
  const { reservationId } = await hotel.sell()
  await send('acknowledged')
  await hotel.ledger.submit('reservations.cancel', EVERYTHING, {
    idempotencyKey: key(),
    reservationId,
    reason: '',
    agreedWithChannel: true,
    fee: 'waive',
  })
  expect(cells(true).length).toBeGreaterThan(0)
  expect(exposure()).toMatchObject({ roomNights: 0, untold: 0, nights: [] })
})

test('what only the buffer hides is covered: the hotel has the room', async () => {
  await hotel.ledger.submit('channels.configure', EVERYTHING, {
    idempotencyKey: key(),
    channelId,
    exposure: { buffer: 1, cap: null, horizonDays: 5, safetyBuffer: 0 },
  })
  expect(exposure()).toMatchObject({ roomNights: 5, covered: 5 })
  await hotel.sell()
  expect(exposure(), 'two nights with one room less: one of two is covered').toMatchObject({
    roomNights: 7,
    covered: 5,
  })
})

test('nights of which nobody can tell are counted by themselves', async () => {
  await hotel.ledger.submit('channels.resync', EVERYTHING, { idempotencyKey: key(), channelId })
  expect(exposure()).toMatchObject({ roomNights: 0, untold: 5, exposedNights: 5 })
  expect(exposure().nights[0]).toMatchObject({ may: null, tooMany: null })
})

test('what is refused, or no longer mapped, is exposed as well', async () => {
  await hotel.sell()
  await send('refused')
  expect(exposure()).toMatchObject({ roomNights: 2 })
  await hotel.ledger.submit('channels.configure', EVERYTHING, {
    idempotencyKey: key(),
    channelId,
    mapping: [],
  })
  expect(exposure().roomNights, 'it should show no room at all').toBeGreaterThanOrEqual(9)
})

test('a lane says how old the oldest change is that waits, and how often it called and failed in the last hour', async () => {
  const lane = () =>
    queries()
      .channels()[0]!
      .lanes.find((each) => each.lane === 'availability')!
  const before = lane().callsLastHour
  expect(lane()).toMatchObject({ oldestPendingAt: null, failedLastHour: 0 })
  const soldAt = hotel.clock.at
  await hotel.sell()
  hotel.clock.at += 60_000
  await hotel.sell({ arrival: day(3), departure: day(4) })
  expect(lane().oldestPendingAt).toBe(soldAt)
  await send('uncertain')
  expect(lane()).toMatchObject({ callsLastHour: before + 1, failedLastHour: 1 })
  hotel.clock.at += 3_600_001
  expect(lane()).toMatchObject({ callsLastHour: 0, failedLastHour: 0 })
})
