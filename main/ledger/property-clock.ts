/** The property's clock: which calendar day it is there, and which business date the desk works on. */
import { Temporal } from 'temporal-polyfill'
import { type IsoDate, isoDate } from '../../shared/dates.ts'
import { businessDateOf } from '../../shared/selling-window.ts'

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
  const calendarDate = isoDate(local.toPlainDate().toString())
  return { calendarDate, businessDate: businessDateOf(calendarDate, local.hour) }
}

/**
 * The instant at which rooms are ready on a day: its check-in time by the wall clock of the zone, also where that hour is skipped or
 * comes twice.
 * @param time HH:MM
 * @returns epoch milliseconds
 */
export function arrivalInstant(date: IsoDate, time: string, timeZone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds
}

export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
