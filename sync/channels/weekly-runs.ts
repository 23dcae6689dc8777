/** Ranges of one value that come back every week, as one run with a weekday mask: dearer weekends of a year are two runs instead of 104 ranges. */
import type { SendRange } from '../../shared/contract/sync-link.ts'
import { addDays, daysBetween, type IsoDate, nightsOf, weekday } from '../../shared/dates.ts'

export interface WeeklyRun {
  /** From the first night to the day after the last one. */
  readonly range: SendRange
  /** 1 (Monday) to 7, in order: the nights of `range` that are meant; null: all of them. */
  readonly weekdays: readonly number[] | null
  /** Indexes of the ranges that it stands for. */
  readonly members: readonly number[]
}

/** Fewer ranges than this are written as they are: a mask would be harder to read and no shorter. */
const FEWEST = 3
const WEEK = 7

/**
 * Ranges of one product and value become a run where a weekly pattern says exactly their nights, in the place of the first of them. A night
 * belongs to one range of a batch, so that the order of runs does not matter.
 */
export function weeklyRuns(ranges: readonly SendRange[]): WeeklyRun[] {
  const alike = new Map<string, number[]>()
  for (const [index, { facet, roomCode, rateCode, value }] of ranges.entries()) {
    const key = JSON.stringify([facet, roomCode, rateCode, value])
    const members = alike.get(key)
    if (members === undefined) alike.set(key, [index])
    else members.push(index)
  }
  const runs = [...alike.values()].flatMap((members) => {
    const joined = members.length < FEWEST ? null : joinedRun(ranges, members)
    return joined ?? members.map((index): WeeklyRun => single(ranges, index))
  })
  return runs.sort((one, other) => (one.members[0] ?? 0) - (other.members[0] ?? 0))
}

function single(ranges: readonly SendRange[], index: number): WeeklyRun {
  const range = ranges[index]
  if (range === undefined) throw new Error(`a batch of ${ranges.length} ranges has no range ${index}`)
  return { range, weekdays: null, members: [index] }
}

/** Null where no weekdays between the first and the last night are exactly the nights of these ranges. */
function joinedRun(ranges: readonly SendRange[], members: readonly number[]): WeeklyRun | null {
  const nights = new Set(members.flatMap((index) => nightsOf(single(ranges, index).range)))
  const sorted = [...nights].toSorted()
  const [from, last] = [sorted[0], sorted.at(-1)]
  if (from === undefined || last === undefined) return null
  const to = addDays(last, 1)
  const weekdays = [...new Set(sorted.map(weekday))].toSorted((one, other) => one - other)
  if (weekdays.length === WEEK || !isExactly(nights, { from, to }, weekdays)) return null
  return { range: { ...single(ranges, members[0] ?? 0).range, from, to }, weekdays, members }
}

function isExactly(
  nights: ReadonlySet<IsoDate>,
  span: { readonly from: IsoDate; readonly to: IsoDate },
  weekdays: readonly number[],
): boolean {
  // No more weeks than nights: a span that is mostly empty is not walked through.
  if (daysBetween(span.from, span.to) > nights.size * WEEK) return false
  return nightsOf(span).every((night) => nights.has(night) === weekdays.includes(weekday(night)))
}
