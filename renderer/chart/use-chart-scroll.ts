/**
 * The chart's scroller: which days and rows are in the DOM, what is in sight once it rests, and going to a day or a row.
 * Zoom and size keep the day at the left edge; rows that come or go above keep the top row where it is.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useDesk } from '../desk-context.tsx'
import type { ChartTop } from '../desk-state.ts'
import type { ChartRow } from './chart-rows.ts'
import {
  type ChartWindow,
  dayAtX,
  HEAD_HEIGHT,
  isSameWindow,
  ROOMS_WIDTH,
  rowAt,
  scrollInto,
  type Timeline,
  type View,
  windowOf,
  xOf,
} from './timeline.ts'

const RESTS_AFTER_MS = 120

/** Days in sight with their fractions. */
export interface Sight {
  readonly from: number
  readonly to: number
}

export interface ChartScroll {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly window: ChartWindow
  /** When the scroll last rested. */
  readonly sight: Sight
  /** Without the room column and the head; changes at once with each scroll. */
  view(): View
  topRow(): ChartTop | null
  /** Takes the rows that are laid out now. */
  layOut(rows: readonly ChartRow[]): void
  goToDay(day: number): void
  /** The least scroll that brings these days of a row into sight. */
  reveal(row: ChartRow, from: number, to: number): void
  /** Calls back after each scroll, before the frame is painted, and once more when it rests. */
  onScroll(listener: (rests: boolean) => void): () => void
}

/** The size of the space for days and rows, in px; of the page until the chart stands. */
export function useViewSize(scroller: RefObject<HTMLDivElement | null>): { width: number; height: number } {
  const [size, setSize] = useState(() => ({
    width: document.documentElement.clientWidth - ROOMS_WIDTH,
    height: document.documentElement.clientHeight,
  }))
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const measure = () => {
      const width = element.clientWidth - ROOMS_WIDTH
      const height = element.clientHeight - HEAD_HEIGHT
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return size
}

/** Px of a lane, which the density decides. */
export function useRowHeight(): number {
  const [height, setHeight] = useState(rowHeightNow)
  useEffect(() => {
    const observer = new MutationObserver(() => setHeight(rowHeightNow()))
    observer.observe(document.documentElement, { attributeFilter: ['data-density'] })
    return () => observer.disconnect()
  }, [])
  return height
}

function rowHeightNow(): number {
  return Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row-chart'), 10)
}

export function useChartScroll(
  scroller: RefObject<HTMLDivElement | null>,
  timeline: Timeline,
  size: { readonly width: number; readonly height: number },
  startDay: number,
  startTop: ChartTop | null,
): ChartScroll {
  const { page } = useDesk()
  const place = useRef<{ day: number; top: ChartTop | null }>({ day: startDay, top: startTop })
  const rows = useRef<readonly ChartRow[]>([])
  const listeners = useRef(new Set<(rests: boolean) => void>())
  const ground = useRef({ timeline, size })
  ground.current = { timeline, size }

  const viewNow = useCallback((): View => {
    const element = scroller.current
    const { timeline: line, size: now } = ground.current
    return {
      left: element?.scrollLeft ?? xOf(line, place.current.day),
      top: element?.scrollTop ?? 0,
      width: now.width,
      height: now.height,
    }
  }, [scroller])
  const [window, setWindow] = useState(() =>
    windowOf(timeline, [], { left: xOf(timeline, startDay), top: 0, ...size }),
  )
  const [sight, setSight] = useState<Sight>(() => ({
    from: startDay,
    to: startDay + size.width / timeline.px,
  }))

  const update = useCallback(() => {
    const next = windowOf(ground.current.timeline, rows.current, viewNow())
    setWindow((before) => (isSameWindow(before, next) ? before : next))
  }, [viewNow])
  const settle = useCallback(() => {
    const { timeline: line } = ground.current
    const { left, width } = viewNow()
    const now = { from: dayAtX(line, left), to: dayAtX(line, left + width) }
    setSight((before) => (before.from === now.from && before.to === now.to ? before : now))
  }, [viewNow])
  const remember = useCallback(() => {
    const view = viewNow()
    const top = rows.current[rowAt(rows.current, view.top)]
    place.current = {
      day: dayAtX(ground.current.timeline, view.left),
      top: top === undefined ? null : { rowKey: top.key, offset: view.top - top.top },
    }
  }, [viewNow])

  // The day at the left edge stays there when the width of a day changes, before anything is painted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new size is a new view
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    element.scrollLeft = Math.round(xOf(timeline, place.current.day))
    update()
    settle()
  }, [scroller, timeline, size, update, settle])

  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    let cancelRest = () => {}
    const onScroll = () => {
      remember()
      update()
      for (const listener of listeners.current) listener(false)
      cancelRest()
      cancelRest = page.setTimer(RESTS_AFTER_MS, () => {
        settle()
        for (const listener of listeners.current) listener(true)
      })
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      element.removeEventListener('scroll', onScroll)
      cancelRest()
    }
  }, [scroller, page, remember, update, settle])

  const layOut = useCallback(
    (next: readonly ChartRow[]) => {
      rows.current = next
      const element = scroller.current
      const { top } = place.current
      const anchor = next.find((row) => row.key === top?.rowKey)
      const wanted = (anchor?.top ?? 0) + (top?.offset ?? 0)
      if (element !== null && anchor !== undefined && element.scrollTop !== wanted) element.scrollTop = wanted
      update()
    },
    [scroller, update],
  )
  const goTo = useCallback(
    (left: number, top: number) => {
      const element = scroller.current
      if (element === null) return
      element.scrollTo({ left: Math.round(left), top: Math.round(top), behavior: 'instant' })
      remember()
      update()
    },
    [scroller, remember, update],
  )
  const goToDay = useCallback(
    (day: number) => goTo(xOf(ground.current.timeline, day), viewNow().top),
    [goTo, viewNow],
  )
  const reveal = useCallback(
    (row: ChartRow, from: number, to: number) => {
      const { timeline: line } = ground.current
      const view = viewNow()
      const left = scrollInto({ start: view.left, size: view.width }, xOf(line, from), xOf(line, to))
      const top = scrollInto({ start: view.top, size: view.height }, row.top, row.top + row.height)
      if (left !== view.left || top !== view.top) goTo(left, top)
    },
    [goTo, viewNow],
  )
  const onScroll = useCallback((listener: (rests: boolean) => void) => {
    listeners.current.add(listener)
    return () => {
      listeners.current.delete(listener)
    }
  }, [])
  const topRow = useCallback(() => place.current.top, [])
  return { scroller, window, sight, view: viewNow, topRow, layOut, goToDay, reveal, onScroll }
}
