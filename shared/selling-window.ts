/** The nights that a hotel sells: from its business date, which its wall clock tells, to the horizon. */
import { addDays, type DateRange, earlierOf, type IsoDate, isoDate, laterOf } from './dates.ts'

/** Nights that can be sold ahead of the business date. */
export const HORIZON_DAYS = 800
/** Until a night audit exists the business date rolls at this local hour. */
export const ROLL_HOUR = 4

/** From what a wall clock shows: before 04:00 it is still the day before. `calendarDate` as `2026-11-25`. */
export function businessDateOf(calendarDate: string, hour: number): IsoDate {
  const day = isoDate(calendarDate)
  return hour < ROLL_HOUR ? addDays(day, -1) : day
}

/** The part of some nights that is on sale; null when none of them is. */
export function onSale(nights: DateRange, businessDate: IsoDate): DateRange | null {
  const from = laterOf(nights.from, businessDate)
  const to = earlierOf(nights.to, addDays(businessDate, HORIZON_DAYS))
  return from < to ? { from, to } : null
}
