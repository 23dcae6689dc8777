/** rooms.block and rooms.unblock: a room out of order, or only out of service, for some nights; and back. */
import { daysBetween, type IsoDate, nightsOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Room } from './catalog.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import { openForcedCases } from './overbooking/forced-cases.ts'
import type { Parts } from './parts.ts'

const MOST_BLOCKED_NIGHTS = 400

export function blockRoom(
  parts: Parts,
  context: CommandContext,
  input: Commands['rooms.block']['input'],
): Outcome<Commands['rooms.block']['output']> {
  const room = context.catalog.room(input.roomId)
  checkNights(context, input)
  if (!room.inService) throw new DomainError('RoomOutOfService', { roomId: room.publicId })
  if (input.from === context.property.businessDate) {
    const occupant = parts.rooms.occupant(room.id)
    if (occupant !== undefined) {
      throw new DomainError('RoomOccupied', { roomId: room.publicId, stayId: occupant.publicId })
    }
  }
  const taken = parts.rooms.firstTaken(room.id, input)
  if (taken !== undefined) throw new DomainError('RoomNotFree', { roomId: room.publicId, date: taken.date })
  const isCounted = input.kind === 'out_of_order'
  const blockId = context.ids.publicId()
  const block = parts.blocks.add(blockId, input.reason, input.kind)
  const tooMany: IsoDate[] = []
  for (const date of nightsOf(input)) {
    // Out of service it is still counted as one that can be sold, and only given to nobody.
    if (isCounted && takeFromSale(parts, context, room, date, input.force)) tooMany.push(date)
    parts.blocks.give({ roomId: room.id, roomTypeId: room.roomTypeId, date, blockId: block })
  }
  if (tooMany.length > 0) openForcedCases(parts, context, room.roomTypeId, tooMany)
  return {
    answer: { seq: context.seq, blockId },
    payload: {
      block: blockId,
      room: room.publicId,
      from: input.from,
      to: input.to,
      kind: input.kind,
      reason: input.reason,
      oversold: tooMany,
    },
    topics: ['inventory', 'reservations', 'cases'],
    facets: isCounted ? ['availability'] : [],
  }
}

/** @returns whether the type is oversold on that night now, which only force may bring about. */
function takeFromSale(
  parts: Parts,
  context: CommandContext,
  { roomTypeId }: Room,
  date: IsoDate,
  force: boolean,
): boolean {
  if (force) return parts.inventory.forceBlock(context, { roomTypeId, date }) > 0
  parts.inventory.block(context, { roomTypeId, date })
  return false
}

function checkNights(
  { property }: CommandContext,
  { from, to }: Pick<Commands['rooms.block']['input'], 'from' | 'to'>,
): void {
  const days = daysBetween(from, to)
  if (days < 1) {
    const issues = [{ path: 'to', message: 'must be after "from": it is the day after the last night' }]
    throw new DomainError('InvalidInput', { issues })
  }
  if (days > MOST_BLOCKED_NIGHTS)
    throw new DomainError('RangeTooLong', { days, maxDays: MOST_BLOCKED_NIGHTS })
  if (from < property.businessDate) {
    throw new DomainError('ArrivalInPast', { arrival: from, businessDate: property.businessDate })
  }
  if (to > property.horizon)
    throw new DomainError('DateBeyondHorizon', { date: to, horizon: property.horizon })
}

export function unblockRoom(
  parts: Parts,
  context: CommandContext,
  input: Commands['rooms.unblock']['input'],
): Outcome<Commands['rooms.unblock']['output']> {
  const block = parts.blocks.find(input.blockId)
  const from = context.property.businessDate
  const nights = block === undefined ? [] : parts.blocks.nights(block.id, from)
  const [first] = nights
  if (block === undefined || first === undefined) {
    throw new DomainError('UnknownBlock', { blockId: input.blockId })
  }
  parts.blocks.clear({ blockId: block.id, from })
  const isCounted = block.kind === 'out_of_order'
  if (isCounted) {
    for (const { roomTypeId, date } of nights) parts.inventory.unblock(context, { roomTypeId, date })
    parts.cases.review(context)
  }
  return {
    answer: { seq: context.seq, freedNights: nights.length },
    payload: {
      block: block.public_id,
      room: context.catalog.rooms.get(first.roomId).publicId,
      from,
      freedNights: nights.length,
    },
    topics: ['inventory', 'reservations', 'cases'],
    facets: isCounted ? ['availability'] : [],
  }
}
