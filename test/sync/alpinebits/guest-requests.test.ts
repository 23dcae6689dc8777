/** What a portal delivers, read into our words: every kind of request, what may be missing, and what must not be kept. */
import { describe, expect, test } from 'vitest'
import { inboundMessageSchema } from '../../../shared/snapshot.ts'
import { alpinebitsAdapter } from '../../../sync/channels/alpinebits/adapter.ts'
import { HttpFailure } from '../../../sync/engine/ports.ts'
import { global, type Parts, rate, request, retrieved, stay } from './portal.ts'
import { answerOf, error, errors, type Script, scripted } from './scripted.ts'

const pulled = (...requests: string[]) =>
  alpinebitsAdapter.fetch('guest_requests', scripted(retrieved(...requests)).context)
async function read(parts: Parts = {}) {
  const [only, ...others] = await pulled(request(parts))
  expect(others).toEqual([])
  return only!.message
}

describe('a guest request', () => {
  test('is asked for, and a reservation read whole', async () => {
    const { context, requests } = scripted(retrieved(request()))
    const [only] = await alpinebitsAdapter.fetch('guest_requests', context)
    expect(requests.at(-1)!.body).toContain('OTA_Read:GuestRequests')
    expect(requests.at(-1)!.body).toContain('<HotelReadRequest HotelCode="LAGO7"/>')
    expect(only!.message).toMatchObject({
      queue: 'guest_requests',
      kind: 'new',
      channelRef: 'ab-1',
      unreadable: null,
      snapshot: {
        status: 'booked',
        currency: 'EUR',
        booker: { surname: 'Bell', firstName: 'Ada', email: 'ada@example.com', phone: '+39 0471 1' },
        note: 'Bergreisen\nLate, card ****4444\nSauna\nA dog',
        rooms: [
          {
            ref: '1',
            roomCode: 'DBLSEA',
            rateCode: 'BAR-HB',
            arrival: '2027-06-10',
            departure: '2027-06-12',
            adults: 3,
            childrenAges: [7],
            nightlyAmounts: [10_050, 10_150],
          },
        ],
      },
    })
    expect(JSON.parse(only!.receipt)).toEqual([{ type: '14', id: 'ab-1' }])
  })

  test.each([
    ['Reserved', 'new', 'booked', 1],
    ['Modify', 'modified', 'booked', 1],
    ['Cancelled', 'cancelled', 'cancelled', 0],
  ])('of status %s is %s', async (status, kind, became, count) => {
    const { kind: is, snapshot } = await read({ status })
    expect([is, snapshot?.status, snapshot?.rooms.length]).toEqual([kind, became, count])
  })

  test('that cancels needs no more than a number', async () => {
    const [only] = await pulled(
      '<HotelReservation CreateDateTime="2027-03-04T09:00:00+01:00" ResStatus="Cancelled"><UniqueID Type="15" ID="ab-90417"/></HotelReservation>',
    )
    expect(only).toMatchObject({
      message: { kind: 'cancelled', channelRef: 'ab-90417', snapshot: { status: 'cancelled', rooms: [] } },
      receipt: '[{"type":"15","id":"ab-90417"}]',
    })
  })

  test('for a quote takes no room, is kept with its reason, and stays at the portal', async () => {
    const [only] = await pulled(
      request({ status: 'Requested', stays: '<RoomStay><TimeSpan Duration="P7N"/></RoomStay>' }),
    )
    expect(only).toMatchObject({
      message: {
        kind: 'new',
        channelRef: 'ab-1',
        snapshot: null,
        unreadable: expect.stringContaining('quote'),
      },
      receipt: '[]',
    })
    const { context, requests } = scripted(answerOf('OTA_NotifReportRS', '<Success/>'))
    await alpinebitsAdapter.acknowledge('guest_requests', [{ receipt: '[]', code: null }], context)
    expect(requests).toEqual([])
  })

  test('for a quote never stands in the way of reservations, and only the newest hundred are looked at', async () => {
    const quotes = Array.from({ length: 150 }, (_, index) =>
      request({ id: `q-${index}`, status: 'Requested' }),
    )
    const all = await pulled(...quotes, request({ id: 'ab-2' }))
    expect(all).toHaveLength(101)
    expect(all[0]!.message.channelRef).toBe('ab-2')
    expect(all[1]!.message.channelRef).toBe('q-50')
  })

  test('for a quote that was booked since is left to its reservation', async () => {
    const all = await pulled(request({ status: 'Requested' }), request())
    expect(all.map(({ message }) => message.snapshot?.status)).toEqual(['booked'])
  })

  test.each<[string, Parts, RegExp]>([
    ['of no known status', { status: 'Waitlisted' }, /status/],
    ['of a status that every object has', { status: 'constructor' }, /status/],
    ['without a number', { id: '' }, /number/],
    ['with a number that is too long', { id: 'x'.repeat(33) }, /number/],
    ['without rooms', { stays: '' }, /no rooms/],
    ['without dates', { stays: stay({ span: '<TimeSpan Duration="P2N"/>' }) }, /dates/],
    [
      'that departs before a night',
      { stays: stay({ span: '<TimeSpan Start="2027-06-10" End="2027-06-10"/>' }) },
      /departs/,
    ],
    ['of years', { stays: stay({ span: '<TimeSpan Start="2027-06-10" End="2031-06-10"/>' }) }, /800/],
    ['without amounts', { stays: stay({ rates: '', total: '' }) }, /amount/],
    [
      'in two currencies',
      { stays: stay({ total: '<Total AmountAfterTax="202.00" CurrencyCode="CHF"/>' }) },
      /currencies/,
    ],
    [
      'with guests that are no number',
      { stays: stay({ counts: '<GuestCount Count="many"/>' }) },
      /guest count/,
    ],
    ['with an army', { stays: stay({ counts: '<GuestCount Count="99"/>' }) }, /adults/],
  ])('%s is kept with a reason', async (_, parts, reason) => {
    const message = await read(parts)
    expect(message.snapshot).toBeNull()
    expect(message.unreadable).toMatch(reason)
    expect(inboundMessageSchema.parse(message)).toEqual(message)
  })

  test('of another hotel is left to that one', async () => {
    expect(await pulled(request({ about: global('OTHER') }))).toEqual([])
  })

  test('without a room type waits as unmapped, and without a name is taken all the same', async () => {
    const bare = stay({ codes: '', rates: '' }).replace(/<RoomRates>.*<\/RoomRates>/, '')
    const { snapshot } = await read({ stays: bare, guests: '' })
    expect(snapshot).toMatchObject({
      booker: { surname: 'AlpineBits guest' },
      rooms: [{ roomCode: 'unmapped', rateCode: null, nightlyAmounts: [10_100, 10_100] }],
    })
  })
})

