/**
 * BN: a booking, a change or a cancellation that Expedia posted, in OpenTravel's words. It is one booking of one room always,
 * and a change is the whole booking.
 */
import { addDays, type IsoDate, isIsoDate, nightsOf } from '../../../shared/dates.ts'
import type { InboundMessage, Person } from '../../../shared/snapshot.ts'
import { ChannelFailure } from '../../engine/ports.ts'
import { maskCardNumbers, maskCards } from '../xml/card-masking.ts'
import { openEnvelope } from '../xml/soap-envelope.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { writeElement } from '../xml/xml-writer.ts'
import {
  checkedSnapshot,
  LONGEST_NOTE,
  LONGEST_RAW,
  QUEUE,
  type ReadSnapshot,
  withoutDigits,
} from './booking-messages.ts'
import {
  amountOf,
  childAgeOf,
  countOf,
  datesOf,
  oneCurrencyOf,
  personOf,
  UnreadableBooking,
  wholeAmounts,
} from './booking-stay.ts'

interface Property {
  readonly hotelCode: string
  readonly currency: string
}

interface Notification {
  readonly kind: InboundMessage['kind']
  /** The element that is the booking. */
  readonly booking: XmlElement
  readonly hotelCode: string | undefined
}

/** OpenTravel's table AQC. */
const ADULT = '10'
/** "Payment instruction" (Special Request Codes). */
const PAYMENT_REQUEST = /^5(\.|$)/

/** A body that Expedia posted, in its envelope. @throws ChannelFailure */
export function readNotification(body: string, { hotelCode, currency }: Property): InboundMessage {
  const envelope = openEnvelope(body)
  if (typeof envelope === 'string') throw unreadable(envelope)
  const found = notificationOf(envelope.content)
  if (found === null) throw unreadable(`it is a ${envelope.content.name.slice(0, 60)}`)
  // It was answered with success already: what is another hotel's must not vanish here.
  if (![undefined, hotelCode].includes(found.hotelCode)) throw unreadable('it is for another hotel')
  const channelRef = numberOf(found.booking)
  const masked = maskCards(withoutPaymentDigits(found.booking))
  const base = {
    queue: QUEUE,
    kind: found.kind,
    channelRef: channelRef ?? 'unknown',
    rawMasked: writeElement(masked).xml.slice(0, LONGEST_RAW),
  } as const
  if (channelRef === undefined) return { ...base, snapshot: null, unreadable: 'the booking has no number' }
  const note = noteOf(masked)
  return { ...base, ...snapshotOf(found, { channelRef, currency, note }) }
}

function unreadable(reason: string): ChannelFailure {
  const text = `Expedia posted what cannot be read: ${reason}.`
  return new ChannelFailure('MalformedAnswer', text.slice(0, 500))
}

function notificationOf(message: XmlElement): Notification | null {
  if (message.name === 'OTA_CancelRQ') {
    const vendors = descendants(message, 'Verification', 'Vendor')
    const hotel = vendors.find((each) => attribute(each, 'CodeContext') === 'HotelCode')
    return { kind: 'cancelled', booking: message, hotelCode: hotel?.text.trim() }
  }
  const kinds = {
    OTA_HotelResNotifRQ: { kind: 'new', path: ['HotelReservations', 'HotelReservation'] },
    OTA_HotelResModifyNotifRQ: { kind: 'modified', path: ['HotelResModifies', 'HotelResModify'] },
  } as const
  if (!Object.hasOwn(kinds, message.name)) return null
  const { kind, path } = kinds[message.name as keyof typeof kinds]
  const booking = descendant(message, ...path)
  if (booking === undefined) return null
  const property = descendant(booking, 'RoomStays', 'RoomStay', 'BasicPropertyInfo')
  return { kind, booking, hotelCode: attribute(property, 'HotelCode') }
}

/** UniqueID of type 14: Expedia's number of the booking. */
function numberOf(booking: XmlElement): string | undefined {
  const unique = descendants(booking, 'UniqueID').find((each) => attribute(each, 'Type') === '14')
  const id = attribute(unique, 'ID') ?? ''
  return /^\d{1,14}$/.test(id) ? id : undefined
}

function snapshotOf(
  { kind, booking }: Notification,
  known: { channelRef: string; currency: string; note: string },
): ReadSnapshot {
  const { channelRef, note } = known
  return checkedSnapshot(() => {
    const guest = guestOf(booking)
    const base = { channelRef, booker: guest, note }
    if (kind === 'cancelled') return { ...base, status: 'cancelled', currency: known.currency, rooms: [] }
    const stays = descendants(booking, 'RoomStays', 'RoomStay')
    const stay = stays[0]
    if (stay === undefined || stays.length > 1)
      throw new UnreadableBooking('the booking does not have one RoomStay')
    const currency = currencyOf(stay) ?? known.currency
    return { ...base, status: 'booked', currency, rooms: [{ ...roomOf(stay, currency), guest }] }
  })
}

