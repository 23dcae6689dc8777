/**
 * Nights that are over, by room type, as recommendations look at them. Two statements over a bounded range: nights that were
 * sold by their date, and nights that were cancelled by when that was.
 */
import { type RawBuilder, sql as raw } from 'kysely'
import { type DateRange, dayNumber, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { type PastBooking, type PastNight, pastNight } from '../../../shared/rates/recommend/past-night.ts'
import { inSql, type Store } from '../../store/store.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import type { Inventory } from '../inventory.ts'

const DAY_MS = 86_400_000
/** Bookings and cancellations of longer before are counted as of then. */
const MOST_DAYS_OUT = 400

interface Window {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly planId: number
  /** What is added to an instant so that days of UTC are days of the hotel. */
  readonly offsetMs: number
}

interface BookingRow extends PastBooking {
  readonly roomTypeId: number
  readonly date: IsoDate
}

/**
 * Days from an instant to a night, never below 0: who comes after midnight is of that night. A number that is bound is no
 * integer for SQLite, so that the division has to be cut.
 */
const daysOut = (instant: string, offset: Window['offsetMs']): RawBuilder<number> =>
  raw<number>`max(0, min(${raw.lit(MOST_DAYS_OUT)}, CAST(julianday(night.date) - 2440587.5 AS INTEGER)
    - CAST((${raw.ref(instant)} + ${offset}) / ${raw.lit(DAY_MS)} AS INTEGER)))`

/** The price of the plan itself: for base occupancy, without promotion, group rate, other type or other currency. */
const isList = (planId: number): RawBuilder<number> => raw<number>`(
  stay.rate_plan_id = ${planId} AND stay.room_type_id = night.room_type_id AND stay.adults = type.base_occupancy
  AND stay.children_ages = '[]' AND stay.promotions = '[]' AND stay.group_id IS NULL
  AND reservation.currency = property.currency)`

export function createPastNights(store: Store, inventory: Inventory) {
  const sold = store.prepare((sql, p: Window) =>
    inSql<BookingRow>(
      sql,
      raw`
      SELECT night.room_type_id AS roomTypeId, night.date AS date,
        ${daysOut('reservation.created_at', p.offsetMs)} AS bookedDaysOut, NULL AS endedDaysOut,
        count(*) AS rooms, sum(night.amount_minor) AS chargedMinor,
        sum(${isList(p.planId)}) AS listRooms, sum(${isList(p.planId)} * night.amount_minor) AS listMinor
      FROM stay_night AS night
      JOIN stay ON stay.id = night.stay_id
      JOIN reservation ON reservation.id = stay.reservation_id
      JOIN room_type AS type ON type.id = night.room_type_id
      JOIN property ON property.id = 1
      WHERE night.counted = 1 AND night.date >= ${p.from} AND night.date < ${p.to}
      GROUP BY night.date, night.room_type_id, bookedDaysOut`,
    ),
  )
  const lost = store.prepare((sql, p: Window & { since: number }) =>
    inSql<BookingRow>(
      sql,
      raw`
      SELECT night.room_type_id AS roomTypeId, night.date AS date,
        ${daysOut('reservation.created_at', p.offsetMs)} AS bookedDaysOut,
        ${daysOut('stay.ended_at', p.offsetMs)} AS endedDaysOut,
        count(*) AS rooms, sum(night.amount_minor) AS chargedMinor,
        sum(${isList(p.planId)}) AS listRooms, sum(${isList(p.planId)} * night.amount_minor) AS listMinor
      FROM stay INDEXED BY stay_by_end
      JOIN stay_night AS night ON night.stay_id = stay.id
      JOIN reservation ON reservation.id = stay.reservation_id
      JOIN room_type AS type ON type.id = night.room_type_id
      JOIN property ON property.id = 1
      WHERE stay.ended_at >= ${p.since} AND stay.status IN ('cancelled', 'no_show') AND night.counted = 0
        AND night.date >= ${p.from} AND night.date < ${p.to}
      GROUP BY night.date, night.room_type_id, bookedDaysOut, endedDaysOut`,
    ),
  )
  return {
    /**
     * By row id of the type, from the first night on that anything was sold; before it the hotel was not kept here.
     * @param offsetMs of the hotel's clock against UTC, as it is now: in the other half of the year one hour of bookings
     * around midnight counts to the day beside it.
     */
    byType(
      { from, to }: DateRange,
      plan: Pick<RatePlan, 'id'>,
      types: readonly Pick<RoomType, 'id'>[],
      offsetMs: number,
    ): { byType: Map<number, Map<IsoDate, PastNight>>; from: IsoDate | null; nights: number } {
      const window = { from, to, planId: plan.id, offsetMs }
      const rows = sold.all(window)
      const first = rows.reduce<IsoDate | null>(
        (earliest, { date }) => (earliest === null || date < earliest ? date : earliest),
        null,
      )
      if (first === null) return { byType: new Map(), from: null, nights: 0 }
      const since = (dayNumber(first) - MOST_DAYS_OUT) * DAY_MS
      const booked = Map.groupBy(rows.concat(lost.all({ ...window, from: first, since })), keyOf)
      const known = { from: first, to }
      const byType = new Map(
        types.map(({ id }) => {
          const stock = new Map(inventory.days(id, known).map((day) => [day.date, day]))
          const nights = nightsOf(known).flatMap((date) => {
            const day = stock.get(date)
            if (day === undefined) return []
            const bookings = booked.get(keyOf({ roomTypeId: id, date })) ?? []
            return [[date, pastNight(date, Math.max(0, day.total - day.blocked), bookings)] as const]
          })
          return [id, new Map(nights)] as const
        }),
      )
      return { byType, from: first, nights: nightsOf(known).length }
    },
    explain: (range: DateRange) => {
      const window = { ...range, planId: 1, offsetMs: 0 }
      return [...sold.explain(window), ...lost.explain({ ...window, since: 0 })]
    },
  }
}
export type ReadPastNights = ReturnType<typeof createPastNights>

const keyOf = ({ roomTypeId, date }: { roomTypeId: number; date: IsoDate }): string => `${roomTypeId}|${date}`
