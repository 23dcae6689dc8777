/** Bookings as Agoda writes them, and as nobody should; what a fetch asks for, and what it remembers. */
import { describe, expect, test } from 'vitest'
import { agodaAdapter } from '../../../sync/channels/agoda/adapter.ts'
import { bookingIdOf, readBooking } from '../../../sync/channels/agoda/booking-messages.ts'
import { descendants, MalformedXml, parseXml } from '../../../sync/channels/xml/xml-tree.ts'
import { ChannelFailure, HttpFailure } from '../../../sync/engine/ports.ts'
import { readsDamaged } from '../suite/damage.ts'
import { DOUBLE, error, FLEXIBLE, failed, KEY, NOW, PROPERTY, scripted } from './scripted.ts'

const NIGHT = '<price date="2027-06-10" net_inclusive_amt="100.00" sell_inclusive_amt="120.00" type="Room"/>'
const NIGHTS = NIGHT + NIGHT.replace('06-10', '06-11').replace('100.00', '90.01')

interface Parts {
  id?: string
  status?: string
  at?: string
  dates?: string
  counts?: string
  prices?: string
  customer?: string
  after?: string
  product?: string
  property?: string
}

function booking(parts: Parts = {}): string {
  const { id = '90077112', status = 'ConfirmBooking', at = '2027-03-01T14:00:00+07:00' } = parts
  const { dates = 'arrival="2027-06-10" departure="2027-06-12"', property = PROPERTY } = parts
  const { counts = 'room_count="1" adults="2" children="1"', after = '' } = parts
  const { prices = `<prices currency="EUR" net_inclusive_amt="190.01">${NIGHTS}</prices>` } = parts
  const { customer = '<customer first_name="Ines" last_name="Okafor" nationality="Thailand"/>' } = parts
  const { product = `room_id="${DOUBLE}" rateplan_id="${FLEXIBLE}"` } = parts
  return `<booking property_id="${property}" booking_id="${id}" last_action="${at}" ${dates} status="${status}" acknowledge="0" ${product} ${counts} extrabeds="0">${customer}${prices}${after}</booking>`
}

const read = (parts: Parts = {}) => readBooking(parseXml(booking(parts)), '90077112', 'EUR')
const roomsOf = (parts: Parts) => {
  const message = read(parts)
  expect(message.unreadable).toBeNull()
  return message.snapshot!.rooms
}

describe('a booking', () => {
  test('becomes a whole snapshot with its customer', () => {
    const after =
      '<requests><request request_name="NonSmoke"/><request request_name="Late arrival 23:00"/></requests><paymentmodel>2</paymentmodel>'
    const person = { surname: 'Okafor', firstName: 'Ines', email: '', phone: '' }
    expect(read({ after })).toMatchObject({
      queue: 'bookings',
      kind: 'new',
      channelRef: '90077112',
      unreadable: null,
      snapshot: {
        status: 'booked',
        booker: person,
        currency: 'EUR',
        rooms: [
          {
            ref: '1',
            roomCode: DOUBLE,
            rateCode: FLEXIBLE,
            arrival: '2027-06-10',
            departure: '2027-06-12',
            adults: 2,
            childrenAges: [12],
            guest: person,
            nightlyAmounts: [10_000, 9_001],
          },
        ],
        note: 'NonSmoke\nLate arrival 23:00\nAgoda payment model: 2',
      },
    })
  })

  test.each([
    ['AmendBooking', 'modified', 'booked', 1],
    ['CancelBooking', 'cancelled', 'cancelled', 0],
  ])('%s is %s', (status, kind, becomes, count) => {
    const message = read({ status })
    expect(message).toMatchObject({ kind, snapshot: { status: becomes } })
    expect(message.snapshot?.rooms).toHaveLength(count)
  })

  test('that is cancelled needs neither rooms nor amounts', () => {
    expect(read({ status: 'CancelBooking', prices: '', dates: '', product: '' }).unreadable).toBeNull()
  })

  test('of several rooms is as many, with its guests shared among them', () => {
    const counts = 'room_count="3" adults="4" children="1"'
    expect(
      roomsOf({ counts }).map(({ ref, adults, childrenAges }) => [ref, adults, childrenAges.length]),
    ).toEqual([
      ['1', 2, 1],
      ['2', 1, 0],
      ['3', 1, 0],
    ])
    expect(roomsOf({ counts: 'room_count="2" adults="1"' }).map(({ adults }) => adults)).toEqual([1, 1])
  })

  test('without a name is kept under one', () => {
    expect(read({ customer: '' }).snapshot?.booker.surname).toBe('Agoda guest')
    expect(read({ customer: '<customer first_name="Ines"/>' }).snapshot?.booker.surname).toBe('Ines')
  })
})

