/** Which key does what in the sale dialog: letters where nothing is typed, with Alt where something is. Pure. */

/** One further or one back. */
export interface SaleStep {
  readonly kind: 'plan' | 'type' | 'nights' | 'room'
  readonly step: 1 | -1
}
export type SaleAction =
  | SaleStep
  | { readonly kind: 'focus'; readonly field: 'nights' | 'adults' | 'surname' }
  | { readonly kind: 'price' }
  | { readonly kind: 'why' }
  | { readonly kind: 'addRoom' }

/** Where the keyboard is. */
export type SaleField = 'text' | 'emptyText' | 'figure' | 'choice' | 'elsewhere'

export interface SaleKey {
  readonly key: string
  /** Where the key is on the keyboard: with Alt some layouts write another character. */
  readonly code: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

const LETTERS: Readonly<Record<string, SaleAction>> = {
  n: { kind: 'focus', field: 'nights' },
  g: { kind: 'focus', field: 'adults' },
  s: { kind: 'focus', field: 'surname' },
  r: { kind: 'room', step: 1 },
  p: { kind: 'price' },
  y: { kind: 'why' },
  a: { kind: 'addRoom' },
}
const ARROWS: Readonly<Record<string, SaleStep>> = {
  ArrowDown: { kind: 'plan', step: 1 },
  ArrowUp: { kind: 'plan', step: -1 },
  ArrowRight: { kind: 'type', step: 1 },
  ArrowLeft: { kind: 'type', step: -1 },
}

export function saleAction(pressed: SaleKey, field: SaleField): SaleAction | null {
  const { key, code, shiftKey, altKey } = pressed
  if (pressed.ctrlKey || pressed.metaKey) return null
  if (key === 'PageDown' || key === 'PageUp') return { kind: 'type', step: key === 'PageDown' ? 1 : -1 }
  const arrow = ARROWS[key]
  if (arrow !== undefined) return arrowAction(arrow, shiftKey, altKey, field)
  const isTyping = field === 'text' || field === 'emptyText'
  const letter = altKey ? code.replace(/^Key/, '').toLowerCase() : isTyping ? '' : key.toLowerCase()
  const action = LETTERS[letter] ?? null
  return action?.kind === 'room' && shiftKey ? { ...action, step: -1 } : action
}

/** A name has one line, so up and down are free there; left and right only while there is nothing to move in. */
function arrowAction(
  arrow: SaleStep,
  shiftKey: boolean,
  altKey: boolean,
  field: SaleField,
): SaleAction | null {
  if (arrow.kind === 'plan') {
    if (field === 'figure' || field === 'choice') return null
    return shiftKey ? { kind: 'nights', step: arrow.step === 1 ? -1 : 1 } : arrow
  }
  const isFree = field === 'emptyText' || field === 'elsewhere' || altKey
  return isFree && !shiftKey ? arrow : null
}

/** What kind of field an element is. */
export function fieldOf(target: EventTarget): SaleField {
  if (target instanceof HTMLTextAreaElement) return 'text'
  if (!(target instanceof HTMLInputElement)) return 'elsewhere'
  if (target.type === 'radio' || target.type === 'checkbox') return 'choice'
  if (target.type === 'date' || target.inputMode === 'numeric' || target.inputMode === 'decimal')
    return 'figure'
  return target.value === '' ? 'emptyText' : 'text'
}