function guestOf(booking: XmlElement): Person {
  const customer = descendant(
    booking,
    'ResGuests',
    'ResGuest',
    'Profiles',
    'ProfileInfo',
    'Profile',
    'Customer',
  )
  const name = descendant(customer, 'PersonName') ?? descendant(booking, 'Verification', 'PersonName')
  const phone = descendant(customer, 'Telephone')
  return personOf({
    surname: descendant(name, 'Surname')?.text,
    firstNames: [descendant(name, 'GivenName')?.text, descendant(name, 'MiddleName')?.text],
    email: descendant(customer, 'Email')?.text,
    phone: {
      country: attribute(phone, 'CountryAccessCode'),
      area: attribute(phone, 'AreaCityCode'),
      number: attribute(phone, 'PhoneNumber'),
      extension: attribute(phone, 'Extension'),
    },
  })
}

const ratesOf = (stay: XmlElement) => descendants(stay, 'RoomRates', 'RoomRate', 'Rates', 'Rate')

function currencyOf(stay: XmlElement): string | undefined {
  const places = [...ratesOf(stay).map((rate) => descendant(rate, 'Base')), descendant(stay, 'Total')]
  return oneCurrencyOf(places.map((place) => attribute(place, 'CurrencyCode')))
}

/** What `snapshotRoomSchema` will check, without the guest. @throws UnreadableBooking */
function roomOf(stay: XmlElement, currency: string) {
  const roomCode = attribute(descendant(stay, 'RoomTypes', 'RoomType'), 'RoomTypeCode')
  if (roomCode === undefined) throw new UnreadableBooking('the room has no RoomTypeCode')
  const span = descendant(stay, 'TimeSpan')
  const { arrival, departure } = datesOf(attribute(span, 'Start') ?? '', attribute(span, 'End') ?? '')
  const total = attribute(descendant(stay, 'Total'), 'AmountAfterTax')
  const nights = nightsOf({ from: arrival, to: departure })
  return {
    ref: '1',
    roomCode,
    rateCode: attribute(descendant(stay, 'RatePlans', 'RatePlan'), 'RatePlanCode') ?? null,
    arrival,
    departure,
    ...guestsOf(descendants(stay, 'GuestCounts', 'GuestCount')),
    nightlyAmounts: wholeAmounts(toldAmounts(stay, nights, currency), nights, total, currency),
  }
}

/** At least one adult: where none is told, somebody still comes. Whoever is not an adult is a child. */
function guestsOf(counts: readonly XmlElement[]): { adults: number; childrenAges: number[] } {
  let adults = 0
  const childrenAges: number[] = []
  for (const each of counts) {
    const count = countOf(attribute(each, 'Count') ?? '1')
    if (attribute(each, 'AgeQualifyingCode') === ADULT) adults += count
    else childrenAges.push(...Array.from({ length: count }, () => childAgeOf(attribute(each, 'Age'))))
  }
  return { adults: Math.max(1, adults), childrenAges }
}

/** A night's rate with its extra guests and fees, without taxes; a rate may stand for several nights. */
function toldAmounts(
  stay: XmlElement,
  nights: readonly IsoDate[],
  currency: string,
): ReadonlyMap<string, number> {
  const told = new Map<string, number>()
  for (const rate of ratesOf(stay)) {
    const texts = [
      attribute(descendant(rate, 'Base'), 'AmountBeforeTax'),
      ...descendants(rate, 'AdditionalGuestAmounts', 'AdditionalGuestAmount', 'Amount').map((each) =>
        attribute(each, 'AmountBeforeTax'),
      ),
      ...descendants(rate, 'Fees', 'Fee').map((each) => attribute(each, 'Amount')),
    ]
    const amounts = texts.map((text, index) =>
      text === undefined && index > 0 ? 0 : amountOf(text, currency),
    )
    if (amounts.includes(undefined)) continue
    const sum = amounts.reduce<number>((all, amount) => all + (amount ?? 0), 0)
    const from = attribute(rate, 'EffectiveDate') ?? ''
    const to = attribute(rate, 'ExpireDate') ?? (isIsoDate(from) ? addDays(from, 1) : '')
    for (const night of nights) if (night >= from && night < to) told.set(night, sum)
  }
  return told
}

/** Payment instructions may spell out Expedia's virtual card, its code and its expiry in free text. */
function withoutPaymentDigits(source: XmlElement): XmlElement {
  if (source.name === 'SpecialRequest' && PAYMENT_REQUEST.test(attribute(source, 'RequestCode') ?? ''))
    return withoutDigits(source)
  return { ...source, children: source.children.map(withoutPaymentDigits) }
}

/** What the guest asks for, and how the stay is paid: Expedia's own words, from the masked booking. */
function noteOf(masked: XmlElement): string {
  const texts = descendants(masked, 'RoomStays', 'RoomStay', 'SpecialRequests', 'SpecialRequest', 'Text')
    .map(({ text }) => text.trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '')
  return maskCardNumbers([...new Set(texts)].join('\n')).slice(0, LONGEST_NOTE)
}
