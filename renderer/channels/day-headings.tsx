/** The days above a table of cells or stock, `Sa 21`. */
import type { IsoDate } from '../../shared/dates.ts'
import { dayOfMonth, weekdayText } from '../formats.ts'

export function DayHeadings({ dates }: { dates: readonly IsoDate[] }) {
  return dates.map((date) => (
    <th key={date}>
      {weekdayText(date).slice(0, 2)} {dayOfMonth(date)}
    </th>
  ))
}
