/** Giving physical rooms: assignment, moves and moving in. A room of another type moves the stay's count to that type. */
import { type DateRange, daysBetween, type IsoDate, laterOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Room } from './catalog.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import { postStayNights } from './folio/hooks.ts'
import { releaseNight } from './night-counts.ts'
import type { Parts } from './parts.ts'
import { markDirty } from './rooms/describe.ts'
import { requireStatus } from './stay-life/states.ts'
import type { StayRow } from './stay-rows.ts'

/**
 * Gives a stay a room for its counted nights of `range`, instead of the rooms it had for them.
 * @throws DomainError RoomOutOfService, RoomNotFree, RoomTypeSoldOut
 */
export function giveRoom(
  parts: Parts,
  context: CommandContext,
  stayId: number,
  room: Room,
  range: DateRange,
): void {
  if (!room.inService) throw new DomainError('RoomOutOfService', { roomId: room.publicId })
  parts.rooms.clear(stayId, range.from)
  const taken = parts.rooms.firstTaken(room.id, range)
  if (taken !== undefined) throw new DomainError('RoomNotFree', { roomId: room.publicId, date: taken.date })
  for (const night of parts.stays.nights(stayId)) {
    if (night.counted === 0 || night.date < range.from || night.date >= range.to) continue
    if (night.roomTypeId !== room.roomTypeId) {
      parts.inventory.take(context, { roomTypeId: room.roomTypeId, date: night.date })
      releaseNight(parts, context, night)
      parts.stays.setNight({ ...night, stayId, roomTypeId: room.roomTypeId, counted: 1, groupId: null })
    }
    parts.rooms.give({ roomId: room.id, roomTypeId: room.roomTypeId, date: night.date, stayId })
  }
}

interface ArrivingStay {
  readonly id: number
  readonly publicId: string
  readonly arrival: IsoDate
  readonly departure: IsoDate
}

/**
 * Puts a due-in stay in house, in the given room or the one assigned for the business date.
 * @throws DomainError StayNotDueIn, RoomRequired, RoomOccupied, RoomOutOfService, RoomNotFree, RoomTypeSoldOut
 */
export function moveIn(
  parts: Parts,
  context: CommandContext,
  stay: ArrivingStay,
  roomPublicId: string | undefined,
): Room {
  const { businessDate } = context.property
  if (stay.arrival > businessDate || stay.departure <= businessDate) {
    const { arrival, departure } = stay
    throw new DomainError('StayNotDueIn', { stayId: stay.publicId, arrival, departure, businessDate })
  }
  const assigned = parts.rooms.ofStay(stay.id).filter((night) => night.date >= businessDate)
  const assignedTonight = assigned.find((night) => night.date === businessDate)
  const room =
    roomPublicId !== undefined
      ? context.catalog.room(roomPublicId)
      : assignedTonight === undefined
        ? undefined
        : context.catalog.rooms.get(assignedTonight.roomId)
  if (room === undefined) throw new DomainError('RoomRequired', { stayId: stay.publicId })
  const occupant = parts.rooms.occupant(room.id)
  if (occupant !== undefined) {
    throw new DomainError('RoomOccupied', { roomId: room.publicId, stayId: occupant.publicId })
  }
  // A stay in house holds its room for every night still to come, so that nobody else is given it tomorrow.
  const isComplete = assigned.length === daysBetween(businessDate, stay.departure)
  if (assignedTonight?.roomId !== room.id || !isComplete) {
    giveRoom(parts, context, stay.id, room, { from: businessDate, to: stay.departure })
  } else if (!room.inService) {
    throw new DomainError('RoomOutOfService', { roomId: room.publicId })
  }
  parts.stays.setInHouse({ stayId: stay.id, roomId: room.id, at: context.at })
  return room
}

export function findStay(parts: Parts, stayId: string): StayRow {
  const stay = parts.stays.stay(stayId)
  if (stay === undefined) throw new DomainError('UnknownStay', { stayId })
  return stay
}

