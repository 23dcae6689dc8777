/**
 * How the grid comes to be drawn as its window says: a few strips a frame. A window that moves by a strip brings one for each line, and
 * all of them together take longer than a frame; they lie out of sight for as long as they need. Pure.
 */
import { type GridWindow, sameWindow } from './grid-layout.ts'

export interface GridDrawing {
  /** What is drawn in the end. */
  readonly window: GridWindow
  /** What was drawn when the window moved. */
  readonly before: GridWindow
  /** Lines before this one are drawn as the window says, the others as they were. */
  readonly upTo: number
}

/** New strips in a frame. */
export const STRIPS_A_FRAME = 4

export function drawnAtOnce(window: GridWindow): GridDrawing {
  return { window, before: window, upTo: window.lastLine + 1 }
}

export function isDrawn({ window, upTo }: GridDrawing): boolean {
  return upTo > window.lastLine
}

/**
 * The window has moved: what it brings is drawn piece by piece while none of it is in sight; else at once, as where one jumps to, or
 * where the hand is faster than the drawing.
 */
export function movedDrawing(drawing: GridDrawing, window: GridWindow, sight: GridWindow): GridDrawing {
  const before = drawing.window
  if (sameWindow(before, window) && (isDrawn(drawing) || contains(drawing.before, sight))) return drawing
  return isDrawn(drawing) && contains(before, sight)
    ? nextDrawing({ window, before, upTo: window.firstLine })
    : drawnAtOnce(window)
}

function contains(outer: GridWindow, inner: GridWindow): boolean {
  return (
    outer.firstStrip <= inner.firstStrip &&
    inner.lastStrip <= outer.lastStrip &&
    outer.firstLine <= inner.firstLine &&
    inner.lastLine <= outer.lastLine
  )
}

/** A frame's worth further. */
export function nextDrawing(drawing: GridDrawing): GridDrawing {
  const { window } = drawing
  let { upTo } = drawing
  let strips = 0
  while (upTo <= window.lastLine) {
    strips += newStrips(drawing, upTo)
    if (strips > STRIPS_A_FRAME && upTo > drawing.upTo) break
    upTo++
  }
  return { ...drawing, upTo }
}

function newStrips({ window, before }: GridDrawing, line: number): number {
  const all = window.lastStrip - window.firstStrip + 1
  if (!hasLine(before, line)) return all
  const kept =
    Math.min(window.lastStrip, before.lastStrip) - Math.max(window.firstStrip, before.firstStrip) + 1
  return all - kept
}

function hasLine({ firstLine, lastLine }: GridWindow, line: number): boolean {
  return firstLine <= line && line <= lastLine
}

/** By which of the two windows a line of the new one is drawn; null: not yet. */
export function lineWindow({ window, before, upTo }: GridDrawing, line: number): GridWindow | null {
  if (line < upTo) return window
  return hasLine(before, line) ? before : null
}
