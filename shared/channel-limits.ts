/** The bounds and documented values of a channel's settings, for the schema and for the form that explains them. */

export interface Limit {
  readonly least: number
  readonly most: number
  /** What the channel documents, or our own choice where it says nothing. */
  readonly standard: number
}

const limit = (standard: number, least: number, most: number): Limit => ({ standard, least, most })

/** Plain http never leaves this machine. */
export const LOOPBACK_OR_HTTPS = /^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/

export const BOOKINGCOM_ADDRESSES = {
  ariBaseUrl: 'https://supply-xml.booking.com',
  reservationsBaseUrl: 'https://secure-supply-xml.booking.com',
} as const

/** Milliseconds where the name ends in `Ms`; what each is for stands in `bookingcomSettingsSchema`. */
export const BOOKINGCOM_LIMITS = {
  pullIntervalMs: limit(20_000, 50, 3_600_000),
  pauseAfterAcknowledgeMs: limit(5_000, 0, 60_000),
  requestTimeoutMs: limit(30_000, 100, 120_000),
  requestDeadlineMs: limit(120_000, 200, 600_000),
  requestsPerMinute: limit(150, 1, 60_000),
  maxRangesPerRequest: limit(1_000, 1, 5_000),
  maxRequestBytes: limit(1_000_000, 10_000, 10_000_000),
  backoffBaseMs: limit(1_000, 10, 60_000),
  backoffMaxMs: limit(300_000, 100, 3_600_000),
} as const satisfies Record<string, Limit>

export const EXPOSURE_LIMITS = {
  buffer: limit(0, 0, 1_000),
  cap: { least: 0, most: 10_000 },
  horizonDays: limit(500, 1, 800),
} as const
