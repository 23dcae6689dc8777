/** The dates that something was noted about, as one range that covers them all, until it is taken. */
import { type DateRange, earlierOf, isoDate, laterOf } from '../../shared/dates.ts'

/** Every date of stay. */
export const ALL_DATES: DateRange = { from: isoDate('2000-01-01'), to: isoDate('2199-12-31') }

export interface DateSpan {
  note(range: DateRange): void
  /** Null when nothing was noted since it was last taken. */
  take(): DateRange | null
}

export function createDateSpan(first: DateRange | null): DateSpan {
  let span = first
  return {
    note: ({ from, to }) => {
      span = span === null ? { from, to } : { from: earlierOf(span.from, from), to: laterOf(span.to, to) }
    },
    take: () => {
      const taken = span
      span = null
      return taken
    },
  }
}
