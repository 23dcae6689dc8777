/** Nights that are over, as far as recommendations look at them: who had booked how many days before. Pure. */
import type { IsoDate } from '../../dates.ts'

/** Rooms of one night that were booked, and cancelled, on the same days. */
export interface PastBooking {
  /** Days between booking and night; never below 0. */
  readonly bookedDaysOut: number
  /** When it was cancelled or did not show up; null: it stayed. */
  readonly endedDaysOut: number | null
  readonly rooms: number
  /** What all of them paid for the night. */
  readonly chargedMinor: number
  /** Those that paid the reference plan's price for base occupancy, and what they paid for the night. */
  readonly listRooms: number
  readonly listMinor: number
}

export interface PastNight {
  readonly date: IsoDate
  /** That could be sold. */
  readonly rooms: number
  readonly bookings: readonly PastBooking[]
  /** In the end. */
  readonly sold: number
  /** Mean of those that paid the reference plan's price; null: nobody did. */
  readonly paidMinor: number | null
  readonly paidRooms: number
}

/** Nights of one room type. */
export type PastNights = ReadonlyMap<IsoDate, PastNight>

export function pastNight(date: IsoDate, rooms: number, bookings: readonly PastBooking[]): PastNight {
  const stayed = bookings.filter(({ endedDaysOut }) => endedDaysOut === null)
  const paid = listPriceOf(stayed)
  return {
    date,
    rooms,
    bookings,
    sold: stayed.reduce((sum, booking) => sum + booking.rooms, 0),
    paidMinor: paid.minor,
    paidRooms: paid.rooms,
  }
}

/** What the reference plan cost those who booked it; null where nobody did. */
export function listPriceOf(bookings: readonly PastBooking[]): { minor: number | null; rooms: number } {
  let rooms = 0
  let minor = 0
  for (const booking of bookings) {
    rooms += booking.listRooms
    minor += booking.listMinor
  }
  return { minor: rooms === 0 ? null : minor / rooms, rooms }
}

/** Whether it was there at the end of the day so many days before the night; what is cancelled that day is gone. */
export function isThere({ bookedDaysOut, endedDaysOut }: PastBooking, daysOut: number): boolean {
  return bookedDaysOut >= daysOut && (endedDaysOut === null || endedDaysOut < daysOut)
}

/** Rooms sold so many days before the night. */
export function soldAt(night: PastNight, daysOut: number): number {
  let sold = 0
  for (const booking of night.bookings) if (isThere(booking, daysOut)) sold += booking.rooms
  return sold
}
