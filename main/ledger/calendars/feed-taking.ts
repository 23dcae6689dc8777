/** Takes a whole feed into the ledger, in one job of the commit queue: what it changes, or nothing of it. */
import type { Topic } from '../../../shared/contract/procedure.ts'
import { type Calendar, CalendarUnreadable, readCalendar } from '../../../shared/ical/read-calendar.ts'
import type { InboundMessage, IngestOutcome } from '../../../shared/snapshot.ts'
import { giveRoom } from '../assignment.ts'
import type { Ingestion } from '../channel-bookings.ts'
import type { CommandContext } from '../command.ts'
import type { Execute, InHotel } from '../ingest-one.ts'
import type { Channel, ChannelRows } from '../lanes/channel-rows.ts'
import type { Parts } from '../parts.ts'
import { localDay } from '../property-clock.ts'
import { type BlockWish, isBlockChanged, NO_BLOCK, type TakenBlock, takeBlock } from './calendar-blocks.ts'
import { bookedMessage, cancelledMessage } from './calendar-messages.ts'
import type { CalendarRow, CalendarRows, KnownEvent } from './calendar-rows.ts'
import { type FeedChanges, feedChanges, type TakenEvent } from './feed-changes.ts'

export interface FeedTakingPorts {
  readonly parts: Parts
  readonly rows: CalendarRows
  readonly channelRows: ChannelRows
  readonly ingestion: Ingestion
  readonly execute: Execute
  readonly inHotel: InHotel
  /** The hotel now, with no command running. */
  readonly reading: () => CommandContext
  readonly calendarOf: (channel: Channel) => CalendarRow
  readonly touch: (...topics: Topic[]) => void
}

