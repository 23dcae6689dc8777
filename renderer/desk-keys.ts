/** The keys that work everywhere: areas by number, W for a walk-in, Escape for what lies over the screen. */
import { useHotkeys } from '@mantine/hooks'
import { useIsAway } from './desk-context.tsx'
import { AREAS, useDeskState } from './desk-state.ts'

export function useDeskKeys(): void {
  const isAway = useIsAway()
  const show = useDeskState((state) => state.show)
  const open = useDeskState((state) => state.open)
  const setAttention = useDeskState((state) => state.setAttention)
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  /** A dialog has the keyboard to itself. */
  const outsideDialogs = (act: () => void) => () => {
    if (!isDialogOpen) act()
  }
  useHotkeys([
    ...AREAS.map((area, index): [string, () => void] => [
      String(index + 1),
      outsideDialogs(() => show(area)),
    ]),
    [
      'W',
      outsideDialogs(() => {
        if (!isAway) open({ kind: 'sale', arrival: null, roomId: null })
      }),
    ],
    ['Escape', outsideDialogs(() => setAttention(false)), { preventDefault: false }],
  ])
}
