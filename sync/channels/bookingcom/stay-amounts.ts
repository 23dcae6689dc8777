/** Amounts of a reservation's room, per night, in minor units (I9). */
import { fromDecimal, minorDigits } from '../../../shared/money.ts'
import { attribute, type XmlElement } from '../xml/xml-tree.ts'

/**
 * Amount of a `Total` or `Base` in minor units of `currency`; undefined when it has none or none that is exact.
 * With DecimalPlaces, a number without a point is in units of that place: 18400 with 2 is 184.00 (Booking.com, Total).
 * Booking.com gives the amount before tax alone where the property's prices do not include taxes.
 */
export function amountMinor(total: XmlElement | undefined, currency: string): number | undefined {
  const text = attribute(total, 'AmountAfterTax') ?? attribute(total, 'AmountBeforeTax')
  if (text === undefined) return undefined
  const places = attribute(total, 'DecimalPlaces')
  if (places === undefined || text.includes('.')) return notNegative(fromDecimal(text, currency))
  if (!/^\d{1,12}$/.test(text) || !/^[0-6]$/.test(places)) return undefined
  const shift = minorDigits(currency) - Number(places)
  const scaled = shift >= 0 ? Number(text) * 10 ** shift : Number(text) / 10 ** -shift
  return Number.isSafeInteger(scaled) ? scaled : undefined
}

function notNegative(amount: number | undefined): number | undefined {
  return amount === undefined || amount < 0 ? undefined : amount
}

/**
 * One amount per night. Nights without one share what is left of the room's total, so that the sum is exactly that
 * total; when the named nights already exceed it, the total is spread over all nights.
 * Undefined when nights are missing and there is no total to take them from.
 */
export function completeNights(
  named: readonly (number | undefined)[],
  total: number | undefined,
): number[] | undefined {
  const missing = named.filter((amount) => amount === undefined).length
  if (missing === 0) return named.map((amount) => amount ?? 0)
  if (total === undefined) return undefined
  const known = named.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
  if (known > total) return spreadEvenly(total, named.length)
  const shares = spreadEvenly(total - known, missing)
  return named.map((amount) => amount ?? shares.shift() ?? 0)
}

/** Equal integer shares; what does not divide goes one unit each to the first ones. */
export function spreadEvenly(total: number, count: number): number[] {
  const share = Math.floor(total / count)
  const rest = total - share * count
  return Array.from({ length: count }, (_, index) => share + (index < rest ? 1 : 0))
}
