/** Agoda YCS5: SetARI, GetBookingList and GetBookingDetails (developer.agoda.com/supply). */
import { type ChannelKindDefinition, limit } from './definition.ts'

const BASE_URL = 'https://supply.agoda.com'

export const agoda: ChannelKindDefinition = {
  title: 'Agoda',
  addresses: { ariBaseUrl: BASE_URL, reservationsBaseUrl: BASE_URL },
  limits: {
    // Recommended: 5 minutes between two lists of bookings.
    pullIntervalMs: limit(300_000, 50, 3_600_000),
    pauseAfterAcknowledgeMs: limit(0, 0, 60_000),
    requestTimeoutMs: limit(60_000, 100, 120_000),
    requestDeadlineMs: limit(180_000, 200, 600_000),
    // None is published.
    requestsPerMinute: limit(60, 1, 60_000),
    maxRangesPerRequest: limit(1_000, 1, 5_000),
    maxRequestBytes: limit(500_000, 10_000, 1_000_000),
    backoffBaseMs: limit(10_000, 10, 300_000),
    backoffMaxMs: limit(600_000, 100, 3_600_000),
  },
  // One message holds everything, and none overtakes another.
  lanes: [{ lane: 'ari', facets: ['availability', 'price', 'restrictions'] }],
  signsInBy: 'key',
  hasAccountCode: false,
  // Documented: "Date can not be greater than 730 days" (2219).
  mostHorizonDays: 730,
}
