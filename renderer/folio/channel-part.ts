/** What of a bill the guest pays where a channel collects the room. Pure. */
import type { IsoDate } from '../../shared/dates.ts'
import { type CheckOutBill, type ReservationFolios, toPostMinor } from './folio-sums.ts'

/** Minor units; together what is due. */
export interface BillParts {
  readonly guestMinor: number
  /** The room, as far as it is not paid yet. */
  readonly channelMinor: number
}

/**
 * Nobody notes whose money a payment was, so that it is told by its size: what covers the room was the channel's; what does not
 * exceed the rest was the guest's; what lies between was the channel's in part, and the rest is still open with the guest. It is
 * a proposal: everything can be paid by either.
 */
export function billParts(
  { folios }: ReservationFolios,
  stayId: string,
  { lines, dueMinor }: CheckOutBill,
  businessDate: IsoDate,
): BillParts {
  const own = folios.filter((folio) => folio.stayId === stayId && folio.status === 'open')
  const toCome = own.reduce((sum, folio) => sum + toPostMinor(folio, businessDate), 0)
  const unopened = lines.find(({ folioId }) => folioId === null)?.amountMinor ?? 0
  const postings = own.flatMap((folio) => folio.postings)
  const sumOf = (...kinds: string[]) =>
    postings.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const roomMinor = sumOf('room') + toCome + unopened
  const paidMinor = -sumOf('payment', 'deposit', 'refund')
  const restMinor = dueMinor + paidMinor - roomMinor
  if (paidMinor >= roomMinor) return { guestMinor: dueMinor, channelMinor: 0 }
  const guestMinor = paidMinor <= restMinor ? restMinor - paidMinor : Math.max(0, restMinor)
  return { guestMinor, channelMinor: dueMinor - guestMinor }
}
