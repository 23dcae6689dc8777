/** The adapter against the sandbox over real HTTP: what is sent is shown, what is sold is pulled, once. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDays } from '../../../shared/dates.ts'
import { expediaAdapter } from '../../../sync/channels/expedia/adapter.ts'
import { schemaJudge } from '../schema-judge.ts'
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
} from './scripted.ts'

const { hasSchemas, validateMessage, disposeSchemas } = schemaJudge('expedia')
afterAll(disposeSchemas)

let fixture: Fixture
beforeEach(async () => {
  fixture = await startFixture()
})
/** Every request and every answer that is XML is valid by Expedia's own schemas. */
afterEach(async () => {
  await fixture.close()
  expect(fixture.bugs).toEqual([])
  if (hasSchemas)
    for (const body of fixture.bodies.filter((each) => each.startsWith('<?xml')))
      expect(() => validateMessage(body), body).not.toThrow()
})

const oneNight = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-11' }

describe('sending', () => {
  test('everything of a batch is shown, from the first night to the last', async () => {
    const result = await fixture.send([
      rooms(0),
      rooms(2, SUITE),
      prices([8_005, 10_099, 1]),
      restricted('4,2,9,1,1,1'),
      restricted('1,1,,0,0,0', SAVER),
    ])
    expect(result).toMatchObject({
      statuses: 'acknowledged acknowledged acknowledged acknowledged acknowledged',
      error: null,
    })
    const shown = await fixture.shown()
    expect(shown.stock).toHaveLength(10)
    expect(shown.stock[0]).toEqual({ roomCode: DOUBLE, date: '2027-06-10', roomsToSell: 0, isClosed: true })
    expect(shown.stock[9]).toEqual({ roomCode: SUITE, date: '2027-06-14', roomsToSell: 2, isClosed: false })
    expect(shown.prices[0]).toMatchObject({
      rateCode: FLEXIBLE,
      date: '2027-06-10',
      amounts: [8_005, 10_099, 1],
    })
    expect(shown.restrictions).toHaveLength(10)
    expect(shown.restrictions[0]).toMatchObject({
      minLos: 4,
      maxLos: 9,
      closed: true,
      closedToArrival: true,
      closedToDeparture: true,
    })
    expect(await fixture.requests()).toHaveLength(1)
    await fixture.send([restricted('1,3,,0,0,0')])
    const [after] = (await fixture.shown()).restrictions
    expect(after).toMatchObject({ minLos: 3, maxLos: 28, closed: false, closedToArrival: false })
  })

  test('an unknown room type refuses the whole message, and only its range is parked', async () => {
    const result = await fixture.send([rooms(2), range({ roomCode: '999' })])
    expect(result).toMatchObject({ statuses: 'not_applied refused', error: { code: 'Expedia3203' } })
    expect((await fixture.shown()).stock).toEqual([])
    const rate = await fixture.send([rooms(2), prices([8_000], '998')])
    expect(rate).toMatchObject({ statuses: 'not_applied refused', error: { code: 'Expedia3204' } })
  })

  test('of prices out of the threshold those are refused that the warnings name, and the rest is shown', async () => {
    await fixture.close()
    fixture = await startFixture({ leastRate: 1_000, mostOccupants: 2 })
    const result = await fixture.send([prices([500]), prices([9_000], SAVER), rooms(1)])
    expect(result).toMatchObject({
      statuses: 'refused acknowledged acknowledged',
      error: { code: 'Expedia7021' },
    })
    const many = await fixture.send([prices([9_000, 9_000, 9_000]), rooms(1)])
    expect(many).toMatchObject({ statuses: 'refused acknowledged', error: { code: 'Expedia7009' } })
    const long = { from: day('2027-06-01'), to: day('2027-07-01') }
    const cut = await fixture.send([
      { ...prices([500]), ...long },
      { ...prices([9_000], SAVER), ...long },
    ])
    expect(cut).toMatchObject({ statuses: 'uncertain uncertain', unattributed: true })
    expect(await fixture.send([{ ...prices([500]), ...long }])).toMatchObject({ statuses: 'refused' })
  })

  test.each([
    ['a start before yesterday', { from: day('2027-02-27'), to: day('2027-03-05') }, 'Expedia3020'],
    ['an end beyond two years', { from: day('2029-02-20'), to: day('2029-04-01') }, 'Expedia3022'],
  ])('%s is refused', async (_, dates, code) => {
    expect(await fixture.send([{ ...rooms(1), ...dates }])).toMatchObject({
      statuses: 'refused',
      error: { code },
    })
  })

  test('two values of one night, and a batch of too many updates, are refused as a whole', async () => {
    const twice = await fixture.send([rooms(1), { ...rooms(2), to: day('2027-06-12') }])
    expect(twice).toMatchObject({ unattributed: true, error: { code: 'Expedia3108' } })
    const year = { from: day('2027-03-10'), to: day('2028-03-09') }
    const heavy = [
      { ...restricted('1,2,,0,0,0'), ...year },
      { ...restricted('1,2,,0,0,0', SAVER), ...year },
    ]
    expect(await fixture.send(heavy)).toMatchObject({ unattributed: true, error: { code: 'Expedia3107' } })
    const measured = expediaAdapter.measure('ari', heavy, fixture.context.connection)
    expect(measured).toBeGreaterThan(fixture.context.connection.settings.maxRequestBytes)
    const suites = Array.from({ length: 700 }, (_, index) => {
      const from = addDays(day('2027-03-10'), index)
      return { ...rooms(index % 3, SUITE), from, to: addDays(from, 1) }
    })
    expect(await fixture.send(suites)).toMatchObject({ unattributed: true, error: { code: 'Expedia3405' } })
  })

  test('a single range of two years goes in messages that are taken', async () => {
    const long = { from: day('2027-03-01'), to: day('2029-03-01') }
    expect(await fixture.send([{ ...restricted('1,2,,0,1,0'), ...long }])).toMatchObject({
      statuses: 'acknowledged',
    })
    const { restrictions } = await fixture.shown()
    expect(restrictions).toHaveLength(731)
    expect(restrictions.every(({ minLos, closedToDeparture }) => minLos === 2 && closedToDeparture)).toBe(
      true,
    )
    expect(await fixture.requests()).toHaveLength(2)
  })

  test('wrong credentials, another currency and another hotel', async () => {
    const { context } = fixture
    const wrong = { ...context.connection, credentials: { username: 'EQClago', password: 'other pw' } }
    const refused = await expediaAdapter.send('ari', [rooms(1)], { ...context, connection: wrong })
    expect(refused).toMatchObject({ stop: true, outcomes: [{ status: 'not_applied' }] })
    const dollars = { ...context.connection, currency: 'USD' }
    const mismatch = await expediaAdapter.send('ari', [rooms(1), prices([1])], {
      ...context,
      connection: dollars,
    })
    expect(mismatch.outcomes.map(({ status }) => status)).toEqual(['not_applied', 'refused'])
    expect(await fixture.send([rooms(1)], { hotelCode: '1' })).toMatchObject({ stop: true })
    expect((await fixture.shown()).stock).toEqual([])
  })

  test('the measured length is the length that is sent', async () => {
    const ranges = [prices([8_000, 9_000]), prices([12_000], SUITE_RATE, SUITE)]
    const measured = expediaAdapter.measure('ari', ranges, fixture.context.connection)
    await fixture.send(ranges)
    expect((await fixture.requests()).at(-1)).toMatchObject({ bytes: measured, status: 200 })
  })

  test('what is sent and fetched at once goes one after the other; who does not wait is refused', async () => {
    await fixture.faults([{ kind: 'slow', delayMs: 100, remaining: 3 }])
    const [sent, pulled, again] = await Promise.all([
      fixture.send([rooms(1)]),
      fixture.fetch(),
      fixture.send([rooms(2)]),
    ])
    expect(sent.statuses + again.statuses).toBe('acknowledgedacknowledged')
    expect(pulled).toEqual([])
    await fixture.faults([{ kind: 'slow', delayMs: 300, remaining: 1 }])
    const other = {
      ...fixture.context,
      connection: { ...fixture.context.connection, channelId: 'another desk' },
    }
    const first = fixture.send([rooms(1)])
    await expect.poll(async () => (await fixture.requests()).length).toBe(4)
    expect(await expediaAdapter.send('ari', [rooms(2)], other)).toMatchObject({
      outcomes: [{ status: 'not_applied' }],
      error: { code: 'Expedia3210' },
      stop: false,
    })
    expect((await first).statuses).toBe('acknowledged')
  })

  test.each([
    ['rateLimited', 'not_applied'],
    ['serverError', 'uncertain'],
    ['garbage', 'uncertain'],
    ['truncated', 'uncertain'],
    ['lostAnswer', 'uncertain'],
  ] as const)('on a day of %s a value is %s', async (kind, status) => {
    await fixture.faults([{ kind, remaining: 1 }])
    expect((await fixture.send([rooms(1)])).statuses).toBe(status)
    expect((await fixture.send([rooms(1)])).statuses).toBe('acknowledged')
  })
})

