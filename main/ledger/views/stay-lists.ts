/** The lists that the desk works from: due in, due out, in house, and who left. */
import { type RawBuilder, sql as raw } from 'kysely'
import type { StayRow } from '../../../shared/contract/stays.ts'
import { dayNumber, type IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import { fullName, type Reading } from './reading.ts'

const MOST_LISTED = 2_000
const DAY_MS = 86_400_000

export function createStayLists(store: Store) {
  /** @param ids selects them by an index of their own: the whole table holds years of stays. */
  const listed = (ids: (p: { businessDate: IsoDate; at: number }) => RawBuilder<number>) =>
    store.prepare((sql, p: { businessDate: IsoDate; at: number }) =>
      sql
        .selectFrom('stay')
        .innerJoin('reservation', 'reservation.id', 'stay.reservation_id')
        .innerJoin('guest', 'guest.id', 'stay.guest_id')
        .leftJoin('channel', 'channel.id', 'reservation.channel_id')
        .select([
          'stay.public_id as stayId',
          'reservation.public_id as reservationId',
          'reservation.code',
          'reservation.source',
          'channel.name as channelName',
          'stay.status',
          'guest.surname',
          'guest.first_name as firstName',
          'stay.room_type_id as roomTypeId',
          'stay.arrival',
          'stay.departure',
          'stay.adults',
          'stay.children_ages as childrenAges',
          'stay.checked_in_at as checkedInAt',
          'stay.checked_out_at as checkedOutAt',
          'stay.expected_at as expectedAt',
          // In house in one room, and given another one for tonight.
          raw<number | null>`CASE WHEN stay.status = 'in_house' THEN (
            SELECT room_id FROM room_night WHERE stay_id = stay.id AND date = ${p.businessDate}
               AND room_id <> stay.room_id) END`.as('movesTo'),
          raw<number>`coalesce((SELECT sum(amount_minor) FROM stay_night
            WHERE stay_id = stay.id AND counted = 1), 0)`.as('totalMinor'),
          raw<0 | 1>`(reservation.note <> '')`.as('hasNote'),
          raw<0 | 1>`EXISTS (SELECT 1 FROM overbooking_case AS c
            WHERE c.stay_id = stay.id AND c.status = 'open')`.as('hasCase'),
          raw<number | null>`CASE WHEN stay.status = 'reserved' THEN (
            SELECT room_id FROM room_night WHERE stay_id = stay.id AND date >= ${p.businessDate}
             ORDER BY date LIMIT 1) ELSE stay.room_id END`.as('roomId'),
        ])
        .where('stay.id', 'in', ids(p))
        .orderBy('stay.arrival')
        .orderBy('guest.surname')
        .limit(MOST_LISTED),
    )
  const arriving = listed(
    (p) => raw<number>`(SELECT id FROM stay INDEXED BY stay_by_arrival
      WHERE status = 'reserved' AND arrival <= ${p.businessDate})`,
  )
  const departing = listed(
    (p) => raw<number>`(SELECT id FROM stay INDEXED BY stay_in_house
      WHERE status = 'in_house' AND departure <= ${p.businessDate})`,
  )
  const inHouse = listed(
    () => raw<number>`(SELECT id FROM stay INDEXED BY stay_in_house WHERE status = 'in_house')`,
  )
  const departedSince = listed(
    (p) => raw<number>`(SELECT id FROM stay INDEXED BY stay_by_check_out
      WHERE checked_out_at IS NOT NULL AND checked_out_at >= ${p.at} AND status = 'departed')`,
  )

  function rows({ property, catalog }: Reading, query: typeof arriving, at = 0): StayRow[] {
    const { businessDate } = property
    return query.all({ businessDate, at }).map((row) => ({
      stayId: row.stayId,
      reservationId: row.reservationId,
      code: row.code,
      status: row.status,
      guestName: fullName(row),
      roomTypeId: catalog.roomTypes.get(row.roomTypeId).publicId,
      roomId: row.roomId === null ? null : catalog.rooms.get(row.roomId).publicId,
      arrival: row.arrival,
      departure: row.departure,
      adults: row.adults,
      children: (JSON.parse(row.childrenAges) as number[]).length,
      source: row.source,
      channelName: row.channelName,
      overdue: row.status === 'reserved' ? row.arrival < businessDate : row.departure < businessDate,
      totalMinor: row.totalMinor,
      checkedInAt: row.checkedInAt,
      checkedOutAt: row.checkedOutAt,
      hasNote: row.hasNote === 1,
      hasCase: row.hasCase === 1,
      expectedAt: row.expectedAt,
      movesToRoomId: row.movesTo === null ? null : catalog.rooms.get(row.movesTo).publicId,
    }))
  }

  const list = (reading: Reading, query: typeof arriving) => ({
    businessDate: reading.property.businessDate,
    stays: rows(reading, query),
  })

  return {
    arrivals: (reading: Reading) => list(reading, arriving),
    departures: (reading: Reading) => list(reading, departing),
    inHouse: (reading: Reading) => list(reading, inHouse),
    /** Those who left since the beginning of a day in UTC: give the day before, so that none of a zone's day is missing. */
    departedSince: (reading: Reading, date: IsoDate): StayRow[] =>
      rows(reading, departedSince, dayNumber(date) * DAY_MS),
    /** SQLite's plans, which must not walk through the years. */
    explain: (businessDate: IsoDate): string[] =>
      [arriving, departing, inHouse, departedSince].flatMap((query) =>
        query.explain({ businessDate, at: 0 }),
      ),
  }
}
export type StayLists = ReturnType<typeof createStayLists>
