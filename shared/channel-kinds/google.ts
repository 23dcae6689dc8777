/** Google Hotel ARI: prices and availability that Google shows; it sells nothing itself (developers.google.com/hotels). */
import { type ChannelKindDefinition, limit } from './definition.ts'

const BASE_URL = 'https://www.google.com'

export const google: ChannelKindDefinition = {
  title: 'Google Hotels',
  addresses: { ariBaseUrl: BASE_URL, reservationsBaseUrl: BASE_URL },
  limits: {
    // Nothing is fetched: a round asks for nothing.
    pullIntervalMs: limit(60_000, 50, 3_600_000),
    pauseAfterAcknowledgeMs: limit(0, 0, 60_000),
    requestTimeoutMs: limit(60_000, 100, 120_000),
    requestDeadlineMs: limit(180_000, 200, 600_000),
    // Partners tell of 400 messages a second of an account; none is asked for here.
    requestsPerMinute: limit(60, 1, 60_000),
    maxRangesPerRequest: limit(2_000, 1, 5_000),
    // Partners tell of 5 MB for a message of rates.
    maxRequestBytes: limit(4_000_000, 10_000, 5_000_000),
    backoffBaseMs: limit(5_000, 10, 300_000),
    backoffMaxMs: limit(600_000, 100, 3_600_000),
  },
  // A message of its own for each; of each kind the newer `TimeStamp` holds.
  lanes: [
    { lane: 'availability', facets: ['availability'] },
    { lane: 'restrictions', facets: ['restrictions'] },
    { lane: 'prices', facets: ['price'] },
  ],
  // The partner key; Google also knows its partners by their addresses.
  signsInBy: 'key',
  hasAccountCode: false,
}
