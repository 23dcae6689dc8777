/** Folds the lanes of stays that have no room yet, where they would push the rooms off the screen. Pure. */
import type { ChartGroup, ChartLane } from './bar-layout.ts'

/** So many lanes of a type are shown when they are folded, or more to show what is overbooked; one more is not worth a fold. */
const SHOWN_WHEN_FOLDED = 3

export interface FoldedGroup extends ChartGroup {
  /** Stays that are there and not shown. */
  readonly folded: number
  /** Whether its lanes were unfolded and can be folded again. */
  readonly canFold: boolean
}

export function foldWaiting(group: ChartGroup, isUnfolded: boolean): FoldedGroup {
  const isWaiting = (lane: ChartLane) => lane.room === null
  const waiting = group.lanes.filter(isWaiting)
  const overbooked = waiting.filter((lane) => lane.bars.some(({ bar }) => bar.hasCase)).length
  const most = Math.max(SHOWN_WHEN_FOLDED, overbooked)
  const isLong = waiting.length > most + 1
  if (!isLong || isUnfolded) return { ...group, folded: 0, canFold: isLong }
  const shown = waiting.slice(0, most)
  return {
    ...group,
    lanes: [...shown, ...group.lanes.filter((lane) => !isWaiting(lane))],
    folded: waiting.slice(most).reduce((sum, lane) => sum + lane.bars.length, 0),
    canFold: false,
  }
}

/** What the button of a lane says, or null: the last lane that is shown unfolds, the first of many folds again. */
export function foldWords(group: FoldedGroup, lane: ChartLane): string | null {
  if (lane.room !== null) return null
  const isLastWaiting = group.lanes[group.lanes.indexOf(lane) + 1]?.room !== null
  if (group.folded > 0) return isLastWaiting ? `+${group.folded} more` : null
  return group.canFold && lane === group.lanes[0] ? 'Fold' : null
}
