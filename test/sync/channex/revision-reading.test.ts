/** Booking revisions as Channex writes them, its feed of them, and their confirmation. */
import { describe, expect, test } from 'vitest'
import { channexAdapter } from '../../../sync/channels/channex/adapter.ts'
import { ChannelFailure, HttpFailure } from '../../../sync/engine/ports.ts'
import { DOUBLE, DOUBLE_FLEX, feed, KEY, PROPERTY, pulled, revision, scripted } from './samples.ts'

const messageOf = async (attributes: object = {}, room: object = {}) => {
  const [only] = await pulled(revision(attributes, room))
  return only!.message
}
const roomOf = async (room: object, attributes: object = {}) => {
  const message = await messageOf(attributes, room)
  expect(message.unreadable).toBeNull()
  return message.snapshot!.rooms[0]!
}
const reasonOf = async (attributes: object, room: object = {}) => {
  const message = await messageOf(attributes, room)
  expect(message.snapshot).toBeNull()
  expect(message.rawMasked).not.toBe('')
  return message.unreadable
}

describe('a revision', () => {
  test('I9: is the whole booking, to the cent', async () => {
    const [only] = await pulled(revision())
    expect(only?.receipt).toBe('["03dd7198-c5b7-493c-a889-74d0c2211de7"]')
    expect(only?.message).toMatchObject({
      queue: 'revisions',
      kind: 'new',
      channelRef: 'cfa33f3b-bd32-4b90-8ef9-bde2bfe986cd',
      unreadable: null,
    })
    expect(only?.message.snapshot).toEqual({
      channelRef: 'cfa33f3b-bd32-4b90-8ef9-bde2bfe986cd',
      status: 'booked',
      booker: { surname: 'Channex', firstName: 'User', email: 'user@channex.io', phone: '1234567890' },
      currency: 'EUR',
      note: 'Booking.com 9996013801\nBreakfast: 20.00 EUR\nA quiet room. My card is ****1111.',
      payment: {
        collect: 'channel',
        commissionMinor: null,
        virtualCard: { activeFrom: '2020-09-12', activeUntil: null, amountMinor: null },
      },
      rooms: [
        {
          ref: '49',
          roomCode: DOUBLE,
          rateCode: DOUBLE_FLEX,
          arrival: '2027-06-10',
          departure: '2027-06-12',
          adults: 2,
          childrenAges: [5, 0],
          guest: { surname: 'Guest', firstName: 'Ada', email: '', phone: '' },
          nightlyAmounts: [18_400, 18_401],
        },
      ],
    })
  })

  test.each([
    ['new', 'booked', 1],
    ['modified', 'booked', 1],
    ['cancelled', 'cancelled', 0],
  ])('%s: %s, with %i rooms', async (status, ours, rooms) => {
    const message = await messageOf({ status })
    expect(message).toMatchObject({ kind: status, snapshot: { status: ours } })
    expect(message.snapshot!.rooms).toHaveLength(rooms)
  })

  test('of a plan for an occupancy, the parent is the plan that is mapped', async () => {
    expect((await roomOf({ meta: { parent_rate_plan_id: 'parent' } })).rateCode).toBe('parent')
    expect((await roomOf({ rate_plan_id: null })).rateCode).toBeNull()
  })

  test('a room that is not mapped at Channex waits under a code that nothing is mapped to', async () => {
    expect((await roomOf({ room_type_id: null, meta: { room_type_code: '36 36"404' } })).roomCode).toBe(
      'unmapped 3636404',
    )
    expect((await roomOf({ room_type_id: null })).roomCode).toBe('unmapped')
  })

  test("rooms without the seller's number are known by their place, not by a number that changes", async () => {
    const room = revision().attributes.rooms[0]!
    const { ota_unique_id: _, ...plain } = room
    const refs = async (...rooms: object[]) =>
      (await messageOf({ rooms })).snapshot!.rooms.map(({ ref }) => ref)
    expect(await refs(plain, { ...plain, booking_room_id: 'other' })).toEqual(['1', '2'])
    expect(await refs(room, room)).toEqual(['1', '2'])
    expect(await refs(room, { ...room, ota_unique_id: 50 })).toEqual(['49', '50'])
  })

  test('guests are at least one adult; ages that are not told are those of a child', async () => {
    expect(await roomOf({ occupancy: null })).toMatchObject({ adults: 1, childrenAges: [] })
    const occupancy = { adults: 0, children: 3, infants: 0, ages: [40, '5'] }
    expect(await roomOf({ occupancy })).toMatchObject({ adults: 1, childrenAges: [12, 12, 12] })
  })

  test('without names there still is a booking', async () => {
    const { snapshot } = await messageOf({ customer: null }, { guests: null })
    expect(snapshot).toMatchObject({ booker: { surname: 'Channex guest' }, rooms: [{ guest: null }] })
    expect((await messageOf({ customer: {} })).snapshot?.booker.surname).toBe('Guest')
    expect((await messageOf({ customer: { name: 'Ada' } })).snapshot?.booker.surname).toBe('Ada')
  })

  test('who collects the payment stands in the note, and a long code of the seller stays what it is', async () => {
    const { snapshot } = await messageOf({
      ota_name: 'Trip.com',
      ota_reservation_code: '4111111111111111',
      payment_collect: 'ota',
      services: [],
      notes: null,
    })
    expect(snapshot?.note).toBe('Trip.com 4111111111111111\nPayment: collected by Trip.com')
  })

  test('nights without an amount share the rest of the room, and numbers count as they are written', async () => {
    const { nightlyAmounts } = await roomOf({ days: { '2027-06-10': 184.5 }, amount: 300 })
    expect(nightlyAmounts).toEqual([18_450, 11_550])
    expect((await roomOf({ amount: '9000', days: null }, { currency: 'JPY' })).nightlyAmounts).toEqual([
      4_500, 4_500,
    ])
  })

  test.each([
    ['no number', { booking_id: null }, {}, /no number/],
    ['a number of a book', { booking_id: 'x'.repeat(61) }, {}, /no number/],
    ['another status', { status: 'pending' }, {}, /status/],
    ['a status of the language', { status: 'constructor' }, {}, /status/],
    ['no rooms', { rooms: [] }, {}, /no rooms/],
    ['a room that is none', { rooms: ['x'] }, {}, /no object/],
    ['no dates', { arrival_date: null }, { checkin_date: null }, /dates/],
    ['a day that is none', {}, { checkin_date: '2027-02-30' }, /dates/],
    ['no nights', {}, { checkout_date: '2027-06-10' }, /departs/],
    ['years', {}, { checkout_date: '2030-06-10' }, /800 nights/],
    ['no amounts', {}, { amount: null, days: {} }, /amount/],
    ['half a cent', {}, { days: { '2027-06-10': '184.005' } }, /exact/],
    ['a debt', {}, { days: { '2027-06-10': '-1.00' } }, /exact/],
    ['no currency', { currency: 'euro' }, {}, /currency/],
    ['too many rooms', { rooms: Array(51).fill(revision().attributes.rooms[0]) }, {}, /rooms/],
  ])('with %s is kept with the reason', async (_, attributes, room, reason) => {
    expect(await reasonOf(attributes, room)).toMatch(reason)
  })
})