describe('I9: the nights of all rooms add up to the total', () => {
  const total = (amount: string, lines: string) =>
    `<prices currency="EUR" net_inclusive_amt="${amount}">${lines}</prices>`
  test.each([
    [
      'of one room each, when the total is theirs times the rooms',
      '380.02',
      NIGHTS,
      [
        [10_000, 9_001],
        [10_000, 9_001],
      ],
    ],
    [
      'of all rooms, when the total is theirs',
      '190.01',
      NIGHTS,
      [
        [5_000, 4_501],
        [5_000, 4_500],
      ],
    ],
    [
      'of a total alone',
      '190.01',
      '',
      [
        [4_751, 4_750],
        [4_750, 4_750],
      ],
    ],
    [
      'of a total with more in it',
      '200.00',
      NIGHTS,
      [
        [5_000, 5_000],
        [5_000, 5_000],
      ],
    ],
    [
      'one of them named',
      '190.01',
      NIGHT,
      [
        [5_000, 4_501],
        [5_000, 4_500],
      ],
    ],
  ])('%s', (_, amount, lines, expected) => {
    const amounts = roomsOf({ counts: 'room_count="2" adults="2"', prices: total(amount, lines) }).map(
      ({ nightlyAmounts }) => nightlyAmounts,
    )
    expect(amounts).toEqual(expected)
  })

  test('what the guest pays where what the property is paid is not told; a line outside of the stay is left out', () => {
    const line = '<price date="2027-06-12" net_inclusive_amt="7.00" type="Room"/>'
    expect(roomsOf({ prices: total('190.01', NIGHTS + line) })[0]?.nightlyAmounts).toEqual([10_000, 9_001])
    const sold = NIGHTS.replaceAll(/net_inclusive_amt="[^"]*"/g, '')
    const amounts = roomsOf({ prices: `<prices currency="EUR">${sold}</prices>` })[0]?.nightlyAmounts
    expect(amounts).toEqual([12_000, 12_000])
  })

  test('yen come with a decimal that is none', () => {
    const prices = '<prices currency="JPY" net_inclusive_amt="9948.0"/>'
    expect(roomsOf({ prices })[0]?.nightlyAmounts).toEqual([4_974, 4_974])
  })
})

test.each([
  [{ status: 'NewBooking' }, 'known status'],
  [{ prices: '' }, 'no amount'],
  [{ prices: '<prices currency="EUR" net_inclusive_amt="1.001"/>' }, 'not an exact amount'],
  [{ prices: '<prices currency="eur" net_inclusive_amt="1.00"/>' }, 'not a code'],
  [{ prices: `<prices currency="EUR">${NIGHT}</prices>` }, 'without an amount'],
  [{ dates: 'arrival="2027-06-12" departure="2027-06-10"' }, 'before a first night'],
  [{ dates: 'arrival="2027-02-30" departure="2027-03-10"' }, 'readable dates'],
  [{ dates: 'arrival="2027-06-10" departure="2031-06-10"' }, 'longer than'],
  [{ product: '' }, 'no room_id'],
  [{ counts: 'room_count="0"' }, 'number of rooms'],
  [{ counts: 'room_count="51"' }, 'number of rooms'],
  [{ counts: 'adults="many"' }, 'no count'],
])('%o is kept with a reason', (parts, reason) => {
  expect(read(parts)).toMatchObject({ snapshot: null, unreadable: expect.stringContaining(reason) })
})

test('card data is masked before it is kept, in elements, attributes and free text', () => {
  const after =
    '<card card_number="4111111111111111" cvc="737"/><requests><request request_name="card 4111 1111 1111 1111"/></requests>'
  const message = read({ after })
  expect(JSON.stringify(message)).not.toMatch(/4111 ?1111 ?1111|737/)
  expect(message.snapshot?.note).toBe('card ****1111')
})

