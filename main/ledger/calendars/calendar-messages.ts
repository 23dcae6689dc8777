/** An event of a feed as the message of a channel: from there on it is a booking like any other. */
import { addDays, type DateRange, type IsoDate } from '../../../shared/dates.ts'
import type { InboundMessage, SnapshotRoom } from '../../../shared/snapshot.ts'
import type { CommandContext } from '../command.ts'
import type { Channel } from '../lanes/channel-rows.ts'
import type { CalendarRow, KnownEvent } from './calendar-rows.ts'
import type { TakenEvent } from './feed-changes.ts'

const QUEUE = 'calendar'
/** A calendar has one room: the code by which its channel knows it. */
export const ROOM_CODE = 'unit'

export function bookedMessage(
  context: CommandContext,
  channel: Channel,
  calendar: CalendarRow,
  { known, channelRef, event, nights }: TakenEvent,
): InboundMessage {
  const { baseOccupancy } = context.catalog.roomTypes.get(calendar.roomTypeId)
  return {
    queue: QUEUE,
    kind: known === null ? 'new' : 'modified',
    channelRef,
    snapshot: {
      channelRef,
      status: 'booked',
      // A feed that names nobody: the desk sees at least where the guest booked.
      booker: {
        surname: event.label === '' ? channel.name : event.label,
        firstName: '',
        email: '',
        phone: '',
      },
      currency: context.property.currency,
      rooms: rangesOf(nights).map(
        (range, index): SnapshotRoom => ({
          ref: String(index + 1),
          roomCode: ROOM_CODE,
          rateCode: null,
          arrival: range.from,
          departure: range.to,
          adults: baseOccupancy,
          childrenAges: [],
          guest: null,
          // No feed has a price.
          nightlyAmounts: nights.filter((date) => range.from <= date && date < range.to).map(() => 0),
        }),
      ),
      note: event.note,
    },
    unreadable: null,
    rawMasked: event.raw,
  }
}

export function cancelledMessage(
  context: CommandContext,
  channel: Channel,
  { channelRef }: KnownEvent,
  why: string,
): InboundMessage {
  return {
    queue: QUEUE,
    kind: 'cancelled',
    channelRef,
    snapshot: {
      channelRef,
      status: 'cancelled',
      booker: { surname: channel.name, firstName: '', email: '', phone: '' },
      currency: context.property.currency,
      rooms: [],
      note: '',
    },
    unreadable: null,
    rawMasked: why,
  }
}

/** Nights in order as ranges: a gap is what an echo took out. */
export function rangesOf(nights: readonly IsoDate[]): DateRange[] {
  const ranges: { from: IsoDate; to: IsoDate }[] = []
  for (const date of nights) {
    const last = ranges.at(-1)
    if (last?.to === date) last.to = addDays(date, 1)
    else ranges.push({ from: date, to: addDays(date, 1) })
  }
  return ranges
}
