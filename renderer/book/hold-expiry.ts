/** Until when something is held: for so many hours, or to the end of a day in the hotel's zone. */
import type { IsoDate } from '../../shared/dates.ts'
import { instantOf } from '../hotel-time.ts'

const HOUR_MS = 3_600_000

/** Hours that are offered, shortest first. */
export const HOLD_HOURS = [1, 4, 24, 72, 168, 336, 720] as const

/** Epoch ms. */
export function afterHours(now: number, hours: number): number {
  return now + hours * HOUR_MS
}

/** The last second of a day there; epoch ms. */
export function endOfDay(date: IsoDate, timeZone: string): number {
  return instantOf(`${date}T23:59:59`, timeZone) ?? Number.NaN
}
