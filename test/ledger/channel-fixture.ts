/** A channel of a test hotel, and the messages that it hands over. */

import type { z } from 'zod'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import type { mappingSchema } from '../../shared/contract/channels.ts'
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import type { InboundMessage } from '../../shared/snapshot.ts'
import { day, EVERYTHING, key, type TestHotel, TODAY } from './ledger-fixture.ts'

export interface SoldRoom {
  ref?: string
  type?: string
  arrival?: IsoDate
  departure?: IsoDate
  rateCode?: string | null
  amountMinor?: number
  adults?: number
}

export const roomCode = (type: string): string => `code-${type}`

export const mappingOf = (hotel: TestHotel, ...types: string[]): z.infer<typeof mappingSchema>[] =>
  types.map((type) => ({
    roomTypeId: hotel.roomType(type),
    roomCode: roomCode(type),
    rates: [{ ratePlanId: hotel.ratePlan('FLEX'), rateCode: 'flex' }],
  }))

/** @returns its id; the given types are mapped. */
export async function connectChannel(hotel: TestHotel, ...types: string[]): Promise<string> {
  const answer = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: settingsOfKind('bookingcom', { hotelCode: '882210' }),
    exposure: { buffer: 0, cap: null, horizonDays: 30, safetyBuffer: 0 },
    credentials: { username: 'u', password: 'p' },
    mapping: mappingOf(hotel, ...types),
  })
  return answer.channelId
}

export function messageOf(
  kind: InboundMessage['kind'],
  channelRef: string,
  rooms: SoldRoom[] = [{}],
): InboundMessage {
  const isCancelled = kind === 'cancelled'
  return {
    queue: kind === 'new' ? 'new' : 'modified',
    kind,
    channelRef,
    snapshot: {
      channelRef,
      status: isCancelled ? 'cancelled' : 'booked',
      booker: { surname: 'Rossi', firstName: 'Lia', email: '', phone: '' },
      currency: 'EUR',
      rooms: isCancelled ? [] : rooms.map(roomOf),
      note: '',
    },
    unreadable: null,
    rawMasked: '<x/>',
  }
}

function roomOf(room: SoldRoom) {
  const { ref = '1', type = 'DBL', arrival = TODAY, departure = day(2), rateCode = 'flex' } = room
  const amounts = Array.from({ length: daysBetween(arrival, departure) }, () => room.amountMinor ?? 9_000)
  return {
    ref,
    roomCode: roomCode(type),
    rateCode,
    arrival,
    departure,
    adults: room.adults ?? 2,
    childrenAges: [],
    guest: null,
    nightlyAmounts: amounts,
  }
}
