/** The keys of a view, while nothing lies over it and nobody types. */
import { useDeskState } from '../desk-state.ts'
import { useDocumentKeys } from './document-keys.ts'
import { isTextField } from './typing.ts'

/** These belong to whatever has the keyboard: a button is pressed by Enter, a choice moved by arrows. */
function takesItself({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (key === 'Enter' || key === ' ') return target.closest('button, a, summary, [role="option"]') !== null
  return key.startsWith('Arrow') && target.closest('[role="radiogroup"], [role="listbox"], input') !== null
}

/** `keys` by their name in small letters, `arrowdown`, `r`; a key that does nothing now is left out. Shift is told by the event. */
export function useViewKeys(
  keys: Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>,
): void {
  useDocumentKeys((event) => {
    const { dialog, reservationId } = useDeskState.getState()
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (dialog !== null || reservationId !== null || isTextField(event.target) || takesItself(event)) return
    const act = keys[event.key.toLowerCase()]
    if (act === undefined) return
    event.preventDefault()
    act(event)
  })
}
