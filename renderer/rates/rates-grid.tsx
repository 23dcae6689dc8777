// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be drawn in parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and names its active cell
/** The grid itself: drawn in strips while it scrolls, painted by keys and mouse. */
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import { dayNumber, fromDayNumber } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import type { GridCells } from './following.ts'
import { lineWindow } from './grid-drawing.ts'
import { gridAction } from './grid-keys.ts'
import {
  blockOfDay,
  COLUMN,
  type GridLayout,
  type GridWindow,
  HEAD,
  ROW_HEAD,
  scrollToShow,
  stripDays,
  stripsOf,
} from './grid-layout.ts'
import { type DrawnStrip, PlanLine, TypeLine } from './grid-lines.tsx'
import { nextHeat } from './heat.ts'
import type { Painting } from './painting.ts'
import type { RateDays } from './rate-days.ts'
import type { DraftChange } from './rate-draft.ts'
import { HeadStrip, Months } from './rates-head.tsx'
import { useRatesState } from './rates-state.ts'
import { useCellTips } from './use-cell-tips.ts'
import { useDragPaint } from './use-drag-paint.ts'
import { useGridWindow, viewOf } from './use-grid-window.ts'

export interface RatesGridProps {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly layout: GridLayout
  readonly data: RateDays
  /** What is being typed; null when nothing can be read from it. */
  readonly change: DraftChange | null
  readonly cells: GridCells
  readonly onWindow: (window: GridWindow) => void
  readonly onWeekdays: () => void
  readonly onCopy: () => void
  readonly onPaste: () => void
}

