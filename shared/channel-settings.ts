/** Settings of a channel: addresses, intervals and limits, each with the documented value as its default. */
import { z } from 'zod'
import type { Facet } from './cells.ts'

export const loopbackOrHttps = z
  .url()
  .max(300)
  .refine(
    (url) =>
      url.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(url),
    'must be https, or http on this machine',
  )

const ms = (least: number, most: number) => z.number().int().min(least).max(most)

export const bookingcomSettingsSchema = z.object({
  /** Availability, restrictions and prices. */
  ariBaseUrl: loopbackOrHttps.default('https://supply-xml.booking.com'),
  /** Reservations. */
  reservationsBaseUrl: loopbackOrHttps.default('https://secure-supply-xml.booking.com'),
  /** Booking.com's number of the property. */
  hotelCode: z.string().min(1).max(40),
  /**
   * How reservations come: fetched from the channel's queues, or posted by the channel to the relay. Changed by
   * `relay.connectChannel` and `relay.disconnectChannel` alone, so that the two never mix their orders.
   */
  reservationsBy: z.enum(['pull', 'relay']).default('pull'),
  /** Reservations are fetched so often; documented: about every 20 s. */
  pullIntervalMs: ms(50, 3_600_000).default(20_000),
  /** Pause between an acknowledgement and the next fetch; documented: 5 s. */
  pauseAfterAcknowledgeMs: ms(0, 60_000).default(5_000),
  /** A request without an answer after this long is given up; its fate is unknown. */
  requestTimeoutMs: ms(100, 120_000).default(30_000),
  /** T of invariant I6: after this long from its start, a request given up can no longer land. */
  requestDeadlineMs: ms(200, 600_000).default(120_000),
  /** Own limit, as Booking.com publishes none for ARI: 200 a minute is the only figure found. */
  requestsPerMinute: z.number().int().min(1).max(60_000).default(150),
  /** Ranges in one message; Booking.com publishes no limit. */
  maxRangesPerRequest: z.number().int().min(1).max(5_000).default(1_000),
  /** Bytes of one message; Booking.com publishes no limit. */
  maxRequestBytes: z.number().int().min(10_000).max(10_000_000).default(1_000_000),
  /** First wait after a failure; doubles up to `backoffMaxMs`, with full jitter. */
  backoffBaseMs: ms(10, 60_000).default(1_000),
  backoffMaxMs: ms(100, 3_600_000).default(300_000),
})
export type BookingcomSettings = z.infer<typeof bookingcomSettingsSchema>

/** Of every channel, whatever its kind: what is shown of the inventory. */
export const exposureSettingsSchema = z.object({
  /** Rooms held back from this channel, of each type and night. */
  buffer: z.number().int().min(0).max(1_000).default(0),
  /** The most rooms shown of a type and night; null shows all. */
  cap: z.number().int().min(0).max(10_000).nullable().default(null),
  /** Days from the property's today that the channel is kept filled; Booking.com wants at least 12 months. */
  horizonDays: z.number().int().min(1).max(800).default(500),
})

export const credentialsSchema = z.object({
  username: z.string().min(1).max(200),
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
