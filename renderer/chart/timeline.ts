/**
 * The chart's geometry: days across, rows down, and the window of both that is in the DOM. The window moves in steps, so
 * that most frames of a scroll render nothing: by strips of 14 days, which are also the memoised unit, and by 10 rows.
 */
import { addDays, dayNumber, fromDayNumber, type IsoDate } from '../../shared/dates.ts'

export const STRIP_DAYS = 14
const ROW_STEP = 10
/** What is in the DOM beyond each edge, so that a scroll that outruns a frame still meets bars. */
const DAYS_BEYOND = 3
const ROWS_BEYOND = 3

/** Measures that chart.css repeats: the room column, the head, a row of a type, a bar. */
export const ROOMS_WIDTH = 132
export const HEAD_HEIGHT = 78
export const GROUP_HEIGHT = 26
export const BAR_HEIGHT = 22

export const ZOOM_NAMES = ['week', 'twoWeeks', 'month', 'quarter'] as const
export type ZoomName = (typeof ZOOM_NAMES)[number]

interface Zoom {
  /** Days that Earlier and Later go, and that fit a narrow screen. */
  readonly days: number
  /** Days of the past in sight when the chart follows the business date. */
  readonly daysBefore: number
  readonly pxPerDay: number
}

export const ZOOMS: Readonly<Record<ZoomName, Zoom>> = {
  week: { days: 7, daysBefore: 1, pxPerDay: 112 },
  twoWeeks: { days: 14, daysBefore: 2, pxPerDay: 72 },
  month: { days: 31, daysBefore: 3, pxPerDay: 46 },
  quarter: { days: 91, daysBefore: 7, pxPerDay: 22 },
}
/** Below this a day's number no longer fits its column. */
const LEAST_PX_PER_DAY = 22

const DAYS_BACK = 365

/** Day numbers as in shared/dates.ts; `endDay` is exclusive. */
export interface Timeline {
  readonly firstDay: number
  readonly endDay: number
  readonly px: number
}

/**
 * From about a year back to the horizon. The first day is a strip's own, so that the places of days move once in two
 * weeks and not with every business date. `viewWidth` in px, without the room column.
 */
export function timelineOf(
  hotel: { readonly businessDate: IsoDate; readonly horizon: IsoDate },
  zoomName: ZoomName,
  viewWidth: number,
): Timeline {
  const zoom = ZOOMS[zoomName]
  const back = dayNumber(hotel.businessDate) - DAYS_BACK
  const fitting = Math.floor(viewWidth / zoom.days)
  return {
    firstDay: stripOf(back) * STRIP_DAYS,
    endDay: Math.max(dayNumber(hotel.horizon), dayNumber(hotel.businessDate) + 1),
    px: Math.min(zoom.pxPerDay, Math.max(LEAST_PX_PER_DAY, fitting)),
  }
}

/** The strip that a day belongs to, counted from 1970 as days are. */
export function stripOf(day: number): number {
  return Math.floor(day / STRIP_DAYS)
}

export function xOf(timeline: Timeline, day: number): number {
  return (day - timeline.firstDay) * timeline.px
}

/** With its fraction: where in the day. */
export function dayAtX(timeline: Timeline, x: number): number {
  return timeline.firstDay + x / timeline.px
}

export function widthOf(timeline: Timeline): number {
  return (timeline.endDay - timeline.firstDay) * timeline.px
}

/** The first day in sight of a chart that follows the business date. */
export function homeDate(businessDate: IsoDate, zoom: ZoomName): IsoDate {
  return addDays(businessDate, -ZOOMS[zoom].daysBefore)
}

/** The days of a strip that the timeline has. */
export function daysOfStrip(timeline: Timeline, strip: number): IsoDate[] {
  const first = Math.max(strip * STRIP_DAYS, timeline.firstDay)
  const end = Math.min((strip + 1) * STRIP_DAYS, timeline.endDay)
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => fromDayNumber(first + index))
}

export interface RowPlace {
  readonly top: number
  readonly height: number
}

/** The index of the row at `y` px from the first one's top; the nearest one beyond either end. */
export function rowAt(rows: readonly RowPlace[], y: number): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((rows[middle]?.top ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}

/** What the scroller shows, in px of the body: without the room column and the head. */
export interface View {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Ends are exclusive. */
export interface ChartWindow {
  readonly firstStrip: number
  readonly endStrip: number
  readonly firstRow: number
  readonly endRow: number
}

export function windowOf(timeline: Timeline, rows: readonly RowPlace[], view: View): ChartWindow {
  const from = Math.max(timeline.firstDay, dayAtX(timeline, view.left) - DAYS_BEYOND)
  const to = Math.min(timeline.endDay, dayAtX(timeline, view.left + view.width) + DAYS_BEYOND)
  const firstRow = Math.max(0, rowAt(rows, view.top) - ROWS_BEYOND)
  const endRow = Math.min(rows.length, rowAt(rows, view.top + view.height) + 1 + ROWS_BEYOND)
  return {
    firstStrip: stripOf(from),
    endStrip: Math.max(stripOf(from) + 1, Math.ceil(to / STRIP_DAYS)),
    firstRow: Math.floor(firstRow / ROW_STEP) * ROW_STEP,
    endRow: Math.min(rows.length, Math.ceil(endRow / ROW_STEP) * ROW_STEP),
  }
}

export function isSameWindow(a: ChartWindow, b: ChartWindow): boolean {
  return (
    a.firstStrip === b.firstStrip &&
    a.endStrip === b.endStrip &&
    a.firstRow === b.firstRow &&
    a.endRow === b.endRow
  )
}

/** The least scroll that brings `from`..`to` into `view.start`..`view.start + view.size`. */
export function scrollInto(view: { start: number; size: number }, from: number, to: number): number {
  if (from < view.start || to - from > view.size) return from
  return to > view.start + view.size ? to - view.size : view.start
}
