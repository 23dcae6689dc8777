/** The grid's fixed top, months, days and the hotel's occupancy, drawn in strips as the rows are; and a type's rooms left. */
import { memo } from 'react'
import { fromDayNumber } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { dayOfMonth, longDayText, monthText, percentText, weekdayText, wholeText } from '../formats.ts'
import { signedWhole } from './cell-name.ts'
import { COLUMN } from './grid-layout.ts'
import { weekdayOf } from './painting.ts'

type Grid = Answers['rates']['grid']

const WEEK = 7

export const HeadStrip = memo(function HeadStrip({
  first,
  last,
  start,
  today,
  occupancy,
  season,
  events,
  blockFirst,
}: {
  first: number
  last: number
  start: number
  today: number
  /** Of the block that holds the strip; undefined while it loads. */
  occupancy: readonly number[] | undefined
  season: Grid['season'] | undefined
  events: Grid['events'] | undefined
  blockFirst: number
}) {
  return (
    <div className="rates-strip" style={{ left: (first - start) * COLUMN }}>
      {Array.from({ length: last - first + 1 }, (_, index) => {
        const day = first + index
        const date = fromDayNumber(day)
        const percent = occupancy?.[day - blockFirst]
        const here = season?.[day - blockFirst] ?? null
        const before = season?.[day - 1 - blockFirst] ?? null
        const weekBefore = season?.[day - WEEK - blockFirst] ?? null
        // Where it begins, and again from strip to strip, as it may be longer than what is in sight.
        const isNamed =
          here !== null && (here.id !== before?.id || (index === 0 && here.id === weekBefore?.id))
        const event = events?.find(({ from }) => from === date)
        const classes = ['rates-day']
        if (weekdayOf(day) >= 6) classes.push('is-weekend')
        if (day === today) classes.push('is-today')
        return (
          <div key={day} className={classes.join(' ')} title={longDayText(date)}>
            <div className={`rates-season${here === null ? '' : ` is-season-${here.colour}`}`}>
              {event !== undefined ? (
                <span className="rates-event">◆ {event.name}</span>
              ) : (
                isNamed && <span>{here.name}</span>
              )}
            </div>
            <div className="rates-day-name">
              <small>{weekdayText(date).slice(0, 2)}</small>
              {dayOfMonth(date)}
            </div>
            <div className={`rates-occupancy${percent !== undefined && percent >= 100 ? ' is-full' : ''}`}>
              {percent === undefined ? '' : percentText(percent / 100)}
              {percent !== undefined && <i style={{ width: `${Math.min(Math.max(percent, 0), 100)}%` }} />}
            </div>
          </div>
        )
      })}
    </div>
  )
})

/** Each month over its days; its name stays in sight while any of them is. */
export const Months = memo(function Months({
  first,
  last,
  start,
}: {
  first: number
  last: number
  start: number
}) {
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  const starts = days.filter((day) => day === first || fromDayNumber(day).endsWith('-01'))
  return starts.map((day, index) => (
    <div
      key={day}
      className="rates-month"
      style={{ left: (day - start) * COLUMN, width: ((starts[index + 1] ?? last + 1) - day) * COLUMN }}
    >
      <span>{monthText(fromDayNumber(day))}</span>
    </div>
  ))
})

export const LeftStrip = memo(function LeftStrip({
  first,
  last,
  start,
  left,
  pickUp,
  blockFirst,
}: {
  first: number
  last: number
  start: number
  left: readonly (number | null)[] | undefined
  /** Rooms gained, shown beside what is left; undefined where they are not to be shown. */
  pickUp: readonly number[] | undefined
  blockFirst: number
}) {
  return (
    <div
      className="rates-strip"
      style={{ left: (first - start) * COLUMN, width: (last - first + 1) * COLUMN }}
    >
      {Array.from({ length: last - first + 1 }, (_, index) => {
        const rooms = left?.[first + index - blockFirst]
        const gained = pickUp?.[first + index - blockFirst] ?? 0
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its day
            key={index}
            className={`rates-left${rooms !== undefined && rooms !== null && rooms < 1 ? ' is-none' : ''}`}
          >
            {rooms === undefined || rooms === null ? '' : wholeText(rooms)}
            {gained !== 0 && <b className={gained < 0 ? 'is-lost' : undefined}>{signedWhole(gained)}</b>}
          </span>
        )
      })}
    </div>
  )
})