describe('amounts of the nights', () => {
  test.each([
    ['through the last night of a rate', rate(10, '101.00', ' ExpireDate="2027-06-11"'), [10_100, 10_100]],
    [
      'before the day after it where that is said',
      rate(11, '112.00') + rate(10, '90.00', ' ExpireDate="2027-06-11" ExpireDateExclusiveInd="true"'),
      [9_000, 11_200],
    ],
    ['that do not add up to the total: its shares', rate(10, '90.00') + rate(11, '90.00'), [10_100, 10_100]],
    ['that are missing: what is left of the total', rate(10, '90.00'), [9_000, 11_200]],
  ])('%s', async (_, rates, expected) => {
    const { snapshot } = await read({ stays: stay({ rates }) })
    expect(snapshot!.rooms[0]!.nightlyAmounts).toEqual(expected)
  })
})

describe('several messages of one reservation', () => {
  const at = (time: string) =>
    `CreateDateTime="2027-02-01T08:00:00+01:00" LastModifyDateTime="2027-02-01T${time}:00+01:00"`

  test('are one: the newest, wherever it stands, with the numbers of all', async () => {
    const all = await pulled(
      request({ status: 'Modify', times: at('12:00'), stays: stay({ counts: '<GuestCount Count="1"/>' }) }),
      request({ status: 'Modify', times: at('10:00') }),
      request(),
      request({ id: 'ab-2' }),
    )
    expect(
      all.map(({ message, receipt }) => [message.channelRef, message.snapshot!.rooms[0]!.adults, receipt]),
    ).toEqual([
      ['ab-1', 1, '[{"type":"14","id":"ab-1"}]'],
      ['ab-2', 3, '[{"type":"14","id":"ab-2"}]'],
    ])
  })

  test('end with the cancellation', async () => {
    const [only, ...others] = await pulled(
      request({ status: 'Cancelled' }),
      request({ status: 'Modify', times: at('12:00') }),
    )
    expect(others).toEqual([])
    expect(only!.message.kind).toBe('cancelled')
    expect(JSON.parse(only!.receipt)).toHaveLength(2)
  })

  test('are not acknowledged while one of them cannot be read, as they share a number', async () => {
    const all = await pulled(request(), request({ status: 'Modify', times: at('12:00'), stays: '' }))
    expect(all.map(({ message, receipt }) => [message.unreadable === null, receipt])).toEqual([
      [true, '[]'],
      [false, '[]'],
    ])
  })
})

