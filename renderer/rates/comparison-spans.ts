/** The nights of a preview in as few ranges as the comparison takes: they may lie far apart, as Fridays of a year do. Pure. */
import { addDays, daysBetween, type IsoDate } from '../../shared/dates.ts'

/** As the contract takes them. */
export const MOST_COMPARED_DAYS = 120

/** @param nights in order; `to` is exclusive */
export function comparisonSpans(nights: readonly IsoDate[]): { from: IsoDate; to: IsoDate }[] {
  const spans: { from: IsoDate; to: IsoDate }[] = []
  for (const night of nights) {
    const open = spans.at(-1)
    const to = addDays(night, 1)
    if (open !== undefined && daysBetween(open.from, to) <= MOST_COMPARED_DAYS) open.to = to
    else spans.push({ from: night, to })
  }
  return spans
}
