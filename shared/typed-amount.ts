/** Amounts as people type them and spreadsheets write them: decimal point or comma, grouped thousands, a currency sign. */
import { fromDecimal, LARGEST_AMOUNT_MINOR, minorDigits } from './money.ts'

const GROUPED = /^\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*(?<decimals>[.,]\d{1,6})?$/

/**
 * Minor units; undefined for what is no amount of that currency, is negative, or could mean two amounts: in euros
 * `1.500` may be one and a half or fifteen hundred.
 */
export function readAmount(text: string, currency: string): number | undefined {
  const bare = text
    .replace(/\p{Sc}/gu, '')
    .replace(new RegExp(`^\\s*${currency}|${currency}\\s*$`, 'i'), '')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replaceAll('’', "'")
    .trim()
  const decimal = withPoint(bare, minorDigits(currency))
  const minor = decimal === undefined ? undefined : fromDecimal(decimal, currency)
  return minor === undefined || minor < 0 || minor > LARGEST_AMOUNT_MINOR ? undefined : minor
}

/** With a point before the decimals and nothing between the thousands. */
function withPoint(text: string, digits: number): string | undefined {
  const match = GROUPED.exec(text)
  if (match === null) return text.replace(',', '.')
  const group = match[1] ?? ''
  const decimals = match.groups?.decimals ?? ''
  if (decimals.startsWith(group)) return undefined
  const isOnlySign = decimals === '' && (group === '.' || group === ',') && text.split(group).length === 2
  if (isOnlySign && digits > 0) return digits < 3 ? undefined : text.replace(group, '.')
  const whole = decimals === '' ? text : text.slice(0, -decimals.length)
  return `${whole.replaceAll(group, '')}${decimals.replace(',', '.')}`
}
