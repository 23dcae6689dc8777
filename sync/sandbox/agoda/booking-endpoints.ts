/** GetBookingList and GetBookingDetails. */
import { nightsOf } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { attribute, childrenNamed, descendant } from '../../channels/xml/xml-tree.ts'
import { element, type Markup } from '../../channels/xml/xml-writer.ts'
import type { Booking, Bookings } from '../bookingcom/bookings.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'
import { type Action, type Actions, KEPT_MS } from './actions.ts'
import { AgodaRefused, checkProperty, readRequest, resultAnswer } from './agoda-answer.ts'

export interface BookingParts {
  readonly bookings: Bookings
  readonly actions: Actions
  readonly propertyId: string
  readonly now: number
}

const MOST_DETAILS = 50
/** A number of ours for what is documented without one. */
const NOT_TAKEN = 1511
const ICT_MS = 7 * 3_600_000

/** What happened from `from` to `to`, in their seconds. @throws AgodaRefused */
export function serveList(body: string, { bookings, actions, propertyId, now }: BookingParts): Answer {
  const criteria = readRequest(body)
  checkProperty(attribute(descendant(criteria, 'property'), 'id'), propertyId)
  const [from, to] = ['from', 'to'].map((name) => {
    const text = attribute(criteria, name) ?? ''
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(text))
      throw new AgodaRefused(400, NOT_TAKEN, `criteria@${name} is no time with an offset`)
    return Date.parse(text)
  })
  if (from === undefined || to === undefined || from > to || now - from > KEPT_MS)
    throw new AgodaRefused(400, NOT_TAKEN, 'from is more than 90 days back, or later than to')
  const listed = actions.list(from, to + 999).map((action) => {
    const booking = bookings.find(action.channelRef)
    return element('booking', { ...commonOf(action, booking) })
  })
  const property = element('property', { id: propertyId }, element('bookings', {}, ...listed))
  return resultAnswer(200, now, {}, element('properties', { count: 1 }, property))
}

/** @throws AgodaRefused */
export function serveDetails(body: string, { bookings, actions, propertyId, now }: BookingParts): Answer {
  const property = descendant(readRequest(body), 'property')
  checkProperty(attribute(property, 'id'), propertyId)
  const wanted = childrenNamed(property, 'booking').map((each) => attribute(each, 'id') ?? '')
  if (wanted.length === 0 || wanted.length > MOST_DETAILS)
    throw new AgodaRefused(400, NOT_TAKEN, `1 to ${MOST_DETAILS} bookings`)
  const told = wanted.flatMap((id) => {
    const booking = bookings.find(id)
    const action = actions.serve(id)
    return booking === null || action === undefined || now - action.at > KEPT_MS
      ? []
      : [writeBooking(booking, action, propertyId)]
  })
  return resultAnswer(200, now, {}, element('bookings', { count: told.length, iataid: '96637800' }, ...told))
}

function commonOf({ channelRef, status, at }: Action, booking: Booking | null) {
  const [room] = booking?.content.rooms ?? []
  return {
    booking_id: channelRef,
    booking_date: timeOf(booking?.createdAt ?? at),
    last_action: timeOf(at),
    arrival: room?.arrival,
    departure: room?.departure,
    status,
    acknowledge: '0',
  }
}

/** One room type and one rate plan, whatever the number of rooms; amounts are those of all of them. */
function writeBooking(booking: Booking, action: Action, propertyId: string): Markup {
  const { rooms, currency, firstName, surname, cardNumber } = booking.content
  const [room] = rooms
  if (room === undefined) throw new Error('a booking has a room')
  const nightly = room.nightlyAmounts.map((_, night) =>
    rooms.reduce((sum, each) => sum + (each.nightlyAmounts[night] ?? 0), 0),
  )
  const amount = (minor: number) => ({ net_inclusive_amt: toDecimal(minor, currency) })
  const lines = nightsOf({ from: room.arrival, to: room.departure }).map((date, night) =>
    element('price', { date, ...amount(nightly[night] ?? 0), type: 'Room' }),
  )
  return element(
    'booking',
    {
      property_id: propertyId,
      property_name: 'Sandbox',
      ...commonOf(action, booking),
      room_id: room.roomCode,
      room_type: 'Room',
      channel_id: '1',
      channel_name: 'Retail',
      rateplan_id: room.rateCode,
      rateplan_name: 'Room only',
      room_count: rooms.length,
      adults: rooms.reduce((sum, each) => sum + each.adults, 0),
      children: 0,
      extrabeds: 0,
      cxl_code: '1D1N_1N',
    },
    element('customer', { first_name: firstName, last_name: surname, nationality: 'Thailand' }),
    element('requests', {}, element('request', { request_name: 'NonSmoke' })),
    element('prices', { currency, ...amount(nightly.reduce((sum, each) => sum + each, 0)) }, ...lines),
    ...(cardNumber === null
      ? []
      : [element('card', { card_number: cardNumber, cvc: '737', expiry: '12/29' })]),
    element('paymentmodel', {}, '1'),
  )
}

/** In Agoda's own time (ICT), to the second. */
function timeOf(at: number): string {
  return `${new Date(at + ICT_MS).toISOString().slice(0, 19)}+07:00`
}
