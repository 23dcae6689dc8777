/** The feed of revisions that wait, page by page, and their acknowledgement. */
import { nightsOf } from '../../../shared/dates.ts'
import { minorDigits, toDecimal } from '../../../shared/money.ts'
import type { BookingContent } from '../bookingcom/bookings.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'
import type { BookingRevision, ChannexBookings } from './bookings.ts'
import { json, REFUSALS } from './json-answer.ts'

const USUAL_PER_PAGE = 10
const MOST_PER_PAGE = 100
const COMMISSION_PERCENT = 15

export function serveFeed(
  query: URLSearchParams,
  bookings: ChannexBookings,
  propertyId: string,
  now: number,
): Answer {
  return servePage(query, bookings.feed(now), propertyId)
}

/** All revisions that came since a moment, confirmed or not. */
export function serveRevisions(
  query: URLSearchParams,
  bookings: ChannexBookings,
  propertyId: string,
): Answer {
  const since = Date.parse(query.get('filter[inserted_at][gte]') ?? '1970-01-01')
  return servePage(query, bookings.since(since), propertyId)
}

/** By default the newest come first: the oldest have to be asked for. */
function servePage(
  query: URLSearchParams,
  revisions: readonly BookingRevision[],
  propertyId: string,
): Answer {
  const wanted = query.get('filter[property_id]')
  const oldestFirst = wanted === null || wanted === propertyId ? revisions : []
  const ordered = query.get('order[inserted_at]') === 'asc' ? oldestFirst : oldestFirst.toReversed()
  const page = Math.max(1, Number(query.get('pagination[page]') ?? '1') || 1)
  const asked = Number(query.get('pagination[limit]') ?? USUAL_PER_PAGE) || USUAL_PER_PAGE
  const limit = Math.min(Math.max(1, asked), MOST_PER_PAGE)
  const items = ordered.slice((page - 1) * limit, page * limit)
  return json(200, {
    data: items.map((revision) => revisionDocument(revision, propertyId)),
    meta: { total: ordered.length, page, limit },
  })
}

export function receiveAcknowledgement(id: string, bookings: ChannexBookings): Answer {
  return bookings.acknowledge(id) ? json(200, { meta: { message: 'Success' } }) : REFUSALS.notFound()
}

function revisionDocument(revision: BookingRevision, propertyId: string) {
  const { id, bookingId, status, content, insertedAt } = revision
  const amount = (minor: number) => toDecimal(minor, content.currency)
  const total = content.rooms.flatMap((room) => room.nightlyAmounts).reduce((sum, each) => sum + each, 0)
  const arrivals = content.rooms.map(({ arrival }) => arrival).toSorted()
  const departures = content.rooms.map(({ departure }) => departure).toSorted()
  const code = bookingId.slice(0, 8)
  return {
    type: 'booking_revision',
    id,
    attributes: {
      id,
      property_id: propertyId,
      booking_id: bookingId,
      unique_id: `OSA-${code}`,
      system_id: id,
      ota_reservation_code: code,
      ota_name: 'Open Channel',
      status,
      rooms: content.rooms.map((room) => ({
        amount: amount(room.nightlyAmounts.reduce((sum, each) => sum + each, 0)),
        // Another one with every revision, as there.
        booking_room_id: `${id}-${room.index}`,
        checkin_date: room.arrival,
        checkout_date: room.departure,
        room_type_id: room.roomCode,
        rate_plan_id: room.rateCode,
        days: Object.fromEntries(
          nightsOf({ from: room.arrival, to: room.departure }).map((night, index) => [
            night,
            amount(room.nightlyAmounts[index] ?? 0),
          ]),
        ),
        occupancy: { adults: room.adults, children: 0, infants: 0 },
        guests: [{ name: content.firstName, surname: content.surname }],
        services: [],
        taxes: [],
        meta: null,
      })),
      services: [],
      guarantee: content.cardNumber === null ? null : guaranteeOf(content, content.cardNumber, total),
      customer: {
        name: content.firstName,
        surname: content.surname,
        mail: content.email || null,
        phone: null,
      },
      arrival_date: arrivals[0],
      departure_date: departures.at(-1),
      amount: amount(total),
      currency: content.currency,
      notes: null,
      payment_collect: isPaidBySeller(content) ? 'ota' : 'property',
      ota_commission: amount(Math.round((total * COMMISSION_PERCENT) / 100)),
      inserted_at: new Date(insertedAt).toISOString().replace('Z', '000'),
    },
  }
}

const isPaidBySeller = ({ virtualCardFrom = null }: BookingContent): boolean => virtualCardFrom !== null

/** As over the secure address, where cards come whole; the days and the balance are told of virtual cards alone. */
function guaranteeOf(content: BookingContent, cardNumber: string, totalMinor: number) {
  return {
    card_number: cardNumber,
    card_type: 'VI',
    cardholder_name: 'Sandbox Guest',
    cvv: '737',
    expiration_date: '12/2029',
    is_virtual: isPaidBySeller(content),
    ...(isPaidBySeller(content)
      ? {
          meta: {
            virtual_card_currency_code: content.currency,
            virtual_card_current_balance: String(totalMinor),
            virtual_card_decimal_places: String(minorDigits(content.currency)),
            virtual_card_effective_date: content.virtualCardFrom,
          },
        }
      : {}),
  }
}
