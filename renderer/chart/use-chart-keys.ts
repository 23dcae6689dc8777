/** The keyboard on the grid: the cursor, or a stay that is being moved, or the shortcuts of what is under the cursor. */
import type { KeyboardEvent } from 'react'
import { addDays, dayNumber, fromDayNumber } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import type { Placed } from './bar-layout.ts'
import { type ChartCursor, type CursorMove, moveCursor, rowOfCursor } from './chart-cursor.ts'
import { chartKey } from './chart-keys.ts'
import type { ChartRow } from './chart-rows.ts'
import type { CardSubject, HoverCardState } from './hover-card.tsx'
import { dayAtX, type Timeline } from './timeline.ts'
import type { ChartChange } from './use-chart-change.ts'
import type { ChartScroll } from './use-chart-scroll.ts'

interface KeyGround {
  readonly timeline: Timeline
  readonly scroll: ChartScroll
  readonly rows: readonly ChartRow[]
  readonly cursor: ChartCursor | null
  readonly cursorRow: ChartRow | undefined
  readonly cursorBar: Placed | undefined
  readonly change: ChartChange
  readonly card: HoverCardState
  /** Nothing can be changed: the host is away, or it is looked back. */
  readonly isStill: boolean
  readonly onCursor: (cursor: ChartCursor | null) => void
  readonly onCollapse: (roomTypeId: string) => void
  readonly onFoldAll: () => void
  readonly onPage: (direction: -1 | 1) => void
  readonly onToday: () => void
  sellAt(row: ChartRow | undefined, day: number): void
  openPlaced(subject: CardSubject): void
  /** Why so many rooms of the row's type are left on a day. */
  askWhy(row: ChartRow, day: number): void
}

const STEPS: Partial<Record<CursorMove, readonly [rows: number, days: number]>> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
  'day-left': [0, -1],
  'day-right': [0, 1],
}

export function useChartKeys(ground: KeyGround): (event: KeyboardEvent) => void {
  const { timeline, scroll, rows, cursor, cursorRow, cursorBar, change, card, isStill } = ground
  const { hotel } = useHotel()
  const open = useDeskState((state) => state.open)
  const subject: CardSubject | null =
    cursorBar === undefined || cursorRow === undefined || cursorRow.kind === 'group'
      ? null
      : { placed: cursorBar, row: cursorRow }

  function move(to: CursorMove) {
    const view = scroll.view()
    const sightFrom = Math.ceil(dayAtX(timeline, view.left) - 0.01)
    const sightTo = Math.floor(dayAtX(timeline, view.left + view.width))
    const next =
      cursor === null || cursorRow === undefined
        ? startOf(view.top, sightFrom, sightTo)
        : moveCursor(
            {
              rows,
              firstDay: timeline.firstDay,
              endDay: timeline.endDay,
              sightFrom,
              sightTo,
              pageRows: Math.max(1, Math.floor(view.height / (cursorRow?.height ?? 30)) - 1),
            },
            cursor,
            to,
          )
    if (next === null) return
    ground.onCursor(next)
    const row = rowOfCursor(rows, next)
    if (row !== undefined) scroll.reveal(row, next.day, next.day + 1)
  }

  /** Where the cursor begins: today in the first lane in sight. */
  function startOf(top: number, sightFrom: number, sightTo: number): ChartCursor | null {
    const row = rows.find((each) => each.kind !== 'group' && each.top >= top) ?? rows[0]
    const today = dayNumber(hotel.businessDate)
    const day = today >= sightFrom && today < sightTo ? today : sightFrom
    return row === undefined ? null : { rowKey: row.key, day }
  }

  function block() {
    if (isStill || cursor === null) return
    if (subject?.placed.kind === 'block') {
      ground.openPlaced(subject)
      return
    }
    const room = cursorRow !== undefined && cursorRow.kind === 'room' ? cursorRow.room : null
    if (room === null || subject !== null || cursor.day < dayNumber(hotel.businessDate)) return
    const from = fromDayNumber(cursor.day)
    open({ kind: 'block', roomId: room.id, from, to: addDays(from, 1) })
  }

  function enter() {
    if (change.isByKeys()) change.finish()
    else if (cursor === null) return
    else if (cursorRow?.kind === 'group') ground.onCollapse(cursorRow.roomType.id)
    else if (subject !== null) ground.openPlaced(subject)
    else if (!isStill) ground.sellAt(cursorRow, cursor.day)
  }

  return (event) => {
    const act = chartKey(event)
    if (act === null) return
    if (act.kind === 'escape') {
      if (!change.isByKeys() && card.shown === null) return
      // Only this: what lies under it stays.
      event.stopPropagation()
      change.cancel()
      card.hide()
      return
    }
    event.preventDefault()
    if (act.kind === 'card') {
      if (subject !== null && !change.isByKeys()) card.toggle(subject)
      return
    }
    card.hide()
    switch (act.kind) {
      case 'cursor': {
        const step = change.isByKeys() ? STEPS[act.move] : undefined
        if (step !== undefined) change.step(...step)
        else if (!change.isByKeys()) move(act.move)
        break
      }
      case 'page':
        ground.onPage(act.direction)
        break
      case 'change':
        if (subject !== null) change.begin(subject.row, subject.placed, act.handle)
        break
      case 'block':
        block()
        break
      case 'today':
        ground.onToday()
        break
      case 'fold':
        ground.onFoldAll()
        break
      case 'why':
        if (cursor !== null && cursorRow !== undefined) ground.askWhy(cursorRow, cursor.day)
        break
      case 'enter':
        enter()
        break
    }
  }
}
