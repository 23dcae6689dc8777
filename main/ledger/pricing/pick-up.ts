/** Rooms sold in the last days, less those cancelled, by type and night. */
import type { DateRange, IsoDate } from '../../../shared/dates.ts'
import { PICK_UP_DAYS } from '../../../shared/rates/yield.ts'
import type { Store } from '../../store/store.ts'

const DAY_MS = 86_400_000

export function createPickUp(store: Store) {
  // What was cancelled is no longer counted, so that bookings and cancellations are found by when they happened.
  const sold = store.prepare((sql, p: { since: number; from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('reservation')
      .innerJoin('stay', 'stay.reservation_id', 'reservation.id')
      .innerJoin('stay_night as night', 'night.stay_id', 'stay.id')
      .select([
        'night.room_type_id as roomTypeId',
        'night.date',
        (eb) => eb.fn.countAll<number>().as('rooms'),
      ])
      .where('reservation.created_at', '>=', p.since)
      .where('night.date', '>=', p.from)
      .where('night.date', '<', p.to)
      .groupBy(['night.room_type_id', 'night.date']),
  )
  const lost = store.prepare((sql, p: { since: number; from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('stay')
      .innerJoin('stay_night as night', 'night.stay_id', 'stay.id')
      .select([
        'night.room_type_id as roomTypeId',
        'night.date',
        (eb) => eb.fn.countAll<number>().as('rooms'),
      ])
      .where('night.date', '>=', p.from)
      .where('night.date', '<', p.to)
      .where('stay.ended_at', '>=', p.since)
      .groupBy(['night.room_type_id', 'night.date']),
  )
  return {
    /** By `roomTypeId|date`; nights without any are left out. `at` in epoch ms. */
    byNight({ from, to }: DateRange, at: number, days = PICK_UP_DAYS): Map<string, number> {
      const since = at - days * DAY_MS
      const gained = new Map<string, number>()
      const add = (rows: { roomTypeId: number; date: IsoDate; rooms: number }[], sign: number) => {
        for (const { roomTypeId, date, rooms } of rows) {
          const name = `${roomTypeId}|${date}`
          gained.set(name, (gained.get(name) ?? 0) + sign * rooms)
        }
      }
      add(sold.all({ since, from, to }), 1)
      add(lost.all({ since, from, to }), -1)
      return gained
    },
  }
}
export type PickUp = ReturnType<typeof createPickUp>
