/** The chart's keyboard cursor: on a day of a lane, which is a stay's bar or a free night. Pure moves. */
import type { ChartLane, PlacedBar } from './bar-layout.ts'

export interface ChartCursor {
  readonly lane: number
  /** Column of the window; a bar is under the cursor when it covers the middle of that day. */
  readonly day: number
}

export type CursorMove = 'left' | 'right' | 'up' | 'down' | 'day-left' | 'day-right' | 'first' | 'last'

export function barAt(lane: ChartLane | undefined, day: number): PlacedBar | undefined {
  return lane?.bars.find(({ start, end }) => start < day + 1 && end > day + 0.5)
}

/** First column whose middle the bar covers. */
export function dayOf(bar: PlacedBar): number {
  return Math.max(0, Math.ceil(bar.start - 0.999))
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most)
}

/**
 * Left and right jump to the next stay of the lane, or to the edge of the window when there is none; with `day-`
 * they go one day. Up and down keep the day.
 */
export function moveCursor(
  lanes: readonly ChartLane[],
  days: number,
  cursor: ChartCursor,
  move: CursorMove,
): ChartCursor {
  const lane = clamp(cursor.lane, lanes.length - 1)
  const day = clamp(cursor.day, days - 1)
  const bars = lanes[lane]?.bars ?? []
  const here = barAt(lanes[lane], day)
  switch (move) {
    case 'up':
      return { lane: clamp(lane - 1, lanes.length - 1), day }
    case 'down':
      return { lane: clamp(lane + 1, lanes.length - 1), day }
    case 'day-left':
      return { lane, day: clamp(day - 1, days - 1) }
    case 'day-right':
      return { lane, day: clamp(day + 1, days - 1) }
    case 'first':
      return { lane: 0, day }
    case 'last':
      return { lane: lanes.length - 1, day }
    case 'right': {
      const next = bars.find(
        (bar) => bar !== here && dayOf(bar) > day && barAt(lanes[lane], dayOf(bar)) === bar,
      )
      return { lane, day: next === undefined ? days - 1 : dayOf(next) }
    }
    case 'left': {
      const before = bars.findLast(
        (bar) => bar !== here && dayOf(bar) < day && barAt(lanes[lane], dayOf(bar)) === bar,
      )
      return { lane, day: before === undefined ? 0 : dayOf(before) }
    }
  }
}
