/** How dates, times and amounts look on the desk, in the language that the page speaks. */
import { addDays, fromDayNumber, type IsoDate } from '../shared/dates.ts'
import { minorDigits } from '../shared/money.ts'
import { businessDateOf } from '../shared/selling-window.ts'
import { intlLocale } from './text/text.ts'

/** One format per locale, made when first used: to make one costs a thousand times what using it does. */
function perLocale<F>(make: (locale: string) => F): () => F {
  const made = new Map<string, F>()
  return () => {
    const locale = intlLocale()
    const known = made.get(locale)
    if (known !== undefined) return known
    const format = make(locale)
    made.set(locale, format)
    return format
  }
}

function dateFormat(options: Intl.DateTimeFormatOptions): (date: IsoDate) => string {
  const format = perLocale((locale) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }))
  return (date) =>
    format()
      .format(Date.parse(`${date}T00:00:00Z`))
      .replaceAll(',', '')
}

/** `Sun 22 Nov` */
export const dayText = dateFormat({ weekday: 'short', day: 'numeric', month: 'short' })
/** `Sun 22 Nov 2026` */
export const longDayText = dateFormat({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
/** `22 Nov 2026`, and `22 Nov` where the year is said beside it. */
export const dateText = dateFormat({ day: 'numeric', month: 'short', year: 'numeric' })
export const dateOfYearText = dateFormat({ day: 'numeric', month: 'short' })
/** `Sun` */
export const weekdayText = dateFormat({ weekday: 'short' })

/** The first Monday of the day numbers. */
const A_MONDAY = 4

/** @param weekday 1, Monday, to 7 */
export const nameOfWeekday = (weekday: number): string => weekdayText(fromDayNumber(A_MONDAY + weekday - 1))
/** `November 2026` */
/** `Sep` */
export const shortMonthText = dateFormat({ month: 'short' })
export const monthText = dateFormat({ month: 'long', year: 'numeric' })

export function dayOfMonth(date: IsoDate): string {
  return String(Number(date.slice(8)))
}

/** `Sun 22 – Tue 24 Nov`, the month twice only where it changes. */
export function stayDatesText(arrival: IsoDate, departure: IsoDate): string {
  const sameMonth = arrival.slice(0, 7) === departure.slice(0, 7)
  const start = sameMonth ? `${weekdayText(arrival)} ${dayOfMonth(arrival)}` : dayText(arrival)
  return `${start} – ${dayText(departure)}`
}

/** `Tue 24 Nov`, `Tue 24 – Thu 26 Nov` for consecutive nights, joined by commas. */
export function nightListText(nights: readonly IsoDate[]): string {
  const runs: { first: IsoDate; last: IsoDate }[] = []
  for (const night of [...nights].sort()) {
    const run = runs.at(-1)
    if (run !== undefined && addDays(run.last, 1) === night) run.last = night
    else runs.push({ first: night, last: night })
  }
  return runs
    .map(({ first, last }) => (first === last ? dayText(first) : stayDatesText(first, last)))
    .join(', ')
}

const wholePercent = perLocale((locale) => new Intl.NumberFormat(locale, { style: 'percent' }))

/** `84%` of a ratio from 0 to 1. */
export function percentText(ratio: number): string {
  return wholePercent().format(ratio)
}

const oneDecimal = perLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
)

/** `83.7`, for a number that stands beside its unit. */
export function decimalText(value: number): string {
  return oneDecimal().format(value)
}

const exchangeRate = perLocale(
  (locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 6, minimumSignificantDigits: 5 }),
)

/** `1.0834`, `171.20`: of one currency in another. */
export function rateText(rate: number): string {
  return exchangeRate().format(rate)
}

/** `+9.5`, `−1.4`, `0.0`: how much more or less, of a share in percent or of rooms. */
export function signedDecimalText(value: number): string {
  const text = decimalText(value).replace('-', '−')
  return value >= 0.05 ? `+${text}` : text === '−0.0' ? decimalText(0) : text
}

const amountFormats = new Map<string, () => Intl.NumberFormat>()

/** `184.00`, with a true minus sign; the currency is said once per column, not here. */
export function amountText(minor: number, currency: string): string {
  const digits = amountDigits(currency)
  let format = amountFormats.get(currency)
  if (format === undefined) {
    const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    format = perLocale((locale) => new Intl.NumberFormat(locale, shown))
    amountFormats.set(currency, format)
  }
  return format()
    .format(minor / 10 ** digits)
    .replace('-', '−')
}