const LISTED = { at: '2027-03-01T15:00:00+07:00' }
const list = (...entries: string[]) =>
  `<result timestamp="${NOW}"><properties count="1"><property id="${PROPERTY}"><bookings>${entries.join('')}</bookings></property></properties></result>`
const details = (entries: string[], servedAt = NOW) =>
  `<result timestamp="${servedAt}"><bookings count="${entries.length}">${entries.join('')}</bookings></result>`

describe('fetching', () => {
  test('asks for what happened in three months, then for details, in the form of the documentation', async () => {
    const { context, requests } = scripted([list(booking(LISTED)), details([booking(LISTED)])])
    const pulled = await agodaAdapter.fetch('bookings', context)
    expect(pulled.map(({ message }) => message.channelRef)).toEqual(['90077112'])
    expect(requests[0]?.body).toContain(
      `<request timestamp="${NOW}" type="3"><criteria from="2026-12-02T08:15:00+00:00" to="2027-03-01T08:15:00+00:00"><property id="5566120"/></criteria>`,
    )
    expect(requests[1]?.body).toContain(
      'type="4"><criteria language="EN"><property id="5566120"><booking id="90077112"/></property></criteria>',
    )
  })

  test('I7: what is not committed is asked for again; what is, not before something happens to it', async () => {
    const answers = [list(booking(LISTED)), details([booking(LISTED)])]
    const { context, requests, time } = scripted([
      ...answers,
      ...answers,
      list(booking(LISTED)),
      list(booking(LISTED)),
    ])
    expect(await agodaAdapter.fetch('bookings', context)).toHaveLength(1)
    const [pulled] = await agodaAdapter.fetch('bookings', context)
    await agodaAdapter.acknowledge('bookings', [{ receipt: pulled!.receipt, code: 'X' }], context)
    time.at += 60_000
    expect(await agodaAdapter.fetch('bookings', context)).toEqual([])
    expect(requests).toHaveLength(5)
    // An hour before the last look, as clocks differ.
    expect(requests[4]?.body).toContain('from="2027-03-01T07:15:00+00:00" to="2027-03-01T08:16:00+00:00"')
  })

  test('a change of the same second is not lost, and details that are known are no message', async () => {
    const at = '2027-03-01T15:15:00+07:00'
    const amended = booking({ at, counts: 'room_count="1" adults="1"' })
    const { context } = scripted([
      list(booking({ at })),
      details([booking({ at })], NOW + 400),
      list(booking({ at })),
      details([amended], NOW + 2_000),
      list(booking({ at })),
    ])
    for (const adults of [2, 1]) {
      const [pulled] = await agodaAdapter.fetch('bookings', context)
      expect(pulled?.message.snapshot?.rooms[0]?.adults).toBe(adults)
      await agodaAdapter.acknowledge('bookings', [{ receipt: pulled!.receipt, code: null }], context)
    }
    expect(await agodaAdapter.fetch('bookings', context)).toEqual([])
  })

  test('details that did not change are no message', async () => {
    const later = '2027-03-01T15:10:00+07:00'
    const { context } = scripted([
      list(booking(LISTED)),
      details([booking(LISTED)]),
      list(booking({ at: later })),
      details([booking(LISTED)]),
      list(booking({ at: later })),
    ])
    const [pulled] = await agodaAdapter.fetch('bookings', context)
    await agodaAdapter.acknowledge('bookings', [{ receipt: pulled!.receipt, code: null }], context)
    expect(await agodaAdapter.fetch('bookings', context)).toEqual([])
    expect(await agodaAdapter.fetch('bookings', context)).toEqual([])
  })

  test.each([
    ['ahead', NOW - 7_200_000, '05:15:00'],
    ['behind', NOW + 7_200_000, '07:15:00'],
  ])('a clock of ours that is %s skips nothing', async (_, theirs, from) => {
    const empty = list().replace(String(NOW), String(theirs))
    const { context, requests } = scripted(empty)
    await agodaAdapter.fetch('bookings', context)
    await agodaAdapter.fetch('bookings', context)
    expect(requests[1]?.body).toContain(`from="2027-03-01T${from}+00:00"`)
  })

  test('50 bookings at once, the oldest first; other properties are left to their own desks', async () => {
    const minute = (index: number) => `2027-03-01T1${index % 5}:${10 + (index % 50)}:00+07:00`
    const entries = Array.from({ length: 60 }, (_, index) => ({ id: String(index + 1), at: minute(index) }))
    const other = `<property id="1"><bookings>${booking({ id: '999' })}</bookings></property>`
    const { context, requests } = scripted([
      list(...entries.map(booking)).replace('<properties count="1">', `$&${other}`),
      details(entries.map(booking)),
    ])
    const pulled = await agodaAdapter.fetch('bookings', context)
    expect(requests.map(({ body }) => body?.match(/<booking /g)?.length ?? 0)).toEqual([0, 50, 10])
    const times = pulled.map(({ message }) => /last_action="([^"]+)"/.exec(message.rawMasked)?.[1] ?? '')
    expect(times).toEqual(times.toSorted())
    expect(new Set(pulled.map(({ message }) => message.channelRef)).size).toBe(60)
  })

  test('a booking of which there are no details is kept, and asked for again', async () => {
    const { context, requests } = scripted([
      list(booking(LISTED)),
      details([]),
      list(),
      details([booking(LISTED)]),
    ])
    expect(await agodaAdapter.fetch('bookings', context)).toMatchObject([
      {
        message: {
          channelRef: '90077112',
          snapshot: null,
          unreadable: expect.stringContaining('no details'),
        },
      },
    ])
    expect(await agodaAdapter.fetch('bookings', context)).toMatchObject([{ message: { unreadable: null } }])
    expect(requests).toHaveLength(4)
  })

  test.each([
    [
      { status: 401, body: failed(error(1503, `key ${KEY.replace('&', '&amp;')}`)) },
      'CredentialsRefused',
      true,
    ],
    [{ status: 200, body: failed(error(1201, 'no')) }, 'CredentialsRefused', true],
    [{ status: 400, body: failed(error(1511, 'no')) }, 'Agoda1511', false],
    [{ status: 403 }, 'CredentialsRefused', true],
    [{ status: 429 }, 'RateLimited', false],
    [{ status: 500, body: failed(error(9000, 'no')) }, 'ServerError', false],
    [{ status: 404 }, 'UnexpectedStatus', false],
    [{ body: '<html/>' }, 'MalformedAnswer', false],
    [{ body: '<result/>' }, 'MalformedAnswer', false],
    [{ body: '<result><errors/></result>' }, 'MalformedAnswer', false],
    [{ body: list(booking()).slice(0, -20) }, 'MalformedAnswer', false],
    [new HttpFailure('Timeout', 'late', 'maybe'), 'Timeout', false],
  ])('%o ends the round as %s', async (answer, code, stop) => {
    const failure = await agodaAdapter.fetch('bookings', scripted(answer).context).then(
      () => null,
      (thrown: unknown) => thrown as ChannelFailure,
    )
    expect(failure).toBeInstanceOf(ChannelFailure)
    expect(failure).toMatchObject({ code, stop })
    expect(failure?.message).not.toContain('f00d')
  })

  test('a hint is no booking, and what is no hint is refused', () => {
    const property = { hotelCode: PROPERTY, currency: 'EUR' }
    const hint = `<request timestamp="1"><property id="${PROPERTY}"><bookings/></property></request>`
    expect(agodaAdapter.readPosted('agoda', hint, property)).toEqual([])
    for (const body of ['', '<request/>', `<!DOCTYPE x>${hint}`])
      expect(() => agodaAdapter.readPosted('agoda', body, property)).toThrow(ChannelFailure)
  })
})

test('2,000 damaged answers: each is read, kept or refused', async () => {
  const after = '<requests><request request_name="A &amp; B"/></requests><paymentmodel>2</paymentmodel>'
  const wholes = [details([booking({ after }), booking({ id: '2', status: 'CancelBooking' })])]
  const counts = await readsDamaged(
    wholes,
    (body) => {
      const messages = descendants(parseXml(body), 'bookings', 'booking').map((each) =>
        readBooking(each, bookingIdOf(each) ?? 'unknown', 'EUR'),
      )
      return messages.some(({ unreadable }) => unreadable !== null) ? 'unreadable' : 'read'
    },
    (thrown) => thrown instanceof MalformedXml,
  )
  expect(counts.read ?? 0).toBeGreaterThan(50)
  expect(counts.unreadable ?? 0).toBeGreaterThan(50)
  expect(counts.refused ?? 0).toBeGreaterThan(50)
})
