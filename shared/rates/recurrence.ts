/** When a season, an event or a rule holds: a range of dates that may come back each year, on some weekdays. Pure. */
import { z } from 'zod'
import {
  addDays,
  type DateRange,
  dayNumber,
  daysBetween,
  earlierOf,
  type IsoDate,
  isIsoDate,
  laterOf,
  nightsOf,
  weekday,
} from '../dates.ts'
import { isoDateSchema } from '../snapshot.ts'

export const REPEATS = ['never', 'same_dates', 'same_weekdays'] as const

export const weekdaysSchema = z
  .array(z.number().int().min(1).max(7))
  .min(1)
  .max(7)
  .default([1, 2, 3, 4, 5, 6, 7])

export const whenShape = {
  /** The first occurrence; null (with `to`): every day. */
  from: isoDateSchema.nullable(),
  /** Exclusive. */
  to: isoDateSchema.nullable(),
  /** Each year from then on: on the same dates, or 364 days later so that the weekdays stay. */
  repeats: z.enum(REPEATS).default('never'),
  /** 1 = Monday ... 7 = Sunday. */
  weekdays: weekdaysSchema,
}
const whenSchema = z.object(whenShape)
export type When = z.infer<typeof whenSchema>

/** Years before and after the first occurrence that are looked at: more than a horizon needs. */
const MOST_YEARS = 60
const YEAR_OF_WEEKS = 364

/**
 * The `year`-th occurrence (0 is the first) of a range. On the same dates its first and last nights keep month and day; where a year
 * has no 29 February it begins on 1 March, or ends on the 28th, and 29 February alone does not come.
 */
export function occurrence(first: DateRange, repeats: When['repeats'], year: number): DateRange | undefined {
  if (repeats === 'same_weekdays') {
    return { from: addDays(first.from, year * YEAR_OF_WEEKS), to: addDays(first.to, year * YEAR_OF_WEEKS) }
  }
  const start = yearsLater(first.from, year)
  const end = yearsLater(addDays(first.to, -1), year)
  const from = isIsoDate(start) ? start : dayAfterFebruary(start)
  const to = isIsoDate(end) ? addDays(end, 1) : dayAfterFebruary(end)
  return from < to ? { from, to } : undefined
}

const yearsLater = (date: IsoDate, years: number): string =>
  `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
const dayAfterFebruary = (date: string): IsoDate => `${date.slice(0, 4)}-03-01` as IsoDate

/** The ranges of dates that it covers inside `within`, in order, weekdays aside; all of it for one that holds every day. */
export function occurrencesOf(when: Pick<When, 'from' | 'to' | 'repeats'>, within: DateRange): DateRange[] {
  const { from, to, repeats } = when
  if (from === null || to === null) return [within]
  const years = repeats === 'never' ? 0 : MOST_YEARS
  const ranges: DateRange[] = []
  for (let year = 0; year <= years; year++) {
    const range = occurrence({ from, to }, repeats, year)
    if (range === undefined) continue
    if (range.from >= within.to) break
    if (range.to <= within.from) continue
    ranges.push({ from: laterOf(range.from, within.from), to: earlierOf(range.to, within.to) })
  }
  return ranges
}

/** Whether it holds on each day of `within`, weekdays included. */
export function daysHeld(when: When, within: DateRange): boolean[] {
  const first = dayNumber(within.from)
  const held = Array.from({ length: Math.max(0, daysBetween(within.from, within.to)) }, () => false)
  const weekdays = new Set(when.weekdays)
  for (const range of occurrencesOf(when, within)) {
    for (const date of nightsOf(range)) if (weekdays.has(weekday(date))) held[dayNumber(date) - first] = true
  }
  return held
}

/** The first night that both hold on inside `within`, or undefined. */
export function firstShared(one: When, other: When, within: DateRange): IsoDate | undefined {
  const others = daysHeld(other, within)
  const index = daysHeld(one, within).findIndex((isHeld, at) => isHeld && others[at] === true)
  return index < 0 ? undefined : addDays(within.from, index)
}
