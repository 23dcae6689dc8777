/**
 * What a reservation says of the money. Booking.com tells who collects only by its virtual card: by the card's activation day
 * (PaymentCard, EffectiveDate, "not existing in case the card is not virtual"; a feature that has to be turned on), or by VCC
 * after the number of the rate. What it pays by bank transfer is not told.
 */
import { commissionOf } from '../ota/commission.ts'
import { dayTold, paymentPart, UNTOLD_CARD } from '../payment.ts'
import { attribute, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { isOfVirtualCard } from './reservation-room.ts'

export function readPayment(
  reservation: XmlElement,
  rooms: readonly { readonly nightlyAmounts: readonly number[] }[],
  currency: string,
) {
  const guarantees = descendants(reservation, 'ResGlobalInfo', 'Guarantee', 'GuaranteesAccepted')
  const cards = guarantees.flatMap((each) => descendants(each, 'GuaranteeAccepted', 'PaymentCard'))
  const activation = cards.flatMap((card) => attribute(card, 'EffectiveDate') ?? [])[0]
  const stays = descendants(reservation, 'RoomStays', 'RoomStay')
  const isVirtual = activation !== undefined || stays.some(isOfVirtualCard)
  return paymentPart({
    collect: isVirtual ? 'channel' : null,
    commissionMinor: commissionOf(reservation, currency, rooms),
    virtualCard: isVirtual ? { ...UNTOLD_CARD, activeFrom: dayTold(activation) } : null,
  })
}
