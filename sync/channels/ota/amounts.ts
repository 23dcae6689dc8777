/** Amounts of a reservation in OTA's form, in minor units (I9). */
import { fromDecimal, minorDigits } from '../../../shared/money.ts'
import { attribute, type XmlElement } from '../xml/xml-tree.ts'

/**
 * Amount of a `Total` or `Base` in minor units of `currency`; undefined when it has none or none that is exact.
 * Booking.com gives the amount before tax alone where the property's prices do not include taxes.
 */
export function amountMinor(total: XmlElement | undefined, currency: string): number | undefined {
  const text = attribute(total, 'AmountAfterTax') ?? attribute(total, 'AmountBeforeTax')
  return text === undefined ? undefined : writtenMinor(text, attribute(total, 'DecimalPlaces'), currency)
}

/**
 * With DecimalPlaces, a number without a point is in units of that place: 18400 with 2 is 184.00 (Booking.com). Undefined for
 * what is no exact amount, or less than nothing.
 */
export function writtenMinor(text: string, places: string | undefined, currency: string): number | undefined {
  if (places === undefined || text.includes('.')) return notNegative(fromDecimal(text, currency))
  if (!/^\d{1,12}$/.test(text) || !/^[0-6]$/.test(places)) return undefined
  const shift = minorDigits(currency) - Number(places)
  const scaled = shift >= 0 ? Number(text) * 10 ** shift : Number(text) / 10 ** -shift
  return Number.isSafeInteger(scaled) ? scaled : undefined
}

function notNegative(amount: number | undefined): number | undefined {
  return amount === undefined || amount < 0 ? undefined : amount
}
