/** The allotment of a group: rooms set apart night by night, changed, and returned to sale. */
import { earlierOf, laterOf, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import type { AllotmentNight, GroupNight, GroupRow } from './group-rows.ts'

type Change = Commands['groups.change']['input']['allotments'][number]

/** Rooms of the night that are set apart and that nobody has picked up: those that `inventory.blocked` counts. */
export const roomsLeft = (night: GroupNight): number => night.rooms - night.pickedUp - night.released

/**
 * Sets rooms apart for a night that the group has none of yet.
 * @throws DomainError RoomTypeSoldOut, DateBeyondHorizon
 */
export function setApart(
  parts: Parts,
  context: CommandContext,
  night: AllotmentNight & { readonly rooms: number; readonly amountMinor: number },
): void {
  const { roomTypeId, date, rooms } = night
  if (rooms > 0) parts.inventory.block(context, { roomTypeId, date }, rooms)
  parts.groups.addNight(night)
}

/**
 * Other numbers and rates for a type's nights still to come. @param path of the change, for its issues.
 * @throws DomainError UnknownRoomType, RoomTypeSoldOut, AllotmentPickedUp, InvalidInput
 */
export function changeAllotment(
  parts: Parts,
  context: CommandContext,
  group: GroupRow,
  change: Change,
  path: string,
): void {
  const roomTypeId = context.catalog.roomType(change.roomTypeId).id
  const from = laterOf(change.from ?? group.arrival, context.property.businessDate)
  const to = change.to ?? group.departure
  checkWithin(group, change, path)
  for (const date of nightsOf({ from, to: earlierOf(to, group.departure) })) {
    changeNight(parts, context, group, { groupId: group.id, roomTypeId, date }, change)
  }
}

function checkWithin(group: GroupRow, { from, to }: Change, path: string): void {
  const [first, last] = [from ?? group.arrival, to ?? group.departure]
  const message = `the group is there from ${group.arrival} to ${group.departure}`
  const issues = [
    ...(first < group.arrival || first >= group.departure ? [{ path: `${path}.from`, message }] : []),
    ...(last > group.departure || last <= first ? [{ path: `${path}.to`, message }] : []),
  ]
  if (issues.length > 0) throw new DomainError('InvalidInput', { issues })
}

function changeNight(
  parts: Parts,
  context: CommandContext,
  group: GroupRow,
  key: AllotmentNight,
  { roomTypeId, rooms, amountMinor }: Change,
): void {
  const night = parts.groups.night(key)
  if (night === undefined) {
    setApart(parts, context, { ...key, rooms, amountMinor })
    return
  }
  const { date, pickedUp } = night
  if (rooms < pickedUp) {
    throw new DomainError('AllotmentPickedUp', { groupId: group.public_id, roomTypeId, date, pickedUp })
  }
  // Fewer are first of all fewer of those that were returned already.
  const fewer = Math.max(0, night.rooms - rooms)
  const after = { ...night, rooms, released: Math.max(0, night.released - fewer) }
  const more = roomsLeft(after) - roomsLeft(night)
  if (more > 0) parts.inventory.block(context, key, more)
  if (more < 0) parts.inventory.unblock(context, key, -more)
  parts.groups.setNight({ ...key, rooms, released: after.released, amountMinor })
}

/**
 * Returns to sale what nobody has picked up of the nights from the business date on. The caller reviews the cases.
 * @returns how many room nights.
 */
export function returnAllotment(
  parts: Parts,
  context: CommandContext,
  group: GroupRow,
  status: 'released' | 'cancelled',
): number {
  let returned = 0
  for (const night of parts.groups.nights(group.id, context.property.businessDate)) {
    const rooms = roomsLeft(night)
    if (rooms === 0) continue
    const key = { groupId: group.id, roomTypeId: night.roomTypeId, date: night.date }
    parts.inventory.unblock(context, key, rooms)
    parts.groups.release(key, rooms)
    returned += rooms
  }
  parts.groups.setStatus({ id: group.id, status })
  return returned
}
