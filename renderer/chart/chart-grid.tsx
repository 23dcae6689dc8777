// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold bars that span parts of days
/** The grid itself: one tab stop with a cursor, the window of rows and days in the DOM, drags, and the hover card. */
import { type MouseEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { dayNumber, fromDayNumber } from '../../shared/dates.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import { barAt, type ChartCursor, dayOf, rowOfCursor } from './chart-cursor.ts'
import type { ChartData } from './chart-data.ts'
import { ChartColumns, ChartHead } from './chart-head.tsx'
import { type ChartRow, heightOf } from './chart-rows.ts'
import { freeCellName, groupCellName } from './chart-words.ts'
import { type CardSubject, HoverCard, useHoverCard } from './hover-card.tsx'
import { PinnedNames } from './pinned-names.ts'
import { type CursorMark, GroupView, LaneView, RowHead } from './row-views.tsx'
import { HEAD_HEIGHT, ROOMS_WIDTH, STRIP_DAYS, stripOf, type Timeline, widthOf, xOf } from './timeline.ts'
import { useChartChange } from './use-chart-change.ts'
import { useChartKeys } from './use-chart-keys.ts'
import type { ChartScroll } from './use-chart-scroll.ts'

const CELL_ID = 'chart-cell'

interface GridProps {
  readonly timeline: Timeline
  readonly scroll: ChartScroll
  readonly data: ChartData
  readonly rows: readonly ChartRow[]
  /** Epoch ms when it is looked back: nothing can be changed then. */
  readonly asOf: number | null
  readonly isLoading: boolean
  readonly cursor: ChartCursor | null
  readonly onCursor: (cursor: ChartCursor | null) => void
  readonly onCollapse: (roomTypeId: string) => void
  readonly onFold: (roomTypeId: string) => void
  readonly onFoldAll: () => void
  readonly onPage: (direction: -1 | 1) => void
  readonly onToday: () => void
}

export function ChartGrid(props: GridProps) {
  const { timeline, scroll, data, rows, asOf, cursor, onCursor, onCollapse, onFold } = props
  const { hotel } = useHotel()
  const { page } = useDesk()
  const isStill = useIsAway() || asOf !== null
  const openReservation = useDeskState((state) => state.openReservation)
  const open = useDeskState((state) => state.open)
  const layer = useRef<HTMLDivElement>(null)
  const { scroller, window } = scroll
  const businessDay = dayNumber(data.businessDate)

  useLayoutEffect(() => scroll.layOut(rows), [scroll.layOut, rows])
  useNamesAtEdge(scroll, rows, timeline)

  const card = useHoverCard(page)
  useEffect(() => scroll.onScroll((rests) => rests || card.hide()), [scroll.onScroll, card.hide])
  const change = useChartChange({ ...props, isStill, layer, onBegin: card.hide })

  const cursorRow = cursor === null ? undefined : rowOfCursor(rows, cursor)
  const cursorBar = cursor === null ? undefined : barAt(cursorRow, cursor.day)
  const mark = useMemo(
    () => (cursor === null || cursorRow === undefined ? null : markOf(cursor, cursorRow, data, timeline)),
    [cursor, cursorRow, data, timeline],
  )
  const sellAt = useCallback(
    (row: ChartRow | undefined, day: number) => {
      if (row?.kind === 'room' && row.room !== null && day >= businessDay && asOf === null)
        open({ kind: 'sale', arrival: fromDayNumber(day), roomId: row.room.id })
    },
    [open, businessDay, asOf],
  )
  function askWhy(row: ChartRow, day: number) {
    if (asOf === null && day >= businessDay)
      open({ kind: 'whyLeft', roomTypeId: row.roomType.id, date: fromDayNumber(day) })
  }
  const openPlaced = useCallback(
    (subject: CardSubject) => {
      // What stands there now may be another thing: looking back, a bar tells only what it was.
      if (asOf !== null) {
        card.toggle(subject)
        return
      }
      card.hide()
      const { placed } = subject
      if (placed.kind === 'stay') openReservation(placed.bar.reservationId)
      else open({ kind: 'unblock', block: placed.block })
    },
    [card.hide, card.toggle, open, openReservation, asOf],
  )
  const onKeyDown = useChartKeys({
    ...props,
    cursorRow,
    cursorBar,
    change,
    sellAt,
    openPlaced,
    askWhy,
    card,
    isStill,
  })

  /** What lies under the mouse: a row, and the bar or the day of it. */
  function spotOf(event: MouseEvent): { row: ChartRow; day: number; placed: CardSubject | null } | null {
    const element = event.target instanceof Element ? event.target : null
    const rowKey = element?.closest<HTMLElement>('[data-row]')?.dataset.row
    const row = rows.find((each) => each.key === rowKey)
    const box = scroller.current?.getBoundingClientRect()
    if (row === undefined || box === undefined) return null
    const x = event.clientX - box.left - ROOMS_WIDTH + scroll.view().left
    const id = element?.closest('.bar')?.id
    const placed = row.kind === 'group' ? undefined : row.bars.find((each) => each.id === id)
    return {
      row,
      day: Math.floor(timeline.firstDay + x / timeline.px),
      placed: placed === undefined || row.kind === 'group' ? null : { placed, row },
    }
  }
  function onClick(event: MouseEvent) {
    const spot = spotOf(event)
    scroller.current?.focus({ preventScroll: true })
    if (spot === null) return
    const { row, day, placed } = spot
    onCursor({ rowKey: row.key, day: placed === null ? day : Math.max(day, dayOf(placed.placed)) })
    if (placed !== null) openPlaced(placed)
    else if (isNumber(event.target)) askWhy(row, day)
  }
  function onDoubleClick(event: MouseEvent) {
    const spot = spotOf(event)
    if (spot !== null && spot.placed === null && !isStill) sellAt(spot.row, spot.day)
  }

  const shown = rows.slice(window.firstRow, window.endRow)
  const strips = { firstStrip: window.firstStrip, endStrip: window.endStrip, timeline }
  const height = heightOf(rows)
  return (
    <>
      <div
        ref={scroller}
        className="chart"
        role="grid"
        aria-label={t('chart.name')}
        aria-rowcount={rows.length}
        aria-colcount={timeline.endDay - timeline.firstDay}
        aria-activedescendant={cursor === null ? undefined : (cursorBar?.id ?? CELL_ID)}
        aria-busy={props.isLoading}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onPointerOver={(event) => card.over(event, (element) => stayUnder(element, rows))}
        onPointerLeave={card.hide}
      >
        <div
          className="chart-inner"
          role="presentation"
          style={{ width: ROOMS_WIDTH + widthOf(timeline), height: HEAD_HEIGHT + height }}
        >
          <ChartHead {...strips} data={data} businessDate={data.businessDate} rooms={hotel.rooms.length} />
          <div className="chart-rooms" aria-hidden="true" style={{ height }}>
            {shown.map((row) => (
              <RowHead key={row.key} row={row} onCollapse={onCollapse} onFold={onFold} />
            ))}
          </div>
          <div className="chart-body" role="presentation" style={{ width: widthOf(timeline), height }}>
            <ChartColumns {...strips} data={data} businessDate={data.businessDate} />
            {shown.map((row) => {
              const here = cursor !== null && cursor.rowKey === row.key ? mark : null
              return row.kind === 'group' ? (
                <GroupView
                  key={row.key}
                  row={row}
                  data={data}
                  businessDay={businessDay}
                  cursor={here}
                  {...strips}
                />
              ) : (
                <LaneView key={row.key} row={row} cursor={here} {...strips} />
              )
            })}
            <div ref={layer} className="chart-ghosts" aria-hidden="true" />
          </div>
        </div>
      </div>
      <div className="spoken-only" role="status">
        {change.spoken}
      </div>
      {card.shown !== null && <HoverCard {...card.shown} asOf={asOf} />}
    </>
  )
}

/** A type's rooms left on a day. */
function isNumber(target: EventTarget): boolean {
  return target instanceof Element && target.closest('.chart-left') !== null
}

function stayUnder(element: Element, rows: readonly ChartRow[]): CardSubject | null {
  const rowKey = element.closest<HTMLElement>('[data-row]')?.dataset.row
  const row = rows.find((each) => each.key === rowKey)
  if (row === undefined || row.kind === 'group') return null
  const placed = row.bars.find((each) => each.id === element.id)
  return placed === undefined ? null : { placed, row }
}

/** Frames of a scroll between two looks at the names: any change of a bar paints all bars anew, three times the frame. */
const FRAMES_PER_PIN = 8

/** The names follow the scroll in steps, and stand right when it rests and when rows or bars have come. */
function useNamesAtEdge(scroll: ChartScroll, rows: readonly ChartRow[], timeline: Timeline): void {
  const [names] = useState(() => new PinnedNames())
  const { onScroll, view } = scroll
  useLayoutEffect(() => names.pin(rows, timeline, view()))
  useEffect(() => {
    let frame = 0
    return onScroll((rests) => {
      frame += 1
      if (rests || frame % FRAMES_PER_PIN === 0) names.pin(rows, timeline, view())
    })
  }, [names, onScroll, view, rows, timeline])
}

function markOf(cursor: ChartCursor, row: ChartRow, data: ChartData, timeline: Timeline): CursorMark {
  const { day } = cursor
  const bar = barAt(row, day)
  if (bar !== undefined)
    return { left: xOf(timeline, bar.start), width: (bar.end - bar.start) * timeline.px - 1, cell: null }
  const strip = stripOf(day)
  const name =
    row.kind === 'group'
      ? groupCellName(row, day, data.leftOf(row.roomType.id, strip)?.[day - strip * STRIP_DAYS])
      : freeCellName(row, day, data.isLoaded(day))
  return {
    left: xOf(timeline, day),
    width: timeline.px,
    cell: { id: CELL_ID, name, column: day - timeline.firstDay + 1 },
  }
}