export function createFeedTaking(ports: FeedTakingPorts) {
  const { parts, rows, ingestion, execute, inHotel } = ports

  /** @throws CalendarUnreadable */
  function read(text: string): Calendar {
    const { timeZone } = ports.reading().property
    return readCalendar(text, (epochMs) => localDay(epochMs, timeZone).calendarDate)
  }

  /** One message through the channels' own ingestion; the stay gets the calendar's room where that is free. */
  function ingest(channel: Channel, calendar: CalendarRow, message: InboundMessage): void {
    if (ingestion.known(channel, message) !== null) return
    execute(
      'channels.ingest',
      `channel:${channel.name}`,
      inHotel((context) => {
        const outcome = ingestion.ingest(context, channel, message)
        if (calendar.roomId !== null) placeStays(context, channel, message.channelRef, calendar.roomId)
        return outcome
      }),
    )
  }

  function placeStays(context: CommandContext, channel: Channel, channelRef: string, roomId: number): void {
    const room = context.catalog.rooms.get(roomId)
    const reservation = parts.stays.reservationByRef(channel.id, channelRef)
    if (reservation === undefined || !room.inService) return
    for (const stay of parts.stays.staysOf(reservation.id)) {
      const range = { from: stay.arrival, to: stay.departure }
      const isPlaced = parts.rooms.ofStay(stay.id).length > 0
      if (stay.status !== 'reserved' || isPlaced || stay.room_type_id !== room.roomTypeId) continue
      // Somebody else is in it: the stay waits for a room of its type like any other.
      if (parts.rooms.firstTaken(roomId, range) === undefined) giveRoom(parts, context, stay.id, room, range)
    }
  }

  /** All blocks of a feed are one change. */
  function block(channel: Channel, wishes: readonly BlockWish[]): TakenBlock[] {
    if (!wishes.some((wish) => isBlockChanged(parts, wish))) return wishes.map(({ before }) => before)
    return execute(
      'calendars.block',
      `channel:${channel.name}`,
      inHotel((context) => {
        const taken = wishes.map((wish) =>
          isBlockChanged(parts, wish) ? takeBlock(parts, context, wish) : wish.before,
        )
        parts.cases.review(context)
        return {
          answer: taken,
          payload: {
            channel: channel.publicId,
            nights: taken.reduce((sum, { nights }) => sum + nights.length, 0),
          },
          topics: ['inventory', 'holds', 'reservations', 'cases', 'channels'],
          facets: ['availability'],
        }
      }),
    )
  }

  function apply(channel: Channel, calendar: CalendarRow, changes: FeedChanges): void {
    const context = ports.reading()
    const wishOf = (before: KnownEvent | null, nights: KnownEvent['nights'], label: string): BlockWish => ({
      calendar,
      before: before?.state === 'blocked' ? before : NO_BLOCK,
      nights,
      label: `${channel.name}: ${label}`.slice(0, 120),
    })
    const unblocked = [
      ...changes.cancelled,
      ...changes.taken.flatMap(({ known, state }) => (known !== null && state !== 'blocked' ? [known] : [])),
    ]
    const blocks = changes.taken.filter(({ state }) => state === 'blocked')
    // What is given back first makes room for what is taken.
    block(
      channel,
      unblocked.filter(({ state }) => state === 'blocked').map((event) => wishOf(event, [], '')),
    )
    const isEmptied = ({ known, state }: TakenEvent) => known?.state === 'booked' && state === 'echo'
    const emptied = changes.taken.filter(isEmptied).flatMap(({ known }) => known ?? [])
    for (const event of [...changes.cancelled, ...emptied]) {
      if (event.state !== 'booked') continue
      const why = `No longer in the calendar (${calendar.confirmations} times in a row, or said to be cancelled).`
      ingest(channel, calendar, cancelledMessage(context, channel, event, why))
    }
    for (const taken of changes.taken) {
      if (taken.state === 'booked')
        ingest(channel, calendar, bookedMessage(context, channel, calendar, taken))
    }
    const taken = block(
      channel,
      blocks.map(({ known, nights, event }) => wishOf(known, nights, event.label || event.meaning)),
    )
    remember(
      channel,
      changes,
      new Map(blocks.map(({ event }, index) => [event.uid, taken[index] ?? NO_BLOCK])),
    )
  }

  /** Bookkeeping beside the journal: what the next feed is compared with. */
  function remember(channel: Channel, changes: FeedChanges, blocks: ReadonlyMap<string, TakenBlock>): void {
    for (const event of [...changes.cancelled, ...changes.closed]) rows.removeEvent(channel.id, event.uid)
    for (const event of changes.missing) rows.putEvent(channel.id, event, event.uid)
    // A UID may have become that of another event: all are taken away before any is put.
    for (const { known } of changes.taken) if (known !== null) rows.removeEvent(channel.id, known.uid)
    for (const { channelRef, event, state, nights, looked, unexplained } of changes.taken) {
      const stored = blocks.get(event.uid) ?? { ...NO_BLOCK, nights }
      const { uid } = event
      rows.putEvent(
        channel.id,
        { uid, channelRef, ...looked, state, ...stored, absences: 0, unexplained },
        null,
      )
    }
  }

  function tellPeople(channel: Channel, { doubt }: FeedChanges, unreadable: number): void {
    const { at } = ports.reading()
    const key = channel.publicId
    if (doubt === null) {
      if (parts.alerts.close('calendarInDoubt', key, at)) ports.touch('cases')
      return
    }
    const detail =
      doubt === 'empty'
        ? `The calendar ${channel.name} came without any event, and bookings of it are still to come. Nothing was cancelled. Look at the channel; cancel here what is really gone.`
        : `In the calendar ${channel.name}, ${unreadable} events cannot be read. The others were taken; nothing counts as cancelled meanwhile. Compare it with the channel.`
    const alert = { kind: 'calendarInDoubt', key, severity: 'danger', subject: channel.name, detail } as const
    if (parts.alerts.open(alert, at)) ports.touch('cases')
  }

  /** Inside a job. @throws CalendarUnreadable */
  function take(channel: Channel, text: string): void {
    const calendar = read(text)
    const row = ports.calendarOf(channel)
    const { property, at } = ports.reading()
    const changes = feedChanges(rows.events(channel.id), calendar, {
      businessDate: property.businessDate,
      horizon: property.horizon,
      confirmations: row.confirmations,
      told: rows.lastServed(channel.id)?.busy ?? [],
    })
    apply(channel, row, changes)
    if (row.unreadable !== calendar.unreadable) {
      rows.setUnreadable({ channelId: channel.id, unreadable: calendar.unreadable })
    }
    if (row.feedHost === null) ports.channelRows.setPull({ id: channel.id, at, error: null })
    tellPeople(channel, changes, calendar.unreadable)
    ports.touch('channels')
  }

  return {
    read,
    take,
    /** As a message of the sync process, which has looked at the outside of it. */
    ingest(channel: Channel, message: InboundMessage): { outcome: IngestOutcome; code: string | null } {
      try {
        take(channel, message.rawMasked)
        return { outcome: 'applied', code: null }
      } catch (error) {
        if (error instanceof CalendarUnreadable) return { outcome: 'unreadable', code: null }
        throw error
      }
    },
    /** Gives back all that the feed blocks. */
    unblock(context: CommandContext, channel: Channel): void {
      const calendar = ports.calendarOf(channel)
      for (const event of rows.events(channel.id)) {
        if (event.state === 'blocked')
          takeBlock(parts, context, { calendar, before: event, nights: [], label: '' })
        rows.removeEvent(channel.id, event.uid)
      }
      parts.cases.review(context)
    },
  }
}
export type FeedTaking = ReturnType<typeof createFeedTaking>
