/** Requests of the last minute, as Channex counts them: by endpoint and property. */

const MINUTE_MS = 60_000

export interface RateLimit {
  /** False when the endpoint has had its share of this minute. */
  admits(endpoint: string, now: number): boolean
}

export function createRateLimit(perMinute: number): RateLimit {
  const admitted = new Map<string, number[]>()
  return {
    admits(endpoint, now) {
      const recent = (admitted.get(endpoint) ?? []).filter((at) => now - at < MINUTE_MS)
      const isAdmitted = recent.length < perMinute
      admitted.set(endpoint, isAdmitted ? [...recent, now] : recent)
      return isAdmitted
    },
  }
}
