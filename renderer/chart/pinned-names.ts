/**
 * Keeps the names of bars that begin left of the edge at the edge. By one property of the few bars that cross it: sticky
 * names of all bars would be as many layers for the compositor.
 */

import type { ChartRow } from './chart-rows.ts'
import { rowAt, type Timeline, type View, xOf } from './timeline.ts'

/** Px that a name keeps at a bar's end. */
const LEAST_LEFT = 34

export class PinnedNames {
  #pinned = new Map<HTMLElement, number>()

  pin(rows: readonly ChartRow[], timeline: Timeline, view: View): void {
    const next = new Map<HTMLElement, number>()
    const last = rowAt(rows, view.top + view.height)
    for (let index = rowAt(rows, view.top); index <= last; index += 1) {
      const row = rows[index]
      if (row === undefined || row.kind === 'group') continue
      for (const placed of row.bars) {
        const left = xOf(timeline, placed.start)
        if (left >= view.left) break
        const right = xOf(timeline, placed.end)
        if (right <= view.left) continue
        const element = document.getElementById(placed.id)
        const pin = Math.floor(Math.min(view.left - left, Math.max(0, right - left - LEAST_LEFT)))
        if (element !== null && pin > 0) next.set(element, pin)
      }
    }
    for (const element of this.#pinned.keys()) {
      if (!next.has(element)) element.style.removeProperty('--pin')
    }
    for (const [element, pin] of next) {
      if (this.#pinned.get(element) !== pin) element.style.setProperty('--pin', `${pin}px`)
    }
    this.#pinned = next
  }
}
