/** A batch says that it is everything only where nothing else is to be sent and nothing is settled. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from './channel-fixture.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

let hotel: TestHotel
let channelId: string

beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 3, SGL: 2 }, rateDays: 30 })
  channelId = await connectChannel(hotel, 'DBL')
  await hotel.ledger.lanes.beginEpoch()
})
afterEach(() => hotel.close())

const lanes = () => hotel.ledger.lanes
const claim = (maxRanges = 100) => lanes().claim({ channelId, lane: 'availability', maxRanges })
const pull = async () => lanes().completePull(channelId, await lanes().beginPull(channelId), null)

async function settle(batch: Awaited<ReturnType<typeof claim>>['batch'], asksAgain = false): Promise<void> {
  const outcomes = batch!.ranges.map(() => ({ status: 'acknowledged' as const, code: '', message: '' }))
  const settled = { requestId: batch!.requestId, outcomes, error: null, stop: false, nextAttemptAt: null }
  await lanes().settle({ ...settled, ...(asksAgain ? { resync: ['availability'] } : {}) })
}

/** Everything sent and acknowledged; then the channel asks for it again with the answer to one night's change. */
async function askedAgain(): Promise<void> {
  await pull()
  await settle((await claim()).batch)
  await hotel.sell({ arrival: day(5), departure: day(6) })
  const change = (await claim()).batch
  expect(change).toMatchObject({ ranges: [{ from: day(5), to: day(6) }] })
  expect(change).not.toHaveProperty('isWhole')
  await pull()
  await settle(change, true)
}

test('the first batch of a new channel is everything', async () => {
  await pull()
  const first = (await claim()).batch
  expect(first?.isWhole).toBe(true)
  await settle(first)
  expect((await claim()).batch).toBeNull()
})

test('a change is not everything; what is sent again after it is', async () => {
  await askedAgain()
  const again = (await claim()).batch
  expect(again?.ranges).toHaveLength(3)
  expect(again?.isWhole).toBe(true)
})

test('a batch that leaves something for the next one is not everything, and neither is the next one', async () => {
  await askedAgain()
  const part = (await claim(2)).batch
  expect(part).not.toHaveProperty('isWhole')
  await settle(part)
  expect((await claim()).batch).not.toHaveProperty('isWhole')
})

test('nothing is everything while a raise waits for the channel’s bookings', async () => {
  await askedAgain()
  await hotel.ledger.submit('channels.configure', EVERYTHING, {
    idempotencyKey: key(),
    channelId,
    exposure: { buffer: 0, cap: 2, horizonDays: 30, safetyBuffer: 0 },
  })
  expect((await claim()).batch).toBeNull()
  await pull()
  expect((await claim()).batch?.isWhole).toBe(true)
})
