/** AlpineBits HotelData 2024-10, an open standard that many portals of the Alps speak (docs.alpinebits.org). */
import { type ChannelKindDefinition, limit } from './definition.ts'

/** A standard has no server: each portal tells the address of its own. This one leads nowhere, and is not used. */
const BASE_URL = 'https://alpinebits.invalid/'

export const alpinebits: ChannelKindDefinition = {
  title: 'AlpineBits',
  addresses: { ariBaseUrl: BASE_URL, reservationsBaseUrl: BASE_URL },
  limits: {
    // Nothing is documented: what a portal has for us waits there until it is acknowledged.
    pullIntervalMs: limit(60_000, 50, 3_600_000),
    pauseAfterAcknowledgeMs: limit(0, 0, 60_000),
    requestTimeoutMs: limit(60_000, 100, 120_000),
    // The first request of a connection waits for the handshake before it.
    requestDeadlineMs: limit(180_000, 200, 600_000),
    requestsPerMinute: limit(60, 1, 60_000),
    // Not limited by the standard; a server that keeps the whole request in memory keeps about a megabyte.
    maxRangesPerRequest: limit(1_000, 1, 5_000),
    maxRequestBytes: limit(900_000, 10_000, 10_000_000),
    backoffBaseMs: limit(5_000, 10, 300_000),
    backoffMaxMs: limit(300_000, 100, 3_600_000),
  },
  // FreeRooms and RatePlans, each an action of its own. Prices and rules of a rate plan share a message.
  lanes: [
    { lane: 'free_rooms', facets: ['availability'] },
    { lane: 'rate_plans', facets: ['price', 'restrictions'] },
  ],
  signsInBy: 'username_password',
  hasAccountCode: false,
}
