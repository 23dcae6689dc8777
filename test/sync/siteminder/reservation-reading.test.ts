/** What SiteMinder delivers, read into our words: every kind of message, what may be missing, and what must not be kept. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inboundMessageSchema } from '../../../shared/snapshot.ts'
import { siteminderAdapter } from '../../../sync/channels/siteminder/adapter.ts'
import { ChannelFailure } from '../../../sync/engine/ports.ts'
import { readsDamaged } from '../suite/damage.ts'
import { answerOf, envelope, error, errors, fault, HOTEL, OTA, scripted } from './scripted.ts'

interface Parts {
  readonly attributes?: string
  readonly ids?: string
  readonly stays?: string
  readonly guests?: string
  readonly global?: string
}

const NIGHTS = ['2027-06-10', '2027-06-11', '2027-06-12']
const rate = (index: number, base = `<Base AmountAfterTax="${100 + index}.50" CurrencyCode="EUR"/>`) =>
  `<Rate UnitMultiplier="1" RateTimeUnit="Day" EffectiveDate="${NIGHTS[index]}" ExpireDate="${NIGHTS[index + 1]}">${base}</Rate>`
const stay = ({
  codes = '<RoomTypes><RoomType RoomTypeCode="DBL"/></RoomTypes><RatePlans><RatePlan RatePlanCode="BAR"/></RatePlans>',
  rates = rate(0) + rate(1),
  counts = '<GuestCount AgeQualifyingCode="10" Count="2"/><GuestCount AgeQualifyingCode="8" Age="7" Count="1"/>',
  span = '<TimeSpan Start="2027-06-10" End="2027-06-12"/>',
  total = '<Total AmountAfterTax="202.00" CurrencyCode="EUR"/>',
  attributes = '',
} = {}) =>
  `<RoomStay${attributes}>${codes}<RoomRates><RoomRate RoomTypeCode="DBL" RatePlanCode="BAR" NumberOfUnits="1"><Rates>${rates}</Rates></RoomRate></RoomRates><GuestCounts>${counts}</GuestCounts>${span}${total}<ResGuestRPHs><ResGuestRPH RPH="1"/></ResGuestRPHs><Comments><Comment><Text>High floor</Text></Comment></Comments></RoomStay>`
const customer = (given: string, surname: string) =>
  `<Profiles><ProfileInfo><Profile><Customer><PersonName><GivenName>${given}</GivenName><Surname>${surname}</Surname></PersonName><Telephone PhoneNumber="+39 055 1"/><Email>ada@example.com</Email></Customer></Profile></ProfileInfo></Profiles>`
const CARD =
  '<Guarantee><GuaranteesAccepted><GuaranteeAccepted><PaymentCard CardCode="VI" CardNumber="4111111111111111" ExpireDate="1229" SeriesCode="737"><CardHolderName>Ada Bell</CardHolderName></PaymentCard></GuaranteeAccepted></GuaranteesAccepted></Guarantee>'

function reservation({
  attributes = 'CreateDateTime="2027-02-01T08:51:45.000+0000" ResStatus="Commit"',
  ids = '<UniqueID Type="14" ID="EXP-001"/><UniqueID Type="16" ID="m-1" ID_Context="MESSAGE_UNIQUE_ID"/>',
  stays = stay(),
  guests = `<ResGuests><ResGuest ResGuestRPH="1">${customer('Bo', 'Guest')}</ResGuest></ResGuests>`,
  global = `<ResGlobalInfo>${CARD}<Comments><Comment><Text>Late arrival, card 5555 5555 5555 4444</Text></Comment></Comments>${customer('Ada', 'Bell')}<BasicPropertyInfo HotelCode="${HOTEL}"/></ResGlobalInfo>`,
}: Parts = {}) {
  const source =
    '<POS><Source><BookingChannel Primary="true"><CompanyName Code="EXP">Expedia</CompanyName></BookingChannel></Source></POS>'
  return `<HotelReservation ${attributes}>${source}${ids}<RoomStays>${stays}</RoomStays>${guests}${global}</HotelReservation>`
}

const numbered = (ref: string, id: string, attributes: string, more: Parts = {}) =>
  reservation({
    attributes,
    ids: `<UniqueID Type="14" ID="${ref}"/><UniqueID Type="16" ID="${id}"/>`,
    ...more,
  })
const retrieved = (...reservations: string[]) =>
  answerOf('OTA_ResRetrieveRS', `<Success/><ReservationsList>${reservations.join('')}</ReservationsList>`)

async function pulled(...reservations: string[]) {
  const { context } = scripted(retrieved(...reservations))
  return siteminderAdapter.fetch('reservations', context)
}
async function read(parts: Parts = {}) {
  const [only, ...others] = await pulled(reservation(parts))
  expect(others).toEqual([])
  return only!.message
}

describe('a reservation', () => {
  test('is asked for as undelivered, and read whole', async () => {
    const { context, requests } = scripted(retrieved(reservation()))
    const [{ message, receipt }] = (await siteminderAdapter.fetch('reservations', context)) as [
      { message: unknown; receipt: string },
    ]
    expect(requests[0]!.body).toContain(
      '<HotelReadRequest HotelCode="LAGO7"><SelectionCriteria SelectionType="Undelivered"/></HotelReadRequest>',
    )
    expect(message).toMatchObject({
      queue: 'reservations',
      kind: 'new',
      channelRef: 'EXP-001',
      unreadable: null,
      snapshot: {
        status: 'booked',
        currency: 'EUR',
        booker: { surname: 'Bell', firstName: 'Ada', email: 'ada@example.com', phone: '+39 055 1' },
        note: 'Expedia\nLate arrival, card ****4444\nHigh floor',
        rooms: [
          {
            ref: '1',
            roomCode: 'DBL',
            rateCode: 'BAR',
            arrival: '2027-06-10',
            departure: '2027-06-12',
            adults: 2,
            childrenAges: [7],
            guest: { surname: 'Guest', firstName: 'Bo' },
            nightlyAmounts: [10_050, 10_150],
          },
        ],
      },
    })
    expect(JSON.parse(receipt)).toEqual([
      { id: 'm-1', status: 'Commit', at: '2027-02-01T08:51:45+00:00', channelRef: 'EXP-001' },
    ])
  })

  test.each([
    ['Book', 'new', 'booked'],
    ['Commit', 'new', 'booked'],
    ['Modify', 'modified', 'booked'],
    ['Cancel', 'cancelled', 'cancelled'],
  ])('of status %s is %s', async (status, kind, became) => {
    const message = await read({ attributes: `ResStatus="${status}"` })
    expect([message.kind, message.snapshot?.status]).toEqual([kind, became])
    expect(message.snapshot?.rooms.length).toBe(status === 'Cancel' ? 0 : 1)
  })

  test.each<[string, Parts, RegExp]>([
    ['of no known status', { attributes: 'ResStatus="Quote"' }, /status/],
    ['of a status that every object has', { attributes: 'ResStatus="constructor"' }, /status/],
    ['without a number', { ids: '<UniqueID Type="16" ID="m-1"/>' }, /number/],
    ['without rooms', { stays: '' }, /no rooms/],
    ['without dates', { stays: stay({ span: '' }) }, /dates/],
    [
      'that departs before a night',
      { stays: stay({ span: '<TimeSpan Start="2027-06-10" End="2027-06-10"/>' }) },
      /departs/,
    ],
    [
      'of a thousand nights',
      { stays: stay({ span: '<TimeSpan Start="2027-06-10" End="2031-06-10"/>' }) },
      /800/,
    ],
    ['without amounts', { stays: stay({ rates: '', total: '' }) }, /amount/],
    [
      'of two currencies',
      { stays: stay({ total: '<Total AmountAfterTax="1" CurrencyCode="USD"/>' }) },
      /currencies/,
    ],
    [
      'of several rooms in one',
      { stays: stay({ codes: '<RoomTypes><RoomType RoomTypeCode="DBL" NumberOfUnits="2"/></RoomTypes>' }) },
      /2 rooms/,
    ],
    ['with a guest count that is none', { stays: stay({ counts: '<GuestCount Count="-1"/>' }) }, /count/],
  ])('%s is kept with the reason', async (_, parts, reason) => {
    const message = await read(parts)
    expect(message.snapshot).toBeNull()
    expect(message.unreadable).toMatch(reason)
    expect(message.rawMasked).toContain('HotelReservation')
  })

  test.each<[string, Parameters<typeof stay>[0], number[]]>([
    ['nights that are told', {}, [10_050, 10_150]],
    [
      'a rate for both nights',
      { rates: '<Rate UnitMultiplier="2" EffectiveDate="2027-06-10"><Base AmountAfterTax="101"/></Rate>' },
      [10_100, 10_100],
    ],
    ['one night, and the rest of the total', { rates: rate(0) }, [10_050, 10_150]],
    ['the total alone', { rates: '' }, [10_100, 10_100]],
    [
      'nights before tax under a total after it',
      { rates: rate(0, '<Base AmountBeforeTax="80"/>') + rate(1, '<Base AmountBeforeTax="80"/>') },
      [10_100, 10_100],
    ],
    [
      'nights before tax and nothing else',
      { rates: rate(0, '<Base AmountBeforeTax="80"/>') + rate(1, '<Base AmountBeforeTax="81"/>'), total: '' },
      [8_000, 8_100],
    ],
  ])('has the amounts of %s', async (_, parts, amounts) => {
    expect((await read({ stays: stay(parts) })).snapshot?.rooms[0]?.nightlyAmounts).toEqual(amounts)
  })

  test('of several rooms keeps their numbers where every one has its own', async () => {
    const refs = async (...attributes: string[]) =>
      (
        await read({ stays: attributes.map((each) => stay({ attributes: each })).join('') })
      ).snapshot?.rooms.map(({ ref }) => ref)
    expect(await refs(' IndexNumber="7"', ' IndexNumber="4"')).toEqual(['7', '4'])
    expect(await refs(' IndexNumber="7"', ' IndexNumber="7"')).toEqual(['1', '2'])
    expect(await refs(' IndexNumber="7"', '')).toEqual(['1', '2'])
  })

  test('without a room type or a name is not turned away', async () => {
    const bare = stay({ codes: '' }).replace(/ RoomTypeCode="DBL"/, '')
    const { snapshot } = await read({ stays: bare, guests: '', global: '' })
    expect([snapshot?.rooms[0]?.roomCode, snapshot?.rooms[0]?.rateCode]).toEqual(['unmapped', 'BAR'])
    expect(snapshot?.booker.surname).toBe('SiteMinder guest')
  })

  test('of another hotel is left to that hotel', async () => {
    expect(
      await pulled(
        reservation({ global: '<ResGlobalInfo><BasicPropertyInfo HotelCode="OTHER"/></ResGlobalInfo>' }),
      ),
    ).toEqual([])
  })

  test('keeps no card data', async () => {
    const message = await read()
    expect(JSON.stringify(message)).not.toMatch(/4111111|5555 5555|737|1229|CardHolderName>Ada/)
    expect(message.rawMasked).toContain('****1111')
  })
})

describe('several messages', () => {
  const commit = 'CreateDateTime="2027-02-01T08:00:00+0000" ResStatus="Commit"'
  const modify = (time: string) =>
    `CreateDateTime="2027-02-01T08:00:00+0000" LastModifyDateTime="2027-02-01T${time}" ResStatus="Modify"`

  test('of one reservation: the newest alone is handed over, and reports the older ones first', async () => {
    const messages = await pulled(
      numbered('A', 'm-3', modify('12:00:00+0200')),
      numbered('B', 'm-2', commit),
      numbered('A', 'm-1', commit),
      numbered('A', 'm-4', modify('11:30:00+0000')),
    )
    expect(
      messages.map(({ message, receipt }) => [message.channelRef, message.kind, idsOf(receipt)]),
    ).toEqual([
      ['B', 'new', ['m-2']],
      ['A', 'modified', ['m-1', 'm-3', 'm-4']],
    ])
  })

  test('stay in their order where one of them has no time', async () => {
    const messages = await pulled(
      numbered('A', 'm-1', modify('12:00:00Z')),
      numbered('A', 'm-2', 'ResStatus="Cancel"'),
    )
    expect(messages.map(({ message, receipt }) => [message.kind, idsOf(receipt)])).toEqual([
      ['cancelled', ['m-1', 'm-2']],
    ])
  })

  test('that cannot be read are told beside the newest that can, and reported once they are over', async () => {
    const broken = { stays: '' }
    const messages = await pulled(
      numbered('A', 'm-1', modify('10:00:00Z'), broken),
      numbered('A', 'm-2', modify('11:00:00Z')),
      numbered('A', 'm-3', modify('12:00:00Z'), broken),
    )
    expect(messages.map(({ message, receipt }) => [message.snapshot === null, idsOf(receipt)])).toEqual([
      [false, ['m-1', 'm-2']],
      [true, ['m-3']],
    ])
  })

  const idsOf = (receipt: string) => (JSON.parse(receipt) as { id: string }[]).map(({ id }) => id)
})

describe('an answer to a fetch', () => {
  test.each([
    ['nothing undelivered', answerOf('OTA_ResRetrieveRS', '<Success/>'), null],
    [
      'errors',
      answerOf('OTA_ResRetrieveRS', errors(error('3', '450', 'no'))),
      { code: 'SiteMinder450', stop: false },
    ],
    [
      'refused credentials',
      answerOf('OTA_ResRetrieveRS', errors(error('4', '497', 'no'))),
      { code: 'CredentialsRefused', stop: true },
    ],
    ['neither', answerOf('OTA_ResRetrieveRS', ''), { code: 'MalformedAnswer', stop: false }],
    [
      'a fault',
      { status: 500, body: envelope(fault('SOAP-ENV:Server', 'x')) },
      { code: 'SiteMinderSOAPENVServer', stop: false },
    ],
    ['HTTP 401', { status: 401 }, { code: 'CredentialsRefused', stop: true }],
    [
      'HTTP 429',
      { status: 429, headers: { 'retry-after': '7' } },
      { code: 'RateLimited', retryAfterMs: 7_000 },
    ],
    ['HTTP 503', { status: 503 }, { code: 'ServerError', stop: false }],
    ['HTTP 404', { status: 404 }, { code: 'UnexpectedStatus', stop: false }],
    ['no XML', { body: '{}' }, { code: 'MalformedAnswer', stop: false }],
  ])('%s', async (_, given, failure) => {
    const { context } = scripted(given)
    const fetching = siteminderAdapter.fetch('reservations', context)
    if (failure === null) expect(await fetching).toEqual([])
    else await expect(fetching).rejects.toMatchObject(failure)
  })
})

describe('a posted body', () => {
  const property = { hotelCode: HOTEL, currency: 'EUR' }
  const posted = (content: string, status = 'Modify') =>
    envelope(
      `<OTA_HotelResNotifRQ xmlns="${OTA}" ResStatus="${status}" EchoToken="e" Version="1.0"><HotelReservations>${content}</HotelReservations></OTA_HotelResNotifRQ>`,
    )

  test('is read like a fetched one, with the status of the document where a reservation has none', () => {
    const body = posted(reservation({ attributes: 'CreateDateTime="2027-02-01T08:51:45Z"' }))
    expect(siteminderAdapter.readPosted('OTA_HotelResNotif', body, property)).toMatchObject([
      { kind: 'modified', channelRef: 'EXP-001', snapshot: { status: 'booked' } },
    ])
  })

  test.each([
    ['another hotel', 'x', posted(reservation()).replaceAll(`HotelCode="${HOTEL}"`, 'HotelCode="ELSEWHERE"')],
    ['no envelope', 'OTA_HotelResNotif', reservation()],
    ['another message', 'OTA_HotelResNotif', envelope('<OTA_PingRQ/>')],
  ])('of %s is refused', (_, action, body) => {
    expect(() => siteminderAdapter.readPosted(action, body, property)).toThrow(ChannelFailure)
  })
})

test('damaged messages are read, kept or refused, and never anything else', async () => {
  const wholes = [
    envelope(retrieved(reservation())),
    envelope(
      retrieved(numbered('A', 'm-1', 'ResStatus="Modify"'), numbered('A', 'm-2', 'ResStatus="Cancel"')),
    ),
  ]
  const counts = await readsDamaged(
    wholes,
    async (body) => {
      const { context } = scripted({ body })
      const messages = await siteminderAdapter.fetch('reservations', context)
      for (const { message } of messages) {
        inboundMessageSchema.parse(message)
        expect(JSON.stringify(message)).not.toContain('4111111111111111')
      }
      return messages.some(({ message }) => message.snapshot === null) ? 'unreadable' : 'read'
    },
    (error) => error instanceof ChannelFailure,
  )
  expect(Object.keys(counts).toSorted()).toEqual(['read', 'refused', 'unreadable'])
})

test('no card number of a message is kept, wherever it stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        'High floor',
        'Late arrival',
        'ada@example.com',
        'Bell',
        '+39 055 1',
        'EXP-001',
        'Expedia',
        'BAR',
      ),
      fc.constantFrom('4111111111111111', '5555-5555-5555-4444', '3782 822463 10005'),
      async (place, card) => {
        const { context } = scripted(retrieved(reservation().replace(place, card)))
        const messages = await siteminderAdapter.fetch('reservations', context)
        for (const { message } of messages) expect(message.rawMasked).not.toContain(card)
      },
    ),
    { numRuns: 60 },
  )
})