/** `184`, or `184.50` where there are minor units: for cells of a grid. */
export function shortAmountText(minor: number, currency: string): string {
  const unit = 10 ** amountDigits(currency)
  return minor % unit === 0 ? wholeText(minor / unit) : amountText(minor, currency)
}
const knownDigits = new Map<string, number>()

/** Kept: to ask Intl for them makes a format each time. */
function amountDigits(currency: string): number {
  const known = knownDigits.get(currency)
  if (known !== undefined) return known
  const digits = minorDigits(currency)
  knownDigits.set(currency, digits)
  return digits
}

const wholeNumber = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }))

/** `1,200`, with a true minus sign. */
export function wholeText(value: number): string {
  return wholeNumber().format(value).replace('-', '−')
}

/** `48,275`, in whole units: for sums that are large or uncertain. */
export function roundAmountText(minor: number, currency: string): string {
  return wholeText(Math.round(minor / 10 ** amountDigits(currency)) + 0)
}

/** `+12,830`, `−94`, `0`. */
export function roundSignedText(minor: number, currency: string): string {
  const text = roundAmountText(minor, currency)
  return minor > 0 && text !== '0' ? `+${text}` : text
}

/** `+4`, `−7.50`, `0`: how much more or less, for cells of a list. */
export function shortSignedText(minor: number, currency: string): string {
  return `${minor > 0 ? '+' : ''}${shortAmountText(minor, currency)}`
}

/** `+4.10`, `−7.00`, `0.00`: how much more or less. */
export function signedText(minor: number, currency: string): string {
  return `${minor > 0 ? '+' : ''}${amountText(minor, currency)}`
}

const ago = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'narrow' }))
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** `3s ago`, `12min ago`; an instant ahead counts as now. */
export function agoText(at: number, now: number): string {
  const passedMs = Math.max(0, now - at)
  if (passedMs < MINUTE_MS) return ago().format(-Math.round(passedMs / 1_000), 'second')
  if (passedMs < HOUR_MS) return ago().format(-Math.round(passedMs / MINUTE_MS), 'minute')
  if (passedMs < DAY_MS) return ago().format(-Math.round(passedMs / HOUR_MS), 'hour')
  return ago().format(-Math.round(passedMs / DAY_MS), 'day')
}

const collator = perLocale((locale) => new Intl.Collator(locale, { numeric: true }))

/** Order of names and room numbers for people: `9` before `10`. */
export function compareText(a: string, b: string): number {
  return collator().compare(a, b)
}

export interface HotelClock {
  /** `14:32` */
  time(at: number): string
  /** `14:32:07` */
  timeToSeconds(at: number): string
  /** `Sun 22 Nov 14:32` */
  dayAndTime(at: number): string
  /** `Sun 22 Nov 14:32:07` */
  dayAndSeconds(at: number): string
  /** The business date on which an instant lies. */
  businessDate(at: number): IsoDate
}

/** Instants are shown in the hotel's zone, wherever the browser is. */
export function hotelClock(timeZone: string): HotelClock {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const intl = perLocale(
      (locale) => new Intl.DateTimeFormat(locale, { ...options, timeZone, hourCycle: 'h23' }),
    )
    return (at: number) => intl().format(at).replaceAll(',', '')
  }
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  // Read by the program, not by people: the same digits in every language.
  const sortable = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  return {
    businessDate(at) {
      const [date, hour] = sortable.format(at).split(' ')
      return businessDateOf(date ?? '', Number(hour))
    },
    time: format(clock),
    timeToSeconds: format({ ...clock, second: '2-digit' }),
    dayAndTime: format({ weekday: 'short', day: 'numeric', month: 'short', ...clock }),
    dayAndSeconds: format({
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...clock,
      second: '2-digit',
    }),
  }
}

const lists = perLocale((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))

/** `A`, `A and B`, `A, B and C` */
export function listText(names: readonly string[]): string {
  return lists().format(names)
}

/** `Anna Petersen` from its parts; only the surname is sure to be there. */
export function personText(person: { surname: string; firstName: string }): string {
  return `${person.firstName} ${person.surname}`.trim()
}

/** `EUR, Euro` for every currency that the browser knows, in the order of the codes. */
export function currencyChoices(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([intlLocale()], { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code}, ${names.of(code) ?? code}`,
  }))
}

/** Every time zone that the browser knows, `Europe/Vienna`, and UTC. */
export function zoneChoices(): { value: string; label: string }[] {
  const zones = Intl.supportedValuesOf('timeZone')
  const all = zones.includes('UTC') ? zones : [...zones, 'UTC']
  return all.map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}

const wholeNumbers = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }))

/** `1,234` */
export function numberText(value: number): string {
  return wholeNumbers().format(value)
}
