/** The first day of the month before or after a day's, as numbers of days: one press is one month, wherever in it. */
import { dayNumber, fromDayNumber, isoDate } from '../../shared/dates.ts'

export function monthAway(day: number, direction: -1 | 1): number {
  const date = fromDayNumber(day)
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
  // Back from the middle of a month is its own first day.
  const target = direction === 1 ? month + 1 : date.endsWith('-01') ? month - 1 : month
  const text = `${Math.floor(target / 12)}-${String((target % 12) + 1).padStart(2, '0')}-01`
  return dayNumber(isoDate(text))
}
