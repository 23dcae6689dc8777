/** Folds the lanes of stays that have no room yet, where they would push the rooms off the screen. Pure. */
import type { PlacedStay } from './bar-layout.ts'

/** So many lanes of a type are shown when they are folded, or more to show what is overbooked; one more is not worth a fold. */
const SHOWN_WHEN_FOLDED = 3

export interface FoldedLanes {
  readonly shown: readonly (readonly PlacedStay[])[]
  /** Stays within the given days that are there and not shown. */
  readonly hidden: number
  /** Whether its lanes were unfolded and can be folded again. */
  readonly canFold: boolean
}

export function foldLanes(
  lanes: readonly (readonly PlacedStay[])[],
  isUnfolded: boolean,
  days: { readonly from: number; readonly to: number },
): FoldedLanes {
  const overbooked = lanes.filter((lane) => lane.some(({ bar }) => bar.hasCase)).length
  const most = Math.max(SHOWN_WHEN_FOLDED, overbooked)
  const isLong = lanes.length > most + 1
  if (!isLong || isUnfolded) return { shown: lanes, hidden: 0, canFold: isLong }
  const hidden = lanes
    .slice(most)
    .flatMap((lane) => lane.filter(({ start, end }) => start < days.to && end > days.from))
  return { shown: lanes.slice(0, most), hidden: hidden.length, canFold: false }
}