const FAILURES: [string, Script, object][] = [
  ['HTTP 401', { status: 401 }, { code: 'CredentialsRefused', stop: true }],
  [
    'HTTP 429',
    { status: 429, headers: { 'retry-after': '7' } },
    { code: 'RateLimited', retryAfterMs: 7_000 },
  ],
  ['HTTP 503', { status: 503 }, { code: 'ServerError', stop: false }],
  ['HTTP 404', { status: 404 }, { code: 'UnexpectedStatus', stop: false }],
  ['HTTP 400', { status: 400, body: 'ERROR: no' }, { code: 'RequestRefused', stop: false }],
  [
    'an unknown hotel',
    answerOf('OTA_ResRetrieveRS', errors(error('392', 'x'))),
    { code: 'CredentialsRefused', stop: true },
  ],
  [
    'an error',
    answerOf('OTA_ResRetrieveRS', errors(error('450', 'x'))),
    { code: 'AlpineBits450', stop: false },
  ],
  ['another message', answerOf('OTA_NotifReportRS', '<Success/>'), { code: 'MalformedAnswer' }],
  ['garbage', '%$#!', { code: 'MalformedAnswer' }],
  ['nothing', '', { code: 'MalformedAnswer' }],
  ['no answer', new HttpFailure('Timeout', 'x', 'maybe'), { code: 'Timeout', stop: false }],
]

describe('a fetch that fails', () => {
  test.each(FAILURES)('with %s says so', async (_, given, expected) => {
    const { context } = scripted(given)
    await expect(alpinebitsAdapter.fetch('guest_requests', context)).rejects.toMatchObject(expected)
  })
})

