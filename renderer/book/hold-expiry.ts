/** Until when something is held: for so many hours, or to the end of a day in the hotel's zone. */
import type { IsoDate } from '../../shared/dates.ts'

const HOUR_MS = 3_600_000

/** Hours that are offered, shortest first. */
export const HOLD_HOURS = [1, 4, 24, 72, 168, 336, 720] as const

/** Epoch ms. */
export function afterHours(now: number, hours: number): number {
  return now + hours * HOUR_MS
}

/** The last second of a day there; epoch ms. */
export function endOfDay(date: IsoDate, timeZone: string): number {
  const wanted = Date.parse(`${date}T23:59:59Z`)
  // The zone's offset is not known before the instant is; the second look is right also on the day it changes.
  const guess = wanted - offsetAt(wanted, timeZone)
  return wanted - offsetAt(guess, timeZone)
}

/** What the zone's wall clock is ahead of UTC at an instant, in ms. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  )
  return wall - Math.floor(at / 1_000) * 1_000
}
