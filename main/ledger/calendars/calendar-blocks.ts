/**
 * Nights that a feed keeps from being sold without a guest: a block of the calendar's room, or a hold where it is any unit of a type.
 * Under guard and night by night: what is sold already is not taken, and tried again with the next feed.
 */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import type { CommandContext } from '../command.ts'
import { endHold } from '../holds/ending.ts'
import type { Parts } from '../parts.ts'
import type { CalendarRow, KnownEvent } from './calendar-rows.ts'

const DAY_MS = 86_400_000

export type TakenBlock = Pick<KnownEvent, 'nights' | 'holdId' | 'blockId'>
export const NO_BLOCK: TakenBlock = { nights: [], holdId: null, blockId: null }

export interface BlockWish {
  readonly calendar: CalendarRow
  readonly before: TakenBlock
  /** In order. */
  readonly nights: readonly IsoDate[]
  /** For people. */
  readonly label: string
}

/** Whether anything can be done for the wish: so that a feed that says the same again writes nothing. */
export function isBlockChanged(parts: Parts, { calendar, before, nights }: BlockWish): boolean {
  const wanted = new Set(nights)
  if (before.nights.some((date) => !wanted.has(date))) return true
  return nights.some((date) => !before.nights.includes(date) && isFree(parts, calendar, date))
}

/** @returns what is taken afterwards. What somebody at the desk has given back meanwhile is not taken again. */
export function takeBlock(parts: Parts, context: CommandContext, wish: BlockWish): TakenBlock {
  return wish.calendar.roomId === null
    ? holdUnit(parts, context, wish)
    : blockRoom(parts, context, wish, wish.calendar.roomId)
}

function isFree(parts: Parts, { roomTypeId, roomId }: CalendarRow, date: IsoDate): boolean {
  const day = parts.inventory.day({ roomTypeId, date })
  if (day === undefined || day.booked + day.held + day.blocked >= day.total + day.overbookingAllowance)
    return false
  return roomId === null || parts.rooms.firstTaken(roomId, { from: date, to: addDays(date, 1) }) === undefined
}

function blockRoom(
  parts: Parts,
  context: CommandContext,
  { calendar, before, nights, label }: BlockWish,
  roomId: number,
): TakenBlock {
  const { roomTypeId } = calendar
  const wanted = new Set(nights)
  const kept = before.nights.filter((date) => wanted.has(date))
  if (before.blockId !== null) {
    for (const date of before.nights) {
      if (wanted.has(date) || date < context.property.businessDate) continue
      const hadIt = parts.blocks.clearNight({ blockId: before.blockId, date })
      if (hadIt) parts.inventory.unblock(context, { roomTypeId, date })
    }
  }
  const more = nights.filter((date) => !before.nights.includes(date) && isFree(parts, calendar, date))
  const blockId =
    before.blockId ??
    (more.length === 0 ? null : parts.blocks.add(context.ids.publicId(), label, 'out_of_order'))
  for (const date of more) {
    parts.inventory.block(context, { roomTypeId, date })
    if (blockId !== null) parts.blocks.give({ roomId, roomTypeId, date, blockId })
  }
  return { nights: [...kept, ...more].sort(), holdId: null, blockId }
}

/** A hold's nights stay on record, so that one with other nights is another hold. */
function holdUnit(
  parts: Parts,
  context: CommandContext,
  { calendar, before, nights, label }: BlockWish,
): TakenBlock {
  const { roomTypeId } = calendar
  if (before.holdId !== null) {
    const hold = parts.holds.get(before.holdId)
    if (hold.status !== 'active') return before
    endHold(parts, context, hold, 'released')
  }
  const free = nights.filter((date) => date >= context.property.businessDate && isFree(parts, calendar, date))
  const last = free.at(-1)
  if (last === undefined) return NO_BLOCK
  const holdId = parts.holds.add({
    publicId: context.ids.publicId(),
    kind: 'channel',
    label,
    guestId: null,
    at: context.at,
    expiresAt: Math.max(context.at, Date.parse(`${last}T00:00:00Z`)) + 2 * DAY_MS,
  })
  for (const date of free) {
    parts.inventory.hold(context, { roomTypeId, date }, 1)
    parts.holds.addNight({ holdId, roomTypeId, date, rooms: 1 })
  }
  return { nights: free, holdId, blockId: null }
}
