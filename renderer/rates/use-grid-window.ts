/** Follows the grid's scrolling: what is drawn, which day is first in sight, and jumps to a day. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { drawnAtOnce, type GridDrawing, isDrawn, movedDrawing, nextDrawing } from './grid-drawing.ts'
import { COLUMN, type GridLayout, type GridWindow, sightOf, type Viewport, windowOf } from './grid-layout.ts'
import { useRatesState } from './rates-state.ts'

export function viewOf(place: HTMLElement): Viewport {
  return {
    scrollLeft: place.scrollLeft,
    scrollTop: place.scrollTop,
    width: place.clientWidth,
    height: place.clientHeight,
  }
}

const HAS_SCROLL_END = 'onscrollend' in globalThis

/** Before anything is measured: a large screen's worth. */
const FIRST_VIEW = { scrollLeft: 0, scrollTop: 0, width: 1600, height: 900 }

export const firstWindow = (layout: GridLayout): GridWindow => windowOf(FIRST_VIEW, layout)

/** @param onWindow told of every window that is drawn from then on */
export function useGridWindow(
  scroller: RefObject<HTMLDivElement | null>,
  layout: GridLayout,
  onWindow: (window: GridWindow) => void,
): { drawing: GridDrawing; onScroll: () => void } {
  const jump = useRatesState((state) => state.jump)
  const set = useRatesState((state) => state.set)
  const [drawing, setDrawing] = useState(() => drawnAtOnce(firstWindow(layout)))

  /** Told when the scrolling rests: the date field over the grid costs more than a strip. */
  const settle = useCallback(() => {
    const place = scroller.current
    if (place === null) return
    const firstDay = layout.start + Math.round(place.scrollLeft / COLUMN)
    if (useRatesState.getState().firstDay !== firstDay) set({ firstDay })
  }, [scroller, layout.start, set])

  const onScroll = useCallback(() => {
    const place = scroller.current
    if (place === null) return
    const view = viewOf(place)
    const [next, sight] = [windowOf(view, layout), sightOf(view, layout)]
    setDrawing((now) => movedDrawing(now, next, sight))
    if (!HAS_SCROLL_END) settle()
  }, [scroller, layout, settle])

  const { window } = drawing
  useLayoutEffect(() => onWindow(window), [onWindow, window])

  // In the frame itself: a render that waits for its turn comes frames later, while the grid moves on.
  useLayoutEffect(() => {
    if (isDrawn(drawing)) return
    const frame = requestAnimationFrame(() => flushSync(() => setDrawing(nextDrawing)))
    return () => cancelAnimationFrame(frame)
  }, [drawing])

  // Where it stood before, when the screen is opened again.
  useLayoutEffect(() => {
    const { firstDay } = useRatesState.getState()
    const place = scroller.current
    if (place !== null && firstDay !== null) place.scrollLeft = (firstDay - layout.start) * COLUMN
    onScroll()
  }, [scroller, layout.start, onScroll])

  useEffect(() => {
    const place = scroller.current
    if (place === null) return
    const watch = new ResizeObserver(onScroll)
    watch.observe(place)
    place.addEventListener('scrollend', settle)
    return () => {
      watch.disconnect()
      place.removeEventListener('scrollend', settle)
    }
  }, [scroller, onScroll, settle])

  useEffect(() => {
    if (jump === null) return
    const place = scroller.current
    if (place !== null) place.scrollLeft = (jump.day - layout.start) * COLUMN
    settle()
    set({ jump: null })
  }, [jump, scroller, layout.start, settle, set])

  return { drawing, onScroll }
}
