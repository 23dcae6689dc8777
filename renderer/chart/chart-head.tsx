/** The chart's fixed top, months, days and occupancy, and the layer of day columns behind the rows. */
import { addDays, type IsoDate, weekday } from '../../shared/dates.ts'
import { counted, dayOfMonth, longDayText, monthText, weekdayText } from '../formats.ts'
import type { ChartWindow } from './chart-window.ts'

export function datesOf(window: ChartWindow): IsoDate[] {
  return Array.from({ length: window.days }, (_, day) => addDays(window.from, day))
}

function dayClass(base: string, date: IsoDate, businessDate: IsoDate): string {
  return `${base}${weekday(date) >= 6 ? ' is-weekend' : ''}${date === businessDate ? ' is-today' : ''}`
}

export function ChartHead({
  window,
  businessDate,
  rooms,
  occupancy,
}: {
  window: ChartWindow
  businessDate: IsoDate
  rooms: number
  /** Percent by day of the window; undefined while it loads. */
  occupancy: readonly (number | undefined)[]
}) {
  const dates = datesOf(window)
  const share = 100 / window.days
  const monthStarts = dates.flatMap((date, day) => (day === 0 || date.endsWith('-01') ? [{ date, day }] : []))
  return (
    <div className="chart-head">
      <div className="chart-corner">
        <div>Rooms</div>
        <div>{counted(rooms, 'room')}</div>
        <div>Occupancy</div>
      </div>
      <div className="chart-days">
        {monthStarts.map(({ date, day }, index) => (
          <div
            key={date}
            className="chart-month"
            style={{
              left: `${day * share}%`,
              width: `${((monthStarts[index + 1]?.day ?? window.days) - day) * share}%`,
            }}
          >
            {monthText(date)}
          </div>
        ))}
        {dates.map((date, day) => {
          const percent = occupancy[day]
          return (
            <div
              key={date}
              className={dayClass('chart-day', date, businessDate)}
              style={{ left: `${day * share}%`, width: `${share}%` }}
              title={longDayText(date)}
            >
              <div className="chart-day-name">
                <small>{window.days > 20 ? weekdayText(date).slice(0, 2) : weekdayText(date)}</small>
                {dayOfMonth(date)}
              </div>
              <div className={`chart-occupancy${percent !== undefined && percent >= 100 ? ' is-full' : ''}`}>
                {percent === undefined ? '' : `${Math.round(percent)}%`}
                {percent !== undefined && <i style={{ width: `${Math.min(percent, 100)}%` }} />}
              </div>
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Where in the business day the line of now is drawn: between departures and arrivals. */
const NOW_IN_DAY = 0.32

export function ChartColumns({ window, businessDate }: { window: ChartWindow; businessDate: IsoDate }) {
  const dates = datesOf(window)
  const share = 100 / window.days
  const today = dates.indexOf(businessDate)
  return (
    <div className="chart-columns" aria-hidden="true">
      {dates.map((date, day) => (
        <div
          key={date}
          className={dayClass('chart-column', date, businessDate)}
          style={{ left: `${day * share}%`, width: `${share}%` }}
        />
      ))}
      {today >= 0 && <div className="chart-now" style={{ left: `${(today + NOW_IN_DAY) * share}%` }} />}
    </div>
  )
}
