/** The adapter against the sandbox over real HTTP: changes, refusals, and guest requests until they are acknowledged. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { alpinebitsAdapter } from '../../../sync/channels/alpinebits/adapter.ts'
import { type Fixture, startFixture } from './fixture.ts'
import {
  DOUBLE,
  day,
  FLEXIBLE,
  prices,
  range,
  restricted,
  rooms,
  SAVER,
  SUITE,
  SUITE_RATE,
  without,
} from './scripted.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await startFixture()
})
afterEach(async () => {
  expect(fixture.bugs).toEqual([])
  await fixture.close()
})

const wish = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-12', adults: 2 }

describe('values', () => {
  test('are shown as sent, the last night included', async () => {
    await fixture.send('free_rooms', rooms(3), rooms(0, SUITE))
    expect(fixture.requests.at(-1)!.match(/<InvCounts>/g)).toHaveLength(1)
    await fixture.send('rate_plans', prices([8_000, 10_050]), restricted('2,3,7,1,0,1'))
    const { stock, prices: shown, restrictions } = await fixture.shown()
    expect(stock.map(({ roomCode, date, roomsToSell }) => [roomCode, date.slice(8), roomsToSell])).toEqual([
      ...['10', '11', '12', '13', '14'].map((date) => [DOUBLE, date, 3]),
      ...['10', '11', '12', '13', '14'].map((date) => [SUITE, date, 0]),
    ])
    expect(shown[4]).toMatchObject({ date: '2027-06-14', rateCode: FLEXIBLE, amounts: [8_000, 10_050] })
    const [first] = restrictions
    expect(first).toMatchObject({
      minLos: 3,
      maxLos: 7,
      closed: true,
      closedToArrival: true,
      closedToDeparture: false,
    })
    await fixture.send('rate_plans', restricted('1,1,,0,0,0'))
    expect((await fixture.shown()).restrictions[0]).toMatchObject({
      minLos: 1,
      maxLos: null,
      closed: false,
      closedToArrival: false,
    })
  })

  test('of one night leave its neighbours as they are', async () => {
    await fixture.send('free_rooms', rooms(3))
    await fixture.send('free_rooms', range({ value: '1', from: day('2027-06-12'), to: day('2027-06-13') }))
    const { stock } = await fixture.shown()
    expect(stock.map(({ roomsToSell }) => roomsToSell)).toEqual([3, 3, 1, 3, 3])
  })

  test('of several rooms of one rate plan, prices and rules, share an element of the plan', async () => {
    const ranges = [
      prices([1_000], SAVER),
      restricted('2,1,,0,0,0', SAVER, SUITE),
      prices([2_000], SUITE_RATE, SUITE),
      prices([3_000], SAVER, SUITE),
    ]
    expect((await fixture.send('rate_plans', ...ranges)).error).toBeNull()
    expect(fixture.requests.at(-1)!.match(/<RatePlan /g)).toHaveLength(2)
    const { prices: shown, restrictions } = await fixture.shown()
    const of = (roomCode: string, rateCode: string) =>
      shown.find((each) => each.roomCode === roomCode && each.rateCode === rateCode)?.amounts
    expect([of(DOUBLE, SAVER), of(SUITE, SAVER), of(SUITE, SUITE_RATE)]).toEqual([[1_000], [3_000], [2_000]])
    expect(restrictions[0]).toMatchObject({ roomCode: SUITE, rateCode: SAVER, minLos: 2 })
  })

  test.each([
    ['a room that the portal does not know', 'free_rooms', rooms(1, 'NONE'), 'AlpineBits402'],
    ['a rate that it does not know', 'rate_plans', prices([1], 'NONE'), 'AlpineBits249'],
    ['a rate of another room', 'rate_plans', prices([1], FLEXIBLE, SUITE), 'AlpineBits402'],
  ])('of %s take nothing of the message', async (_, lane, wrong, code) => {
    const good = lane === 'free_rooms' ? rooms(3) : prices([5_000])
    const result = await fixture.send(lane, good, wrong)
    expect(result).toMatchObject({ unattributed: true, error: { code } })
    expect((await fixture.shown()).stock).toEqual([])
    expect((await fixture.shown()).prices).toEqual([])
  })

  test('of another hotel or with a wrong password stop the lane', async () => {
    const send = (context: Fixture['context']) => alpinebitsAdapter.send('free_rooms', [rooms(1)], context)
    const stopped = { stop: true, error: { code: 'CredentialsRefused' } }
    expect(await send(fixture.contextWith({ hotelCode: 'OTHER' }))).toMatchObject(stopped)
    expect(await send(fixture.contextWith({}, { username: 'keyrack', password: 'x' }))).toMatchObject(stopped)
  })

  test('go as a complete set where they are everything, which takes away what the portal had besides', async () => {
    const { contextWith, control, requests } = fixture
    const sendAll = (...all: SendRange[]) =>
      alpinebitsAdapter.send('free_rooms', all, { ...contextWith(), isWhole: true })
    const [night, later] = [day('2027-06-10'), day('2027-07-01')]
    await fixture.send('free_rooms', { ...rooms(3), from: later, to: addDays(later, 1) })
    expect((await sendAll({ ...rooms(2), from: night, to: addDays(night, 2) })).error).toBeNull()
    expect(requests.at(-1)).toContain('<UniqueID Type="16" ID="1" Instance="CompleteSet"/><Inventories')
    const { stock } = await control.state(night, addDays(later, 1))
    expect(stock.filter(({ roomsToSell }) => roomsToSell > 0).map(({ date }) => date)).toEqual([
      night,
      addDays(night, 1),
    ])
    // What the format cannot carry is missing: the rest is no complete set.
    await sendAll(rooms(1), { ...rooms(1), roomCode: 'TOO-LONG-A-CODE' })
    expect(requests.at(-1)).not.toContain('CompleteSet')
  })

  test('go as changes, though they are everything, where the portal takes no complete sets', async () => {
    const plain = await startFixture({ capabilities: without('accept_complete_set') })
    try {
      const context = { ...plain.contextWith(), isWhole: true }
      expect((await alpinebitsAdapter.send('free_rooms', [rooms(1)], context)).error).toBeNull()
      expect(plain.requests.at(-1)).not.toContain('CompleteSet')
    } finally {
      await plain.close()
    }
  })

  test('are asked for again where the portal demands it', async () => {
    fixture.demand('ALPINEBITS_SEND_FREEROOMS')
    const result = await fixture.send('rate_plans', prices([5_000]))
    expect(result).toMatchObject({ error: null, resync: ['availability'] })
  })

  test('go without days to arrive and depart on where the portal takes none', async () => {
    const plain = await startFixture({ capabilities: without('ArrivalDOW', 'DepartureDOW') })
    try {
      expect((await plain.send('rate_plans', restricted('2,1,,1,1,1'))).error).toBeNull()
      const [first] = (await plain.shown()).restrictions
      expect(first).toMatchObject({
        minLos: 2,
        closed: true,
        closedToArrival: false,
        closedToDeparture: false,
      })
    } finally {
      await plain.close()
    }
  })
})

describe('guest requests', () => {
  beforeEach(() => fixture.stockUp())

  test('are read until they are acknowledged, with all that they say', async () => {
    const { channelRef, totalMinor } = (await fixture.control.sell(wish))!
    const [first] = await fixture.fetch()
    expect(first!.message).toMatchObject({ kind: 'new', channelRef, unreadable: null })
    const [room] = first!.message.snapshot!.rooms
    expect(room).toMatchObject({ roomCode: DOUBLE, rateCode: FLEXIBLE, adults: 2, arrival: '2027-06-10' })
    expect(room!.nightlyAmounts.reduce((sum, each) => sum + each, 0)).toBe(totalMinor)
    expect(await fixture.fetch()).toHaveLength(1)
    await fixture.confirm([first!])
    expect(await fixture.fetch()).toEqual([])
    expect((await fixture.control.bookings())[0]!.queue).toBeNull()
  })

  test('that change between the read and its acknowledgement come again', async () => {
    const { channelRef } = (await fixture.control.sell(wish))!
    const before = await fixture.fetch()
    await fixture.control.modify({ channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
    await fixture.confirm(before)
    const [changed] = await fixture.fetch()
    expect(changed!.message.snapshot!.rooms[0]!.arrival).toBe('2027-06-11')
    await fixture.control.cancel(channelRef)
    await fixture.confirm([changed!])
    const [cancelled] = await fixture.fetch()
    expect(cancelled!.message).toMatchObject({ kind: 'cancelled', snapshot: { status: 'cancelled' } })
    await fixture.confirm([cancelled!])
    expect(await fixture.fetch()).toEqual([])
  })

  test('that change unseen, at a portal that settles them all the same, are found by the next fetch', async () => {
    const portal = await startFixture({ settlesUnseen: true })
    try {
      await portal.stockUp()
      const { channelRef } = (await portal.control.sell(wish))!
      const before = await portal.fetch()
      await portal.control.modify({ channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
      await portal.confirm(before)
      expect((await portal.control.bookings())[0]!.queue).toBeNull()
      const [changed, ...others] = await portal.fetch()
      expect(others).toEqual([])
      expect(changed!.message).toMatchObject({
        kind: 'modified',
        snapshot: { rooms: [{ arrival: '2027-06-11' }] },
      })
      await portal.confirm([changed!])
      // It was acknowledged already, so that this look was the last.
      expect(await portal.fetch()).toEqual([])
    } finally {
      await portal.close()
    }
  })

  test('are acknowledged one by one where one of them is refused', async () => {
    await fixture.control.sell(wish)
    const [real] = await fixture.fetch()
    const stale = { ...real!, receipt: JSON.stringify([{ type: '14', id: 'gone' }]) }
    await fixture.confirm([stale, real!])
    expect(await fixture.fetch()).toEqual([])
  })

  test('carry no card number', async () => {
    await fetch(`${fixture.url}/control/sell`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...wish, withCard: true }),
    })
    const [pulled] = await fixture.fetch()
    expect(fixture.answers.at(-1)).toContain('4111111111111111')
    expect(JSON.stringify(pulled)).not.toContain('4111111111111111')
    expect(pulled!.message.rawMasked).toContain('<PlainText>****1111</PlainText>')
    expect(pulled!.message.rawMasked).not.toContain('1229')
  })
})
