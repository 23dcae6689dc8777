/** rooms.repack: stays change rooms as one reviewed change, whole or not at all. */
import type { IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { findStay } from '../assignment.ts'
import type { Room } from '../catalog.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import type { StayRow } from '../stay-rows.ts'
import { nightsToCome } from './placing.ts'

type Input = Commands['rooms.repack']['input']
type Move = Input['moves'][number]

interface CheckedMove {
  readonly stay: StayRow
  readonly room: Room
  readonly dates: readonly IsoDate[]
}

export function repackRooms(
  parts: Parts,
  context: CommandContext,
  input: Input,
): Outcome<Commands['rooms.repack']['output']> {
  const stayIds = new Set(input.moves.map(({ stayId }) => stayId))
  if (stayIds.size < input.moves.length) {
    const issues = [{ path: 'moves', message: 'each stay moves once' }]
    throw new DomainError('InvalidInput', { issues })
  }
  const { businessDate } = context.property
  const moves = input.moves.map((move) => checkMove(parts, context, move))
  // All leave their rooms before any takes one: stays may swap theirs.
  for (const { stay } of moves) parts.rooms.clear(stay.id, businessDate)
  for (const { stay, room, dates } of moves) {
    for (const date of dates) {
      if (parts.roomRows.isTaken(room.id, date))
        throw new DomainError('RoomNotFree', { roomId: room.publicId, date })
      parts.rooms.give({ roomId: room.id, roomTypeId: room.roomTypeId, date, stayId: stay.id })
    }
  }
  return {
    answer: { seq: context.seq },
    payload: { moves: input.moves },
    topics: ['inventory', 'reservations'],
    facets: [],
    reservations: [...new Set(moves.map(({ stay }) => stay.reservation_id))],
  }
}

/** @throws DomainError UnknownStay, UnknownRoom, StayStateForbids, StayPinned, RoomOutOfService, RoomOfAnotherType, RoomNotFree */
function checkMove(parts: Parts, context: CommandContext, move: Move): CheckedMove {
  const { catalog, property } = context
  const stay = findStay(parts, move.stayId)
  if (stay.status !== 'reserved') {
    const { status } = stay
    throw new DomainError('StayStateForbids', { stayId: stay.public_id, status, command: 'rooms.repack' })
  }
  if (stay.pinned === 1) throw new DomainError('StayPinned', { stayId: stay.public_id })
  const room = catalog.room(move.toRoomId)
  if (!room.inService) throw new DomainError('RoomOutOfService', { roomId: room.publicId })
  const nights = nightsToCome(parts, stay.id, property.businessDate)?.nights ?? []
  const other = nights.find((night) => night.roomTypeId !== room.roomTypeId)
  if (other !== undefined) {
    const roomTypeId = catalog.roomTypes.get(other.roomTypeId).publicId
    throw new DomainError('RoomOfAnotherType', { roomId: room.publicId, roomTypeId })
  }
  const current = parts.rooms.ofStay(stay.id).find((night) => night.date >= property.businessDate)
  const currentId = current === undefined ? null : catalog.rooms.get(current.roomId).publicId
  // Somebody gave it another room since the plan was made: what was reviewed is not what would be done.
  if (currentId !== move.fromRoomId) {
    const date = current?.date ?? nights[0]?.date ?? stay.arrival
    throw new DomainError('RoomNotFree', { roomId: room.publicId, date })
  }
  return { stay, room, dates: nights.map(({ date }) => date) }
}
