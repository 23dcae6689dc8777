/** The exports of calendars: as a file, and as texts that the relay serves; and what is known of who fetched which. */
import { createHash } from 'node:crypto'
import type { DateRange } from '../../../shared/dates.ts'
import { writeCalendar } from '../../../shared/ical/write-calendar.ts'
import type { Keyring } from '../../store/keyring.ts'
import type { CommandContext } from '../command.ts'
import type { CommitQueue } from '../commit-queue.ts'
import type { Channel } from '../lanes/channel-rows.ts'
import type { BusyNights } from './busy-nights.ts'
import type { CalendarRow, CalendarRows } from './calendar-rows.ts'

/** What others ask for at the most; a longer text is of no use to them. */
const MOST_INTERVALS = 800

export interface CalendarExport {
  readonly busy: readonly DateRange[]
  readonly text: string
  /** Of the text: another text has another one. */
  readonly tag: string
}

/** A text that the relay should serve. */
export interface PublishedCalendar extends CalendarExport {
  readonly calendarId: string
  /** The secret part of its address. */
  readonly token: string
}

export interface CalendarExportsPorts {
  readonly rows: CalendarRows
  readonly busyNights: BusyNights
  readonly keyring: Keyring
  readonly queue: CommitQueue
  readonly clock: { now(): number }
  readonly channels: () => readonly Channel[]
  readonly reading: () => CommandContext
}

export function createCalendarExports(ports: CalendarExportsPorts) {
  const { rows, busyNights, keyring, queue, clock } = ports

  function exportOf(context: CommandContext, channel: Channel, calendar: CalendarRow): CalendarExport {
    const { property, catalog } = context
    const range = { from: property.businessDate, to: property.horizon }
    const busy = busyNights(calendar, catalog, range).slice(0, MOST_INTERVALS)
    const name =
      calendar.roomId === null
        ? catalog.roomTypes.get(calendar.roomTypeId).name
        : catalog.rooms.get(calendar.roomId).name
    const text = writeCalendar({ id: channel.publicId, name, madeAt: calendar.madeAt, busy })
    return { busy, text, tag: createHash('sha256').update(text).digest('hex').slice(0, 32) }
  }

  return {
    exportOf,

    /** Whether the hotel ever had a calendar: without one the relay need not be told of none. */
    isUsed: (): boolean => rows.all().length > 0,

    /** Every text that is to be served now. */
    published(): PublishedCalendar[] {
      const wanted = rows.all().filter(({ tokenSealed, endedAt }) => tokenSealed !== null && endedAt === null)
      if (wanted.length === 0) return []
      const context = ports.reading()
      return wanted.flatMap((calendar) => {
        const channel = ports.channels().find(({ id }) => id === calendar.channelId)
        if (channel === undefined || calendar.tokenSealed === null) return []
        const token = keyring.open(calendar.tokenSealed)
        return [{ calendarId: channel.publicId, token, ...exportOf(context, channel, calendar) }]
      })
    },

    /** The relay serves these now: whoever fetches one may echo it. */
    notePushed: (pushed: readonly PublishedCalendar[]): Promise<void> =>
      queue.submit(() => {
        for (const { calendarId, tag, busy } of pushed) {
          const channel = ports.channels().find(({ publicId }) => publicId === calendarId)
          if (channel === undefined) continue
          rows.putExport({ channelId: channel.id, tag, busy, madeAt: clock.now(), servedAt: null })
        }
      }),

    /** Texts that were fetched at the relay; tags that are not known here say nothing. */
    noteServed: (served: readonly { calendarId: string; tag: string; at: number }[]): Promise<void> =>
      queue.submit(() => {
        for (const { calendarId, tag, at } of served) {
          const channel = ports.channels().find(({ publicId }) => publicId === calendarId)
          if (channel !== undefined) rows.setServed({ channelId: channel.id, tag, at })
        }
      }),
  }
}
export type CalendarExports = ReturnType<typeof createCalendarExports>
