/** The chart's keyboard cursor: on a day of a row, which is a stay's bar or a free night. Pure moves. */
import type { Placed } from './bar-layout.ts'
import type { ChartRow } from './chart-rows.ts'

export interface ChartCursor {
  readonly rowKey: string
  /** A day number; a bar is under the cursor when it covers the middle of that day. */
  readonly day: number
}

export type CursorMove =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'day-left'
  | 'day-right'
  | 'first-day'
  | 'last-day'
  | 'first-row'
  | 'last-row'
  | 'page-up'
  | 'page-down'

/** What the moves need to know of the chart; ends are exclusive. */
export interface CursorGround {
  readonly rows: readonly ChartRow[]
  /** Days that the timeline has. */
  readonly firstDay: number
  readonly endDay: number
  /** Whole days in sight. */
  readonly sightFrom: number
  readonly sightTo: number
  /** Rows that a page has. */
  readonly pageRows: number
}

/** Days that left and right go where no stay is loaded in that direction and the edge of sight is reached. */
const JUMP_DAYS = 14

export function barsOfRow(row: ChartRow | undefined): readonly Placed[] {
  return row === undefined || row.kind === 'group' ? [] : row.bars
}

export function barAt(row: ChartRow | undefined, day: number): Placed | undefined {
  return barsOfRow(row).find(({ start, end }) => start < day + 0.5 && end > day + 0.5)
}

/** First day whose middle the bar covers. */
export function dayOf(bar: { start: number }): number {
  return Math.floor(bar.start + 0.5)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}

/** The cursor's row, or the nearest that is left when it was folded away. */
export function rowOfCursor(rows: readonly ChartRow[], cursor: ChartCursor): ChartRow | undefined {
  return rows.find((row) => row.key === cursor.rowKey)
}

/**
 * Left and right jump to the next stay of the row; where none is loaded, to the edge of sight, then on by two weeks. With
 * `day-` they go one day. All others keep the day or the row.
 */
export function moveCursor(ground: CursorGround, cursor: ChartCursor, move: CursorMove): ChartCursor {
  const { rows, firstDay, endDay, sightFrom, sightTo, pageRows } = ground
  const at = Math.max(
    0,
    rows.findIndex((row) => row.key === cursor.rowKey),
  )
  const row = rows[at]
  if (row === undefined) return cursor
  const day = clamp(cursor.day, firstDay, endDay - 1)
  const toRow = (index: number) => ({ rowKey: (rows[clamp(index, 0, rows.length - 1)] ?? row).key, day })
  const toDay = (to: number) => ({ rowKey: row.key, day: clamp(to, firstDay, endDay - 1) })
  const here = barAt(row, day)
  const isStop = (bar: Placed) => bar !== here && barAt(row, dayOf(bar)) === bar
  switch (move) {
    case 'up':
      return toRow(at - 1)
    case 'down':
      return toRow(at + 1)
    case 'page-up':
      return toRow(at - pageRows)
    case 'page-down':
      return toRow(at + pageRows)
    case 'first-row':
      return toRow(0)
    case 'last-row':
      return toRow(rows.length - 1)
    case 'day-left':
      return toDay(day - 1)
    case 'day-right':
      return toDay(day + 1)
    case 'first-day':
      return toDay(sightFrom)
    case 'last-day':
      return toDay(sightTo - 1)
    case 'right': {
      const next = barsOfRow(row).find((bar) => dayOf(bar) > day && isStop(bar))
      if (next !== undefined) return toDay(dayOf(next))
      return toDay(day < sightTo - 1 ? sightTo - 1 : day + JUMP_DAYS)
    }
    case 'left': {
      const before = barsOfRow(row).findLast((bar) => dayOf(bar) < day && isStop(bar))
      if (before !== undefined) return toDay(dayOf(before))
      return toDay(day > sightFrom ? sightFrom : day - JUMP_DAYS)
    }
  }
}
