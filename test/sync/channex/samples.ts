/** Connections, ranges and revisions in Channex's own forms: what the tests of the adapter speak with. */
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import { channexAdapter } from '../../../sync/channels/channex/adapter.ts'
import {
  type ChannelContext,
  type HttpAnswer,
  HttpFailure,
  type HttpRequest,
} from '../../../sync/engine/ports.ts'

export const NOW = Date.parse('2027-03-01T08:15:00Z')
export const PROPERTY = '716305c4-561a-4561-a187-7f5b8aeb5920'
export const DOUBLE = '994d1375-dbbd-4072-8724-b2ab32ce781b'
export const SUITE = 'f477e6a0-8e9d-4d6f-b506-fb394504d2bc'
/** A plan belongs to one room type at Channex. */
export const DOUBLE_FLEX = '445835fb-7956-42ac-9efc-3e6f331f0808'
export const DOUBLE_SAVER = '0db682fe-e86b-43c5-8f0c-d055737f8dd9'
export const SUITE_FLEX = 'c9c80104-af3b-47b2-8a2f-ba7e544638f3'
export const KEY = 'uU08XiMgk8a7CrY4xUjAReUIuTrn83R123adaVb8Tf/qMcVTEgriuJhXWs/1Q1P'

export const day = (text: string) => text as IsoDate

export function connectionTo(url: string, settings: object = {}, key = KEY): ChannelConnection {
  return {
    channelId: 'channel-1',
    kind: 'channex',
    name: 'Channex',
    currency: 'EUR',
    settings: settingsOfKind('channex', {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      hotelCode: PROPERTY,
      requestTimeoutMs: 5_000,
      ...settings,
    }),
    credentials: { username: '', password: key },
    lanes: [],
  }
}

/** A context whose network answers what a test says, and the requests that it saw. */
export function scripted(
  answer: (request: HttpRequest, number: number) => Partial<HttpAnswer> | HttpFailure,
  connection: ChannelConnection = connectionTo('https://channex.example'),
) {
  const requests: HttpRequest[] = []
  const context: ChannelContext = {
    connection,
    http: {
      request(request) {
        requests.push(request)
        const given = answer(request, requests.length)
        if (given instanceof HttpFailure) return Promise.reject(given)
        return Promise.resolve({ status: 200, headers: {}, body: '', ...given })
      },
    },
    clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  return { context, requests }
}

export function range(part: Partial<SendRange>): SendRange {
  return {
    facet: 'availability',
    roomTypeId: 'type-1',
    roomCode: DOUBLE,
    ratePlanId: null,
    rateCode: null,
    from: day('2027-06-10'),
    to: day('2027-06-20'),
    value: '3',
    ...part,
  }
}

export const rooms = (count: number, roomCode = DOUBLE): SendRange =>
  range({ value: String(count), roomCode })

export const prices = (amounts: number[], rateCode = DOUBLE_FLEX, roomCode = DOUBLE): SendRange =>
  range({ facet: 'price', value: JSON.stringify(amounts), roomCode, rateCode, ratePlanId: 'plan-1' })

export const restricted = (value: string, rateCode = DOUBLE_FLEX): SendRange =>
  range({ facet: 'restrictions', value, rateCode, ratePlanId: 'plan-1' })

/** A revision as in docs.channex.io, Bookings Collection, with a card that is not masked there. */
export function revision(
  attributes: object = {},
  room: object = {},
  id = '03dd7198-c5b7-493c-a889-74d0c2211de7',
) {
  return {
    type: 'booking_revision',
    id,
    attributes: {
      id,
      property_id: PROPERTY,
      booking_id: 'cfa33f3b-bd32-4b90-8ef9-bde2bfe986cd',
      unique_id: 'BDC-9996013801',
      system_id: '12331233123',
      ota_reservation_code: '9996013801',
      ota_name: 'Booking.com',
      status: 'new',
      rooms: [
        {
          amount: '368.01',
          booking_room_id: 'd0f5a93b-12ba-40b5-a134-48bbf1c77532',
          checkin_date: '2027-06-10',
          checkout_date: '2027-06-12',
          rate_plan_id: DOUBLE_FLEX,
          room_type_id: DOUBLE,
          ota_unique_id: '49',
          days: { '2027-06-10': '184.00', '2027-06-11': '184.01' },
          occupancy: { adults: 2, children: 1, infants: 1, ages: [5] },
          guests: [{ name: 'Ada', surname: 'Guest' }],
          taxes: [],
          ...room,
        },
      ],
      services: [{ type: 'Breakfast', total_price: '20.00', persons: 2, nights: 1, name: 'Breakfast' }],
      guarantee: {
        expiration_date: '10/2028',
        cvv: '737',
        cardholder_name: 'Channex User',
        card_type: 'VI',
        card_number: '4111111111111111',
        is_virtual: true,
        meta: { virtual_card_current_balance: '6755', virtual_card_effective_date: '2020-09-12' },
      },
      customer: { surname: 'Channex', name: 'User', mail: 'user@channex.io', phone: '1234567890' },
      arrival_date: '2027-06-10',
      departure_date: '2027-06-12',
      amount: '388.01',
      currency: 'EUR',
      notes: 'A quiet room. My card is 4111 1111 1111 1111.',
      inserted_at: '2027-03-01T10:03:29.335485',
      ...attributes,
    },
  }
}

export const feed = (items: unknown[], total = items.length, limit = 100) =>
  JSON.stringify({ data: items, meta: { total, page: 1, limit } })

/** What a feed of these revisions brings. */
export const pulled = (...items: unknown[]) =>
  channexAdapter.fetch('revisions', scripted(() => ({ body: feed(items) })).context)
