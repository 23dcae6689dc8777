/** Reservation documents as Booking.com writes them, and as nobody should. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inboundMessageSchema } from '../../../shared/snapshot.ts'
import type { Queue } from '../../../sync/channels/bookingcom/queues.ts'
import { readQueue } from '../../../sync/channels/bookingcom/reservation-queue.ts'
import { completeNights, spreadEvenly } from '../../../sync/channels/night-amounts.ts'
import { maskCardNumbers } from '../../../sync/channels/xml/card-masking.ts'
import { ChannelFailure } from '../../../sync/engine/ports.ts'
import { readsDamaged } from '../suite/damage.ts'

const NS = 'xmlns="http://www.opentravel.org/OTA/2003/05"'
const PROPERTY = { hotelCode: '882210', currency: 'EUR' }
const CARD = '4111 1111 1111 1111'

const ids = (ref = '4418820077') =>
  `<HotelReservationIDs><HotelReservationID ResID_Source="BOOKING.COM" ResID_Value="${ref}"/></HotelReservationIDs>`
const night = (date: string, amount: string) =>
  `<RoomRate EffectiveDate="${date}" RatePlanCode="3320518"><Rates><Rate><Total ${amount}/></Rate></Rates></RoomRate>`
const cents = (amount: number) => `AmountAfterTax="${amount}" DecimalPlaces="2" CurrencyCode="EUR"`
const TWO_NIGHTS = night('2027-06-10', cents(18_400)) + night('2027-06-11', cents(18_401))

function stay(
  parts: { rates?: string; span?: string; guests?: string; after?: string; head?: string } = {},
): string {
  const { rates = TWO_NIGHTS, span = '<TimeSpan Start="2027-06-10" End="2027-06-12"/>' } = parts
  const { guests = '<GuestCount Count="2"/>', after = '', head = 'IndexNumber="369"' } = parts
  return `<RoomStay ${head}><RoomTypes><RoomType RoomTypeCode="910447701"/></RoomTypes><RoomRates>${rates}</RoomRates>
    <GuestCounts>${guests}</GuestCounts>${span}${after}</RoomStay>`
}

function reservation(stays: string, global = ids(), attributes = ''): string {
  return `<HotelReservation ${attributes}><RoomStays>${stays}</RoomStays><ResGlobalInfo>${global}</ResGlobalInfo></HotelReservation>`
}

function readNew(...reservations: string[]) {
  const list = `<HotelReservations>${reservations.join('')}</HotelReservations>`
  return readQueue(
    'new',
    `<OTA_HotelResNotifRQ ${NS} Version="2.001">${list}</OTA_HotelResNotifRQ>`,
    PROPERTY,
  )
}

const roomOf = (stays: string) => {
  const message = readNew(reservation(stays))[0]!.message
  expect(message.unreadable).toBeNull()
  return message.snapshot!.rooms[0]!
}
const reasonOf = (...reservations: string[]) => readNew(...reservations)[0]!.message.unreadable

describe('amounts', () => {
  test.each([
    ['minor units with DecimalPlaces', 'AmountAfterTax="18400" DecimalPlaces="2"', 18_400],
    ['minor units of another place', 'AmountAfterTax="184000" DecimalPlaces="3"', 18_400],
    ['whole units', 'AmountAfterTax="184" DecimalPlaces="0"', 18_400],
    ['a decimal', 'AmountAfterTax="184.5"', 18_450],
    ['a decimal with DecimalPlaces beside it', 'AmountAfterTax="184.50" DecimalPlaces="2"', 18_450],
    ['before tax, where there is no other', 'AmountBeforeTax="18400" DecimalPlaces="2"', 18_400],
  ])('I9: %s is exact', (_, amount, minor) => {
    const rates = night('2027-06-10', `${amount} CurrencyCode="EUR"`)
    expect(roomOf(stay({ rates, span: '' })).nightlyAmounts).toEqual([minor])
  })

  test('I9: nights without an amount share the rest of the total, to the last cent', () => {
    const total = `<Total ${cents(10_000)}/>`
    const span = '<TimeSpan Start="2027-06-10" End="2027-06-13"/>'
    expect(roomOf(stay({ rates: '', span, after: total })).nightlyAmounts).toEqual([3_334, 3_333, 3_333])
    const rates = night('2027-06-11', cents(5_001))
    expect(roomOf(stay({ rates, span, after: total })).nightlyAmounts).toEqual([2_500, 5_001, 2_499])
  })

  test('I9: whatever is missing, the nights add up to the total', () => {
    const nights = fc.array(fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(nights, fc.integer({ min: 0, max: 5_000_000 }), (named, total) => {
        const amounts = completeNights(named, total)!
        const sum = amounts.reduce((all, each) => all + each, 0)
        if (named.includes(undefined)) expect(sum).toBe(total)
        expect(amounts.every((each) => Number.isInteger(each) && each >= 0)).toBe(true)
        expect(amounts).toHaveLength(named.length)
      }),
    )
    expect(spreadEvenly(2, 3)).toEqual([1, 1, 0])
  })

  test.each([
    ['no amount at all', stay({ rates: '' })],
    [
      'an amount that is no exact amount',
      stay({ rates: night('2027-06-10', 'AmountAfterTax="1.005"'), span: '' }),
    ],
    ['a negative amount', stay({ rates: night('2027-06-10', 'AmountAfterTax="-5.00"'), span: '' })],
    [
      'two currencies',
      stay({
        rates: night('2027-06-10', cents(1)) + night('2027-06-11', 'AmountAfterTax="1" CurrencyCode="USD"'),
      }),
    ],
  ])('I9: %s makes the message unreadable instead of inventing money', (_, stays) => {
    expect(reasonOf(reservation(stays))).toMatch(/amount|currenc/)
  })
})

describe('stays', () => {
  test('without a TimeSpan the nights say when the stay is', () => {
    expect(roomOf(stay({ span: '' }))).toMatchObject({
      arrival: '2027-06-10',
      departure: '2027-06-12',
      ref: '369',
    })
  })

  test("the mark of Booking.com's own card is no part of the rate", () => {
    const rates = TWO_NIGHTS.replaceAll('3320518', '3320518VCC')
    expect(roomOf(stay({ rates })).rateCode).toBe('3320518')
  })

  test('guests are adults unless their code says child or infant', () => {
    const guests = `<GuestCount AgeQualifyingCode="10" Count="2"/><GuestCount AgeQualifyingCode="8" Age="6" Count="2"/>
      <GuestCount AgeQualifyingCode="8" Count="1"/><GuestCount AgeQualifyingCode="7" Count="1"/>`
    expect(roomOf(stay({ guests }))).toMatchObject({ adults: 2, childrenAges: [6, 6, 12, 0] })
    expect(roomOf(stay({ guests: '' }))).toMatchObject({ adults: 1, childrenAges: [] })
  })

  test.each([
    ['no rooms', reservation('')],
    ['a room without a code', reservation(stay().replace('RoomTypeCode="910447701"', ''))],
    [
      'a departure before the arrival',
      reservation(stay({ span: '<TimeSpan Start="2027-06-12" End="2027-06-10"/>' })),
    ],
    [
      'a day that does not exist',
      reservation(stay({ rates: '', span: '<TimeSpan Start="2027-02-30" End="x"/>' })),
    ],
    [
      'a stay of a hundred years',
      reservation(stay({ span: '<TimeSpan Start="2027-06-10" End="2127-06-10"/>' })),
    ],
    ['a room that stands for two', reservation(stay().replace('<RoomType ', '<RoomType NumberOfUnits="2" '))],
    ['two rooms with one number', reservation(stay() + stay())],
    ['200 adults', reservation(stay({ guests: '<GuestCount Count="200"/>' }))],
    ['31 adults', reservation(stay({ guests: '<GuestCount Count="31"/>' }))],
    ['no number of the reservation', reservation(stay(), '<Comments/>')],
  ])('%s makes only that message unreadable, and it is kept', (_, broken) => {
    const [first, second] = readNew(broken, reservation(stay(), ids('4418820078')))
    expect(first?.message.snapshot).toBeNull()
    expect(first?.message.unreadable).toBeTruthy()
    expect(first?.message.rawMasked).toContain('<HotelReservation')
    expect(second?.message).toMatchObject({ channelRef: '4418820078', unreadable: null })
  })

  test('a guest without a name is no reason to turn a booking away', () => {
    expect(readNew(reservation(stay()))[0]?.message.snapshot?.booker.surname).toBe('Booking.com guest')
  })

  test('the booker and the guest of each room keep their names, with the mistakes of other systems', () => {
    const person = (surname: string) =>
      `<Profiles><ProfileInfo><Profile><Customer><PersonName><GivenName>Zoë</GivenName><Surname>${surname}</Surname></PersonName>
       <Telephone PhoneNumber="+39 02 1234"/><Email>z@example.org</Email></Customer></Profile></ProfileInfo></Profiles>`
    const body = `<HotelReservation><RoomStays>${stay({ after: '<ResGuestRPHs><ResGuestRPH RPH="2"/></ResGuestRPHs>' })}</RoomStays>
      <ResGuests><ResGuest ResGuestRPH="1">${person('&amp;lt;b&gt;')}</ResGuest><ResGuest ResGuestRPH="2">${person('N&#250;&#xF1;ez')}</ResGuest></ResGuests>
      <ResGlobalInfo>${ids()}${person(`<![CDATA[O'Hara & Sons]]>`)}</ResGlobalInfo></HotelReservation>`
    const { snapshot } = readNew(body)[0]!.message
    expect(snapshot?.booker).toEqual({
      surname: "O'Hara & Sons",
      firstName: 'Zoë',
      email: 'z@example.org',
      phone: '+39 02 1234',
    })
    expect(snapshot?.rooms[0]?.guest?.surname).toBe('Núñez')
  })

  test('remarks of the booking and its rooms become the note', () => {
    const remark = (text: string) => `<Comments><Comment><Text>${text}</Text></Comment></Comments>`
    const body = reservation(stay({ after: remark('High floor') }), remark(`Late. Card ${CARD}`) + ids())
    const { snapshot, rawMasked } = readNew(body)[0]!.message
    expect(snapshot?.note).toBe('Late. Card ****1111\nHigh floor')
    expect(rawMasked).not.toContain(CARD)
  })
})

describe('what the status says', () => {
  const modified = (attributes: string) =>
    `<OTA_HotelResModifyNotifRQ ${NS} Version="2"><HotelResModifies><HotelResModify ${attributes}><RoomStays>${stay()}</RoomStays><ResGlobalInfo>${ids()}</ResGlobalInfo></HotelResModify></HotelResModifies></OTA_HotelResModifyNotifRQ>`
  test.each([
    ['modified', modified('ResStatus="Modify"'), 'modified', 'booked', 1],
    ['modified', modified(''), 'modified', 'booked', 1],
    ['modified', modified('ResStatus="Cancel"'), 'cancelled', 'cancelled', 0],
    ['modified', modified('ResStatus="Cancelled"'), 'cancelled', 'cancelled', 0],
  ] as const)('in the queue %s, case %#, it is %s', (queue: Queue, body, kind, status, count) => {
    const { message } = readQueue(queue, body, PROPERTY)[0]!
    expect(message).toMatchObject({ queue, kind, snapshot: { status } })
    expect(message.snapshot?.rooms).toHaveLength(count)
  })

  test('a cancellation whose rooms nobody could read is a cancellation all the same', () => {
    const [message] = readNew(reservation('<RoomStay/>', ids(), 'ResStatus="Cancel"'))
    expect(message?.message).toMatchObject({ kind: 'cancelled', unreadable: null })
  })
})

describe('documents', () => {
  test('an empty queue is no message', () => {
    expect(readNew()).toEqual([])
    expect(readQueue('new', `<OTA_HotelResNotifRQ ${NS} Version="2"/>`, PROPERTY)).toEqual([])
  })

  test.each([
    ['empty', ''],
    ['a page', '<!DOCTYPE html><html><body>Login</body></html>'],
    ['cut in the middle', '<OTA_HotelResNotifRQ><HotelReservations><HotelRes'],
    ['of the other queue', `<OTA_HotelResModifyNotifRQ ${NS} Version="2"/>`],
    [
      'errors',
      `<OTA_HotelResNotifRQ2 ${NS}><Errors><Error ShortText="Access denied"/></Errors></OTA_HotelResNotifRQ2>`,
    ],
    [
      'an entity bomb',
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><OTA_HotelResNotifRQ>&c;</OTA_HotelResNotifRQ>',
    ],
    ['a forbidden character', '<OTA_HotelResNotifRQ>&#0;</OTA_HotelResNotifRQ>'],
  ])('a document that is %s is a failure of the fetch, not an empty queue', (_, body) => {
    expect(() => readQueue('new', body, PROPERTY)).toThrow(ChannelFailure)
  })

  test('prefixes of namespaces make no difference', () => {
    const prefixed = `<ota:OTA_HotelResNotifRQ xmlns:ota="http://www.opentravel.org/OTA/2003/05" Version="2"/>`
    expect(readQueue('new', prefixed, PROPERTY)).toEqual([])
  })
})

describe('card data', () => {
  test('every field of a card is masked, wherever it stands', () => {
    const card = `<Guarantee><GuaranteesAccepted><GuaranteeAccepted><PaymentCard CardCode="MC" CardNumber="5555555555554444" SeriesCode="7371" ExpireDate="1229"><CardHolderName>Zoe Test</CardHolderName></PaymentCard></GuaranteeAccepted></GuaranteesAccepted></Guarantee>
      <TPA cc_number="5555 5555 5555 4444" cc_cvc="7371"><cvc>7371</cvc></TPA>`
    const { rawMasked } = readNew(reservation(stay(), card + ids()))[0]!.message
    expect(rawMasked).toContain('CardNumber="****4444"')
    expect(rawMasked).not.toMatch(/5555|7371|1229|Zoe Test/)
    expect(rawMasked).toContain('ResID_Value="4418820077"')
  })

  test('numbers that are no card numbers stay', () => {
    const text = 'Order 4111111111111112, phone +39 02 1234 5678, 41111111111111111111111'
    expect(maskCardNumbers(text)).toBe(text)
    expect(maskCardNumbers(`a ${CARD}, b 378282246310005.`)).toBe('a ****1111, b ****0005.')
  })
})

test('damaged documents are read, kept with a reason, or refused as a whole', async () => {
  const list = (...reservations: string[]) =>
    `<HotelReservations>${reservations.join('')}</HotelReservations>`
  const document = list(
    reservation(stay() + stay({ head: 'IndexNumber="370"' })),
    reservation(stay({ guests: '<GuestCount AgeQualifyingCode="8" Count="1" Age="3"/>' }), ids('5')),
  )
  const read = (body: string) => {
    const messages = readQueue('new', body, PROPERTY)
    for (const { message } of messages) {
      expect(inboundMessageSchema.safeParse(message).error?.issues).toBeUndefined()
      expect(message.snapshot === null).toBe(message.unreadable !== null)
    }
    return messages.some(({ message }) => message.unreadable !== null) ? 'unreadable' : 'read'
  }
  const whole = `<OTA_HotelResNotifRQ ${NS} Version="2.001">${document}</OTA_HotelResNotifRQ>`
  const counts = await readsDamaged([whole], read, (error) => error instanceof ChannelFailure)
  expect(counts.unreadable).toBeGreaterThan(20)
  expect(counts.refused).toBeGreaterThan(50)
})
