/** SiteMinder pmsXchange, a channel manager in front of many sellers (developer.siteminder.com/pmsxchange-api). */
import { type ChannelKindDefinition, limit } from './definition.ts'

/** The only address that is published, of the test environment: SiteMinder tells that of the real one with the credentials. */
const BASE_URL = 'https://tpi-pmsx.preprod.siteminderlabs.com/webservices'

export const siteminder: ChannelKindDefinition = {
  title: 'SiteMinder',
  addresses: { ariBaseUrl: BASE_URL, reservationsBaseUrl: BASE_URL },
  limits: {
    // Documented: not more often than every 2 minutes, and not less often than every 5.
    pullIntervalMs: limit(120_000, 50, 300_000),
    pauseAfterAcknowledgeMs: limit(0, 0, 60_000),
    // Documented: 60 to 120 seconds before a request is given up.
    requestTimeoutMs: limit(90_000, 100, 120_000),
    // A request may wait for the one before it, and be worked on after we gave it up.
    requestDeadlineMs: limit(300_000, 200, 600_000),
    // None is published: one request of a hotel at a time.
    requestsPerMinute: limit(60, 1, 60_000),
    maxRangesPerRequest: limit(1_000, 1, 5_000),
    // Documented: 2 MB, uncompressed.
    maxRequestBytes: limit(1_900_000, 10_000, 2_000_000),
    backoffBaseMs: limit(5_000, 10, 300_000),
    backoffMaxMs: limit(300_000, 100, 3_600_000),
  },
  // "We require these to be sent in separate requests" (Availability and Restrictions); one request at a time all the same.
  lanes: [
    { lane: 'availability', facets: ['availability'] },
    { lane: 'restrictions', facets: ['restrictions'] },
    { lane: 'prices', facets: ['price'] },
  ],
  signsInBy: 'username_password',
  // RequestorID: SiteMinder's code of the desk software, the same for all of its hotels.
  hasAccountCode: true,
  // Documented: not more often than every 2 minutes.
  pullGapMs: 120_000,
  // Its older FAQ: 750 days.
  mostHorizonDays: 750,
}
