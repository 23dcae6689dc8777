/** Settings of a channel: addresses, intervals and limits, each with the documented value as its default. */
import { z } from 'zod'
import type { Facet } from './cells.ts'
import {
  BOOKINGCOM_ADDRESSES,
  BOOKINGCOM_LIMITS,
  EXPOSURE_LIMITS,
  type Limit,
  LOOPBACK_OR_HTTPS,
} from './channel-limits.ts'

export const loopbackOrHttps = z
  .url()
  .max(300)
  .refine((url) => LOOPBACK_OR_HTTPS.test(url), 'must be https, or http on this machine')

const number = ({ least, most, standard }: Limit) => z.number().int().min(least).max(most).default(standard)

export const bookingcomSettingsSchema = z.object({
  /** Availability, restrictions and prices. */
  ariBaseUrl: loopbackOrHttps.default(BOOKINGCOM_ADDRESSES.ariBaseUrl),
  /** Reservations. */
  reservationsBaseUrl: loopbackOrHttps.default(BOOKINGCOM_ADDRESSES.reservationsBaseUrl),
  /** Booking.com's number of the property. */
  hotelCode: z.string().trim().min(1).max(40),
  /**
   * How reservations come: fetched from the channel's queues, or posted by the channel to the relay. Changed by
   * `relay.connectChannel` and `relay.disconnectChannel` alone, so that the two never mix their orders.
   */
  reservationsBy: z.enum(['pull', 'relay']).default('pull'),
  /** Reservations are fetched so often; documented: about every 20 s. */
  pullIntervalMs: number(BOOKINGCOM_LIMITS.pullIntervalMs),
  /** Pause between an acknowledgement and the next fetch; documented: 5 s. */
  pauseAfterAcknowledgeMs: number(BOOKINGCOM_LIMITS.pauseAfterAcknowledgeMs),
  /** A request without an answer after this long is given up; its fate is unknown. */
  requestTimeoutMs: number(BOOKINGCOM_LIMITS.requestTimeoutMs),
  /** T of invariant I6: after this long from its start, a request given up can no longer land. */
  requestDeadlineMs: number(BOOKINGCOM_LIMITS.requestDeadlineMs),
  /** Own limit, as Booking.com publishes none for ARI: 200 a minute is the only figure found. */
  requestsPerMinute: number(BOOKINGCOM_LIMITS.requestsPerMinute),
  /** Ranges in one message; Booking.com publishes no limit. */
  maxRangesPerRequest: number(BOOKINGCOM_LIMITS.maxRangesPerRequest),
  /** Bytes of one message; Booking.com publishes no limit. */
  maxRequestBytes: number(BOOKINGCOM_LIMITS.maxRequestBytes),
  /** First wait after a failure; doubles up to `backoffMaxMs`, with full jitter. */
  backoffBaseMs: number(BOOKINGCOM_LIMITS.backoffBaseMs),
  backoffMaxMs: number(BOOKINGCOM_LIMITS.backoffMaxMs),
})
export type BookingcomSettings = z.infer<typeof bookingcomSettingsSchema>

/** Of every channel, whatever its kind: what is shown of the inventory. */
export const exposureSettingsSchema = z.object({
  /** Rooms held back from this channel, of each type and night. */
  buffer: number(EXPOSURE_LIMITS.buffer),
  /** The most rooms shown of a type and night; null shows all. */
  cap: z.number().int().min(EXPOSURE_LIMITS.cap.least).max(EXPOSURE_LIMITS.cap.most).nullable().default(null),
  /** Days from the property's today that the channel is kept filled; Booking.com wants at least 12 months. */
  horizonDays: number(EXPOSURE_LIMITS.horizonDays),
})

export const credentialsSchema = z.object({
  username: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(200),
})
export type Credentials = z.infer<typeof credentialsSchema>

export const CHANNEL_KINDS = ['bookingcom'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/**
 * A lane is a channel's ordered sender of a set of facets. Booking.com takes availability and restrictions by
 * OTA_HotelAvailNotif and prices by OTA_HotelRateAmountNotif; three lanes keep a long price message from holding up
 * a closing.
 */
export const CHANNEL_LANES: Readonly<
  Record<ChannelKind, readonly { readonly lane: string; readonly facets: readonly Facet[] }[]>
> = {
  bookingcom: [
    { lane: 'availability', facets: ['availability'] },
    { lane: 'restrictions', facets: ['restrictions'] },
    { lane: 'prices', facets: ['price'] },
  ],
}
