/** How long until an instant, in the coarsest unit that says something. */
import { t } from '../text/text.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** `in 3 days`, `in 5 h`, `in 12 min`; what has passed is `now`. */
export function leftText(at: number, now: number): string {
  const left = at - now
  if (left < MINUTE_MS) return t('book.left.now')
  if (left < HOUR_MS) return t('book.left.minutes', { count: Math.floor(left / MINUTE_MS) })
  if (left < 2 * DAY_MS) return t('book.left.hours', { count: Math.floor(left / HOUR_MS) })
  return t('book.left.days', { count: Math.floor(left / DAY_MS) })
}