/** From `from` on, or for all nights still to come. A guest who moves only later stays in the present room until then. */
export function assignRoom(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.assignRoom']['input'],
): Outcome<Commands['stays.assignRoom']['output']> {
  const { businessDate } = context.property
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.assignRoom')
  const first = laterOf(stay.arrival, businessDate)
  const from = input.from === undefined ? first : laterOf(input.from, first)
  if (input.from !== undefined && from >= stay.departure) {
    const issues = [{ path: 'from', message: `must be before the departure ${stay.departure}` }]
    throw new DomainError('InvalidInput', { issues })
  }
  const before = parts.rooms.ofStay(stay.id).find((night) => night.date >= from)
  const room = input.roomId === null ? null : context.catalog.room(input.roomId)
  if (room === null) {
    if (stay.status === 'in_house') throw new DomainError('RoomRequired', { stayId: stay.public_id })
    parts.rooms.clear(stay.id, from)
    if (from === first) parts.stays.setPinned({ stayId: stay.id, pinned: 0 })
  } else {
    const movesNow = stay.status === 'in_house' && from <= businessDate
    const isTonights = before?.date === businessDate && before.roomId === room.id
    // A move that was planned is carried out as it was planned, with what comes after it.
    const isPlanned = movesNow && isTonights && stay.room_id !== room.id
    if (movesNow) moveInHouse(parts, stay, room)
    if (!isPlanned) giveRoom(parts, context, stay.id, room, { from, to: stay.departure })
    parts.cases.review(context)
  }
  return {
    answer: { seq: context.seq },
    payload: {
      stay: stay.public_id,
      from,
      room: input.roomId,
      before: before === undefined ? null : context.catalog.rooms.get(before.roomId).publicId,
    },
    topics: ['inventory', 'reservations', 'cases'],
    facets: ['availability'],
    reservations: [stay.reservation_id],
  }
}

/** The guest is in a room now: the new one must be empty. */
export function moveInHouse(parts: Parts, stay: StayRow, room: Room): void {
  const occupant = parts.rooms.occupant(room.id)
  if (occupant !== undefined && occupant.id !== stay.id) {
    throw new DomainError('RoomOccupied', { roomId: room.publicId, stayId: occupant.publicId })
  }
  parts.stays.setRoom({ stayId: stay.id, roomId: room.id })
}

export function checkIn(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.checkIn']['input'],
): Outcome<Commands['stays.checkIn']['output']> {
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.checkIn')
  const room = moveIn(
    parts,
    context,
    { id: stay.id, publicId: stay.public_id, arrival: stay.arrival, departure: stay.departure },
    input.roomId,
  )
  parts.cases.review(context)
  return {
    answer: { seq: context.seq, roomId: room.publicId },
    payload: { stay: stay.public_id, room: room.publicId },
    topics: ['inventory', 'reservations', 'cases'],
    facets: ['availability'],
    reservations: [stay.reservation_id],
  }
}

export function checkOut(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.checkOut']['input'],
): Outcome<Commands['stays.checkOut']['output']> {
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.checkOut')
  const freedNights = freeNights(parts, context, stay.id)
  postStayNights(parts, context, stay, stay.departure)
  parts.stays.setDeparted({ stayId: stay.id, at: context.at })
  markDirty(parts, stay.room_id)
  parts.alerts.close('stayOverdue', stay.public_id, context.at)
  parts.cases.review(context)
  return {
    answer: { seq: context.seq, freedNights },
    payload: { stay: stay.public_id, freedNights },
    topics: ['inventory', 'reservations', 'cases', 'property', 'folios'],
    facets: ['availability'],
    reservations: [stay.reservation_id],
    reload: true,
  }
}

/** Gives back a stay's nights from the business date on; they stay on record, uncounted. @returns how many. */
export function freeNights(parts: Parts, context: CommandContext, stayId: number): number {
  const from = context.property.businessDate
  parts.rooms.clear(stayId, from)
  let freed = 0
  for (const night of parts.stays.nights(stayId)) {
    if (night.date < from || night.counted === 0) continue
    releaseNight(parts, context, night)
    parts.stays.setNight({ ...night, stayId, counted: 0, groupId: null })
    freed++
  }
  return freed
}