describe('an acknowledgement', () => {
  const acknowledge = async (given: Script | Script[], ...ids: string[]) => {
    const { context, requests } = scripted(given)
    const committed = ids.map((id) => ({ receipt: JSON.stringify([{ type: '14', id }]), code: 'KR-1' }))
    await alpinebitsAdapter.acknowledge('guest_requests', committed, context)
    return requests.slice(1).map(({ body }) => body!.match(/ID="[^"]*"/g)?.join(' '))
  }
  const good = answerOf('OTA_NotifReportRS', '<Success/>')
  const bad = answerOf('OTA_NotifReportRS', errors(error('450', 'unknown')))

  test('names all that was committed at once', async () => {
    expect(await acknowledge(good, 'a', 'b')).toEqual(['ID="a" ID="b"'])
  })

  test('that is refused is sent one by one, and a refusal of one is no fault', async () => {
    expect(await acknowledge([bad, bad, good], 'a', 'b')).toEqual(['ID="a" ID="b"', 'ID="a"', 'ID="b"'])
    expect(await acknowledge(bad, 'a')).toEqual(['ID="a"'])
  })

  test.each<[string, Script, object]>([
    ['HTTP 500', { status: 500 }, { code: 'ServerError' }],
    ['no answer', new HttpFailure('Timeout', 'x', 'maybe'), { code: 'Timeout' }],
    ['a busy system', answerOf('OTA_NotifReportRS', errors(error('187', 'x'))), { code: 'AlpineBits187' }],
    ['no authorization', answerOf('OTA_NotifReportRS', errors(error('497', 'x'))), { stop: true }],
  ])('that fails with %s is tried again by whoever asked', async (_, given, expected) => {
    await expect(acknowledge(given, 'a', 'b')).rejects.toMatchObject(expected)
  })
})

describe('the look after an acknowledgement', () => {
  const reads = (requests: readonly { body?: string }[]) =>
    requests.flatMap(({ body }) =>
      body?.includes('OTA_Read:') ? [/Start="([^"]*)"/.exec(body)?.[1] ?? 'waiting'] : [],
    )
  const nothing = retrieved()
  const acknowledged = async (...answers: Script[]) => {
    const good = answerOf('OTA_NotifReportRS', '<Success/>')
    const { context, requests, time } = scripted([retrieved(request()), good, ...answers])
    const fetch = () => alpinebitsAdapter.fetch('guest_requests', context)
    const { receipt } = (await fetch())[0]!
    await alpinebitsAdapter.acknowledge('guest_requests', [{ receipt, code: 'KR-1' }], context)
    return { context, fetch, requests, time }
  }

  test('is at all since a quarter of an hour before the read, once', async () => {
    const { fetch, requests } = await acknowledged(
      nothing,
      retrieved(request(), request({ id: 'ab-2' })),
      nothing,
    )
    // The first is as it was read.
    expect((await fetch()).map(({ message, receipt }) => [message.channelRef, receipt])).toEqual([
      ['ab-2', '[]'],
    ])
    expect(await fetch()).toEqual([])
    expect(reads(requests)).toEqual(['waiting', 'waiting', '2027-03-01T08:00:00+00:00', 'waiting'])
  })

  test('leaves a reservation that waits to what waits', async () => {
    const other = request({ stays: stay({ counts: '<GuestCount Count="1"/>' }) })
    const { fetch } = await acknowledged(retrieved(request({ status: 'Modify' })), retrieved(other))
    expect((await fetch()).map(({ message }) => message.kind)).toEqual(['modified'])
  })

  test('is taken again after a failure that may pass, and what waits is fetched all the same', async () => {
    const { fetch, requests } = await acknowledged(
      retrieved(request({ id: 'ab-2' })),
      { status: 503 },
      nothing,
    )
    expect(await fetch()).toHaveLength(1)
    await fetch()
    expect(reads(requests).filter((each) => each !== 'waiting')).toHaveLength(2)
  })

  test('goes back to the earliest read that was acknowledged and not looked at', async () => {
    const good = answerOf('OTA_NotifReportRS', '<Success/>')
    const later = retrieved(request({ id: 'ab-2' }))
    const { context, fetch, requests, time } = await acknowledged(later, { status: 503 }, good, nothing)
    time.ms = 3_600_000
    const { receipt } = (await fetch())[0]!
    await alpinebitsAdapter.acknowledge('guest_requests', [{ receipt, code: null }], context)
    await fetch()
    expect(reads(requests).at(-1)).toBe('2027-03-01T08:00:00+00:00')
  })

  test('is given up where the portal does not know it', async () => {
    const refusal = answerOf('OTA_ResRetrieveRS', errors(error('450', 'no criteria')))
    const { fetch, requests } = await acknowledged(nothing, refusal, nothing)
    await fetch()
    await fetch()
    expect(reads(requests).filter((each) => each !== 'waiting')).toHaveLength(1)
  })
})
