/** What a guest announced and wished, and whether the room is fixed. */
import { wishesSchema } from '../../../shared/contract/wishes.ts'
import { laterOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { findStay } from '../assignment.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { checkSeen } from '../reservation-changes.ts'
import type { StayRow } from '../stay-rows.ts'
import { requireStatus, type StayCommand } from './states.ts'

export function announceStay(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.announce']['input'],
): Outcome<Commands['stays.announce']['output']> {
  const stay = stayToNote(parts, 'stays.announce', input)
  const { expectedAt, note } = input
  parts.stays.setAnnounced({ stayId: stay.id, expectedAt, note })
  // What was said stands with the stay, where it can be erased.
  const before = { expectedAt: stay.expected_at, note: stay.arrival_note !== '' }
  return noted(parts, context, stay, { expectedAt, note: note !== '', before })
}

export function pinStay(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.pin']['input'],
): Outcome<Commands['stays.pin']['output']> {
  const stay = stayToNote(parts, 'stays.pin', input)
  const { pinned } = input
  const from = laterOf(stay.arrival, context.property.businessDate)
  if (pinned && !parts.rooms.ofStay(stay.id).some((night) => night.date >= from)) {
    throw new DomainError('RoomRequired', { stayId: stay.public_id })
  }
  parts.stays.setPinned({ stayId: stay.id, pinned: pinned ? 1 : 0 })
  return noted(parts, context, stay, { pinned, before: stay.pinned === 1 })
}

/** @throws DomainError UnknownStay also for one of `nearStayIds`. */
export function wishForStay(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.wish']['input'],
): Outcome<Commands['stays.wish']['output']> {
  const stay = stayToNote(parts, 'stays.wish', input)
  const { wishes } = input
  for (const stayId of wishes.nearStayIds) findStay(parts, stayId)
  parts.stays.setWishes({ stayId: stay.id, wishes: JSON.stringify(wishes) })
  return noted(parts, context, stay, { wishes, before: wishesSchema.parse(JSON.parse(stay.wishes)) })
}

function stayToNote(
  parts: Parts,
  command: StayCommand,
  input: { readonly stayId: string; readonly seenSeq?: number | undefined },
): StayRow {
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, command)
  checkSeen(parts, parts.stays.reservationById(stay.reservation_id), input.seenSeq)
  return stay
}

function noted(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  payload: Record<string, unknown>,
): Outcome<{ seq: number }> {
  const reservation = parts.stays.reservationById(stay.reservation_id)
  return {
    answer: { seq: context.seq },
    payload: { reservation: reservation.public_id, stay: stay.public_id, ...payload },
    topics: ['reservations'],
    facets: [],
    reservations: [reservation.id],
  }
}