describe('the feed', () => {
  const of = (booking: string, id: string, rest: object = {}) =>
    revision({ booking_id: booking, ...rest }, {}, id)

  test('of a booking only the newest readable revision comes, and its receipt names the older ones first', async () => {
    const both = await pulled(
      of('a', 'a1'),
      of('b', 'b1'),
      of('a', 'a2', { status: 'modified' }),
      of('a', 'a3', { status: 'cancelled' }),
    )
    expect(both.map(({ message, receipt }) => [message.channelRef, message.kind, receipt])).toEqual([
      ['b', 'new', '["b1"]'],
      ['a', 'cancelled', '["a1","a2","a3"]'],
    ])
  })

  test('an unreadable revision hides no readable one, and is never confirmed with another', async () => {
    const all = await pulled(
      of('a', 'a1'),
      of('a', 'a2', { rooms: [] }),
      of('a', 'a3', { status: 'modified' }),
    )
    expect(all.map(({ message, receipt }) => [message.unreadable, receipt])).toEqual([
      ['the booking has no rooms', '["a2"]'],
      [null, '["a1","a3"]'],
    ])
    const last = await pulled(of('a', 'a1'), of('a', 'a2', { rooms: [] }))
    expect(last.map(({ receipt }) => receipt)).toEqual(['["a1"]', '["a2"]'])
  })

  test('revisions come in the order in which Channex received them', async () => {
    const late = of('a', 'a2', { status: 'cancelled', inserted_at: '2027-03-01T10:03:31.1' })
    const early = of('a', 'a1', { inserted_at: '2027-03-01T10:03:30.9' })
    const [only] = await pulled(late, early)
    expect(only).toMatchObject({ message: { kind: 'cancelled' }, receipt: '["a1","a2"]' })
  })

  test('all pages are read, asked for by property and oldest first; a revision on two pages is one', async () => {
    const items = Array.from({ length: 230 }, (_, index) => of(`b${index}`, `r${index}`))
    const { context, requests } = scripted(({ url }) => {
      const page = Number(new URL(url).searchParams.get('pagination[page]'))
      return { body: feed(items.slice((page - 1) * 99, (page - 1) * 99 + 100), 230) }
    })
    const all = await channexAdapter.fetch('revisions', context)
    expect(all.map(({ receipt }) => receipt)).toEqual(items.map(({ id }) => `["${id}"]`))
    expect(requests).toHaveLength(3)
    const { pathname, searchParams } = new URL(requests[0]!.url)
    expect([pathname, ...searchParams.entries()]).toEqual([
      '/api/v1/booking_revisions/feed',
      ['filter[property_id]', PROPERTY],
      ['order[inserted_at]', 'asc'],
      ['pagination[page]', '1'],
      ['pagination[limit]', '100'],
    ])
    expect(requests[0]!.headers).toMatchObject({ 'user-api-key': KEY })
  })

  test('a feed without an end is left after more than a round can take', async () => {
    const { context, requests } = scripted((_, number) => ({
      body: feed(
        Array.from({ length: 100 }, (__, index) => of(`b${number}-${index}`, `r${number}-${index}`)),
        9_999_999,
      ),
    }))
    expect((await channexAdapter.fetch('revisions', context)).length).toBeGreaterThan(1_000)
    expect(requests.length).toBeLessThan(20)
  })

  test('bookings of another property of the key are left to that property', async () => {
    expect(await pulled(revision({ property_id: 'f00' }))).toEqual([])
    expect(await pulled(revision({ property_id: null }))).toHaveLength(1)
  })

  test.each([
    [{ status: 401 }, 'CredentialsRefused', true, null],
    [{ status: 403 }, 'CredentialsRefused', true, null],
    [{ status: 429 }, 'RateLimited', false, 60_000],
    [{ status: 429, headers: { 'retry-after': '5' } }, 'RateLimited', false, 5_000],
    [{ status: 404 }, 'UnexpectedStatus', false, null],
    [{ status: 502 }, 'ServerError', false, null],
    [{ body: 'garbage' }, 'MalformedAnswer', false, null],
    [{ body: '{"data":{}}' }, 'MalformedAnswer', false, null],
    [new HttpFailure('ECONNRESET', 'cut', 'maybe'), 'ECONNRESET', false, null],
  ])('%o is told as %s', async (answer, code, stop, retryAfterMs) => {
    for (const act of [
      (context: Parameters<typeof channexAdapter.fetch>[1]) => channexAdapter.fetch('revisions', context),
      (context: Parameters<typeof channexAdapter.fetch>[1]) =>
        channexAdapter.acknowledge('revisions', [{ receipt: '["r1"]', code: null }], context),
    ]) {
      const failure = await act(scripted(() => answer).context).then(
        () => null,
        (error: unknown) => error,
      )
      // What Channex does not know (any more) needs no confirmation, and its list is not looked at.
      if (failure === null) {
        expect([404, 200]).toContain((answer as { status?: number }).status ?? 200)
        continue
      }
      expect(failure).toBeInstanceOf(ChannelFailure)
      expect(failure).toMatchObject({ code, stop, retryAfterMs })
    }
  })
})

