/** Values of fourteen days by their place in a chart; the business date is the eighth. Pure. */
import { daysBetween, type IsoDate } from '../../shared/dates.ts'

export const CHART_DAYS = 14
export const DAYS_BEFORE = 7

export interface ChartValue {
  readonly date: IsoDate
  /** Null: no value on that day. */
  readonly value: number | null
  readonly words: string
}

export interface Placed {
  readonly date: IsoDate
  /** 0 to 13 from the left. */
  readonly place: number
  readonly value: number
  readonly when: 'past' | 'today' | 'ahead'
}

/** Days without a value are left out, and so are days before the hotel's first; the others keep their place. */
export function placeValues(values: readonly ChartValue[], businessDate: IsoDate): Placed[] {
  return values.flatMap(({ date, value }) => {
    if (value === null) return []
    const after = daysBetween(businessDate, date)
    const when = after < 0 ? 'past' : after === 0 ? 'today' : 'ahead'
    return [{ date, place: after + DAYS_BEFORE, value, when }]
  })
}
