/** Calendars put together: their commands, the feeds that are read, the exports that are served, and what is shown of them. */
import type { Topic } from '../../../shared/contract/procedure.ts'
import type { Keyring } from '../../store/keyring.ts'
import type { Store } from '../../store/store.ts'
import type { Ingestion } from '../channel-bookings.ts'
import type { CommandContext } from '../command.ts'
import type { CommitQueue } from '../commit-queue.ts'
import type { Randomness } from '../ids.ts'
import type { Execute, IngestOne, InHotel } from '../ingest-one.ts'
import type { Channel, ChannelRows } from '../lanes/channel-rows.ts'
import type { Parts } from '../parts.ts'
import { createCalendarView } from '../views/calendar-view.ts'
import { createBusyNights } from './busy-nights.ts'
import { createCalendarExports } from './calendar-exports.ts'
import { createCalendarRows } from './calendar-rows.ts'
import { createCalendars } from './calendars.ts'
import { createFeedTaking } from './feed-taking.ts'
import { isCalendar } from './is-calendar.ts'

export interface CalendarDeskPorts {
  readonly store: Store
  readonly parts: Parts
  readonly channelRows: ChannelRows
  readonly ingestion: Ingestion
  readonly keyring: Keyring
  readonly random: Randomness
  readonly queue: CommitQueue
  readonly clock: { now(): number }
  readonly execute: Execute
  readonly inHotel: InHotel
  /** The hotel now, with no command running. @throws DomainError NoHotelYet */
  readonly reading: () => CommandContext
  readonly channels: () => readonly Channel[]
  /** Null where the hotel is not paired. */
  readonly relayUrl: () => string | null
  readonly touch: (...topics: Topic[]) => void
}

export function createCalendarDesk(ports: CalendarDeskPorts) {
  const { store, parts, channelRows, keyring, relayUrl } = ports
  const rows = createCalendarRows(store)
  const busyNights = createBusyNights(store, parts, rows)
  const exports = createCalendarExports({ ...ports, rows, busyNights })
  const feeds = createFeedTaking({
    ...ports,
    rows,
    calendarOf(channel) {
      const row = rows.all().find(({ channelId }) => channelId === channel.id)
      if (row === undefined) throw new Error(`no calendar of channel ${channel.id}`)
      return row
    },
  })
  const calendars = createCalendars({ ...ports, rows, exports, feeds, isPaired: () => relayUrl() !== null })
  const view = createCalendarView({ rows, keyring, channels: channelRows.all, relayUrl })

  return {
    commands: calendars,
    exports,
    view,
    /** Whether the sync process has anything to do with the channel: a calendar without an address is brought as files. */
    isFetched: (channel: Channel): boolean =>
      !isCalendar(channel) ||
      rows.all().some(({ channelId, feedHost }) => channelId === channel.id && feedHost !== null),
    /** Inside the job of `calendars.importFile`. */
    takeFile: (calendarId: string, text: string): void =>
      feeds.take(calendars.find(calendarId).channel, text),
    /** A message of a calendar is the whole feed; those of other channels go on to `ingestOne`. */
    ingestWith:
      (ingestOne: IngestOne): IngestOne =>
      (channel, message) =>
        isCalendar(channel) ? feeds.ingest(channel, message) : ingestOne(channel, message),
  }
}
