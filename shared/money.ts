/** Money is integer minor units with a currency (I9); decimals exist only on a wire or a screen. */

/** The largest amount of one night that is believed to be meant: a billion major units of a two-digit currency. */
export const LARGEST_AMOUNT_MINOR = 100_000_000_000

/** A formatter costs a hundred times what an amount does, and a message has thousands of amounts. */
const knownDigits = new Map<string, number>()

/** Digits after the point by ISO 4217 (JPY 0, EUR 2, KWD 3). @throws RangeError for what is no code of three letters. */
export function minorDigits(currency: string): number {
  const known = knownDigits.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits as number
  knownDigits.set(currency, digits)
  return digits
}

/** `18400, EUR` -> `184.00`, the form that channels write. */
export function toDecimal(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  const sign = minor < 0 ? '-' : ''
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** `184`, `184.0` or `184.00` -> 18400 for EUR; undefined for anything that is not an exact amount of that currency. */
export function fromDecimal(text: string, currency: string): number | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (match === null) return undefined
  const digits = minorDigits(currency)
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) return undefined
  const minor = Number(`${match[2]}${fraction.padEnd(digits, '0')}`)
  return match[1] === '-' ? -minor : minor
}
