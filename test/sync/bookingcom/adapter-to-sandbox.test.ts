/** The adapter against the sandbox over real HTTP: what is sent is shown, what is sold is pulled, once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bookingcomAdapter } from '../../../sync/channels/bookingcom/adapter.ts'
import { ChannelFailure } from '../../../sync/engine/ports.ts'
import {
  DOUBLE,
  day,
  type Fixture,
  FLEXIBLE,
  prices,
  range,
  restricted,
  rooms,
  SUITE,
  startFixture,
} from './fixture.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await startFixture()
})
afterEach(async () => {
  expect(fixture.bugs).toEqual([])
  await fixture.close()
})

const oneNight = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-11' }
const failureOf = (pending: Promise<unknown>) =>
  pending.then(
    () => {
      throw new Error('it should have failed')
    },
    (error: unknown) => {
      expect(error).toBeInstanceOf(ChannelFailure)
      return error as ChannelFailure
    },
  )

describe('sending', () => {
  test('an acknowledged availability is what the channel shows, from the first night to the last', async () => {
    const result = await fixture.send('availability', [rooms(0), rooms(2, SUITE)])
    expect(result).toMatchObject({ error: null, stop: false, unattributed: false, retryAfterMs: null })
    expect(result.outcomes.map((each) => each.status)).toEqual(['acknowledged', 'acknowledged'])
    const { stock } = await fixture.shown()
    expect(stock).toHaveLength(20)
    expect(stock[0]).toEqual({ roomCode: DOUBLE, date: '2027-06-10', roomsToSell: 0 })
    expect(stock[19]).toEqual({ roomCode: SUITE, date: '2027-06-19', roomsToSell: 2 })
  })

  test('I9: prices arrive by number of adults, to the minor unit', async () => {
    await fixture.send('prices', [prices([8_005, 10_099, 1])])
    const { prices: shown } = await fixture.shown('2027-06-10', '2027-06-11')
    expect(shown).toEqual([
      { roomCode: DOUBLE, rateCode: FLEXIBLE, date: '2027-06-10', amounts: [8_005, 10_099, 1] },
    ])
  })

  test('restrictions are set and taken away again, with the larger of the two minimums', async () => {
    await fixture.send('restrictions', [restricted('4,2,9,1,1,1')])
    const before = await fixture.shown('2027-06-10', '2027-06-11')
    expect(before.restrictions[0]).toMatchObject({
      minLos: 4,
      maxLos: 9,
      closed: true,
      closedToArrival: true,
      closedToDeparture: true,
    })
    await fixture.send('restrictions', [restricted('1,3,,0,0,0')])
    const after = await fixture.shown('2027-06-10', '2027-06-11')
    expect(after.restrictions[0]).toMatchObject({
      minLos: 3,
      maxLos: null,
      closed: false,
      closedToArrival: false,
      closedToDeparture: false,
    })
  })

  test('of a batch with an unknown room only that range is refused, and the others are shown', async () => {
    const unknown = range({ roomCode: '910447799' })
    const result = await fixture.send('availability', [rooms(2), unknown, rooms(1, SUITE)])
    expect(result.outcomes.map((each) => each.status)).toEqual(['acknowledged', 'refused', 'acknowledged'])
    expect(result.outcomes[1]).toMatchObject({ code: 'ROOM_ID_INVALID' })
    expect(result.error?.message).toContain('RUID: [sandbox-')
    const { stock } = await fixture.shown()
    expect(stock.map((row) => row.roomsToSell)).toEqual([...Array(10).fill(2), ...Array(10).fill(1)])
  })

  test('a restrictions range of which one update is refused is refused as a whole, its neighbour not', async () => {
    const result = await fixture.send('restrictions', [
      restricted('1,2,,0,0,0', '99'),
      restricted('1,2,,0,0,0'),
    ])
    expect(result.outcomes.map((each) => each.status)).toEqual(['refused', 'acknowledged'])
  })

  test('a batch of which nothing is known is refused range by range', async () => {
    const result = await fixture.send('availability', [range({ roomCode: 'A' }), range({ roomCode: 'B' })])
    expect(result.outcomes.map((each) => each.status)).toEqual(['refused', 'refused'])
    expect(result.unattributed).toBe(false)
  })

  test('prices in a currency that the property does not sell in are refused, and nothing is shown', async () => {
    const context = fixture.contextWith()
    const inDollars = { ...context, connection: { ...context.connection, currency: 'USD' } }
    const result = await bookingcomAdapter.send('prices', [prices([8_000])], inDollars)
    expect(result.outcomes[0]).toMatchObject({
      status: 'refused',
      code: 'CURRENCY_CODE_DONT_MATCH_HOTEL_CURRENCY',
    })
    expect((await fixture.shown()).prices).toEqual([])
  })

  test('wrong credentials stop the lane and apply nothing', async () => {
    const context = fixture.contextWith({}, { username: 'machine', password: 'other' })
    const result = await bookingcomAdapter.send('availability', [rooms(3)], context)
    expect(result).toMatchObject({ stop: true, error: { code: 'CredentialsRefused' } })
    expect(result.outcomes.map((each) => each.status)).toEqual(['not_applied'])
    expect((await fixture.shown()).stock).toEqual([])
  })

  test('where nothing listens, nothing was applied', async () => {
    const context = fixture.contextWith({ ariBaseUrl: 'http://127.0.0.1:9' })
    const result = await bookingcomAdapter.send('availability', [rooms(3)], context)
    expect(result.outcomes.map((each) => each.status)).toEqual(['not_applied'])
    expect(result.error?.message).not.toContain('pa:ss')
  })

  test('the measured length is the length that is sent', async () => {
    const ranges = [prices([8_000, 9_000]), prices([12_000], SUITE)]
    const measured = bookingcomAdapter.measure('prices', ranges, fixture.context.connection)
    await fixture.send('prices', ranges)
    const requests = await fixture.requests()
    expect(requests.at(-1)).toMatchObject({ bytes: measured, ranges: 2, status: 200 })
  })
})

describe('reservations', () => {
  test('I7: a sale is pulled with its rooms, nights and amounts, again until it is acknowledged', async () => {
    await fixture.stockUp()
    const sold = await fixture.sell({
      rooms: [
        { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-12' },
        { roomCode: SUITE, arrival: '2027-06-10', departure: '2027-06-11', adults: 1 },
      ],
      guestSurname: "O'Brien & Söhne <1>",
    })
    const first = await fixture.fetch('new')
    expect(first).toHaveLength(1)
    expect(first[0]?.message).toMatchObject({
      queue: 'new',
      kind: 'new',
      channelRef: sold.channelRef,
      unreadable: null,
    })
    expect(first[0]?.message.snapshot).toEqual({
      channelRef: sold.channelRef,
      status: 'booked',
      booker: { surname: "O'Brien & Söhne <1>", firstName: 'Sandbox', email: '', phone: '' },
      currency: 'EUR',
      note: '',
      payment: { collect: null, commissionMinor: 6_000, virtualCard: null },
      rooms: [
        {
          ref: '1',
          roomCode: DOUBLE,
          rateCode: FLEXIBLE,
          arrival: '2027-06-10',
          departure: '2027-06-12',
          adults: 2,
          childrenAges: [],
          guest: { surname: "O'Brien & Söhne <1>", firstName: 'Sandbox', email: '', phone: '' },
          nightlyAmounts: [10_000, 10_000],
        },
        expect.objectContaining({ ref: '2', roomCode: SUITE, adults: 1, nightlyAmounts: [20_000] }),
      ],
    })
    expect(await fixture.fetch('new')).toEqual(first)
    const receipt = first[0]?.receipt ?? ''
    await bookingcomAdapter.acknowledge('new', [{ receipt, code: 'LG-5512' }], fixture.context)
    expect(await fixture.fetch('new')).toEqual([])
    expect(await fixture.bookings()).toMatchObject([{ propertyCode: 'LG-5512', queue: null }])
    // An acknowledgement whose answer was lost is repeated.
    await bookingcomAdapter.acknowledge('new', [{ receipt, code: 'LG-5512' }], fixture.context)
  })

  test('a sale that its own card pays says from when, with the guest to write to', async () => {
    await fixture.stockUp()
    const paid = { virtualCardFrom: '2027-06-11', guestFirstName: 'Ada', guestEmail: 'ada@example.com' }
    await fixture.sell({ ...oneNight, ...paid })
    const [sale] = await fixture.fetch('new')
    expect(sale?.message.snapshot).toMatchObject({
      booker: { firstName: 'Ada', email: 'ada@example.com' },
      payment: {
        collect: 'channel',
        virtualCard: { activeFrom: '2027-06-11', activeUntil: null, amountMinor: null },
      },
    })
  })

  test('a change and a cancellation come in the other queue, with the whole of what now holds', async () => {
    await fixture.stockUp()
    const { channelRef } = await fixture.sell(oneNight)
    const [sale] = await fixture.fetch('new')
    await bookingcomAdapter.acknowledge('new', [{ receipt: sale!.receipt, code: null }], fixture.context)
    await fixture.lever('POST', 'modify', { channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
    const [changed] = await fixture.fetch('modified')
    expect(changed?.message).toMatchObject({
      queue: 'modified',
      kind: 'modified',
      snapshot: { status: 'booked', rooms: [{ arrival: '2027-06-11', departure: '2027-06-13' }] },
    })
    await fixture.lever('POST', 'cancel', { channelRef })
    const [cancelled] = await fixture.fetch('modified')
    expect(cancelled?.message).toMatchObject({
      kind: 'cancelled',
      channelRef,
      snapshot: { status: 'cancelled', rooms: [] },
    })
    expect(await fixture.fetch('new')).toEqual([])
  })

  test('a stale acknowledgement is no error: the newer content comes again, its neighbours are confirmed', async () => {
    await fixture.stockUp()
    const { channelRef } = await fixture.sell(oneNight)
    await fixture.sell(oneNight)
    const pulled = await fixture.fetch('new')
    await fixture.lever('POST', 'modify', { channelRef, arrival: '2027-06-12', departure: '2027-06-13' })
    const committed = pulled.map(({ receipt }) => ({ receipt, code: 'X' }))
    await bookingcomAdapter.acknowledge('new', committed, fixture.context)
    const again = await fixture.fetch('new')
    expect(again).toHaveLength(1)
    expect(again[0]?.message).toMatchObject({
      channelRef,
      kind: 'new',
      snapshot: { rooms: [{ arrival: '2027-06-12' }] },
    })
  })

  test('a booking that is cancelled before its acknowledgement is a cancellation in the new queue', async () => {
    await fixture.stockUp()
    const { channelRef } = await fixture.sell(oneNight)
    await fixture.lever('POST', 'cancel', { channelRef })
    const [message] = await fixture.fetch('new')
    expect(message?.message).toMatchObject({ queue: 'new', kind: 'cancelled', channelRef })
  })

  test('card data of a booking stays behind: the kept message shows four digits at most', async () => {
    await fixture.stockUp()
    await fixture.sell({ ...oneNight, withCard: true })
    const [message] = await fixture.fetch('new')
    expect(message?.message.rawMasked).toContain('****1111')
    expect(JSON.stringify(message)).not.toMatch(/4111111111111111|737/)
  })

  test('bookings of another property of the same account are left to that property', async () => {
    await fixture.stockUp()
    await fixture.sell(oneNight)
    const other = fixture.contextWith({ hotelCode: '1' })
    expect(await bookingcomAdapter.fetch('new', other)).toEqual([])
    expect(await fixture.fetch('new')).toHaveLength(1)
  })

  test('refused credentials stop the pull, a pause and an outage do not', async () => {
    await fixture.faults([{ kind: 'unauthorized', remaining: 1 }])
    expect(await failureOf(fixture.fetch('new'))).toMatchObject({ code: 'CredentialsRefused', stop: true })
    await fixture.faults([{ kind: 'rateLimited', remaining: 1, retryAfterSeconds: 7 }])
    expect(await failureOf(fixture.fetch('new'))).toMatchObject({
      code: 'RateLimited',
      stop: false,
      retryAfterMs: 7_000,
    })
    await fixture.faults([{ kind: 'serverError', remaining: 1 }])
    expect(await failureOf(fixture.fetch('modified'))).toMatchObject({ code: 'ServerError', stop: false })
    for (const kind of ['garbage', 'truncated', 'lostAnswer'] as const) {
      await fixture.faults([{ kind, remaining: 1 }])
      expect((await failureOf(fixture.fetch('new'))).stop).toBe(false)
    }
    expect(await fixture.fetch('new')).toEqual([])
  })

  test('an outage during the acknowledgement is told, so that it is repeated', async () => {
    await fixture.stockUp()
    await fixture.sell(oneNight)
    const [message] = await fixture.fetch('new')
    const committed = [{ receipt: message!.receipt, code: 'X' }]
    for (const kind of ['serverError', 'garbage', 'lostAnswer'] as const) {
      await fixture.faults([{ kind, scope: 'reservations', remaining: 1 }])
      await failureOf(bookingcomAdapter.acknowledge('new', committed, fixture.context))
    }
    await bookingcomAdapter.acknowledge('new', committed, fixture.context)
    expect(await fixture.fetch('new')).toEqual([])
  })

  test('a booking of a day in the future keeps its own currency where that has no decimals', async () => {
    const yen = await startFixture({ currency: 'JPY' })
    try {
      const context = yen.contextWith()
      const inYen = { ...context, connection: { ...context.connection, currency: 'JPY' } }
      await bookingcomAdapter.send('availability', [rooms(1)], inYen)
      await bookingcomAdapter.send('prices', [prices([9_000, 12_000])], inYen)
      await yen.sell({ ...oneNight, arrival: day('2027-06-12'), departure: day('2027-06-13') })
      const [message] = await bookingcomAdapter.fetch('new', inYen)
      expect(message?.message.snapshot).toMatchObject({
        currency: 'JPY',
        rooms: [{ nightlyAmounts: [12_000] }],
      })
    } finally {
      await yen.close()
    }
  })
})
