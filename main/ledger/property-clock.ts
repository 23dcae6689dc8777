/** The property's clock: which calendar day it is there, and which business date the desk works on. */
import { Temporal } from 'temporal-polyfill'
import { type IsoDate, isoDate } from '../../shared/dates.ts'

/** Until a night audit exists the business date rolls at this local hour. */
const ROLL_HOUR = 4

export interface LocalDay {
  readonly calendarDate: IsoDate
  readonly businessDate: IsoDate
}

/**
 * Reads the wall clock of the zone, so that skipped or repeated hours need no rule: the business date is the calendar
 * day from 04:00 on, the day before until then.
 * @param at epoch milliseconds.
 */
export function localDay(at: number, timeZone: string): LocalDay {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const calendar = local.toPlainDate()
  const business = local.hour < ROLL_HOUR ? calendar.subtract({ days: 1 }) : calendar
  return { calendarDate: isoDate(calendar.toString()), businessDate: isoDate(business.toString()) }
}

export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
