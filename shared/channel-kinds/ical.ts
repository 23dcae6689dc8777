/** A calendar feed of one room, or of one unit of a type (RFC 5545): Airbnb, Booking.com, Vrbo and others. */
import { type ChannelKindDefinition, limit } from './definition.ts'

export const ical: ChannelKindDefinition = {
  title: 'iCal',
  // Each calendar has an address of its own, which is a secret and kept with the credentials.
  addresses: { ariBaseUrl: 'https://localhost', reservationsBaseUrl: 'https://localhost' },
  limits: {
    // None is documented. Feeds are made anew every few minutes at best; whoever asks more often is turned away.
    pullIntervalMs: limit(900_000, 50, 3_600_000),
    pauseAfterAcknowledgeMs: limit(0, 0, 60_000),
    requestTimeoutMs: limit(30_000, 100, 120_000),
    requestDeadlineMs: limit(60_000, 200, 600_000),
    requestsPerMinute: limit(60, 1, 60_000),
    maxRangesPerRequest: limit(1, 1, 5_000),
    maxRequestBytes: limit(10_000, 10_000, 10_000_000),
    backoffBaseMs: limit(60_000, 10, 300_000),
    backoffMaxMs: limit(3_600_000, 100, 3_600_000),
  },
  lanes: [],
  signsInBy: 'key',
  hasAccountCode: false,
  isCalendar: true,
}
