/** Booking.com Connectivity, OTA XML (developers.booking.com/connectivity). */
import { type ChannelKindDefinition, limit } from './definition.ts'

export const bookingcom: ChannelKindDefinition = {
  title: 'Booking.com',
  addresses: {
    ariBaseUrl: 'https://supply-xml.booking.com',
    reservationsBaseUrl: 'https://secure-supply-xml.booking.com',
  },
  limits: {
    // Documented: about every 20 s, and 5 s between an acknowledgement and the next fetch.
    pullIntervalMs: limit(20_000, 50, 3_600_000),
    pauseAfterAcknowledgeMs: limit(5_000, 0, 60_000),
    requestTimeoutMs: limit(30_000, 100, 120_000),
    requestDeadlineMs: limit(120_000, 200, 600_000),
    // None is published for ARI: 200 a minute is the only figure found.
    requestsPerMinute: limit(150, 1, 60_000),
    maxRangesPerRequest: limit(1_000, 1, 5_000),
    maxRequestBytes: limit(1_000_000, 10_000, 10_000_000),
    backoffBaseMs: limit(1_000, 10, 60_000),
    backoffMaxMs: limit(300_000, 100, 3_600_000),
  },
  // Availability and restrictions by OTA_HotelAvailNotif, prices by OTA_HotelRateAmountNotif; three lanes keep a long price
  // message from holding up a closing.
  lanes: [
    { lane: 'availability', facets: ['availability'] },
    { lane: 'restrictions', facets: ['restrictions'] },
    { lane: 'prices', facets: ['price'] },
  ],
  signsInBy: 'username_password',
  hasAccountCode: false,
}
