/** Rooms are taken away from what is sold already: the bookings that no longer fit get their cases, or it is refused. */
import type { IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'

/**
 * Sees to it that every night that is oversold has as many open cases as rooms too few (`coverNights`). Called after the
 * counters have changed; nights that fit are left alone.
 * @throws DomainError RoomTypeSoldOut, where no booking is left that could give way: it is not possible at all then.
 */
export function openForcedCases(
  parts: Parts,
  context: CommandContext,
  roomTypeId: number,
  dates: readonly IsoDate[],
): void {
  const date = coverNights(parts, context, roomTypeId, dates)
  if (date === null) return
  const publicId = context.catalog.roomTypes.get(roomTypeId).publicId
  throw new DomainError('RoomTypeSoldOut', { roomTypeId: publicId, date })
}

/**
 * The stays booked last get the cases, one of them for all its nights rather than several; a guest in house is not asked
 * to leave.
 * @returns the first night that cannot be covered; nothing is opened then. Null: all of them are.
 */
export function coverNights(
  parts: Parts,
  context: CommandContext,
  roomTypeId: number,
  dates: readonly IsoDate[],
): IsoDate | null {
  const chosen = new Map<number, IsoDate[]>()
  for (const date of dates) {
    const oversold = parts.inventory.day({ roomTypeId, date })?.oversold ?? 0
    if (oversold === 0 || date < context.property.businessDate) continue
    const counted = parts.cases.counted(roomTypeId, date)
    const missing = oversold - counted.filter((stay) => stay.hasCase).length
    const movable = counted.filter((stay) => !stay.hasCase && stay.status === 'reserved')
    if (movable.length < missing) return date
    const ordered = [
      ...movable.filter((stay) => chosen.has(stay.id)),
      ...movable.filter((stay) => !chosen.has(stay.id)),
    ]
    for (const stay of ordered.slice(0, Math.max(0, missing))) {
      chosen.set(stay.id, [...(chosen.get(stay.id) ?? []), date])
    }
  }
  for (const [stayId, nights] of chosen) parts.cases.open(context, stayId, roomTypeId, nights)
  return null
}