export function RatesGrid(props: RatesGridProps) {
  const { scroller, layout, data, change, cells, onWindow, onWeekdays, onCopy, onPaste } = props
  const { drawing, onScroll } = useGridWindow(scroller, layout, onWindow)
  const { hotel } = useHotel()
  const painting = useRatesState((state) => state.painting)
  const adults = useRatesState((state) => state.adults)
  const heat = useRatesState((state) => state.heat)
  const paint = useRatesState((state) => state.paint)
  const set = useRatesState((state) => state.set)
  const open = useDeskState((state) => state.open)
  const drag = useDragPaint(scroller, layout)
  const look = useMemo(
    () => ({ adults, currency: hotel.currency, heat, start: layout.start }),
    [adults, hotel.currency, heat, layout.start],
  )
  const onMouseOver = useCellTips(layout, data, look)
  const { cursor } = painting
  useShowCursor(scroller, layout, painting)

  function askWhy() {
    const line = layout.rows.find(({ row }) => row === cursor?.row)
    if (cursor === null || line === undefined) return
    const { ratePlan, roomType } = line
    open({
      kind: 'whyPrice',
      ratePlanId: ratePlan.id,
      roomTypeId: roomType.id,
      date: fromDayNumber(cursor.day),
    })
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const place = scroller.current
    if (place === null) return
    const view = viewOf(place)
    const firstSeen = {
      row: layout.rows.find(({ top }) => top >= view.scrollTop)?.row ?? layout.rows[0]?.row ?? 0,
      day: layout.start + Math.ceil(view.scrollLeft / COLUMN),
    }
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event
    const press = { key, shiftKey, altKey, isControl: ctrlKey || metaKey }
    const action = gridAction(press, painting, layout, firstSeen)
    if (action === null) return
    event.preventDefault()
    // Digits and W are the desk's keys too: with a cursor they are the grid's.
    event.stopPropagation()
    switch (action.kind) {
      case 'paint':
        paint(action.painting)
        break
      case 'type': {
        const { draft, editor } = useRatesState.getState()
        const kept = editor === 'price' ? draft.priceText : ''
        set({ editor: 'price', draft: { ...draft, priceText: kept + action.text } })
        break
      }
      case 'restrictions':
        set({ editor: 'restrictions' })
        break
      case 'weekdays':
        onWeekdays()
        break
      case 'why':
        askWhy()
        break
      case 'heat':
        set({ heat: nextHeat(heat) })
        break
      case 'copy':
        onCopy()
        break
      case 'paste':
        onPaste()
        break
    }
  }

  const { window, before } = drawing
  const stripsIn = useMemo(() => drawnStrips(layout), [layout])
  const [strips, stripsBefore] = [stripsIn(window), stripsIn(before)]
  const width = ROW_HEAD + (layout.end - layout.start) * COLUMN
  const firstDrawn = strips[0]?.first ?? layout.start
  const lastDrawn = strips.at(-1)?.last ?? layout.start
  const lines = layout.lines.flatMap((line, index) => {
    if (index < window.firstLine || index > window.lastLine) return []
    const by = lineWindow(drawing, index)
    const parts = { strips: by === window ? strips : stripsBefore, layout, data, look }
    return by === null ? [] : [{ line, index, parts }]
  })
  return (
    <div
      ref={scroller}
      className="rates-grid"
      role="grid"
      aria-label={t('rates.grid')}
      aria-rowcount={layout.lines.length + 1}
      aria-colcount={layout.end - layout.start}
      aria-multiselectable="true"
      aria-activedescendant={cursor === null ? undefined : 'rates-cursor'}
      aria-busy={data.isFetching}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
      onMouseOver={onMouseOver}
      {...drag}
    >
      <div style={{ width, height: HEAD + layout.height }}>
        <div className="rates-head" role="presentation">
          <div className="rates-corner">
            <div>{t('rates.corner', { currency: hotel.currency })}</div>
            <div>{t('rates.season')}</div>
            <div>{t('rates.cornerRooms', { rooms: hotel.rooms.length, plans: hotel.ratePlans.length })}</div>
            <div>{t('rates.occupancy')}</div>
          </div>
          <div className="rates-track">
            <Months first={firstDrawn} last={lastDrawn} start={layout.start} />
            {strips.map(({ strip, first, last }) => {
              const block = data.blocks.get(blockOfDay(first))
              return (
                <HeadStrip
                  key={strip}
                  first={first}
                  last={last}
                  start={layout.start}
                  today={dayNumber(hotel.businessDate)}
                  occupancy={block?.grid.occupancyPercent}
                  season={block?.grid.season}
                  events={block?.grid.events}
                  blockFirst={block?.first ?? 0}
                />
              )
            })}
          </div>
        </div>
        <div className="rates-body" role="presentation" style={{ height: layout.height }}>
          {lines.map(({ line, index, parts }) => (
            <div
              key={line.kind === 'group' ? line.roomType.id : line.row}
              className={line.kind === 'group' ? 'rates-row is-group' : 'rates-row'}
              role="row"
              aria-rowindex={index + 2}
              style={{ top: line.top }}
            >
              {line.kind === 'group' ? (
                <TypeLine line={line} rooms={roomCount(hotel.rooms, line.roomType.id)} {...parts} />
              ) : (
                <PlanLine line={line} painting={painting} change={change} cells={cells} {...parts} />
              )}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

/** One list for each window: a line that is still drawn by the window before is not drawn again. */
function drawnStrips(layout: GridLayout): (window: GridWindow) => readonly DrawnStrip[] {
  const known = new WeakMap<GridWindow, readonly DrawnStrip[]>()
  return (window) => {
    const strips =
      known.get(window) ?? stripsOf(window).map((strip) => ({ strip, ...stripDays(strip, layout) }))
    known.set(window, strips)
    return strips
  }
}

function roomCount(rooms: readonly { roomTypeId: string }[], roomTypeId: string): number {
  return rooms.filter((room) => room.roomTypeId === roomTypeId).length
}

/** Keeps the cursor in sight when it moves. */
function useShowCursor(
  scroller: RefObject<HTMLDivElement | null>,
  layout: GridLayout,
  { cursor }: Painting,
): void {
  const shown = useRef(cursor)
  useEffect(() => {
    const place = scroller.current
    if (place === null || cursor === null || shown.current === cursor) return
    shown.current = cursor
    const { scrollLeft, scrollTop } = scrollToShow(cursor, viewOf(place), layout)
    place.scrollTo({ left: scrollLeft, top: scrollTop })
  }, [scroller, layout, cursor])
}
