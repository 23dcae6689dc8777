/** In what order lists show stays: who is overdue first, then by name or by room; without a room last. Pure. */
import type { StayRow } from '../../shared/contract/stays.ts'
import { compareText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'

export const STAY_ORDERS = ['name', 'room'] as const
export type StayOrder = (typeof STAY_ORDERS)[number]

export function sortStays(
  stays: readonly StayRow[],
  by: StayOrder,
  names: Pick<HotelNames, 'room'>,
): StayRow[] {
  const byName = (a: StayRow, b: StayRow) =>
    compareText(a.guestName, b.guestName) || compareText(a.code, b.code)
  const byRoom = (a: StayRow, b: StayRow) => {
    if (a.roomId === null || b.roomId === null) return Number(a.roomId === null) - Number(b.roomId === null)
    return compareText(names.room(a.roomId), names.room(b.roomId))
  }
  return [...stays].sort(
    (a, b) => Number(b.overdue) - Number(a.overdue) || (by === 'room' ? byRoom(a, b) : 0) || byName(a, b),
  )
}
