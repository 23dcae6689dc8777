/** Gives the keyboard back to where it was when something over the screen closes. */
import { useEffect } from 'react'

export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
}
