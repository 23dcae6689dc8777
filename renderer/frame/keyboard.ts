/** Who has the keyboard: what lies over the screen from its first drawing, and when it closes whoever had it before. */
import { useLayoutEffect, useState } from 'react'

/** Whoever had the keyboard before what is gone by now: a dialog may open another one and close. */
const heirs = new WeakMap<Element, Element>()

function stillThere(before: Element | null): HTMLElement | null {
  let found: Element | undefined = before ?? undefined
  while (found !== undefined && !found.isConnected) found = heirs.get(found)
  return found instanceof HTMLElement ? found : null
}

export function useReturnFocus(): void {
  // At the first render: once it stands, what lies over the screen has taken the keyboard.
  const [before] = useState(() => document.activeElement)
  useLayoutEffect(
    () => () => {
      const last = document.activeElement
      if (last !== null && before !== null && last !== before) heirs.set(last, before)
      // Once the page is drawn, and before any key: what opens in the same moment has taken the keyboard by then.
      queueMicrotask(() => {
        if (document.activeElement === null || document.activeElement === document.body)
          stillThere(before)?.focus({ preventScroll: true })
      })
    },
    [before],
  )
}

/**
 * Takes the keyboard the moment the element stands. A timer or an effect would come later, by which time a fast hand has
 * typed the first letter of the name, or Enter, into the screen below.
 */
export const FOCUS_AT_ONCE = { autoFocus: true } as const
