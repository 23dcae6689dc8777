/** The drawer's keys: actions by letter, rooms by arrows, neighbours by brackets; none while something is typed or a dialog is open. */
import { useEffect } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import type { StayDetail } from '../stays/stay-line.tsx'
import { actionsOf } from './reservation-actions.tsx'

/** What of the reservation is being typed over. */
export type Editing = 'guest' | 'note' | null

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

export function useDrawerKeys(
  reservation: ReservationDetail,
  stay: StayDetail | undefined,
  businessDate: IsoDate,
  editing: Editing,
  onEdit: (editing: Editing) => void,
  onStep: (by: 1 | -1) => void,
): void {
  const isAway = useIsAway()
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  const open = useDeskState((state) => state.open)
  const neighbours = useDeskState((state) => state.neighbours)
  const openReservation = useDeskState((state) => state.openReservation)
  useEffect(() => {
    if (isDialogOpen || editing !== null) return
    const acts = new Map<string, () => void>([
      ['ArrowDown', () => onStep(1)],
      ['ArrowUp', () => onStep(-1)],
      ['[', () => goTo(-1)],
      [']', () => goTo(1)],
    ])
    if (!isAway) {
      acts.set('g', () => onEdit('guest'))
      acts.set('t', () => onEdit('note'))
      for (const { key, dialog } of actionsOf(reservation, stay, businessDate))
        acts.set(key, () => open(dialog))
    }
    function goTo(by: 1 | -1) {
      const at = neighbours.indexOf(reservation.id)
      const next = at < 0 ? undefined : neighbours[at + by]
      if (next !== undefined) openReservation(next, neighbours)
    }
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const act = acts.get(event.key.length === 1 ? event.key.toLowerCase() : event.key)
      if (act === undefined) return
      // Or the letter would be the first one of what is edited.
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
}
