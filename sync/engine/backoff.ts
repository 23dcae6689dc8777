/** How long to wait after a failure: exponential with full jitter, and never less than the channel asked for. */
import type { Random } from './ports.ts'

/** A `Retry-After` beyond an hour is taken for an hour: someone has been alerted long before. */
export const LONGEST_RETRY_AFTER_MS = 3_600_000

export interface BackoffLimits {
  readonly backoffBaseMs: number
  readonly backoffMaxMs: number
}

/**
 * Milliseconds to wait after the `failures`-th failure in a row (1 or more): uniform between 0 and
 * `min(backoffMaxMs, backoffBaseMs * 2^(failures - 1))`, so that many lanes do not come back at once, and at least
 * `retryAfterMs` where the channel gave one.
 */
export function backoffMs(
  failures: number,
  limits: BackoffLimits,
  random: Random,
  retryAfterMs: number | null = null,
): number {
  // Beyond 2^40 every base exceeds every maximum; the bound keeps the power finite.
  const doublings = Math.min(Math.max(failures, 1) - 1, 40)
  const ceilingMs = Math.min(limits.backoffMaxMs, limits.backoffBaseMs * 2 ** doublings)
  const jitteredMs = Math.floor(random() * (ceilingMs + 1))
  const askedMs = Math.min(Math.max(retryAfterMs ?? 0, 0), LONGEST_RETRY_AFTER_MS)
  return Math.max(Math.min(jitteredMs, ceilingMs), askedMs)
}
