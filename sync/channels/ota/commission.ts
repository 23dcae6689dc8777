/** What the seller keeps, in OTA's form: a commission at the rate plan of each room. */
import { paymentPart } from '../payment.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { writtenMinor } from './amounts.ts'

type Rooms = readonly { readonly nightlyAmounts: readonly number[] }[]

/**
 * Of the whole reservation, in minor units of its currency; null where a room says none, or one in another currency. A per cent
 * (AlpineBits) is one of the room's nights. `rooms` are those of the RoomStays, in order.
 */
export function commissionOf(reservation: XmlElement, currency: string, rooms: Rooms): number | null {
  const stays = descendants(reservation, 'RoomStays', 'RoomStay')
  const totals = rooms.map(({ nightlyAmounts }) => nightlyAmounts.reduce((sum, each) => sum + each, 0))
  const told = stays.map((stay, index) => ofRoom(stay, currency, totals[index] ?? 0))
  if (told.length === 0 || told.includes(null)) return null
  return told.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}

/** For formats that say nothing of the money but this. */
export function commissionPart(reservation: XmlElement, currency: string, rooms: Rooms) {
  const commissionMinor = commissionOf(reservation, currency, rooms)
  return paymentPart({ collect: null, commissionMinor, virtualCard: null })
}

function ofRoom(room: XmlElement, currency: string, totalMinor: number): number | null {
  const commission = descendant(room, 'RatePlans', 'RatePlan', 'Commission')
  const payable = descendant(commission, 'CommissionPayableAmount')
  const amount = attribute(payable, 'Amount')
  if (amount !== undefined) {
    if ((attribute(payable, 'CurrencyCode') ?? currency) !== currency) return null
    return writtenMinor(amount, attribute(payable, 'DecimalPlaces'), currency) ?? null
  }
  const percent = attribute(commission, 'Percent') ?? ''
  return /^\d{1,2}(\.\d{1,4})?$|^100(\.0+)?$/.test(percent)
    ? Math.round((totalMinor * Number(percent)) / 100)
    : null
}
