/** The adapter against the sandbox over real HTTP: what is sent is shown, what is sold is pulled, once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { channexAdapter } from '../../../sync/channels/channex/adapter.ts'
import { type Fixture, startFixture } from './fixture.ts'
import {
  connectionTo,
  DOUBLE,
  DOUBLE_FLEX,
  DOUBLE_SAVER,
  day,
  prices,
  range,
  restricted,
  rooms,
  SUITE,
} from './samples.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await startFixture()
})
afterEach(async () => {
  expect(fixture.bugs).toEqual([])
  await fixture.close()
})

const oneNight = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-11' }
const statuses = (result: { outcomes: readonly { status: string }[] }) =>
  result.outcomes.map((each) => each.status)

describe('sending', () => {
  test('an acknowledged availability is what the channel shows, from the first night to the last', async () => {
    const result = await fixture.send('availability', [rooms(0), rooms(2, SUITE)])
    expect(result).toMatchObject({ error: null, stop: false, unattributed: false, retryAfterMs: null })
    expect(statuses(result)).toEqual(['acknowledged', 'acknowledged'])
    const { stock } = await fixture.shown()
    expect(stock).toHaveLength(20)
    expect(stock[0]).toEqual({ roomCode: DOUBLE, date: '2027-06-10', roomsToSell: 0 })
    expect(stock[19]).toEqual({ roomCode: SUITE, date: '2027-06-19', roomsToSell: 2 })
  })

  test('I9: prices and restrictions of a plan arrive together, and restrictions are taken away again', async () => {
    await fixture.send('rates', [prices([8_005, 10_099, 1]), restricted('4,2,9,1,1,1')])
    const before = await fixture.shown('2027-06-10', '2027-06-11')
    expect(before.prices).toEqual([
      { roomCode: DOUBLE, rateCode: DOUBLE_FLEX, date: '2027-06-10', amounts: [8_005, 10_099, 1] },
    ])
    expect(before.restrictions[0]).toMatchObject({
      minLosArrival: 4,
      minLos: 2,
      maxLos: 9,
      closed: true,
      closedToArrival: true,
      closedToDeparture: true,
    })
    await fixture.send('rates', [restricted('1,3,,0,0,0')])
    const after = await fixture.shown('2027-06-10', '2027-06-11')
    expect(after.restrictions[0]).toMatchObject({
      minLosArrival: 1,
      minLos: 3,
      maxLos: null,
      closed: false,
      closedToArrival: false,
      closedToDeparture: false,
    })
    expect(after.prices).toEqual(before.prices)
  })

  test('of a batch with an unknown room only that range is refused, and the others are shown', async () => {
    const result = await fixture.send('availability', [rooms(2), range({ roomCode: 'f00' }), rooms(1, SUITE)])
    expect(statuses(result)).toEqual(['acknowledged', 'refused', 'acknowledged'])
    expect(result.error?.message).toBe('Channex: room_type_id does not exist')
    const { stock } = await fixture.shown()
    expect(stock.map((row) => row.roomsToSell)).toEqual([...Array(10).fill(2), ...Array(10).fill(1)])
  })

  test('a price of nothing is refused, the restriction beside it is taken when it comes alone', async () => {
    const batch = [prices([0]), restricted('1,1,,0,0,1'), prices([9_000], DOUBLE_SAVER)]
    const result = await fixture.send('rates', batch)
    expect(statuses(result)).toEqual(['refused', 'not_applied', 'acknowledged'])
    expect((await fixture.shown()).restrictions).toEqual([])
    expect(statuses(await fixture.send('rates', [restricted('1,1,,0,0,1')]))).toEqual(['acknowledged'])
    expect((await fixture.shown()).restrictions).toHaveLength(10)
  })

  test('a batch of which nothing is known is refused range by range', async () => {
    const result = await fixture.send('availability', [range({ roomCode: 'A' }), range({ roomCode: 'B' })])
    expect(statuses(result)).toEqual(['refused', 'refused'])
  })

  test('a wrong key stops the lane and applies nothing', async () => {
    const context = fixture.contextWith(connectionTo(fixture.url, {}, 'other'))
    const result = await channexAdapter.send('availability', [rooms(3)], context)
    expect(result).toMatchObject({ stop: true, error: { code: 'CredentialsRefused' } })
    expect(statuses(result)).toEqual(['not_applied'])
    expect((await fixture.shown()).stock).toEqual([])
  })

  test('where nothing listens, nothing was applied', async () => {
    const context = fixture.contextWith(connectionTo('http://127.0.0.1:9'))
    expect(statuses(await channexAdapter.send('availability', [rooms(3)], context))).toEqual(['not_applied'])
  })

  test('ten requests a minute are taken of each kind, the next one waits a minute', async () => {
    const strict = await startFixture({ requestsPerMinute: 10 })
    try {
      for (let index = 0; index < 10; index += 1) await strict.send('availability', [rooms(index)])
      const late = await strict.send('availability', [rooms(99)])
      expect(late).toMatchObject({ retryAfterMs: 60_000, stop: false, error: { code: 'RateLimited' } })
      expect(statuses(late)).toEqual(['not_applied'])
      expect(statuses(await strict.send('rates', [prices([9_000])]))).toEqual(['acknowledged'])
      strict.pass(60_000)
      expect(statuses(await strict.send('availability', [rooms(99)]))).toEqual(['acknowledged'])
    } finally {
      await strict.close()
    }
  })

  test.each([
    ['rateLimited', 'not_applied', false],
    ['serverError', 'uncertain', false],
    ['unauthorized', 'not_applied', false],
    ['garbage', 'uncertain', false],
    ['truncated', 'uncertain', true],
    ['lostAnswer', 'uncertain', true],
  ] as const)('%s: the range is %s', async (kind, status, isApplied) => {
    await fixture.faults([{ kind, scope: 'ari', remaining: 1 }])
    expect(statuses(await fixture.send('availability', [rooms(3)]))).toEqual([status])
    expect((await fixture.shown()).stock.length > 0).toBe(isApplied)
  })

  test('the measured length is the length that is sent', async () => {
    const ranges = [prices([8_000, 9_000]), prices([12_000], DOUBLE_SAVER)]
    const measured = channexAdapter.measure('rates', ranges, fixture.context.connection)
    await fixture.send('rates', ranges)
    expect((await fixture.requests()).at(-1)).toMatchObject({ bytes: measured, ranges: 2, status: 200 })
  })
})

describe('reservations', () => {
  const acknowledge = (receipt: string) =>
    channexAdapter.acknowledge('revisions', [{ receipt, code: 'KR-1' }], fixture.context)

  test('I7: a sale is pulled with its rooms, nights and amounts, again until it is acknowledged', async () => {
    await fixture.stockUp()
    const sold = await fixture.sell({
      rooms: [
        { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-12' },
        { roomCode: SUITE, arrival: '2027-06-10', departure: '2027-06-11', adults: 1 },
      ],
      guestSurname: 'O\'Brien & "Söhne" <1>',
    })
    const first = await fixture.fetch()
    expect(first).toHaveLength(1)
    expect(first[0]?.message).toMatchObject({ kind: 'new', channelRef: sold.channelRef, unreadable: null })
    const guest = { surname: 'O\'Brien & "Söhne" <1>', firstName: 'Sandbox', email: '', phone: '' }
    expect(first[0]?.message.snapshot).toEqual({
      channelRef: sold.channelRef,
      status: 'booked',
      booker: guest,
      currency: 'EUR',
      note: `Open Channel ${sold.channelRef.slice(0, 8)}`,
      payment: { collect: 'hotel', commissionMinor: 6_000, virtualCard: null },
      rooms: [
        {
          ref: '1',
          roomCode: DOUBLE,
          rateCode: DOUBLE_FLEX,
          arrival: '2027-06-10',
          departure: '2027-06-12',
          adults: 2,
          childrenAges: [],
          guest,
          nightlyAmounts: [10_000, 10_000],
        },
        expect.objectContaining({ ref: '2', roomCode: SUITE, adults: 1, nightlyAmounts: [20_000] }),
      ],
    })
    expect(await fixture.fetch()).toEqual(first)
    await acknowledge(first[0]!.receipt)
    expect(await fixture.fetch()).toEqual([])
    expect(await fixture.bookings()).toMatchObject([{ queue: null }])
    // An acknowledgement whose answer was lost is repeated.
    await acknowledge(first[0]!.receipt)
  })

  test('a sale that the seller collects says so, with the days and the balance of its card', async () => {
    await fixture.stockUp()
    const nights = { arrival: '2027-06-10', departure: '2027-06-12' }
    await fixture.sell({
      roomCode: DOUBLE,
      ...nights,
      virtualCardFrom: '2027-06-11',
      guestEmail: 'a@example.com',
    })
    const [sale] = await fixture.fetch()
    expect(sale?.message.snapshot).toMatchObject({
      booker: { email: 'a@example.com' },
      payment: {
        collect: 'channel',
        commissionMinor: 3_000,
        virtualCard: { activeFrom: '2027-06-11', activeUntil: null, amountMinor: 20_000 },
      },
    })
  })

  test('a change and a cancellation are revisions with the whole of what now holds', async () => {
    await fixture.stockUp()
    const { channelRef } = await fixture.sell(oneNight)
    const [sale] = await fixture.fetch()
    await acknowledge(sale!.receipt)
    await fixture.lever('POST', 'modify', { channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
    const [changed] = await fixture.fetch()
    expect(changed?.message).toMatchObject({
      kind: 'modified',
      channelRef,
      snapshot: { status: 'booked', rooms: [{ ref: '1', arrival: '2027-06-11', departure: '2027-06-13' }] },
    })
    await fixture.lever('POST', 'cancel', { channelRef })
    const [cancelled] = await fixture.fetch()
    expect(cancelled?.message).toMatchObject({ kind: 'cancelled', channelRef, snapshot: { rooms: [] } })
    await acknowledge(cancelled!.receipt)
    expect(await fixture.fetch()).toEqual([])
  })

  test('what comes again after a lost acknowledgement never ends with an older state of the booking', async () => {
    await fixture.stockUp()
    const { channelRef } = await fixture.sell(oneNight)
    await fixture.lever('POST', 'cancel', { channelRef })
    const [both] = await fixture.fetch()
    await fixture.faults([{ kind: 'serverError', scope: 'reservations', remaining: 1 }])
    await expect(acknowledge(both!.receipt)).rejects.toMatchObject({ code: 'ServerError' })
    const [again] = await fixture.fetch()
    expect(again).toEqual(both)
    expect(again?.message.kind).toBe('cancelled')
  })

  test('more than a page is waiting: all of it comes, oldest first', async () => {
    await fixture.send('availability', [rooms(400)])
    await fixture.send('rates', [prices([9_000, 9_000])])
    const refs: string[] = []
    for (let index = 0; index < 130; index += 1) {
      refs.push((await fixture.sell(oneNight)).channelRef)
      fixture.pass(10)
    }
    expect((await fixture.fetch()).map(({ message }) => message.channelRef)).toEqual(refs)
  })

  test('after half an hour without an acknowledgement a revision is in the feed no longer', async () => {
    await fixture.stockUp()
    await fixture.sell(oneNight)
    fixture.pass(30 * 60_000 - 1)
    expect(await fixture.fetch()).toHaveLength(1)
    fixture.pass(1)
    expect(await fixture.fetch()).toEqual([])
  })

  test('what it shows is read back: nights that somebody changed there are named, by what each range sent', async () => {
    await fixture.stockUp()
    const { readBack } = channexAdapter
    const sent = [rooms(3), rooms(1, SUITE), restricted('1,1,,0,0,0')]
    await fixture.send('rates', [restricted('1,1,,0,0,0')])
    expect(await readBack?.compare(sent, fixture.context)).toEqual([])
    await fixture.send('availability', [{ ...rooms(2), from: day('2027-06-12'), to: day('2027-06-14') }])
    await fixture.send('rates', [
      { ...restricted('2,1,,0,0,0'), from: day('2027-06-11'), to: day('2027-06-12') },
    ])
    expect(await readBack?.compare(sent, fixture.context)).toEqual([
      { range: 0, dates: ['2027-06-12', '2027-06-13'] },
      { range: 2, dates: ['2027-06-11'] },
    ])
    await fixture.faults([{ kind: 'serverError', remaining: 1 }])
    await expect(readBack?.compare(sent, fixture.context)).rejects.toMatchObject({ code: 'ServerError' })
  })

  test('what left the feed while the desk was off is taken from the list, the newest of each booking', async () => {
    await fixture.stockUp()
    const before = await fixture.sell(oneNight)
    const [known] = await fixture.fetch()
    await acknowledge(known!.receipt)
    const missed = await fixture.sell(oneNight)
    await fixture.lever('POST', 'cancel', { channelRef: before.channelRef })
    fixture.pass(31 * 60_000)
    expect(await fixture.fetch()).toEqual([])
    const { context } = fixture
    const now = () => context.clock.now() + 31 * 60_000
    const later = { ...context, clock: { ...context.clock, now }, fetchedAt: context.clock.now() }
    const found = await channexAdapter.fetch('revisions', later)
    expect(found.map(({ message }) => [message.channelRef, message.kind])).toEqual([
      [missed.channelRef, 'new'],
      [before.channelRef, 'cancelled'],
    ])
    // Their receipts name what waits no longer: that is no fault.
    for (const { receipt } of found) await acknowledge(receipt)
    const soon = { ...later, fetchedAt: now() - 24 * 60_000 }
    expect(await channexAdapter.fetch('revisions', soon)).toEqual([])
  })

  test('card data of a booking stay behind: the kept message shows four digits at most', async () => {
    await fixture.stockUp()
    await fixture.sell({ ...oneNight, withCard: true })
    const [message] = await fixture.fetch()
    expect(message?.message.rawMasked).toContain('****1111')
    expect(JSON.stringify(message)).not.toMatch(/4111111111111111|737|12\/2029/)
  })

  test('restrictions bind what the sandbox sells, each minimum in its own way', async () => {
    await fixture.stockUp()
    const wish = { roomCode: DOUBLE, arrival: '2027-06-11', departure: '2027-06-12', rateCode: DOUBLE_FLEX }
    await fixture.send('rates', [restricted('2,1,,0,0,0')])
    await expect(fixture.sell(wish)).rejects.toThrow(/MinStay/)
    await fixture.send('rates', [restricted('1,1,,0,0,1')])
    await expect(fixture.sell(wish)).rejects.toThrow(/Closed/)
    await fixture.send('rates', [restricted('1,1,,0,0,0')])
    expect((await fixture.sell(wish)).status).toBe('booked')
  })
})
