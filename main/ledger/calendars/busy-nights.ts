/**
 * Nights that a calendar's export shows as busy: on which there is nothing left to sell beside what the channel of that calendar sold or
 * blocked itself. Without the allowance for overbooking: a calendar cannot be told of a sale before hours have gone by.
 */
import type { DateRange, IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { Catalog } from '../catalog.ts'
import type { Parts } from '../parts.ts'
import { rangesOf } from './calendar-messages.ts'
import type { CalendarRow, CalendarRows } from './calendar-rows.ts'

export function createBusyNights(store: Store, parts: Parts, rows: CalendarRows) {
  const ownNights = store.prepare(
    (sql, p: { channelId: number; roomTypeId: number; from: IsoDate; to: IsoDate }) =>
      sql
        .selectFrom('reservation')
        .innerJoin('stay', 'stay.reservation_id', 'reservation.id')
        .innerJoin('stay_night as night', 'night.stay_id', 'stay.id')
        .select((eb) => ['night.date', eb.fn.countAll<number>().as('rooms')])
        .where('reservation.channel_id', '=', p.channelId)
        .where('night.room_type_id', '=', p.roomTypeId)
        .where('night.counted', '=', 1)
        .where('night.date', '>=', p.from)
        .where('night.date', '<', p.to)
        .groupBy('night.date'),
  )
  const takenByOthers = store.prepare(
    (sql, p: { roomId: number; channelId: number; from: IsoDate; to: IsoDate }) =>
      sql
        .selectFrom('room_night as hook')
        .leftJoin('stay', 'stay.id', 'hook.stay_id')
        .leftJoin('reservation', 'reservation.id', 'stay.reservation_id')
        .select('hook.date')
        .where('hook.room_id', '=', p.roomId)
        .where('hook.date', '>=', p.from)
        .where('hook.date', '<', p.to)
        .where((eb) =>
          eb.or([eb('reservation.channel_id', 'is', null), eb('reservation.channel_id', '<>', p.channelId)]),
        )
        .where('hook.block_id', 'is', null),
  )
  const blockedByOthers = store.prepare(
    (sql, p: { roomId: number; channelId: number; from: IsoDate; to: IsoDate }) =>
      sql
        .selectFrom('room_night as hook')
        .select('hook.date')
        .where('hook.room_id', '=', p.roomId)
        .where('hook.date', '>=', p.from)
        .where('hook.date', '<', p.to)
        .where('hook.block_id', 'is not', null)
        .where('hook.block_id', 'not in', (eb) =>
          eb
            .selectFrom('calendar_event')
            .select('block_id')
            .$narrowType<{ block_id: number }>()
            .where('channel_id', '=', p.channelId)
            .where('block_id', 'is not', null),
        ),
  )

  /** In order and apart from each other. */
  return (calendar: CalendarRow, catalog: Catalog, range: DateRange): DateRange[] => {
    const { channelId, roomTypeId, roomId } = calendar
    const span = { from: range.from, to: range.to }
    const own = new Map(
      ownNights.all({ channelId, roomTypeId, ...span }).map(({ date, rooms }) => [date, rooms]),
    )
    for (const event of rows.events(channelId)) {
      if (event.state !== 'blocked') continue
      for (const date of event.nights) own.set(date, (own.get(date) ?? 0) + 1)
    }
    const taken = new Set<IsoDate>(
      roomId === null
        ? []
        : [
            ...takenByOthers.all({ roomId, channelId, ...span }),
            ...blockedByOthers.all({ roomId, channelId, ...span }),
          ].map(({ date }) => date),
    )
    const isOut = roomId !== null && !catalog.rooms.get(roomId).inService
    const busy = parts.inventory
      .days(roomTypeId, range)
      .filter(({ date, total, booked, held, blocked }) => {
        const isFull = booked + held + blocked - (own.get(date) ?? 0) >= total
        return isOut || isFull || taken.has(date)
      })
      .map(({ date }) => date)
    return rangesOf(busy)
  }
}
export type BusyNights = ReturnType<typeof createBusyNights>