describe('acknowledging', () => {
  const done = { body: '{"meta":{"message":"Success"}}' }

  test('I7: each revision is confirmed by itself, the older ones of a booking first', async () => {
    const { context, requests } = scripted(() => done)
    const committed = [
      { receipt: '["a1","a2"]', code: 'X' },
      { receipt: '["b1"]', code: null },
    ]
    await channexAdapter.acknowledge('revisions', committed, context)
    expect(requests.map(({ method, url }) => [method, new URL(url).pathname])).toEqual([
      ['POST', '/api/v1/booking_revisions/a1/ack'],
      ['POST', '/api/v1/booking_revisions/a2/ack'],
      ['POST', '/api/v1/booking_revisions/b1/ack'],
    ])
  })

  test('none is confirmed after one that failed, so that what comes again ends with the newest', async () => {
    const { context, requests } = scripted((_, number) => (number === 2 ? { status: 500 } : done))
    const pending = channexAdapter.acknowledge(
      'revisions',
      [{ receipt: '["a1","a2","a3"]', code: null }],
      context,
    )
    await expect(pending).rejects.toMatchObject({ code: 'ServerError' })
    expect(requests).toHaveLength(2)
  })

  test.each([400, 404, 409, 410, 422])(
    'one that is refused with %i is no error, and holds up no other',
    async (status) => {
      const { context, requests } = scripted((_, number) => (number === 1 ? { status } : done))
      await channexAdapter.acknowledge('revisions', [{ receipt: '["a1","a2"]', code: null }], context)
      expect(requests).toHaveLength(2)
    },
  )

  test('a confirmation that cannot be read is told, so that it is repeated', async () => {
    const { context } = scripted(() => ({ body: 'Service temporarily' }))
    const pending = channexAdapter.acknowledge('revisions', [{ receipt: '["a1"]', code: null }], context)
    await expect(pending).rejects.toMatchObject({ code: 'MalformedAnswer', stop: false })
  })

  test('a number that would leave its place in the address is never asked for', async () => {
    const [only] = await pulled(revision({}, {}, '../../properties?x='))
    expect(only?.receipt).toBe('[]')
    const { context } = scripted(() => done)
    const pending = channexAdapter.acknowledge('revisions', [{ receipt: '["../x"]', code: null }], context)
    await expect(pending).rejects.toThrow()
  })
})

test('what Channex posts is a hint without a signature, never a booking', () => {
  const property = { hotelCode: PROPERTY, currency: 'EUR' }
  const body = JSON.stringify({ event: 'booking', payload: revision() })
  expect(channexAdapter.readPosted('channex', body, property)).toEqual([])
  for (const other of ['', '[]', '{"event":1}', body.slice(1)])
    expect(() => channexAdapter.readPosted('channex', other, property)).toThrow(ChannelFailure)
})
