/** What a key does on the grid. Without a cursor the grid takes only what moves: the desk's own keys stay free. Pure. */
import { clampDay, type GridLayout } from './grid-layout.ts'
import { type Painting, paintAlso, paintAt, paintTo, roamTo, type Spot, unpaint } from './painting.ts'
import { beginsEntry } from './rate-entry.ts'

export interface KeyPress {
  readonly key: string
  readonly shiftKey: boolean
  /** Control, or Command on a Mac. */
  readonly isControl: boolean
  readonly altKey: boolean
}

export type GridAction =
  | { readonly kind: 'paint'; readonly painting: Painting }
  /** Opens the editor, or goes on with what it holds. */
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'restrictions' | 'weekdays' | 'heat' | 'why' | 'copy' | 'paste' }

/** Four weeks: the weekday stays, which prices follow. */
const PAGE_DAYS = 28
const STEPS: Readonly<Record<string, { rows: number; days: number }>> = {
  ArrowLeft: { rows: 0, days: -1 },
  ArrowRight: { rows: 0, days: 1 },
  ArrowUp: { rows: -1, days: 0 },
  ArrowDown: { rows: 1, days: 0 },
  PageUp: { rows: 0, days: -PAGE_DAYS },
  PageDown: { rows: 0, days: PAGE_DAYS },
  Home: { rows: 0, days: Number.NEGATIVE_INFINITY },
  End: { rows: 0, days: Number.POSITIVE_INFINITY },
}

/** @param firstSeen where a cursor begins: the first cell in sight */
export function gridAction(
  press: KeyPress,
  painting: Painting,
  layout: GridLayout,
  firstSeen: Spot,
): GridAction | null {
  if (press.altKey) return null
  const step = STEPS[press.key]
  if (step !== undefined)
    return { kind: 'paint', painting: stepped(step, press, painting, layout, firstSeen) }
  const { cursor } = painting
  if (press.isControl) {
    if (press.key === ' ' && cursor !== null) return { kind: 'paint', painting: paintAlso(painting, cursor) }
    const key = press.key.toLowerCase()
    // Without a cursor nothing is painted: the browser's own keys stay.
    if (cursor === null || press.shiftKey) return null
    return key === 'c' ? { kind: 'copy' } : key === 'v' ? { kind: 'paste' } : null
  }
  if (press.key.toLowerCase() === 'h') return { kind: 'heat' }
  if (cursor === null) return null
  if (beginsEntry(press.key)) return { kind: 'type', text: press.key }
  switch (press.key) {
    case 'Enter':
      return { kind: 'type', text: '' }
    case 'Escape':
      return { kind: 'paint', painting: unpaint(painting) }
    case 'y':
    case 'Y':
      return { kind: 'why' }
    case 'r':
    case 'R':
      return { kind: 'restrictions' }
    case 'w':
    case 'W':
      return { kind: 'weekdays' }
    default:
      return null
  }
}

function stepped(
  step: { rows: number; days: number },
  { shiftKey, isControl }: KeyPress,
  painting: Painting,
  layout: GridLayout,
  firstSeen: Spot,
): Painting {
  if (painting.cursor === null) return paintAt(firstSeen)
  const firstRow = layout.rows[0]?.row ?? 0
  const lastRow = layout.rows.at(-1)?.row ?? 0
  const spot = {
    row: Math.min(Math.max(painting.cursor.row + step.rows, firstRow), lastRow),
    day: clampDay(painting.cursor.day + step.days, layout),
  }
  if (shiftKey) return paintTo(painting, spot)
  return isControl ? roamTo(painting, spot) : paintAt(spot)
}
