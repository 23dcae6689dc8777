/** The `Retry-After` header (RFC 9110, 10.2.3). */

/** The longest pause that is believed; a later date is a mistake of the sender. */
const LONGEST_MS = 3_600_000

/** Milliseconds to wait, 0 to one hour, from seconds or an HTTP date; null when absent or unreadable. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | null {
  const text = headers['retry-after']?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS)
  const instant = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(instant) ? null : Math.min(Math.max(0, instant - now), LONGEST_MS)
}
