/** Bookings as Expedia writes them, and as nobody should. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBookings } from '../../../sync/channels/expedia/booking-messages.ts'
import { descendants, parseXml } from '../../../sync/channels/xml/xml-tree.ts'
import { booking, NIGHTS, type Parts, read } from './booking-xml.ts'
import { DOUBLE, FLEXIBLE, HOTEL } from './scripted.ts'

const first = (parts: Parts) => read(booking(parts))[0]!.message
const roomOf = (parts: Parts) => {
  const message = first(parts)
  expect(message.unreadable).toBeNull()
  return message.snapshot!.rooms[0]!
}

describe('a booking', () => {
  test('becomes a whole snapshot with its guest', () => {
    const guest =
      '<Name givenName="Ines" middleName="F." surname="Okafor &amp; Co"/><Phone countryCode="1" cityAreaCode="514" number="5558975" extension="3233"/><Email>i@example.org</Email>'
    const after =
      '<RewardProgram code="AJ" number="49876"/><SpecialRequest code="1.23">2 Queen</SpecialRequest><SpecialRequest code="4">Late check-in</SpecialRequest><SpecialRequest code="5">Hotel Collect Booking  Collect Payment From Guest</SpecialRequest>'
    const person = {
      surname: 'Okafor & Co',
      firstName: 'Ines F.',
      email: 'i@example.org',
      phone: '+1 514 5558975 ext. 3233',
    }
    expect(first({ guest, after })).toMatchObject({
      queue: 'bookings',
      kind: 'new',
      channelRef: '880042117',
      unreadable: null,
      snapshot: {
        channelRef: '880042117',
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
            childrenAges: [],
            guest: person,
            nightlyAmounts: [20_776, 19_225],
          },
        ],
        note: '2 Queen\nLate check-in\nHotel Collect Booking Collect Payment From Guest',
      },
    })
  })

  test.each([
    ['Book', 'new'],
    ['Modify', 'modified'],
    ['Cancel', 'cancelled'],
  ])('of type %s is a %s message', (type, kind) => {
    expect(first({ type })).toMatchObject({ kind, unreadable: null })
  })

  test('that is cancelled has no rooms, whatever zeros it carries', () => {
    const zeros = {
      type: 'Cancel',
      product: 'roomTypeID="0" ratePlanID="0"',
      nights: '<PerDayRate stayDate="2027-06-10" baseRate="0.00"/>',
      total: '<Total amountAfterTaxes="0.00" amountOfTaxes="0.00"/>',
    }
    expect(first(zeros).snapshot).toMatchObject({ status: 'cancelled', rooms: [], currency: 'EUR' })
  })

  test.each([
    ['<GuestCount adult="1" child="2"><Child age="1"/><Child age="18"/></GuestCount>', 1, [1, 17]],
    ['<GuestCount adult="2" child="2"/>', 2, [12, 12]],
    ['<GuestCount adult="2" child="2"><Child age="3"/></GuestCount>', 2, [3, 12]],
    ['<GuestCount adult="0"/>', 1, []],
    ['', 1, []],
  ])('counts %s', (guests, adults, childrenAges) => {
    expect(roomOf({ guests })).toMatchObject({ adults, childrenAges })
  })

  test('of a guest without a name is not turned away', () => {
    expect(first({ guest: '' }).snapshot?.booker.surname).toBe('Expedia guest')
    expect(first({ guest: '<Name givenName="Ines" surname=""/>' }).snapshot?.booker).toMatchObject({
      surname: 'Ines',
      firstName: '',
    })
  })

  test('of another hotel of the account is left to that hotel', () => {
    expect(
      read(booking({ hotel: '1' }), booking({ id: '2' })).map(({ message }) => message.channelRef),
    ).toEqual(['2'])
  })
})

describe('amounts', () => {
  test.each([
    ['taxes are shared by the nights', {}, [20_776, 19_225]],
    ['without a total the nights are what they say', { total: '' }, [19_950, 18_400]],
    [
      'nights that are not told take what is left of the total',
      { nights: '<PerDayRate stayDate="2027-06-11" baseRate="100.00"/>' },
      [30_001, 10_000],
    ],
    [
      'a total below the nights is spread evenly',
      { total: '<Total amountAfterTaxes="100.01" currency="EUR"/>' },
      [5_001, 5_000],
    ],
  ])('I9: %s', (_, parts, amounts) => {
    expect(roomOf(parts).nightlyAmounts).toEqual(amounts)
  })

  test('I9: whatever the rates, fees and taxes, the nights add up to the total', () => {
    const cents = fc.nat(90_000)
    const decimal = (minor: number) => (minor / 100).toFixed(2)
    fc.assert(
      fc.property(cents, cents, cents, fc.nat(400_000), (base, fee, service, total) => {
        const nights = `<PerDayRate stayDate="2027-06-10" baseRate="${decimal(base)}" extraPersonFees="${decimal(fee)}" hotelServiceFees="${decimal(service)}"/>`
        const amounts = roomOf({
          nights,
          total: `<Total amountAfterTaxes="${decimal(total)}" currency="EUR"/>`,
        }).nightlyAmounts
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(total)
        expect(amounts.every((amount) => Number.isInteger(amount) && amount >= 0)).toBe(true)
      }),
    )
  })

  test.each([
    ['no amounts at all', { nights: '', total: '' }],
    ['a total that is no exact amount', { total: '<Total amountAfterTaxes="1.005" currency="EUR"/>' }],
    [
      'a night that is no exact amount, without a total',
      { nights: NIGHTS.replace('184.00', '1.005'), total: '' },
    ],
    ['a negative rate, without a total', { nights: NIGHTS.replace('184.00', '-1.00'), total: '' }],
    ['two currencies', { total: '<Total amountAfterTaxes="368.00" currency="USD"/>' }],
  ])('I9: %s makes the message unreadable instead of inventing money', (_, parts) => {
    expect(first(parts)).toMatchObject({
      snapshot: null,
      unreadable: expect.stringMatching(/amount|currenc/),
    })
  })
})

test.each([
  ['a booking without a number', { id: '' }],
  ['a number that is none', { id: '12x' }],
  ['a type that nobody knows', { type: 'Hold' }],
  ['no dates', { dates: '' }],
  ['a day that does not exist', { dates: 'arrival="2027-02-30" departure="2027-03-02"' }],
  ['a departure before the arrival', { dates: 'arrival="2027-06-12" departure="2027-06-10"' }],
  ['a stay of a hundred years', { dates: 'arrival="2027-06-10" departure="2127-06-10"' }],
  ['no room type', { product: 'ratePlanID="1"' }],
  ['31 adults', { guests: '<GuestCount adult="31"/>' }],
  ['a count that is none', { guests: '<GuestCount adult="many"/>' }],
  ['21 children', { guests: '<GuestCount adult="1" child="21"/>' }],
])('%s makes only that message unreadable, and it is kept', (_, parts) => {
  const [broken, whole] = read(
    booking({ id: '7', at: '2027-03-03T10:00:00Z' }),
    booking({ ...parts, at: '2027-03-02T10:00:00Z' }),
  )
  expect(broken?.message).toMatchObject({ snapshot: null, unreadable: expect.stringMatching(/\w/) })
  expect(broken?.message.rawMasked).toContain('<Booking')
  expect(whole?.message).toMatchObject({ channelRef: '7', unreadable: null })
})

describe('order', () => {
  const book = booking({ at: '2027-03-02T10:00:00Z' })
  const change = booking({ type: 'Modify', at: '2027-03-02T11:00:00Z' })
  const kinds = (...each: string[]) =>
    read(...each).map(({ message }) => `${message.channelRef} ${message.kind}`)

  test('the newest come first, and are applied last', () => {
    const other = booking({ id: '5', at: '2027-03-02T10:30:00Z' })
    expect(kinds(change, other, book)).toEqual(['880042117 new', '5 new', '880042117 modified'])
    // Of one second the order of the answer remains.
    expect(kinds(booking({ type: 'Cancel' }), booking())).toEqual(['880042117 new', '880042117 cancelled'])
  })

  test('what was retrieved before and followed by a change is confirmed with it, and not applied again', () => {
    const retrieved = booking({ at: '2027-03-02T10:00:00Z', attributes: 'status="retrieved"' })
    const messages = read(change, retrieved)
    expect(messages.map(({ message }) => message.kind)).toEqual(['modified'])
    expect(JSON.parse(messages[0]!.receipt)).toMatchObject([
      { bookingType: 'Book' },
      { bookingType: 'Modify' },
    ])
    expect(kinds(retrieved)).toEqual(['880042117 new'])
  })
})

describe('masking', () => {
  const card =
    '<PaymentCard cardCode="VI" cardNumber="4111111111111111" seriesCode="737" expireDate="1229"><CardHolder name="Ines Okafor" address="1 Rue X" city="Y"/></PaymentCard>'

  test('card data of the booking is masked before it is kept', () => {
    const message = first({ card })
    expect(message.rawMasked).toContain('cardNumber="****1111"')
    expect(JSON.stringify(message)).not.toMatch(/4111111111111111|737|1229|Rue X/)
    expect(message.rawMasked).not.toContain('name="Ines Okafor"')
  })

  test("Expedia's own card in the payment instructions is masked, with its code and its expiry", () => {
    const after =
      '<SpecialRequest code="5">Expedia card 5555 5555 5555 4444 code 321 valid 0629</SpecialRequest><SpecialRequest code="4">call me, my card is 4111-1111-1111-1111, room 204</SpecialRequest>'
    const message = first({ after })
    expect(JSON.stringify(message)).not.toMatch(/5555|4444|321|0629|4111-1111/)
    expect(message.snapshot?.note).toContain('****1111, room 204')
  })
})

const examples = join(import.meta.dirname, '../../../../shared/channels/examples/expedia')
const whereExamples = existsSync(examples) ? test : test.skip
whereExamples('the samples beside the project are read', () => {
  for (const [file, kind] of [
    ['br-new', 'new'],
    ['br-modify', 'modified'],
    ['br-cancel', 'cancelled'],
  ] as const) {
    const root = parseXml(readFileSync(join(examples, `${file}.xml`), 'utf8'))
    const [message] = readBookings(descendants(root, 'Bookings', 'Booking'), {
      hotelCode: HOTEL,
      currency: 'EUR',
    })
    expect(message?.message).toMatchObject({ kind, channelRef: '880042117', unreadable: null })
    if (kind === 'new') expect(message?.message.snapshot?.rooms[0]?.nightlyAmounts).toEqual([18_400, 18_400])
  }
})
