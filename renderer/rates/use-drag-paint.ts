/** Painting with the mouse: press begins a block, Control adds one, Shift extends; near an edge the grid scrolls along. */
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { type GridLayout, HEAD, ROW_HEAD, spotAt } from './grid-layout.ts'
import { paintAlso, paintAt, paintTo } from './painting.ts'
import { useRatesState } from './rates-state.ts'
import { viewOf } from './use-grid-window.ts'

const EDGE = 48
const PIXELS_A_FRAME = 14

interface Drag {
  x: number
  y: number
  frame: number
}

export function useDragPaint(scroller: RefObject<HTMLDivElement | null>, layout: GridLayout) {
  const drag = useRef<Drag | null>(null)
  useEffect(
    () => () => {
      if (drag.current !== null) cancelAnimationFrame(drag.current.frame)
      drag.current = null
    },
    [],
  )

  function spotUnder(x: number, y: number) {
    const place = scroller.current
    if (place === null) return null
    const { left, top } = place.getBoundingClientRect()
    const view = viewOf(place)
    // Beyond the fixed edges counts as at them, or a drag would paint what lies hidden under them.
    const within = { x: Math.max(x - left, ROW_HEAD), y: Math.max(y - top, HEAD) }
    return spotAt(Math.min(within.x, view.width - 1), Math.min(within.y, view.height - 1), view, layout)
  }

  function extend() {
    const { current } = drag
    if (current === null) return
    const spot = spotUnder(current.x, current.y)
    const { painting, paint } = useRatesState.getState()
    if (spot === null || (painting.cursor?.row === spot.row && painting.cursor.day === spot.day)) return
    paint(paintTo(painting, spot))
  }

  function scrollAlong() {
    const place = scroller.current
    const { current } = drag
    if (place === null || current === null) return
    const { left, right, top, bottom } = place.getBoundingClientRect()
    const pull = (at: number, least: number, most: number) =>
      at < least + EDGE ? -PIXELS_A_FRAME : at > most - EDGE ? PIXELS_A_FRAME : 0
    const x = pull(current.x, left + ROW_HEAD, right)
    const y = pull(current.y, top + HEAD, bottom)
    if (x !== 0 || y !== 0) {
      place.scrollBy({ left: x, top: y })
      extend()
    }
    current.frame = requestAnimationFrame(scrollAlong)
  }

  function end() {
    if (drag.current !== null) cancelAnimationFrame(drag.current.frame)
    drag.current = null
  }

  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      const isCell = event.target instanceof Element && event.target.closest('.rate') !== null
      const spot = isCell && event.button === 0 ? spotUnder(event.clientX, event.clientY) : null
      if (spot === null) return
      const { painting, paint } = useRatesState.getState()
      if (event.shiftKey) paint(paintTo(painting, spot))
      else if (event.ctrlKey || event.metaKey) paint(paintAlso(painting, spot))
      else paint(paintAt(spot))
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { x: event.clientX, y: event.clientY, frame: 0 }
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const { current } = drag
      if (current === null) return
      const isFirst = current.frame === 0
      current.x = event.clientX
      current.y = event.clientY
      extend()
      // Only once it moves: a press near an edge is a press.
      if (isFirst) current.frame = requestAnimationFrame(scrollAlong)
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}
