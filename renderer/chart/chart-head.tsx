// biome-ignore-all lint/a11y/useSemanticElements: the grid is not a table
/** The chart's fixed top, months, days and occupancy, and the day columns behind the rows; by strips as the rows are. */
import { memo } from 'react'
import { dayNumber, fromDayNumber, type IsoDate, weekday } from '../../shared/dates.ts'
import { dayOfMonth, longDayText, monthText, percentText, weekdayText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { ChartData } from './chart-data.ts'
import { daysOfStrip, STRIP_DAYS, type Timeline, widthOf, xOf } from './timeline.ts'

/** Px a day: the weekday is written out, in two letters, or not at all; a percentage with its sign or without. */
const WEEKDAY_FROM = 64
const SHORT_WEEKDAY_FROM = 34
const PERCENT_SIGN_FROM = 34

function dayClass(base: string, date: IsoDate, businessDate: IsoDate): string {
  return `${base}${weekday(date) >= 6 ? ' is-weekend' : ''}${date === businessDate ? ' is-today' : ''}`
}

function weekdayIn(date: IsoDate, px: number): string | null {
  if (px >= WEEKDAY_FROM) return weekdayText(date)
  return px >= SHORT_WEEKDAY_FROM ? weekdayText(date).slice(0, 2) : null
}

const HeadStrip = memo(function HeadStrip({
  strip,
  timeline,
  businessDate,
  occupancy,
}: {
  strip: number
  timeline: Timeline
  businessDate: IsoDate
  /** Percent by day of the strip; undefined while it is not loaded. */
  occupancy: readonly number[] | undefined
}) {
  return daysOfStrip(timeline, strip).map((date) => {
    const day = dayNumber(date)
    const percent = occupancy?.[day - strip * STRIP_DAYS]
    // Days before the hotel's first one are over and empty: they say nothing rather than 0 %.
    const isKnown = percent !== undefined && (percent > 0 || date >= businessDate)
    const name = weekdayIn(date, timeline.px)
    return (
      <div
        key={day}
        className={dayClass('chart-day', date, businessDate)}
        style={{ left: xOf(timeline, day), width: timeline.px }}
        title={longDayText(date)}
      >
        <div className="chart-day-name">
          {name !== null && <small>{name}</small>}
          {dayOfMonth(date)}
        </div>
        <div className={`chart-occupancy${isKnown && percent >= 100 ? ' is-full' : ''}`}>
          {isKnown && (timeline.px >= PERCENT_SIGN_FROM ? percentText(percent / 100) : String(percent))}
          {isKnown && <i style={{ width: `${Math.min(percent, 100)}%` }} />}
        </div>
      </div>
    )
  })
})

interface Month {
  readonly date: IsoDate
  readonly from: number
  readonly end: number
}

function monthsBetween(firstDay: number, endDay: number): Month[] {
  const months: Month[] = []
  for (let day = firstDay; day < endDay; day += 1) {
    const date = fromDayNumber(day)
    const last = months.at(-1)
    if (last === undefined || date.endsWith('-01')) months.push({ date, from: day, end: day + 1 })
    else months[months.length - 1] = { ...last, end: day + 1 }
  }
  return months
}

interface StripProps {
  readonly timeline: Timeline
  readonly businessDate: IsoDate
  readonly firstStrip: number
  readonly endStrip: number
}

function stripsOf({ firstStrip, endStrip }: StripProps): number[] {
  return Array.from({ length: endStrip - firstStrip }, (_, index) => firstStrip + index)
}

export const ChartHead = memo(function ChartHead({
  data,
  rooms,
  ...strips
}: StripProps & { data: ChartData; rooms: number }) {
  const { timeline, businessDate, firstStrip, endStrip } = strips
  const months = monthsBetween(
    Math.max(timeline.firstDay, firstStrip * STRIP_DAYS),
    Math.min(timeline.endDay, endStrip * STRIP_DAYS),
  )
  return (
    <div className="chart-head" aria-hidden="true">
      <div className="chart-corner">
        <div>{t('chart.rooms')}</div>
        <div>{t('common.rooms', { count: rooms })}</div>
        <div>{t('chart.occupancy')}</div>
      </div>
      <div className="chart-days" style={{ width: widthOf(timeline) }}>
        {months.map(({ date, from, end }) => (
          <div
            key={date.slice(0, 7)}
            className="chart-month"
            style={{ left: xOf(timeline, from), width: (end - from) * timeline.px }}
          >
            <b>{monthText(date)}</b>
          </div>
        ))}
        {stripsOf(strips).map((strip) => (
          <HeadStrip
            key={strip}
            strip={strip}
            timeline={timeline}
            businessDate={businessDate}
            occupancy={data.occupancyOf(strip)}
          />
        ))}
      </div>
    </div>
  )
})

/** Where in the business day the line of now is drawn: between departures and arrivals. */
const NOW_IN_DAY = 0.32

const ColumnStrip = memo(function ColumnStrip({
  strip,
  timeline,
  businessDate,
}: {
  strip: number
  timeline: Timeline
  businessDate: IsoDate
}) {
  return daysOfStrip(timeline, strip).map((date) => (
    <div
      key={date}
      className={dayClass('chart-column', date, businessDate)}
      style={{ left: xOf(timeline, dayNumber(date)), width: timeline.px }}
    />
  ))
})

/** One plain rectangle per day: a repeating gradient on a body of this size costs twice the frame. */
export const ChartColumns = memo(function ChartColumns({
  data,
  ...strips
}: StripProps & { data: ChartData }) {
  const { timeline, businessDate } = strips
  return (
    <div className="chart-columns" aria-hidden="true">
      {stripsOf(strips).map((strip) => (
        <ColumnStrip key={strip} strip={strip} timeline={timeline} businessDate={businessDate} />
      ))}
      {stripsOf(strips)
        .filter((strip) => !data.isLoaded(strip * STRIP_DAYS))
        .map((strip) => (
          <div
            key={strip}
            className="chart-unloaded"
            style={{ left: xOf(timeline, strip * STRIP_DAYS), width: STRIP_DAYS * timeline.px }}
          />
        ))}
      <div className="chart-now" style={{ left: xOf(timeline, dayNumber(businessDate) + NOW_IN_DAY) }} />
    </div>
  )
})
