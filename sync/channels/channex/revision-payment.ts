/**
 * What a revision says of the money: `payment_collect` ("`property`, `ota` if guest already pay at OTA and `null`"), the seller's
 * commission, and the days and the balance of a virtual card (guarantee, meta), which are told of Booking.com and of some of
 * Expedia.
 */
import { fromDecimal } from '../../../shared/money.ts'
import { type JsonObject, objectAt, textAt } from '../json/json-tree.ts'
import { writtenMinor } from '../ota/amounts.ts'
import { dayTold, paymentPart } from '../payment.ts'

const COLLECTS: Readonly<Record<string, 'hotel' | 'channel'>> = { property: 'hotel', ota: 'channel' }

export function readPayment(booking: JsonObject, currency: string) {
  const told = textAt(booking, 'payment_collect') ?? ''
  const collect = Object.hasOwn(COLLECTS, told) ? (COLLECTS[told] ?? null) : null
  const virtualCard = readCard(objectAt(booking, 'guarantee'), currency)
  return paymentPart({
    collect: collect ?? (virtualCard === null ? null : 'channel'),
    commissionMinor: fromDecimal(textAt(booking, 'ota_commission') ?? '', currency) ?? null,
    virtualCard,
  })
}

function readCard(guarantee: JsonObject | undefined, currency: string) {
  if (guarantee?.is_virtual !== true) return null
  const meta = objectAt(guarantee, 'meta')
  const balance = textAt(meta, 'virtual_card_current_balance')
  const isOurs = (textAt(meta, 'virtual_card_currency_code') ?? currency) === currency
  // Without its places, nobody knows what a number of digits is.
  const places = textAt(meta, 'virtual_card_decimal_places') ?? (balance?.includes('.') ? '2' : undefined)
  const isTold = balance !== undefined && places !== undefined && isOurs
  return {
    activeFrom: dayTold(textAt(meta, 'virtual_card_effective_date')),
    activeUntil: dayTold(textAt(meta, 'virtual_card_expiration_date')),
    amountMinor: isTold ? (writtenMinor(balance, places, currency) ?? null) : null,
  }
}
