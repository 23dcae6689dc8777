/** Expedia QuickConnect: AR, BR and BC (developers.expediagroup.com/supply/lodging). */
import { type ChannelKindDefinition, limit } from './definition.ts'

const BASE_URL = 'https://services.expediapartnercentral.com'

export const expedia: ChannelKindDefinition = {
  title: 'Expedia',
  addresses: { ariBaseUrl: BASE_URL, reservationsBaseUrl: BASE_URL },
  limits: {
    // Documented: as often as one likes, and within 30 minutes of the booking. A fetch holds up what is sent.
    pullIntervalMs: limit(60_000, 50, 1_500_000),
    pauseAfterAcknowledgeMs: limit(0, 0, 60_000),
    // Documented: keep the connection open for at least 60 seconds.
    requestTimeoutMs: limit(65_000, 100, 120_000),
    // A request may wait for one that fetches or confirms, and be worked on for a minute after we gave it up.
    requestDeadlineMs: limit(300_000, 200, 600_000),
    // None is published: one connection at a time, and up to 5 seconds for a message.
    requestsPerMinute: limit(60, 1, 60_000),
    // Documented: 3,000 updates and 100 kB a message; a range is at least two updates.
    maxRangesPerRequest: limit(1_000, 1, 1_500),
    maxRequestBytes: limit(100_000, 10_000, 1_000_000),
    // Documented: again after 1, 2, 4, 8 and 15 minutes.
    backoffBaseMs: limit(60_000, 10, 300_000),
    backoffMaxMs: limit(900_000, 100, 3_600_000),
  },
  // What was received last holds, whatever it speaks of: one sender for everything.
  lanes: [{ lane: 'ari', facets: ['availability', 'price', 'restrictions'] }],
  signsInBy: 'username_password',
  hasAccountCode: false,
  // Documented: up to two years ahead.
  mostHorizonDays: 730,
}
