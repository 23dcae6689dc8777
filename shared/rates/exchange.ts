/**
 * The euro reference rates as the European Central Bank publishes them: eurofxref CSV (a column for each currency, a line for each
 * day) and XML (Cube elements). Only this format is read: no entities, no other elements.
 */
import { daysBetween, type IsoDate, isIsoDate } from '../dates.ts'
import { minorDigits } from '../money.ts'

export interface ExchangeRate {
  readonly currency: string
  readonly date: IsoDate
  /** Units of the currency for one euro. */
  readonly unitsPerEuro: number
}

export type ExchangeFile =
  | { readonly rates: readonly ExchangeRate[] }
  | { readonly line: number; readonly problem: string }

const MOST_DAYS = 10_000
const LARGEST_RATE = 1e7
const CURRENCY = /^[A-Z]{3}$/
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export function readExchangeFile(text: string): ExchangeFile {
  const content = text.replace(/^\uFEFF/, '')
  return content.trimStart().startsWith('<') ? readXml(content) : readCsv(content)
}

function readCsv(text: string): ExchangeFile {
  const lines = text.split(/\r?\n/)
  const currencies = (lines[0] ?? '').split(',').map((cell) => cell.trim())
  if (currencies[0] !== 'Date') return { line: 1, problem: 'the first column is not named Date' }
  const unknown = currencies.slice(1).find((code) => code !== '' && !CURRENCY.test(code))
  if (unknown !== undefined) return { line: 1, problem: `${unknown.slice(0, 20)} is not a currency` }
  const twice = currencies.find((code, index) => code !== '' && currencies.indexOf(code) < index)
  if (twice !== undefined) return { line: 1, problem: `${twice} is there twice` }
  const rates: ExchangeRate[] = []
  const days = new Set<string>()
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    const cells = line.split(',').map((cell) => cell.trim())
    if (cells.slice(currencies.length).some((cell) => cell !== ''))
      return { line: index + 1, problem: 'more cells than the first line has columns' }
    const date = dayOf(cells[0] ?? '')
    if (date === undefined)
      return { line: index + 1, problem: `${(cells[0] ?? '').slice(0, 20)} is not a day` }
    days.add(date)
    if (days.size > MOST_DAYS) return { line: index + 1, problem: `more than ${MOST_DAYS} days` }
    for (const [column, currency] of currencies.entries()) {
      const cell = cells[column] ?? ''
      // What is no longer, or not yet, quoted.
      if (column === 0 || currency === '' || cell === '' || cell === 'N/A') continue
      const unitsPerEuro = rateOf(cell)
      if (unitsPerEuro === undefined)
        return { line: index + 1, problem: `${cell.slice(0, 20)} is not a rate of ${currency}` }
      rates.push({ currency, date, unitsPerEuro })
    }
  }
  return rates.length === 0 ? { line: 1, problem: 'there is no rate in it' } : { rates }
}

/** `2026-11-25`, or `25 November 2026` as the daily file has it. */
function dayOf(text: string): IsoDate | undefined {
  if (isIsoDate(text)) return text
  const [, day, name, year] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? []
  const month = MONTHS.indexOf(name ?? '') + 1
  const date = `${year}-${String(month).padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  return month > 0 && isIsoDate(date) ? date : undefined
}

function rateOf(text: string): number | undefined {
  const rate = /^\d{1,8}(\.\d{1,8})?$/.test(text) ? Number(text) : 0
  return rate > 0 && rate <= LARGEST_RATE ? rate : undefined
}

const ATTRIBUTE = /\b(time|currency|rate)\s*=\s*(?:"([^"<&]*)"|'([^'<&]*)')/g

function readXml(text: string): ExchangeFile {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return { line: 1, problem: 'it declares a document type' }
  const rates: ExchangeRate[] = []
  const days = new Set<IsoDate>()
  let date: IsoDate | undefined
  for (const match of text.matchAll(/<(?:\w+:)?Cube\b([^<>]*)>/g)) {
    const given = new Map(
      [...(match[1] ?? '').matchAll(ATTRIBUTE)].map((each) => [each[1], each[2] ?? each[3] ?? '']),
    )
    // Counted where it is wanted alone: a history has some 200,000 elements.
    const refused = (problem: string) => ({ line: text.slice(0, match.index).split('\n').length, problem })
    const time = given.get('time')
    if (time !== undefined) {
      date = dayOf(time)
      if (date === undefined) return refused(`${time.slice(0, 20)} is not a day`)
      days.add(date)
      if (days.size > MOST_DAYS) return refused(`more than ${MOST_DAYS} days`)
    }
    const currency = given.get('currency')
    if (currency === undefined) continue
    const unitsPerEuro = rateOf(given.get('rate') ?? '')
    if (date === undefined || !CURRENCY.test(currency) || unitsPerEuro === undefined)
      return refused('a rate without its day, currency or number')
    rates.push({ currency, date, unitsPerEuro })
  }
  return rates.length === 0 ? { line: 1, problem: 'there is no rate in it' } : { rates }
}

/** Units of `to` for one of `from`, by what one euro is worth in each; the euro itself is 1. */
export function crossRate(from: number, to: number): number {
  return to / from
}

/** Rates of more days ago are said to be old: the bank writes new ones each working day. */
export const OLD_AFTER_DAYS = 7

export function isOldRate(date: IsoDate, today: IsoDate): boolean {
  return daysBetween(date, today) > OLD_AFTER_DAYS
}

/** An amount in another currency, to its own minor units: to be looked at beside the amount, never to be charged. */
export function converted(minor: number, from: string, to: { currency: string; rate: number }): number {
  return Math.round((minor / 10 ** minorDigits(from)) * to.rate * 10 ** minorDigits(to.currency))
}

/** A file of the newest so many days alone: whole histories are too long to be sent in one message. */
export function newestDaysFile(rates: readonly ExchangeRate[], mostDays: number): string {
  const days = [...new Set(rates.map(({ date }) => date))].sort().reverse().slice(0, mostDays)
  const currencies = [...new Set(rates.map(({ currency }) => currency))]
  const known = new Map(rates.map((each) => [`${each.date} ${each.currency}`, each.unitsPerEuro]))
  const lines = days.map((day) =>
    [day, ...currencies.map((currency) => known.get(`${day} ${currency}`)?.toFixed(8) ?? 'N/A')].join(','),
  )
  return [['Date', ...currencies].join(','), ...lines, ''].join('\n')
}
