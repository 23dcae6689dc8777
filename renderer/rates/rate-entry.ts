/**
 * What is typed over painted prices: `180` sets, `+12.50` and `-5` add, `+10%` and `-10%` scale; `0` gives back what plan and seasons
 * make, `=` copies last year's weekday and `=7` the night a week before. Pure.
 */
import { LARGEST_AMOUNT_MINOR, minorDigits } from '../../shared/money.ts'
import type { RateChange } from '../../shared/rate-change.ts'
import type { MessageId } from '../text/catalogue.ts'

export type Entry =
  | { readonly kind: 'empty' }
  | { readonly kind: 'change'; readonly change: RateChange }
  | { readonly kind: 'issue'; readonly issue: MessageId }

export interface EntryTerms {
  readonly currency: string
  /** For how many a price that is set holds. */
  readonly adults: number
  /** What percentages are rounded to, in minor units. */
  readonly roundToMinor: number
}

const SHAPE = /^([+\-−]?)\s*(\d{1,12})(?:([.,])(\d{1,6}))?\s*(%?)$/
/** Days back; without a number the same weekday a year ago. */
const COPY = /^=\s*(\d{0,4})$/
const LAST_YEAR = 364
const MOST_DAYS_BACK = 2_000
const LEAST_PERCENT = -90
const MOST_PERCENT = 500

function issue(id: MessageId): Entry {
  return { kind: 'issue', issue: id }
}

export function readEntry(text: string, terms: EntryTerms): Entry {
  const typed = text.trim()
  if (typed === '') return { kind: 'empty' }
  if (typed === '0') return { kind: 'change', change: { kind: 'asLayers' } }
  const copied = COPY.exec(typed)
  if (copied !== null) return readCopy(copied[1] ?? '')
  const match = SHAPE.exec(typed)
  if (match === null) return issue('rates.entry.unreadable')
  const [, sign = '', whole = '', point = '', fraction = '', percent = ''] = match
  // `1,200` may be meant as a thousand: a comma is a decimal point only before one or two digits.
  if (point === ',' && fraction.length > 2) return issue('rates.entry.separator')
  if (percent === '%') return readPercent(sign, Number(`${whole}.${fraction || '0'}`), fraction, terms)
  const digits = minorDigits(terms.currency)
  if (fraction.length > digits) return issue('rates.entry.tooFine')
  const amountMinor = Number(`${whole}${fraction.padEnd(digits, '0')}`)
  if (amountMinor > LARGEST_AMOUNT_MINOR) return issue('rates.entry.tooLarge')
  if (sign === '') return { kind: 'change', change: { kind: 'set', amountMinor, adults: terms.adults } }
  return { kind: 'change', change: { kind: 'add', amountMinor: sign === '+' ? amountMinor : -amountMinor } }
}

function readCopy(text: string): Entry {
  const daysBack = text === '' ? LAST_YEAR : Number(text)
  if (daysBack < 1 || daysBack > MOST_DAYS_BACK) return issue('rates.entry.copyRange')
  return { kind: 'change', change: { kind: 'copy', daysBack } }
}

function readPercent(sign: string, size: number, fraction: string, { roundToMinor }: EntryTerms): Entry {
  if (sign === '') return issue('rates.entry.noSign')
  if (fraction.length > 2) return issue('rates.entry.tooFine')
  const percent = sign === '+' ? size : -size
  if (percent < LEAST_PERCENT || percent > MOST_PERCENT) return issue('rates.entry.percentRange')
  return { kind: 'change', change: { kind: 'percent', percent, roundToMinor } }
}

/** What begins an entry when it is typed on the grid. */
export function beginsEntry(key: string): boolean {
  return /^[\d+\-−=]$/.test(key)
}
