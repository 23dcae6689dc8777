/** Calendars as people read them. */
import { RELAY_PATHS } from '../../../shared/relay-protocol.ts'
import type { Keyring } from '../../store/keyring.ts'
import type { CalendarRows } from '../calendars/calendar-rows.ts'
import type { Catalog } from '../catalog.ts'
import type { Channel } from '../lanes/channel-rows.ts'
import type { LedgerQueries } from '../ledger.ts'

const MINUTE_MS = 60_000

export interface CalendarViewPorts {
  readonly rows: CalendarRows
  readonly keyring: Keyring
  /** As they stand in the file: when they were fetched is bookkeeping. */
  readonly channels: () => readonly Channel[]
  /** Null where the hotel is not paired. */
  readonly relayUrl: () => string | null
}

export function createCalendarView({ rows, keyring, channels, relayUrl }: CalendarViewPorts) {
  return (catalog: Catalog): ReturnType<LedgerQueries['calendars']> => {
    const byId = new Map(channels().map((channel) => [channel.id, channel]))
    const base = relayUrl()?.replace(/\/+$/, '') ?? null
    const calendars = rows.all().flatMap((calendar) => {
      const channel = byId.get(calendar.channelId)
      if (channel === undefined || calendar.endedAt !== null) return []
      const events = rows.events(channel.id)
      const count = (state: string) => events.filter((event) => event.state === state).length
      const isServed = base !== null && calendar.tokenSealed !== null
      return [
        {
          id: channel.publicId,
          name: channel.name,
          enabled: channel.enabled,
          roomTypeId: catalog.roomTypes.get(calendar.roomTypeId).publicId,
          roomId: calendar.roomId === null ? null : catalog.rooms.get(calendar.roomId).publicId,
          feedHost: calendar.feedHost,
          confirmations: calendar.confirmations,
          readEveryMinutes: Math.max(1, Math.round(channel.settings.pullIntervalMs / MINUTE_MS)),
          lastReadAt: channel.lastPullAt,
          lastError: channel.lastPullError,
          bookings: count('booked'),
          blocks: count('blocked'),
          echoes: count('echo'),
          unreadable: calendar.unreadable,
          exportAddress:
            isServed && calendar.tokenSealed !== null
              ? `${base}${RELAY_PATHS.ical}/${keyring.open(calendar.tokenSealed)}.ics`
              : null,
          exportServedAt: rows.lastServed(channel.id)?.at ?? null,
        },
      ]
    })
    const isPaired = base !== null
    return {
      calendars: calendars.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)),
      isPaired,
    }
  }
}
