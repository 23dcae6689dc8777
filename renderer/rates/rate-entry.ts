/**
 * What is typed over painted prices: `180` sets, `+12.50` and `-5` add, `+10%` and `-10%` scale; `0` gives back what plan and seasons
 * make. `=` copies last year's weekday, `=-7` (or `=7`) the night a week before, `=+7` the one a week after, and `=2027-03-01` the
 * nights from that day on. Pure.
 */
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import { LARGEST_AMOUNT_MINOR, minorDigits } from '../../shared/money.ts'
import type { RateChange } from '../../shared/rate-change.ts'
import { readDate } from '../../shared/typed-date.ts'
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
  /** The first painted night, which a copied range begins at; left out, no day to copy from can be named. */
  readonly firstNight?: IsoDate
}

const SHAPE = /^([+\-−]?)\s*(\d{1,12})(?:([.,])(\d{1,6}))?\s*(%?)$/
/** Days back, or with `+` ahead. */
const DAYS_AWAY = /^([+\-−]?)\s*(\d{1,4})$/
/** A year of whole weeks: the same weekday. */
const LAST_YEAR = 364
/** As the contract takes them. */
const MOST_DAYS_BACK = 2_000
const MOST_DAYS_AHEAD = 800
const LEAST_PERCENT = -90
const MOST_PERCENT = 500

function issue(id: MessageId): Entry {
  return { kind: 'issue', issue: id }
}

export function readEntry(text: string, terms: EntryTerms): Entry {
  const typed = text.trim()
  if (typed === '') return { kind: 'empty' }
  if (typed === '0') return { kind: 'change', change: { kind: 'asLayers' } }
  if (isCopy(typed)) return readCopy(typed.slice(1).trim(), terms)
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

/** Whether what is typed copies, or will once it is typed to its end. */
export function isCopy(text: string): boolean {
  return text.trim().startsWith('=')
}

function readCopy(text: string, { firstNight }: EntryTerms): Entry {
  const daysBack = daysBackOf(text, firstNight)
  if (daysBack === undefined) return issue('rates.entry.copyUnreadable')
  if (daysBack === 0) return issue('rates.entry.copyItself')
  if (daysBack > MOST_DAYS_BACK || daysBack < -MOST_DAYS_AHEAD) return issue('rates.entry.copyRange')
  return { kind: 'change', change: { kind: 'copy', daysBack } }
}

function daysBackOf(text: string, firstNight: IsoDate | undefined): number | undefined {
  if (text === '') return LAST_YEAR
  const [, sign = '', days = ''] = DAYS_AWAY.exec(text) ?? []
  // Without a sign it is back, too: what is copied is nearly always behind.
  if (days !== '') return sign === '+' ? 0 - Number(days) : Number(days)
  const date = readDate(text)
  return date === undefined || firstNight === undefined ? undefined : daysBetween(date, firstNight)
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
