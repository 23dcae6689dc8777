/** Which days the chart shows: a span from a first day, which starts a little before the business date. */
import { addDays, type IsoDate } from '../../shared/dates.ts'

export const SPANS = { week: 7, twoWeeks: 14, month: 31 } as const
export type SpanName = keyof typeof SPANS

export interface ChartWindow {
  readonly from: IsoDate
  /** Columns, from 1 to 99. */
  readonly days: number
}

/** Days of the past that stay in sight when the chart follows the business date. */
const DAYS_BEFORE: Record<SpanName, number> = { week: 1, twoWeeks: 2, month: 3 }

export function chartWindow(from: IsoDate | null, span: SpanName, businessDate: IsoDate): ChartWindow {
  return { from: from ?? addDays(businessDate, -DAYS_BEFORE[span]), days: SPANS[span] }
}

/** The first day after moving by one span, back (-1) or ahead (1). */
export function pageChart(window: ChartWindow, direction: -1 | 1): IsoDate {
  return addDays(window.from, direction * window.days)
}
