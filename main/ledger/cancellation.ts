/** reservations.cancel: every stay that has not begun is cancelled, its nights still to come are free again. */
import { DomainError } from '../../shared/errors.ts'
import { freeNights } from './assignment.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './ledger.ts'
import type { Parts } from './parts.ts'
import type { ReservationRow, StayRow } from './stay-rows.ts'

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
  if (reservation.status === 'cancelled') {
    throw new DomainError('ReservationAlreadyCancelled', { reservationId: reservation.public_id })
  }
  if (reservation.channel_id !== null && !input.agreedWithChannel) {
    throw new DomainError('ReservationFromChannel', {
      reservationId: reservation.public_id,
      channel: channelName(reservation.channel_id),
      channelRef: reservation.channel_ref ?? '',
    })
  }
  const stays = parts.stays.staysOf(reservation.id)
  const begun = stays.find((stay) => stay.status !== 'reserved' && stay.status !== 'cancelled')
  if (begun !== undefined && !stays.some((stay) => stay.status === 'reserved')) {
    const command = 'reservations.cancel'
    throw new DomainError('StayStateForbids', { stayId: begun.public_id, status: begun.status, command })
  }
  const cancelled = cancelStays(parts, context, reservation, stays)
  return {
    answer: { seq: context.seq },
    payload: {
      reservation: reservation.public_id,
      stays: cancelled.map((stay) => stay.public_id),
      agreedWithChannel: input.agreedWithChannel,
    },
    topics: ['inventory', 'reservations', 'cases'],
    facets: ['availability'],
  }
}

/** Cancels the stays that have not begun; the reservation too when none is left. @returns the cancelled ones. */
export function cancelStays(
  parts: Parts,
  context: CommandContext,
  reservation: ReservationRow,
  stays: readonly StayRow[],
): StayRow[] {
  const reserved = stays.filter((stay) => stay.status === 'reserved')
  for (const stay of reserved) {
    freeNights(parts, context, stay.id)
    parts.stays.setStatus({ stayId: stay.id, status: 'cancelled' })
  }
  const hasBegun = parts.stays.staysOf(reservation.id).some((stay) => stay.status !== 'cancelled')
  if (!hasBegun) parts.stays.setReservationStatus({ id: reservation.id, status: 'cancelled' })
  parts.cases.review(context)
  return reserved
}
