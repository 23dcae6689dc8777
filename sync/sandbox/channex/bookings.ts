/** What the sandbox sold, as a list of revisions that wait for an acknowledgement. Kept in memory. */
import { addDays, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import type { Booking, BookingContent, Guest, RoomWish, SoldRoom } from '../bookingcom/bookings.ts'
import { SaleRefused, saleTerms, type Told } from '../bookingcom/sale-terms.ts'
import { bindingFor, type ChannexStock } from './stock.ts'

export interface BookingRevision {
  readonly id: string
  readonly bookingId: string
  readonly status: 'new' | 'modified' | 'cancelled'
  readonly content: BookingContent
  /** Epoch milliseconds. */
  readonly insertedAt: number
}

/** "Unacknowledged revisions are kept in the feed for 30 minutes"; then an e-mail tells the property. */
const KEPT_MS = 30 * 60_000

export type ChannexBookings = ReturnType<typeof createBookings>

/** `autoUpdate` gives rooms back after a change or a cancellation, which a property has to switch on. */
export function createBookings(
  stock: ChannexStock,
  options: { currency: string; autoUpdate: boolean; newId: () => string },
) {
  const bookings = new Map<string, Booking>()
  let waiting: BookingRevision[] = []
  const revisions: BookingRevision[] = []

  const told = (from: IsoDate, to: IsoDate): Told => ({
    products: stock.products(),
    stock: stock.stock(from, to),
    prices: stock.prices(from, addDays(to, 1)),
    restrictions: bindingFor(stock.restrictions(from, addDays(to, 1)), from),
  })

  /** All nights or none. */
  const take = (roomCode: string, nights: readonly IsoDate[]) => {
    nights.forEach((night, index) => {
      if (stock.move(roomCode, night, -1)) return
      for (const taken of nights.slice(0, index)) stock.move(roomCode, taken, 1)
      throw new SaleRefused('SoldOut', night)
    })
  }
  const giveBack = (roomCode: string, nights: readonly IsoDate[]) => {
    for (const night of nights) stock.move(roomCode, night, 1)
  }
  const stayNights = (room: SoldRoom) => nightsOf({ from: room.arrival, to: room.departure })

  const required = (channelRef: string): Booking => {
    const booking = bookings.get(channelRef)
    if (booking === undefined) throw new SaleRefused('NoSuchBooking')
    if (booking.status === 'cancelled') throw new SaleRefused('AlreadyCancelled')
    return booking
  }

  const record = (booking: Booking, status: BookingRevision['status'], now: number): Booking => {
    const { channelRef, content } = booking
    bookings.set(channelRef, booking)
    const revision = { id: options.newId(), bookingId: channelRef, status, content, insertedAt: now }
    waiting.push(revision)
    revisions.push(revision)
    return shown(booking)
  }

  /** With the word for where it waits that the levers of every sandbox use. */
  const shown = (booking: Booking): Booking => {
    const first = waiting.find((revision) => revision.bookingId === booking.channelRef)
    const queue = first === undefined ? null : first.status === 'new' ? 'new' : 'modified'
    return { ...booking, queue }
  }

  return {
    /** Sells all rooms or none. @throws SaleRefused */
    sell(wishes: readonly RoomWish[], guest: Guest, now: number): Booking {
      const rooms: SoldRoom[] = []
      try {
        for (const wish of wishes) {
          const terms = saleTerms(told(wish.arrival, wish.departure), wish)
          take(wish.roomCode, nightsOf({ from: wish.arrival, to: wish.departure }))
          rooms.push({ ...wish, index: rooms.length + 1, ...terms })
        }
      } catch (error) {
        for (const room of rooms) giveBack(room.roomCode, stayNights(room))
        throw error
      }
      const content = { ...guest, currency: options.currency, rooms }
      const channelRef = options.newId()
      const rest = { revision: 1, queue: null, propertyCode: null, createdAt: now }
      return record({ channelRef, status: 'booked', content, ...rest }, 'new', now)
    },

    /** New dates for a booking of one room, and another room type. @throws SaleRefused */
    modify(
      channelRef: string,
      wish: { arrival: IsoDate; departure: IsoDate; roomCode: string | null },
      now: number,
    ): Booking {
      const booking = required(channelRef)
      const [room, ...others] = booking.content.rooms
      if (room === undefined || others.length > 0) throw new SaleRefused('NoSuchRoom')
      const roomCode = wish.roomCode ?? room.roomCode
      const before = stayNights(room)
      const owned = new Set<string>(roomCode === room.roomCode ? before : [])
      const keepsPlan = stock.roomOfPlan(room.rateCode) === roomCode
      const { arrival, departure } = wish
      const target = { ...room, arrival, departure, roomCode, rateCode: keepsPlan ? room.rateCode : null }
      const terms = saleTerms(told(arrival, departure), target, { owned, bound: false })
      const nights = nightsOf({ from: arrival, to: departure })
      take(
        roomCode,
        nights.filter((night) => !owned.has(night)),
      )
      const kept = new Set<string>(nights)
      const left = before.filter((night) => !owned.has(night) || !kept.has(night))
      if (options.autoUpdate) giveBack(room.roomCode, left)
      const content = { ...booking.content, rooms: [{ ...target, ...terms }] }
      return record({ ...booking, content, revision: booking.revision + 1 }, 'modified', now)
    },

    /** @throws SaleRefused */
    cancel(channelRef: string, now: number): Booking {
      const booking = required(channelRef)
      if (options.autoUpdate)
        for (const room of booking.content.rooms) giveBack(room.roomCode, stayNights(room))
      return record({ ...booking, status: 'cancelled', revision: booking.revision + 1 }, 'cancelled', now)
    },

    all: (): Booking[] => [...bookings.values()].map(shown),

    /** Oldest first. */
    feed(now: number): readonly BookingRevision[] {
      waiting = waiting.filter(({ insertedAt }) => now - insertedAt < KEPT_MS)
      return waiting
    },

    /** Confirmed or not, oldest first. */
    since: (epochMs: number): readonly BookingRevision[] =>
      revisions.filter(({ insertedAt }) => insertedAt >= epochMs),

    /** False for a revision that does not wait (any more). */
    acknowledge(id: string): boolean {
      const before = waiting.length
      waiting = waiting.filter((revision) => revision.id !== id)
      return waiting.length < before
    },
  }
}
