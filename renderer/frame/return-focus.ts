/** Gives the keyboard back to where it was when something over the screen closes. */
import { useEffect, useState } from 'react'

export function useReturnFocus(): void {
  // At the first render: once it stands, what lies over the screen has taken the keyboard.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}

/**
 * Takes the keyboard the moment the element stands. The dialog's own focus comes a timer later, by which time a fast
 * hand has typed the first letter of the name, or Enter, into the screen below.
 */
export const FOCUS_AT_ONCE = { autoFocus: true, 'data-autofocus': true } as const
