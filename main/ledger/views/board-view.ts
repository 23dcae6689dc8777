/** The day board: who comes and goes on the business date, and fourteen days of the house in numbers. */
import type { BoardDay } from '../../../shared/contract/board.ts'
import { addDays, type DateRange, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { localDay } from '../property-clock.ts'
import type { Reading } from './reading.ts'
import type { StayLists } from './stay-lists.ts'

const DAYS_BEFORE = 7
const DAYS = 14
/** The same weekday of the year before. */
const YEAR_OF_WEEKS = 364

export function createBoardView(store: Store, parts: Parts, stays: StayLists) {
  const revenue = store.prepare((sql, p: DateRange) =>
    sql
      .selectFrom('stay_night')
      .select(['date', (eb) => eb.fn.sum<number>('amount_minor').as('minor')])
      .where('counted', '=', 1)
      .where('date', '>=', p.from)
      .where('date', '<', p.to)
      .groupBy('date'),
  )

  /** Days with inventory, in order. */
  function daysOf({ catalog }: Reading, range: DateRange): BoardDay[] {
    const minors = new Map(
      revenue.all({ from: range.from, to: range.to }).map(({ date, minor }) => [date, minor]),
    )
    const found = new Map<IsoDate, { sold: number; rooms: number }>()
    for (const roomType of catalog.roomTypes.all) {
      for (const day of parts.inventory.days(roomType.id, range)) {
        const sum = found.get(day.date) ?? { sold: 0, rooms: 0 }
        sum.sold += day.booked
        sum.rooms += day.total - day.blocked
        found.set(day.date, sum)
      }
    }
    return nightsOf(range).flatMap((date) => {
      const day = found.get(date)
      return day === undefined ? [] : [{ date, ...day, revenueMinor: minors.get(date) ?? 0 }]
    })
  }

  return {
    day(reading: Reading): ReturnType<LedgerQueries['board']> {
      const { businessDate, currency, timeZone } = reading.property
      const from = addDays(businessDate, -DAYS_BEFORE)
      const yearBefore = addDays(businessDate, -YEAR_OF_WEEKS)
      const inHouse = stays.inHouse(reading).stays
      const departed = stays.departedSince(reading, addDays(businessDate, -1))
      return {
        businessDate,
        currency,
        days: daysOf(reading, { from, to: addDays(from, DAYS) }),
        yearBefore: daysOf(reading, { from: yearBefore, to: addDays(yearBefore, 1) })[0] ?? null,
        arrivals: {
          due: stays.arrivals(reading).stays,
          done: inHouse.filter((stay) => stay.arrival === businessDate),
        },
        departures: {
          due: stays.departures(reading).stays,
          done: departed.filter(
            ({ checkedOutAt }) =>
              checkedOutAt !== null && localDay(checkedOutAt, timeZone).businessDate === businessDate,
          ),
        },
        inHouse: {
          rooms: inHouse.length,
          guests: inHouse.reduce((sum, stay) => sum + stay.adults + stay.children, 0),
        },
      }
    },
  }
}
