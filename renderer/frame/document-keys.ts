/**
 * Keys of the whole page. The listener stays where it is while what it does changes: one that is taken away and put back is not
 * called for the key that made it so, and that key would be lost. A menu that closes at the same key draws in between.
 */
import { useLayoutEffect, useRef } from 'react'

export function useDocumentKeys(onKeyDown: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKeyDown)
  // Before the page is seen: a key that comes with the first look is taken.
  useLayoutEffect(() => {
    latest.current = onKeyDown
  })
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => latest.current(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
