/** The keys that work everywhere: areas by number, `/` to find, W for a walk-in, Shift+W for a reservation, C for a charge, ? for the keys, Escape to close. */
import { useLayoutEffect } from 'react'
import { useIsAway } from './desk-context.tsx'
import { AREAS, useDeskState } from './desk-state.ts'
import { isTextField } from './frame/typing.ts'

export function useDeskKeys(): void {
  const isAway = useIsAway()
  // Before the first paint: a fast hand types as soon as it sees the desk.
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { dialog, reservationId, show, open, setAttention } = useDeskState.getState()
      const key = event.key.toLowerCase()
      if (key === 'escape' && dialog === null) setAttention(false)
      // A dialog has the keyboard to itself.
      if (event.defaultPrevented || event.altKey || dialog !== null) return
      const area = AREAS[Number(event.key) - 1]
      if (event.ctrlKey || event.metaKey) {
        if (key !== 'k' || event.shiftKey) return
        open({ kind: 'search' })
      } else if (isTextField(event.target)) return
      // `/` and `?` need Shift on some keyboards: the character counts.
      else if (key === '/') open({ kind: 'search' })
      else if (key === '?') open({ kind: 'keys' })
      else if (event.shiftKey) {
        if (key !== 'w') return
        if (!isAway) open({ kind: 'sale', arrival: null, roomId: null, isBooking: true })
      } else if (area !== undefined) show(area)
      else if (key === 'w') {
        if (!isAway) open({ kind: 'sale', arrival: null, roomId: null })
      } else if (key === 'c' && reservationId === null) {
        if (!isAway) open({ kind: 'charge', stay: null })
      } else return
      // Or the letter would be the first one of the surname.
      event.preventDefault()
    }
    // After those of the screen, which listens at the document: what means something there is not for the whole desk.
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [isAway])
}
