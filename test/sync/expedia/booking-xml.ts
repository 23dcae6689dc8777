/** Bookings as Expedia writes them, part by part, and how the adapter reads them. */
import { readBookings } from '../../../sync/channels/expedia/booking-messages.ts'
import { descendants, parseXml } from '../../../sync/channels/xml/xml-tree.ts'
import { DOUBLE, FLEXIBLE, HOTEL } from './scripted.ts'

const BR_RS = 'xmlns="http://www.expediaconnect.com/EQC/BR/2014/01"'
export const answer = (content: string) => `<BookingRetrievalRS ${BR_RS}>${content}</BookingRetrievalRS>`
export const bookings = (...each: string[]) => answer(`<Bookings>${each.join('')}</Bookings>`)

export const NIGHTS =
  '<PerDayRate stayDate="2027-06-10" baseRate="184.00" extraPersonFees="10.50" hotelServiceFees="5.00"/><PerDayRate stayDate="2027-06-11" baseRate="184.00"/>'
const TOTAL = '<Total amountAfterTaxes="400.01" amountOfTaxes="16.51" currency="EUR"/>'
export interface Parts {
  id?: string
  type?: string
  at?: string
  attributes?: string
  dates?: string
  guests?: string
  nights?: string
  total?: string
  card?: string
  guest?: string
  after?: string
  product?: string
  hotel?: string
  source?: string
}

export function booking(parts: Parts = {}): string {
  const {
    id = '880042117',
    type = 'Book',
    at = '2027-03-02T10:04:00Z',
    attributes = 'status="pending"',
  } = parts
  const { dates = 'arrival="2027-06-10" departure="2027-06-12"', guests = '<GuestCount adult="2"/>' } = parts
  const { nights = NIGHTS, total = TOTAL, card = '', after = '', hotel = HOTEL } = parts
  const { source = 'A-Expedia' } = parts
  const { guest = '<Name givenName="Ines" surname="Okafor"/>' } = parts
  const { product = `roomTypeID="${DOUBLE}" ratePlanID="${FLEXIBLE}"` } = parts
  return `<Booking id="${id}" type="${type}" createDateTime="${at}" source="${source}" ${attributes}><Hotel id="${hotel}"/>
    <RoomStay ${product}><StayDate ${dates}/>${guests}<PerDayRates currency="EUR">${nights}</PerDayRates>${total}${card}</RoomStay>
    <PrimaryGuest>${guest}</PrimaryGuest>${after}</Booking>`
}

export const read = (...each: string[]) =>
  readBookings(descendants(parseXml(bookings(...each)), 'Bookings', 'Booking'), {
    hotelCode: HOTEL,
    currency: 'EUR',
  })
