/** Who has which room on which night, for some rooms and the nights around a stay: read once, kept up while rooms are given. */
import { addDays, type DateRange, dayNumber, type IsoDate, laterOf } from '../../../shared/dates.ts'
import type { Room } from '../catalog.ts'
import type { Parts } from '../parts.ts'
import type { Gaps } from './fit.ts'

/** Nights looked at on either side of a stay. */
const MARGIN = 14
/** A block is nobody's stay. */
const BLOCK = 0

export interface RoomCalendar {
  /** Whether nobody but that stay has the room on the nights of the range. */
  isFree(roomId: number, range: DateRange, stayId: number): boolean
  gaps(roomId: number, range: DateRange, stayId: number): Gaps
  give(roomId: number, range: DateRange, stayId: number): void
}

/** @param businessDate nights before it are no gap: nobody can fill them. */
export function readCalendar(
  parts: Parts,
  rooms: readonly Room[],
  range: DateRange,
  businessDate: IsoDate,
): RoomCalendar {
  const first = laterOf(businessDate, addDays(range.from, -MARGIN))
  const end = addDays(range.to, MARGIN)
  const rows = rooms.map((room) => {
    const nights = parts.roomRows.hooksBetween(room.id, { from: first, to: end })
    return [room.id, new Map(nights.map(({ date, stayId }) => [dayNumber(date), stayId ?? BLOCK]))] as const
  })
  const takenBy = new Map(rows)
  const isTaken = (roomId: number, day: number, stayId: number): boolean => {
    const holder = takenBy.get(roomId)?.get(day)
    return holder !== undefined && holder !== stayId
  }

  function gap(roomId: number, from: number, step: 1 | -1, stayId: number): number | null {
    for (let nights = 0; nights < MARGIN; nights++) {
      const day = from + nights * step
      if (step === -1 && day < dayNumber(businessDate)) return nights
      if (isTaken(roomId, day, stayId)) return nights
    }
    return null
  }

  return {
    isFree(roomId, { from, to }, stayId) {
      for (let day = dayNumber(from); day < dayNumber(to); day++) {
        if (isTaken(roomId, day, stayId)) return false
      }
      return true
    },
    gaps: (roomId, { from, to }, stayId) => ({
      before: gap(roomId, dayNumber(from) - 1, -1, stayId),
      after: gap(roomId, dayNumber(to), 1, stayId),
    }),
    give(roomId, { from, to }, stayId) {
      for (let day = dayNumber(from); day < dayNumber(to); day++) takenBy.get(roomId)?.set(day, stayId)
    },
  }
}
