/** Wall-clock times of the hotel's zone as instants, and back, for fields in which a moment is typed. Pure. */

/** What a field of `datetime-local` holds: `2026-11-22T14:32`, with seconds where they are not zero. */
const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/

/** Epoch ms, or null for a text that is no time. Of an hour that comes twice, the second. */
export function instantOf(wall: string, timeZone: string): number | null {
  const wanted = WALL.test(wall) ? Date.parse(`${wall}Z`) : Number.NaN
  if (Number.isNaN(wanted)) return null
  // The zone's offset is not known before the instant is; the second look is right also on the day it changes.
  const guess = wanted - offsetAt(wanted, timeZone)
  return wanted - offsetAt(guess, timeZone)
}

/** `2026-11-22T14:32:07` */
export function wallTime(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 19)
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
