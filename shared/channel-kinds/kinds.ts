/** Every kind of channel: one line each. */
import { agoda } from './agoda.ts'
import { alpinebits } from './alpinebits.ts'
import { bookingcom } from './bookingcom.ts'
import { channex } from './channex.ts'
import type { ChannelKindDefinition } from './definition.ts'
import { expedia } from './expedia.ts'
import { google } from './google.ts'
import { ical } from './ical.ts'
import { siteminder } from './siteminder.ts'

const KINDS = {
  agoda,
  alpinebits,
  bookingcom,
  channex,
  expedia,
  google,
  ical,
  siteminder,
} as const satisfies Record<string, ChannelKindDefinition>

export type ChannelKind = keyof typeof KINDS
export const CHANNEL_KINDS: Readonly<Record<ChannelKind, ChannelKindDefinition>> = KINDS
/** Not empty. */
export const KIND_NAMES = Object.keys(KINDS) as [ChannelKind, ...ChannelKind[]]
/** What prices and availability are sent to: all but calendars. */
export type PushedKind = Exclude<ChannelKind, 'ical'>
export const PUSHED_KIND_NAMES: readonly PushedKind[] = KIND_NAMES.filter((kind) => kind !== 'ical')
