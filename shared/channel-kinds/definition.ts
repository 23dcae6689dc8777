/** What sets one kind of channel apart from the others, as its documentation has it: read by the ledger, the page and the sync. */
import type { Facet } from '../cells.ts'

export interface Limit {
  readonly least: number
  readonly most: number
  /** What the channel documents, or our own choice where it says nothing. */
  readonly standard: number
}

export const limit = (standard: number, least: number, most: number): Limit => ({ standard, least, most })

/** Milliseconds where the name ends in `Ms`; what each is for stands in `shared/channel-settings.ts`. */
export const LIMIT_NAMES = [
  'pullIntervalMs',
  'pauseAfterAcknowledgeMs',
  'requestTimeoutMs',
  'requestDeadlineMs',
  'requestsPerMinute',
  'maxRangesPerRequest',
  'maxRequestBytes',
  'backoffBaseMs',
  'backoffMaxMs',
] as const
export type LimitName = (typeof LIMIT_NAMES)[number]

export interface ChannelKindDefinition {
  /** The channel's own name. */
  readonly title: string
  readonly addresses: {
    /** Availability, restrictions and prices. */
    readonly ariBaseUrl: string
    /** Reservations; the same where there is only one. */
    readonly reservationsBaseUrl: string
  }
  readonly limits: Readonly<Record<LimitName, Limit>>
  /** A lane is an ordered sender of some facets: one request at a time. */
  readonly lanes: readonly { readonly lane: string; readonly facets: readonly Facet[] }[]
  /** `key`: one secret, and the user name is not asked for. */
  readonly signsInBy: 'username_password' | 'key'
  /** Whether the channel knows us by a code of our own beside the property's. */
  readonly hasAccountCode: boolean
  /** Least time between two rounds of fetches, however urgent one is; a second where it is left out. */
  readonly pullGapMs?: number
  /** Days ahead that it takes at most; what every channel is allowed where it is left out. */
  readonly mostHorizonDays?: number
  /** A calendar: nothing is sent to it, and it is set up by `calendars.connect` instead of `channels.connect`. */
  readonly isCalendar?: true
}