describe('bookings', () => {
  test('I7: a sale comes with its nights and amounts, again until it is confirmed with our number', async () => {
    await fixture.stockUp()
    const sold = await fixture.sell({
      ...oneNight,
      departure: '2027-06-12',
      guestSurname: "O'Brien & Söhne <1>",
    })
    const first = await fixture.fetch()
    expect(first.map(({ message }) => message)).toMatchObject([
      {
        queue: 'bookings',
        kind: 'new',
        channelRef: sold.channelRef,
        unreadable: null,
        snapshot: {
          booker: { surname: "O'Brien & Söhne <1>", firstName: 'Sandbox' },
          rooms: [
            {
              ref: '1',
              roomCode: DOUBLE,
              rateCode: FLEXIBLE,
              arrival: '2027-06-10',
              departure: '2027-06-12',
              adults: 2,
              nightlyAmounts: [10_000, 10_000],
            },
          ],
        },
      },
    ])
    const again = await fixture.fetch()
    expect(again[0]?.message.snapshot).toEqual(first[0]?.message.snapshot)
    const committed = [{ receipt: again[0]!.receipt, code: 'LG-5512' }]
    await fixture.confirm(committed)
    expect(await fixture.fetch()).toEqual([])
    expect(await fixture.bookings()).toMatchObject([{ propertyCode: 'LG-5512', queue: null }])
    // A confirmation whose answer was lost is repeated.
    await fixture.confirm(committed)
  })

  test.each(['confirmation', 'retrieval'] as const)(
    'a change and a cancellation come one after the other, released after the %s of the one before',
    async (release) => {
      await fixture.close()
      fixture = await startFixture({ release })
      await fixture.stockUp()
      const { channelRef } = await fixture.sell(oneNight)
      await fixture.lever('POST', 'modify', { channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
      await fixture.lever('POST', 'cancel', { channelRef })
      const seen: string[] = []
      for (let round = 0; round < 4; round++) {
        const pulled = await fixture.fetch()
        seen.push(...pulled.map(({ message }) => message.kind))
        await fixture.confirm(pulled.map(({ receipt }) => ({ receipt, code: null })))
      }
      // Where Expedia refuses to confirm what has a successor, that is confirmed together with it.
      expect(seen).toEqual(['new', 'modified', 'cancelled'])
      expect(await fixture.fetch()).toEqual([])
      expect(await fixture.bookings()).toMatchObject([
        { status: 'cancelled', queue: null, propertyCode: expect.stringMatching(/^KEYRACK-/) },
      ])
    },
  )

  test('Expedia sells from what it last received, and a closed room type stays closed after a cancellation', async () => {
    await fixture.stockUp()
    const { channelRef } = await fixture.sell({ ...oneNight, roomCode: SUITE })
    await expect(fixture.sell({ ...oneNight, roomCode: SUITE })).rejects.toThrow(/SoldOut/)
    await fixture.send([rooms(0, SUITE)])
    await fixture.lever('POST', 'cancel', { channelRef })
    const { stock } = await fixture.shown('2027-06-10', '2027-06-11')
    expect(stock.find(({ roomCode }) => roomCode === SUITE)).toMatchObject({ roomsToSell: 1, isClosed: true })
    await expect(fixture.sell({ ...oneNight, roomCode: SUITE })).rejects.toThrow(/Closed/)
    await fixture.send([rooms(1, SUITE)])
    await fixture.sell({ ...oneNight, roomCode: SUITE })
  })

  test('more bookings than an answer holds come in one round, and are confirmed ten at a time', async () => {
    await fixture.send([rooms(200), prices([8_000, 10_000])])
    for (let count = 0; count < 130; count++) await fixture.sell(oneNight)
    const pulled = await fixture.fetch()
    expect(new Set(pulled.map(({ message }) => message.channelRef)).size).toBe(130)
    await fixture.confirm(pulled.map(({ receipt }, index) => ({ receipt, code: `KR-${index}` })))
    expect(await fixture.fetch()).toEqual([])
  })

  test('card data stays behind: the kept message shows four digits at most', async () => {
    await fixture.stockUp()
    await fixture.sell({ ...oneNight, withCard: true })
    const [message] = await fixture.fetch()
    expect(message?.message.rawMasked).toContain('****1111')
    expect(JSON.stringify(message)).not.toMatch(/4111111111111111|737|1229/)
  })

  test('an outage during the confirmation is told, so that it is repeated', async () => {
    await fixture.stockUp()
    await fixture.sell(oneNight)
    const [message] = await fixture.fetch()
    const committed = [{ receipt: message!.receipt, code: 'X' }]
    for (const kind of ['serverError', 'garbage', 'lostAnswer', 'unauthorized'] as const) {
      await fixture.faults([{ kind, scope: 'reservations', remaining: 1 }])
      await expect(fixture.confirm(committed)).rejects.toMatchObject({ stop: kind === 'unauthorized' })
    }
    await fixture.confirm(committed)
    expect(await fixture.fetch()).toEqual([])
  })

  test('a confirmation of a booking that Expedia does not know is refused alone, and is no error', async () => {
    await fixture.stockUp()
    await fixture.sell(oneNight)
    const [message] = await fixture.fetch()
    const unknown = JSON.stringify([{ bookingID: '77', bookingType: 'Book', confirmNumber: null }])
    await fixture.confirm([
      { receipt: unknown, code: 'X' },
      { receipt: message!.receipt, code: 'KR-1' },
    ])
    expect(fixture.bodies.at(-1)).toContain('code="10080"')
    expect(await fixture.fetch()).toEqual([])
  })
})
