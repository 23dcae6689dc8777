/** What a modelled channel has sold: its bookings with all their revisions, and which of them wait to be delivered. */
import { addDays, type IsoDate, nightsOf } from '../../shared/dates.ts'
import type { InboundMessage, ReservationSnapshot } from '../../shared/snapshot.ts'

export interface BookedRoom {
  readonly ref: string
  readonly type: string
  readonly plan: string
  readonly from: IsoDate
  readonly nights: number
}

export interface Revision {
  /** Counts from 1 in each booking. */
  readonly number: number
  readonly kind: InboundMessage['kind']
  /** World time. */
  readonly at: number
  /** Empty when cancelled. */
  readonly rooms: readonly BookedRoom[]
}

export interface Booking {
  readonly ref: string
  readonly revisions: Revision[]
  /** Numbers of revisions that the hotel has not acknowledged. */
  readonly waiting: Set<number>
  /** Every revision through this one is known to be in the ledger. */
  toldThrough: number
}

/** One night of one type. */
export interface RoomNight {
  readonly type: string
  readonly date: IsoDate
}

export const nightsOfRoom = ({ type, from, nights }: BookedRoom): RoomNight[] =>
  nightsOf({ from, to: addDays(from, nights) }).map((date) => ({ type, date }))

export const latestOf = ({ revisions }: Booking): Revision => revisions.at(-1)!

export const isCancelled = (booking: Booking): boolean => latestOf(booking).kind === 'cancelled'

export function snapshotOf(booking: Booking, revision: Revision): ReservationSnapshot {
  const isBooked = revision.kind !== 'cancelled'
  return {
    channelRef: booking.ref,
    status: isBooked ? 'booked' : 'cancelled',
    booker: { surname: `Guest of ${booking.ref}`, firstName: '', email: '', phone: '' },
    currency: 'EUR',
    rooms: revision.rooms.map((room) => ({
      ref: room.ref,
      roomCode: room.type,
      rateCode: room.plan,
      arrival: room.from,
      departure: addDays(room.from, room.nights),
      adults: 1,
      childrenAges: [],
      guest: null,
      nightlyAmounts: Array.from({ length: room.nights }, () => 9_000),
    })),
    note: '',
  }
}

/**
 * As the channel hands it over, with its number where the channel tells one; what it says, and nothing of how it came, is its
 * raw text.
 */
export function messageOf(
  booking: Booking,
  revision: Revision,
  queue: string,
  isNumbered: boolean,
): InboundMessage {
  const snapshot = snapshotOf(booking, revision)
  const { kind, number } = revision
  return {
    queue,
    kind,
    channelRef: booking.ref,
    ...(isNumbered ? { revision: number } : {}),
    snapshot,
    unreadable: null,
    rawMasked: JSON.stringify(snapshot),
  }
}
