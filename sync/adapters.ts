/** Every channel that Keyrack speaks to: one line each. */
import { agodaAdapter } from './channels/agoda/adapter.ts'
import { alpinebitsAdapter } from './channels/alpinebits/adapter.ts'
import { bookingcomAdapter } from './channels/bookingcom/adapter.ts'
import { channexAdapter } from './channels/channex/adapter.ts'
import { expediaAdapter } from './channels/expedia/adapter.ts'
import { googleAdapter } from './channels/google/adapter.ts'
import { icalAdapter } from './channels/ical/adapter.ts'
import { siteminderAdapter } from './channels/siteminder/adapter.ts'
import type { ChannelAdapters } from './engine/ports.ts'

export const channelAdapters: ChannelAdapters = {
  agoda: agodaAdapter,
  alpinebits: alpinebitsAdapter,
  bookingcom: bookingcomAdapter,
  channex: channexAdapter,
  expedia: expediaAdapter,
  google: googleAdapter,
  ical: icalAdapter,
  siteminder: siteminderAdapter,
}
