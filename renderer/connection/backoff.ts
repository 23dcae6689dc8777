/** How long to wait before the next attempt to reach the host: full jitter, so that desks do not return in step. */

export interface BackoffLimits {
  /** Ceiling of the first wait. */
  readonly baseMs: number
  /** Ceiling of every wait. */
  readonly maxMs: number
}

export const RECONNECT_LIMITS: BackoffLimits = { baseMs: 250, maxMs: 10_000 }

/**
 * The wait before attempt `attempt` (1 is the first one), in milliseconds, between 0 and the doubled ceiling.
 * `random` answers a number in [0, 1).
 */
export function backoffMs(attempt: number, limits: BackoffLimits, random: () => number): number {
  const doublings = Math.min(Math.max(attempt - 1, 0), 30)
  const ceiling = Math.min(limits.maxMs, limits.baseMs * 2 ** doublings)
  return Math.floor(random() * ceiling)
}
