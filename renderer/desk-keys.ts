/** The keys that work everywhere: areas by number, W for a walk-in, Escape for what lies over the screen. */
import { type HotkeyItem, useHotkeys } from '@mantine/hooks'
import { useIsAway } from './desk-context.tsx'
import { AREAS, useDeskState } from './desk-state.ts'

/** Where a character is text. A radio or a checkbox takes none, so the desk's keys go on working there. */
function isTyping({ target }: KeyboardEvent): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox'
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

export function useDeskKeys(): void {
  const isAway = useIsAway()
  const show = useDeskState((state) => state.show)
  const open = useDeskState((state) => state.open)
  const setAttention = useDeskState((state) => state.setAttention)
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  /** A dialog has the keyboard to itself. */
  const onKey = (key: string, act: () => void): HotkeyItem => [
    key,
    (event) => {
      if (isDialogOpen || isTyping(event)) return
      // Or the letter would be the first one of the surname.
      event.preventDefault()
      act()
    },
    { preventDefault: false },
  ]
  useHotkeys(
    [
      ...AREAS.map((area, index) => onKey(String(index + 1), () => show(area))),
      onKey('W', () => {
        if (!isAway) open({ kind: 'sale', arrival: null, roomId: null })
      }),
      onKey('Escape', () => setAttention(false)),
    ],
    [],
  )
}
