/** The command that a sale becomes. Pure. */
import type { DeskCalls } from '../connection/desk-client.ts'
import type { RoomSale } from './room-sales.ts'
import type { SaleDraft } from './sale-draft.ts'
import { agesOf } from './stay-entry.ts'

export type CreateInput = Omit<Parameters<DeskCalls['reservations']['create']>[0], 'idempotencyKey'>

/** Undefined when one of the rooms has no offer to sell. */
export function saleCommand(
  sale: SaleDraft,
  sales: readonly RoomSale[],
  checkIn: boolean,
): CreateInput | undefined {
  const rooms: CreateInput['rooms'] = []
  for (const { room, arrival, departure, choice, nights, canBook } of sales) {
    const { offer } = choice
    if (offer === null || !canBook) return undefined
    const amounts = nights.flatMap(({ amountMinor }) => (amountMinor === undefined ? [] : [amountMinor]))
    const guest = trimmed(room.guest)
    rooms.push({
      roomTypeId: offer.roomTypeId,
      ratePlanId: offer.ratePlanId,
      arrival,
      departure,
      adults: room.stay.adults,
      childrenAges: agesOf(room.stay),
      // Only where it makes a difference: another room of the sale may be of a plan that it does not hold for.
      ...(sale.code.trim() !== '' && offer.codeHolds ? { promotionCode: sale.code.trim() } : {}),
      // A room that somebody is still in is given when that guest has left.
      ...(choice.room === null || (checkIn && choice.room.occupiedNow) ? {} : { roomId: choice.room.id }),
      ...(nights.some((night) => night.isAgreed) ? { nightlyAmounts: amounts } : {}),
      ...(sales.length > 1 && guest.surname !== '' ? { guest } : {}),
    })
  }
  return {
    booker: trimmed(sale.booker),
    ...(sale.known === null ? {} : { bookerId: sale.known.id }),
    rooms,
    checkIn,
    ignoreRestrictions: sales.some(({ choice }) => choice.offer?.refusal != null),
    ...(sale.note.trim() === '' ? {} : { note: sale.note.trim() }),
  }
}

function trimmed<T extends object>(texts: T): T {
  return Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, String(text).trim()])) as T
}
