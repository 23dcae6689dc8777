/** The marks of a restricted night in its cell: letters and numbers, the most binding first, as many as there is room for. Pure. */
import type { RestrictionsValue } from '../../shared/cells.ts'

export type RestrictionMark =
  | { readonly kind: 'closed' | 'arrival' | 'departure' }
  /** Nights that a stay may have, `3`, `≤7` or `3–7`. */
  | { readonly kind: 'stay'; readonly text: string }
  /** So many that find no room: the cell's name has them all. */
  | { readonly kind: 'more'; readonly text: string }

/** The least stay of a night: by arrival or for every stay through it, whichever is longer. */
export function minStayOf(restrictions: RestrictionsValue): number {
  return Math.max(restrictions.minLosArrival, restrictions.minLosThrough)
}

/** The longest stay of a night, of both ways of counting whichever is shorter; null without one. */
export function maxStayOf({ maxLosArrival, maxLosThrough }: RestrictionsValue): number | null {
  if (maxLosArrival === null) return maxLosThrough
  return maxLosThrough === null ? maxLosArrival : Math.min(maxLosArrival, maxLosThrough)
}

export function stayText(restrictions: RestrictionsValue): string {
  const least = minStayOf(restrictions)
  const most = maxStayOf(restrictions)
  if (most === null) return least > 1 ? String(least) : ''
  return least > 1 ? `${least}–${most}` : `≤${most}`
}

/** A closed night has its own mark alone: nothing else of it matters. */
export function restrictionMarks(restrictions: RestrictionsValue): RestrictionMark[] {
  if (restrictions.closed) return [{ kind: 'closed' }]
  const marks: RestrictionMark[] = []
  if (restrictions.closedToArrival) marks.push({ kind: 'arrival' })
  if (restrictions.closedToDeparture) marks.push({ kind: 'departure' })
  const text = stayText(restrictions)
  if (text !== '') marks.push({ kind: 'stay', text })
  return marks
}

/** Whether it must be booked so long before: a corner of the cell says it, which takes no room from the marks. */
export function isAdvanceBound({ closed, minAdvanceDays, maxAdvanceDays }: RestrictionsValue): boolean {
  return !closed && (minAdvanceDays !== null || maxAdvanceDays !== null)
}

/** Px of a cell between its edges; what a figure of the price and of a mark takes. */
const CELL = 52
const PRICE_FIGURE = 7.6
const MARK_FIGURE = 5.8
const MARK_EDGES = 6

function widthOf(mark: RestrictionMark): number {
  const figures = 'text' in mark ? mark.text.length : 1
  // The count has neither ground nor border.
  return figures * MARK_FIGURE + 1 + (mark.kind === 'more' ? 0 : MARK_EDGES)
}

/** What finds room beside a price of so many figures; the rest is counted by a last mark. One is always shown. */
export function fittingMarks(marks: readonly RestrictionMark[], priceFigures: number): RestrictionMark[] {
  const room = CELL - priceFigures * PRICE_FIGURE
  const fits = (some: readonly RestrictionMark[]) =>
    some.reduce((sum, mark) => sum + widthOf(mark), 0) <= room
  if (marks.length < 2 || fits(marks)) return [...marks]
  for (let shown = marks.length - 1; shown > 0; shown--) {
    const some = [
      ...marks.slice(0, shown),
      { kind: 'more', text: `+${marks.length - shown}` },
    ] satisfies RestrictionMark[]
    if (fits(some)) return some
  }
  return [{ kind: 'more', text: `+${marks.length}` }]
}
