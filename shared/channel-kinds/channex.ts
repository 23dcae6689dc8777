/** Channex.io, a channel manager in front of many sellers (docs.channex.io). */
import { type ChannelKindDefinition, limit } from './definition.ts'

export const channex: ChannelKindDefinition = {
  title: 'Channex',
  addresses: {
    ariBaseUrl: 'https://app.channex.io',
    reservationsBaseUrl: 'https://app.channex.io',
  },
  limits: {
    // No interval is documented. A revision leaves the feed half an hour after it came.
    pullIntervalMs: limit(30_000, 50, 3_600_000),
    pauseAfterAcknowledgeMs: limit(1_000, 0, 60_000),
    requestTimeoutMs: limit(60_000, 100, 120_000),
    requestDeadlineMs: limit(120_000, 200, 600_000),
    // Documented: 10 a minute for availability and 10 for restrictions, each property by itself. Both lanes share this
    // number, so that 10 keeps either within its own.
    requestsPerMinute: limit(10, 1, 60_000),
    // The number of changes is not limited, a message is, to 10 MB.
    maxRangesPerRequest: limit(5_000, 1, 5_000),
    maxRequestBytes: limit(9_000_000, 10_000, 10_000_000),
    // Documented: after any error a pause of a minute for the property.
    backoffBaseMs: limit(60_000, 10, 60_000),
    backoffMaxMs: limit(600_000, 100, 3_600_000),
  },
  // Availability is asked for by itself, as it goes to the front of their queue. Prices and restrictions share an endpoint and
  // its limit, and a full synchronisation has to be one message of each (certification test 1).
  lanes: [
    { lane: 'availability', facets: ['availability'] },
    { lane: 'rates', facets: ['price', 'restrictions'] },
  ],
  signsInBy: 'key',
  hasAccountCode: false,
}
