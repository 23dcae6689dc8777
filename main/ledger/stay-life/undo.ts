/** What was done to a stay by mistake, undone; and a stay that comes after all. */
import type { IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { findStay } from '../assignment.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import { reverseFees } from '../folio/hooks.ts'
import type { Parts } from '../parts.ts'
import { localDay } from '../property-clock.ts'
import { checkSeen } from '../reservation-changes.ts'
import type { StayRow } from '../stay-rows.ts'
import { checkAgreed } from './ending.ts'
import { requireStatus } from './states.ts'

/** The nights behind the business date stay as they were left: what was not slept is not slept afterwards. */
export function reinstateStay(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.reinstate']['input'],
  channelName: (channelId: number) => string,
): Outcome<Commands['stays.reinstate']['output']> {
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.reinstate')
  const reservation = parts.stays.reservationById(stay.reservation_id)
  checkSeen(parts, reservation, input.seenSeq)
  // A no-show was the desk's own word; the channel never took that booking back.
  if (stay.status === 'cancelled') checkAgreed(reservation, input.agreedWithChannel, channelName)
  const { businessDate } = context.property
  if (stay.departure <= businessDate) {
    const { departure } = stay
    throw new DomainError('NoNightsLeft', { stayId: stay.public_id, departure, businessDate })
  }
  const nights = retakeNights(parts, context, stay, (night) => night.roomTypeId)
  parts.stays.setStatus({ stayId: stay.id, status: 'reserved', endedAt: null })
  // The room it was pinned to was given back.
  if (stay.pinned === 1) parts.stays.setPinned({ stayId: stay.id, pinned: 0 })
  if (reservation.status === 'cancelled') {
    parts.stays.setReservationStatus({ id: reservation.id, status: 'confirmed' })
  }
  reverseFees(parts, context, stay.id)
  return {
    answer: { seq: context.seq },
    payload: {
      reservation: reservation.public_id,
      stay: stay.public_id,
      nights: nights.length,
      agreedWithChannel: input.agreedWithChannel,
      before: { status: stay.status, endedAt: stay.ended_at },
    },
    topics: ['inventory', 'reservations', 'cases', 'folios'],
    facets: ['availability'],
    reservations: [reservation.id],
  }
}

export function undoCheckIn(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.undoCheckIn']['input'],
): Outcome<Commands['stays.undoCheckIn']['output']> {
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.undoCheckIn')
  const reservation = parts.stays.reservationById(stay.reservation_id)
  checkSeen(parts, reservation, input.seenSeq)
  requireToday(context, stay, stay.checked_in_at)
  parts.stays.setNotArrived(stay.id)
  // One that is reserved again is late, not overdue in house.
  parts.alerts.close('stayOverdue', stay.public_id, context.at)
  return {
    answer: { seq: context.seq },
    payload: {
      reservation: reservation.public_id,
      stay: stay.public_id,
      room: roomIdOf(context, stay),
      before: { checkedInAt: stay.checked_in_at },
    },
    topics: ['reservations'],
    facets: [],
    reservations: [reservation.id],
  }
}

export function undoCheckOut(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.undoCheckOut']['input'],
): Outcome<Commands['stays.undoCheckOut']['output']> {
  const { businessDate } = context.property
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.undoCheckOut')
  const reservation = parts.stays.reservationById(stay.reservation_id)
  checkSeen(parts, reservation, input.seenSeq)
  requireToday(context, stay, stay.checked_out_at)
  // One taken over from another system may have left without a room on record.
  if (stay.room_id === null) throw tooLate(context, stay)
  const room = context.catalog.rooms.get(stay.room_id)
  if (!room.inService) throw new DomainError('RoomOutOfService', { roomId: room.publicId })
  const occupant = parts.rooms.occupant(room.id)
  if (occupant !== undefined) {
    throw new DomainError('RoomOccupied', { roomId: room.publicId, stayId: occupant.publicId })
  }
  const taken = parts.rooms.firstTaken(room.id, { from: businessDate, to: stay.departure })
  if (taken !== undefined) throw new DomainError('RoomNotFree', { roomId: room.publicId, date: taken.date })
  const nights = retakeNights(parts, context, stay, () => room.roomTypeId)
  for (const date of nights) {
    parts.rooms.give({ roomId: room.id, roomTypeId: room.roomTypeId, date, stayId: stay.id })
  }
  parts.stays.setInHouse({ stayId: stay.id, roomId: room.id, at: stay.checked_in_at })
  return {
    answer: { seq: context.seq },
    payload: {
      reservation: reservation.public_id,
      stay: stay.public_id,
      room: room.publicId,
      nights: nights.length,
      before: { checkedOutAt: stay.checked_out_at },
    },
    topics: ['inventory', 'reservations', 'cases'],
    facets: ['availability'],
    reservations: [reservation.id],
  }
}

/**
 * Takes the stay's nights still to come again, under guard, at their old amounts.
 * @returns those that it took.
 * @throws DomainError RoomTypeSoldOut, DateBeyondHorizon
 */
function retakeNights(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  typeOf: (night: { readonly roomTypeId: number }) => number,
): IsoDate[] {
  const missing = parts.stays
    .nights(stay.id)
    .filter((night) => night.date >= context.property.businessDate && night.counted === 0)
  for (const night of missing) {
    const roomTypeId = typeOf(night)
    parts.inventory.take(context, { roomTypeId, date: night.date })
    parts.stays.setNight({ ...night, stayId: stay.id, roomTypeId, counted: 1, groupId: null })
  }
  return missing.map((night) => night.date)
}

/** @param at when it was done, epoch ms. @throws DomainError TooLateToUndo */
function requireToday(context: CommandContext, stay: StayRow, at: number | null): void {
  const { businessDate, timeZone } = context.property
  if (at === null || localDay(at, timeZone).businessDate < businessDate) throw tooLate(context, stay)
}

function tooLate({ property }: CommandContext, stay: StayRow): DomainError {
  const { businessDate } = property
  return new DomainError('TooLateToUndo', { stayId: stay.public_id, businessDate })
}

function roomIdOf({ catalog }: CommandContext, { room_id: roomId }: StayRow): string | null {
  return roomId === null ? null : catalog.rooms.get(roomId).publicId
}
