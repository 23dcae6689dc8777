/** Where the editor stands: beside what it changes, never over it; null when only a place of its own is left. Pure. */
import type { Rect } from './grid-layout.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

const GAP = 8

function meet(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/**
 * @param painted rectangles in the same coordinates as `area`, which is what is seen of the cells
 * @returns the editor's left and top: under, right of, over or left of what is painted, else in a free corner
 */
export function placeEditor(
  painted: readonly Rect[],
  area: Rect,
  { width, height }: Size,
): { left: number; top: number } | null {
  const seen = painted.filter((rect) => meet(rect, area))
  const right = area.right - width - GAP
  const bottom = area.bottom - height - GAP
  if (right < area.left || bottom < area.top) return null
  const between = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)
  const beside = seen.flatMap((rect) => {
    const left = between(rect.left, area.left + GAP, right)
    const top = between(rect.top, area.top + GAP, bottom)
    return [
      { left, top: rect.bottom + GAP },
      { left: rect.right + GAP, top },
      { left, top: rect.top - height - GAP },
      { left: rect.left - width - GAP, top },
    ]
  })
  const corners = [
    { left: right, top: bottom },
    { left: area.left + GAP, top: bottom },
    { left: right, top: area.top + GAP },
    { left: area.left + GAP, top: area.top + GAP },
  ]
  const isFree = ({ left, top }: { left: number; top: number }) => {
    const place = { left, top, right: left + width, bottom: top + height }
    const isInside =
      left >= area.left && top >= area.top && place.right <= area.right && place.bottom <= area.bottom
    return isInside && !seen.some((rect) => meet(rect, place))
  }
  return [...beside, ...corners].find(isFree) ?? null
}
