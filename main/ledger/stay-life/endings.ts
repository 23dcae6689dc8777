/** A stay that does not take place: cancelled, or never came. Its nights still to come are free again, and a fee may be due. */
import { DomainError } from '../../../shared/errors.ts'
import { findStay } from '../assignment.ts'
import { closeWhenEmpty } from '../cancellation.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { checkSeen } from '../reservation-changes.ts'
import { chargeEnding, checkAgreed, endStay } from './ending.ts'
import { requireStatus } from './states.ts'

export function cancelStay(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.cancel']['input'],
  channelName: (channelId: number) => string,
): Outcome<Commands['stays.cancel']['output']> {
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.cancel')
  const reservation = parts.stays.reservationById(stay.reservation_id)
  checkSeen(parts, reservation, input.seenSeq)
  checkAgreed(reservation, input.agreedWithChannel, channelName)
  const feeMinor = chargeEnding(parts, context, stay, 'cancel', input.fee)
  const freedNights = endStay(parts, context, stay, 'cancelled')
  closeWhenEmpty(parts, reservation.id)
  parts.cases.review(context)
  return {
    answer: { seq: context.seq, feeMinor },
    payload: {
      reservation: reservation.public_id,
      stay: stay.public_id,
      freedNights,
      fee: input.fee,
      feeMinor,
      agreedWithChannel: input.agreedWithChannel,
      reason: input.reason,
    },
    topics: ['inventory', 'reservations', 'cases', 'folios'],
    facets: ['availability'],
    reservations: [reservation.id],
  }
}

export function markNoShow(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.noShow']['input'],
): Outcome<Commands['stays.noShow']['output']> {
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.noShow')
  const reservation = parts.stays.reservationById(stay.reservation_id)
  checkSeen(parts, reservation, input.seenSeq)
  const { businessDate } = context.property
  if (stay.arrival > businessDate) {
    const { arrival, departure } = stay
    throw new DomainError('StayNotDueIn', { stayId: stay.public_id, arrival, departure, businessDate })
  }
  const feeMinor = chargeEnding(parts, context, stay, 'noShow', input.fee)
  const freedNights = endStay(parts, context, stay, 'no_show')
  parts.cases.review(context)
  return {
    answer: { seq: context.seq, feeMinor },
    payload: {
      reservation: reservation.public_id,
      stay: stay.public_id,
      freedNights,
      fee: input.fee,
      feeMinor,
    },
    topics: ['inventory', 'reservations', 'cases', 'folios'],
    facets: ['availability'],
    reservations: [reservation.id],
  }
}
