/** A day as people and spreadsheets write it. */
import { type IsoDate, isIsoDate } from './dates.ts'

/** Leaves the last day that can be named as a departure or the day after a last night. */
const DAY_AFTER_ALL = '2199-12-31'

/** `2027-06-01`, or `1.6.2027` as spreadsheets write it where a point parts day and month; undefined for anything else. */
export function readDate(text: string): IsoDate | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isIsoDate(iso) && iso < DAY_AFTER_ALL ? iso : undefined
}
