/** reservations.cancel: every stay that has not begun is cancelled, its nights still to come are free again. */
import { DomainError } from '../../shared/errors.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Parts } from './parts.ts'
import { checkSeen } from './reservation-changes.ts'
import { chargeEnding, checkAgreed, endStay } from './stay-life/ending.ts'
import { mayIn, requireStatus } from './stay-life/states.ts'
import type { StayRow } from './stay-rows.ts'

export function cancelReservation(
  parts: Parts,
  context: CommandContext,
  input: Commands['reservations.cancel']['input'],
  channelName: (channelId: number) => string,
): Outcome<Commands['reservations.cancel']['output']> {
  const reservation = parts.stays.reservation(input.reservationId)
  if (reservation === undefined) {
    throw new DomainError('UnknownReservation', { reservationId: input.reservationId })
  }
  checkSeen(parts, reservation, input.seenSeq)
  if (reservation.status === 'cancelled') {
    throw new DomainError('ReservationAlreadyCancelled', { reservationId: reservation.public_id })
  }
  checkAgreed(reservation, input.agreedWithChannel, channelName)
  const stays = parts.stays.staysOf(reservation.id)
  const begun = stays.find((stay) => stay.status !== 'reserved' && stay.status !== 'cancelled')
  if (begun !== undefined && !stays.some(isCancellable)) requireStatus(begun, 'reservations.cancel')
  const fees = new Map(
    stays
      .filter(isCancellable)
      .map((stay) => [stay.public_id, chargeEnding(parts, context, stay, 'cancel', input.fee)]),
  )
  const feeMinor = [...fees.values()].reduce((sum, fee) => sum + fee, 0)
  const cancelled = cancelStays(parts, context, stays)
  closeWhenEmpty(parts, reservation.id)
  return {
    answer: { seq: context.seq, feeMinor },
    payload: {
      reservation: reservation.public_id,
      stays: cancelled.map((stay) => stay.public_id),
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

const isCancellable = (stay: StayRow): boolean => mayIn(stay.status, 'reservations.cancel')

/** Cancels those of the stays that have not begun, without a fee. @returns the cancelled ones. */
export function cancelStays(parts: Parts, context: CommandContext, stays: readonly StayRow[]): StayRow[] {
  const reserved = stays.filter(isCancellable)
  for (const stay of reserved) endStay(parts, context, stay, 'cancelled')
  parts.cases.review(context)
  return reserved
}

/** A reservation whose stays are all cancelled is cancelled; a group that still has its allotment keeps its master reservation. */
export function closeWhenEmpty(parts: Parts, reservationId: number): void {
  if (parts.groups.isOpenMaster(reservationId)) return
  const isEmpty = parts.stays.staysOf(reservationId).every((stay) => stay.status === 'cancelled')
  if (isEmpty) parts.stays.setReservationStatus({ id: reservationId, status: 'cancelled' })
}
