/** What the sandbox sold, and its two queues of messages that wait for an acknowledgement. */
import { addDays, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { SaleRefused, saleTerms, type Told } from './sale-terms.ts'
import type { Stock } from './stock.ts'
import type { Store } from './store.ts'

export type QueueName = 'new' | 'modified'

export interface SoldRoom {
  readonly index: number
  readonly roomCode: string
  readonly rateCode: string
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly adults: number
  /** Minor units, one per night. */
  readonly nightlyAmounts: readonly number[]
}

export interface BookingContent {
  readonly surname: string
  readonly firstName: string
  readonly currency: string
  readonly rooms: readonly SoldRoom[]
  /** A test card's number that travels along; null when none. */
  readonly cardNumber: string | null
  /** Left out in files of before it was written. */
  readonly virtualCardFrom?: IsoDate | null
  readonly email?: string
}

/** Who books, and how it is paid. */
export interface Guest {
  readonly surname: string
  readonly firstName: string
  readonly cardNumber: string | null
  /** First day on which the channel's own virtual card can be charged, by which it pays; null: the guest pays the hotel. */
  readonly virtualCardFrom: IsoDate | null
  /** Empty: none is told. */
  readonly email: string
}

export interface Booking {
  readonly channelRef: string
  readonly status: 'booked' | 'cancelled'
  readonly content: BookingContent
  /** Counts its changes; with the number it makes the response token. */
  readonly revision: number
  /** Where its latest message waits; null once acknowledged. */
  readonly queue: QueueName | null
  /** The property's own code, from the acknowledgement. */
  readonly propertyCode: string | null
  readonly createdAt: number
}

export interface RoomWish {
  readonly roomCode: string
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly adults: number
  readonly rateCode: string | null
}

interface Row {
  channelRef: string
  status: 'booked' | 'cancelled'
  content: string
  revision: number
  queue: QueueName | null
  propertyCode: string | null
  createdAt: number
}

const COLUMNS = `channel_ref AS channelRef, status, content, revision, queue, property_code AS propertyCode,
  created_at AS createdAt`
/** Booking numbers look like the real ones: ten digits. */
const FIRST_NUMBER = 4_418_000_000
/** A fetch brings at most so many, the oldest first; the others come once these are acknowledged. */
const MOST_PER_FETCH = 500

export type Bookings = ReturnType<typeof openBookings>

/** `topUp` gives the stock back when a stay is cancelled or shortened, which a property must turn on. */
export function openBookings(store: Store, stock: Stock, options: { currency: string; topUp: boolean }) {
  const find = store.prepare<[string], Row>(`SELECT ${COLUMNS} FROM booking WHERE channel_ref = ?`)
  const insert = store.prepare(
    `INSERT INTO booking (status, content, revision, queue, message_seq, created_at)
     VALUES ('booked', ?, 1, 'new', (SELECT ifnull(max(message_seq), 0) + 1 FROM booking), ?)`,
  )
  const name = store.prepare('UPDATE booking SET channel_ref = ? WHERE number = ?')
  const change = store.prepare(
    `UPDATE booking SET status = ?, content = ?, revision = revision + 1, queue = ifnull(queue, 'modified'),
       message_seq = (SELECT max(message_seq) + 1 FROM booking) WHERE channel_ref = ?`,
  )
  const waiting = store.prepare<[QueueName], Row>(
    `SELECT ${COLUMNS} FROM booking WHERE queue = ? ORDER BY message_seq LIMIT ${MOST_PER_FETCH}`,
  )
  const release = store.prepare(
    'UPDATE booking SET queue = NULL, property_code = ifnull(?, property_code) WHERE channel_ref = ?',
  )

  const told = (from: IsoDate, to: IsoDate): Told => ({
    products: stock.products(),
    stock: stock.stock(from, to),
    prices: stock.prices(from, addDays(to, 1)),
    restrictions: stock.restrictions(from, addDays(to, 1)),
  })

  const take = (roomCode: string, nights: readonly IsoDate[]) => {
    for (const night of nights) if (!stock.move(roomCode, night, -1)) throw new SaleRefused('SoldOut', night)
  }

  const giveBack = (roomCode: string, nights: readonly IsoDate[]) => {
    if (options.topUp) for (const night of nights) stock.move(roomCode, night, 1)
  }

  const required = (channelRef: string): Booking => {
    const row = find.get(channelRef)
    if (row === undefined) throw new SaleRefused('NoSuchBooking')
    if (row.status === 'cancelled') throw new SaleRefused('AlreadyCancelled')
    return bookingOf(row)
  }

  const changed = (booking: Booking, status: Booking['status'], rooms: readonly SoldRoom[]): Booking => {
    change.run(status, JSON.stringify({ ...booking.content, rooms }), booking.channelRef)
    return bookingOf(find.get(booking.channelRef) as Row)
  }

  return {
    /** Sells all rooms or none. @throws SaleRefused */
    sell: store.transaction((wishes: readonly RoomWish[], guest: Guest, now: number): Booking => {
      const rooms = wishes.map((wish, index): SoldRoom => {
        const { rateCode, nightlyAmounts } = saleTerms(told(wish.arrival, wish.departure), wish)
        take(wish.roomCode, nightsOf({ from: wish.arrival, to: wish.departure }))
        return { ...wish, index: index + 1, rateCode, nightlyAmounts }
      })
      const content: BookingContent = { ...guest, currency: options.currency, rooms }
      const number = Number(insert.run(JSON.stringify(content), now).lastInsertRowid)
      const channelRef = String(FIRST_NUMBER + number)
      name.run(channelRef, number)
      return bookingOf(find.get(channelRef) as Row)
    }),

    /** New dates for every room, and another room where there is one only. @throws SaleRefused */
    modify: store.transaction(
      (
        channelRef: string,
        wish: { arrival: IsoDate; departure: IsoDate; roomCode: string | null },
      ): Booking => {
        const booking = required(channelRef)
        const { rooms } = booking.content
        if (wish.roomCode !== null && rooms.length > 1) throw new SaleRefused('NoSuchRoom')
        const moved = rooms.map((room): SoldRoom => {
          const target = { ...room, ...wish, roomCode: wish.roomCode ?? room.roomCode }
          const had =
            target.roomCode === room.roomCode ? nightsOf({ from: room.arrival, to: room.departure }) : []
          const owned = new Set<string>(had)
          const terms = changedTerms(told(target.arrival, target.departure), target, room.rateCode, owned)
          const nights = nightsOf({ from: target.arrival, to: target.departure })
          const kept = new Set<string>(nights)
          take(
            target.roomCode,
            nights.filter((night) => !owned.has(night)),
          )
          const left = nightsOf({ from: room.arrival, to: room.departure })
          giveBack(
            room.roomCode,
            left.filter((night) => !owned.has(night) || !kept.has(night)),
          )
          return { ...target, ...terms }
        })
        return changed(booking, 'booked', moved)
      },
    ),

    /** @throws SaleRefused */
    cancel: store.transaction((channelRef: string): Booking => {
      const booking = required(channelRef)
      for (const room of booking.content.rooms) {
        giveBack(room.roomCode, nightsOf({ from: room.arrival, to: room.departure }))
      }
      return changed(booking, 'cancelled', booking.content.rooms)
    }),

    waiting: (queue: QueueName): Booking[] => waiting.all(queue).map(bookingOf),

    find(channelRef: string): Booking | null {
      const row = find.get(channelRef)
      return row === undefined ? null : bookingOf(row)
    },

    release(channelRef: string, propertyCode: string | null): void {
      release.run(propertyCode, channelRef)
    },

    all: (): Booking[] =>
      store.prepare<[], Row>(`SELECT ${COLUMNS} FROM booking ORDER BY number`).all().map(bookingOf),
  }
}

/** Changes with every revision, so that an acknowledgement of an earlier content is told apart. */
export function responseToken(booking: Booking): string {
  return `${booking.channelRef}-${booking.revision}`
}

function bookingOf(row: Row): Booking {
  return { ...row, content: JSON.parse(row.content) as BookingContent }
}

/** The booked rate stays where it can be had; in another room, the cheapest one. */
function changedTerms(told: Told, target: RoomWish, rateCode: string, owned: ReadonlySet<string>) {
  const product = told.products.find((each) => each.roomCode === target.roomCode)
  const keeps = product?.rateCodes.includes(rateCode) ?? false
  return saleTerms(told, { ...target, rateCode: keeps ? rateCode : null }, { owned, bound: false })
}
