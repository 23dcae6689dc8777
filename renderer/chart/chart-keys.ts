/** Which key does what on the chart; pure, so that the list is in one place. */
import type { CursorMove } from './chart-cursor.ts'
import type { Handle } from './stay-plan.ts'

export interface KeyPress {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

export type ChartKey =
  | { readonly kind: 'cursor'; readonly move: CursorMove }
  | { readonly kind: 'page'; readonly direction: -1 | 1 }
  | { readonly kind: 'change'; readonly handle: Handle }
  | { readonly kind: 'enter' | 'card' | 'block' | 'today' | 'fold' | 'escape' | 'why' }

const ARROWS: Readonly<Record<string, CursorMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first-day',
  End: 'last-day',
  PageUp: 'page-up',
  PageDown: 'page-down',
}
const SHIFTED: Readonly<Record<string, CursorMove>> = { ArrowLeft: 'day-left', ArrowRight: 'day-right' }
const WITH_CTRL: Readonly<Record<string, CursorMove>> = { Home: 'first-row', End: 'last-row' }

const LETTERS: Readonly<Record<string, ChartKey>> = {
  m: { kind: 'change', handle: 'move' },
  e: { kind: 'change', handle: 'departure' },
  b: { kind: 'block' },
  t: { kind: 'today' },
  y: { kind: 'why' },
  '+': { kind: 'fold' },
  ' ': { kind: 'card' },
  enter: { kind: 'enter' },
  escape: { kind: 'escape' },
}

export function chartKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): ChartKey | null {
  if (altKey || metaKey) return null
  if (ctrlKey) {
    const move = WITH_CTRL[key]
    return move === undefined ? null : { kind: 'cursor', move }
  }
  if (shiftKey && (key === 'PageUp' || key === 'PageDown'))
    return { kind: 'page', direction: key === 'PageUp' ? -1 : 1 }
  const move = shiftKey ? (SHIFTED[key] ?? ARROWS[key]) : ARROWS[key]
  if (move !== undefined) return { kind: 'cursor', move }
  return LETTERS[key.toLowerCase()] ?? null
}
