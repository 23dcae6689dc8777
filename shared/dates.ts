/** Dates of stay: calendar days with no time zone. Night arithmetic never touches a clock. */

declare const brand: unique symbol
/** `2026-12-24`, a real day between 2000-01-01 and 2199-12-31. Compares correctly as text. */
export type IsoDate = string & { readonly [brand]: true }

/** Half-open range of nights: `from` is the first night, `to` the day after the last one. */
export interface DateRange {
  readonly from: IsoDate
  readonly to: IsoDate
}

const DAY_MS = 86_400_000
const SHAPE = /^2[01]\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

export function isIsoDate(text: string): text is IsoDate {
  if (!SHAPE.test(text)) return false
  const instant = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)
}

/** @throws RangeError when the text is not a real calendar day. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`not a calendar day: ${text.slice(0, 40)}`)
  return text
}

/** Names of days by their number, kept as they are asked for: writing one costs a microsecond, and there are 73,049. */
const names = new Map<number, IsoDate>()
const numbers = new Map<IsoDate, number>()

/** Days since 1970-01-01; the number that all arithmetic runs on. */
export function dayNumber(date: IsoDate): number {
  return numbers.get(date) ?? Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

export function fromDayNumber(day: number): IsoDate {
  const known = names.get(day)
  if (known !== undefined) return known
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10) as IsoDate
  if (isIsoDate(date)) {
    names.set(day, date)
    numbers.set(date, day)
  }
  return date
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** Nights from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Every night of a half-open range, in order; empty when `to` is not after `from`. */
export function nightsOf(range: DateRange): IsoDate[] {
  const first = dayNumber(range.from)
  const count = Math.max(0, dayNumber(range.to) - first)
  return Array.from({ length: count }, (_, index) => fromDayNumber(first + index))
}

/** 1 = Monday ... 7 = Sunday (ISO 8601). */
export function weekday(date: IsoDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/** `2026-12`, the key of a month of shown values. */
export function monthOf(date: IsoDate): string {
  return date.slice(0, 7)
}

export function laterOf(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b
}

export function earlierOf(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b
}
