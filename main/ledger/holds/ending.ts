/** How a hold ends: its rooms go back to sale, or become a reservation; the waitlist's entry it was offered to follows. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { createReservation } from '../sale.ts'
import type { HoldRow } from './hold-rows.ts'

type Sale = Commands['reservations.create']

/** Ends an active hold. An entry of the waitlist to which it was offered has lapsed. The caller reviews the cases. */
export function endHold(
  parts: Parts,
  context: CommandContext,
  hold: HoldRow,
  status: 'released' | 'expired',
): void {
  giveBack(parts, context, hold)
  parts.holds.end({ id: hold.id, status, at: context.at, reservationId: null })
  parts.waitlist.settle({ holdId: hold.id, status: 'lapsed', at: context.at, reservationId: null })
}

/**
 * Ends an active hold with a sale: its rooms are given back and the reservation takes what it needs, in one command.
 * @throws DomainError whatever `reservations.create` answers
 */
export function sellHeld(
  parts: Parts,
  context: CommandContext,
  hold: HoldRow,
  input: Sale['input'],
): Outcome<Sale['output']> {
  giveBack(parts, context, hold)
  const sale = createReservation(parts, context, input)
  const [reservationId] = sale.reservations ?? []
  if (reservationId === undefined) throw new Error('a sale names no reservation')
  const { at } = context
  parts.holds.end({ id: hold.id, status: 'converted', at, reservationId })
  parts.waitlist.settle({ holdId: hold.id, status: 'booked', at, reservationId })
  // The reservation may need less than was held.
  parts.cases.review(context)
  return {
    ...sale,
    payload: { hold: hold.public_id, ...sale.payload },
    topics: ['inventory', 'reservations', 'holds', 'cases'],
  }
}

function giveBack(parts: Parts, context: CommandContext, hold: HoldRow): void {
  for (const { roomTypeId, date, rooms } of parts.holds.nights(hold.id)) {
    parts.inventory.unhold(context, { roomTypeId, date }, rooms)
  }
}
