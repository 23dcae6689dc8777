/** reservations.edit, and the rule that nobody overwrites what somebody else has changed meanwhile. */
import { DomainError } from '../../shared/errors.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Parts } from './parts.ts'

/**
 * @param seenSeq journal number of what the caller had before its eyes; undefined overwrites.
 * @throws DomainError ReservationChangedMeanwhile
 */
export function checkSeen(
  parts: Parts,
  reservation: { readonly id: number; readonly public_id: string },
  seenSeq: number | undefined,
): void {
  if (seenSeq === undefined) return
  const [latest] = parts.journal.touched(reservation.id, 1)
  if (latest === undefined || latest.seq <= seenSeq) return
  const { seq, actor, at, command } = latest
  throw new DomainError('ReservationChangedMeanwhile', {
    reservationId: reservation.public_id,
    seq,
    actor,
    at,
    command,
  })
}

export function editReservation(
  parts: Parts,
  context: CommandContext,
  input: Commands['reservations.edit']['input'],
): Outcome<Commands['reservations.edit']['output']> {
  const { reservationId, booker, note } = input
  const reservation = parts.stays.reservation(reservationId)
  if (reservation === undefined) throw new DomainError('UnknownReservation', { reservationId })
  checkSeen(parts, reservation, input.seenSeq)
  if (booker === undefined && note === undefined) {
    const issues = [{ path: 'note', message: 'give a booker, a note or both' }]
    throw new DomainError('InvalidInput', { issues })
  }
  if (booker !== undefined && reservation.booker_id !== null) {
    parts.guests.change(reservation.booker_id, booker)
  }
  if (note !== undefined) parts.stays.setNote({ id: reservation.id, note })
  return {
    answer: { seq: context.seq },
    // Whose name it is now stands with the guest, what the note says with the reservation: both can be erased there.
    payload: { reservation: reservation.public_id, booker: booker !== undefined, note: note !== undefined },
    topics: ['reservations'],
    facets: [],
    reservations: [reservation.id],
  }
}
