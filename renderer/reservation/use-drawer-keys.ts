/** The drawer's keys: actions by letter, rooms by arrows, neighbours by brackets; none while something is typed or a dialog is open. */
import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { useDocumentKeys } from '../frame/document-keys.ts'
import { isTextField } from '../frame/typing.ts'
import type { StayDetail } from '../stays/stay-line.tsx'
import { useStayActions } from '../stays/use-stay-actions.ts'
import { actedStay, cancelSubject, mainActions, menuActions, stayState } from './reservation-actions.tsx'

/** What of the reservation is being typed over. */
export type Editing = 'guest' | 'note' | null

export interface DrawerActs {
  readonly isFolio: boolean
  onFolio(): void
  onMenu(): void
  onEdit(editing: Editing): void
  onStep(by: 1 | -1): void
  /** A key that came before all this stood. */
  readonly ahead: RefObject<string | null>
}

const KEY_WAITS_MS = 10_000

/** The first key that came while the reservation was still being read: it is done once that is there, if that is soon. */
export function useKeyAhead(isReading: boolean): RefObject<string | null> {
  const { page } = useDesk()
  const ahead = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (!isReading) return
    let forgetLater = () => {}
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target)) return
      if (ahead.current !== null) return
      ahead.current = event.key
      forgetLater = page.setTimer(KEY_WAITS_MS, () => {
        ahead.current = null
      })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      forgetLater()
    }
  }, [page, isReading])
  return ahead
}

export function useDrawerKeys(
  reservation: ReservationDetail,
  stay: StayDetail | undefined,
  editing: Editing,
  { isFolio, onFolio, onMenu, onEdit, onStep, ahead }: DrawerActs,
): void {
  const { hotel, clock } = useHotel()
  const isAway = useIsAway()
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  const open = useDeskState((state) => state.open)
  const neighbours = useDeskState((state) => state.neighbours)
  const openReservation = useDeskState((state) => state.openReservation)
  const actOn = useStayActions()
  function actsNow(): ReadonlyMap<string, () => void> {
    if (isDialogOpen || editing !== null) return new Map()
    const acts = new Map<string, () => void>([
      ['[', () => goTo(-1)],
      [']', () => goTo(1)],
      ['f', onFolio],
    ])
    if (isFolio) return acts
    acts.set('ArrowDown', () => onStep(1))
    acts.set('ArrowUp', () => onStep(-1))
    if (!isAway) setStayActs(acts)
    return acts
  }
  function setStayActs(into: Map<string, () => void>) {
    into.set('g', () => onEdit('guest'))
    into.set('t', () => onEdit('note'))
    const toCancel = cancelSubject(reservation)
    if (toCancel !== null) into.set('x', () => open({ kind: 'cancel', reservation: toCancel }))
    if (stay === undefined) return
    const { businessDate } = hotel
    const state = stayState(stay, businessDate, clock)
    const acted = actedStay(stay, reservation, businessDate)
    into.set('.', onMenu)
    const items = [...mainActions(state, businessDate), ...menuActions(state, stay, businessDate)]
    for (const { key, action } of items) into.set(key, () => actOn(action, acted, reservation.seq))
    if (state.status === 'reserved') into.set('L', () => actOn('announce', acted))
  }
  function goTo(by: 1 | -1) {
    const at = neighbours.indexOf(reservation.id)
    const next = at < 0 ? undefined : neighbours[at + by]
    if (next !== undefined) openReservation(next, neighbours)
  }
  useLayoutEffect(() => {
    const early = ahead.current
    ahead.current = null
    if (early === null) return
    const acts = actsNow()
    ;(acts.get(early) ?? acts.get(early.toLowerCase()))?.()
  })
  useDocumentKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // In an open menu the arrows go through it.
    const isInMenu = event.target instanceof HTMLElement && event.target.closest('[role="menu"]') !== null
    if (isTextField(event.target) || (isInMenu && event.key.length > 1)) return
    const acts = actsNow()
    const act =
      (event.shiftKey ? acts.get(event.key) : undefined) ??
      acts.get(event.key.toLowerCase()) ??
      acts.get(event.key)
    if (act === undefined) return
    // Or the letter would be the first one of what is edited.
    event.preventDefault()
    act()
  })
}
