/** The keys of a list of stays: arrows move, Enter opens, a letter does what the stay's state allows (`LIST_KEYS`). */
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { StayRow } from '../../shared/contract/stays.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { isTextField } from '../frame/typing.ts'
import { isAllowed, LIST_KEYS } from './stay-actions.ts'
import { useStayActions } from './use-stay-actions.ts'

export interface ListedStay {
  readonly stay: StayRow
  /** Done rows stand below those to do; a stay that becomes done leaves the selection behind. */
  readonly isDone: boolean
}

export interface StayKeys {
  readonly body: RefObject<HTMLDivElement | null>
  readonly selected: number
  select(index: number): void
  onKeyDown(event: KeyboardEvent): void
}

function keyOf({ stay, isDone }: ListedStay): string {
  return `${isDone ? 'done' : 'due'} ${stay.stayId}`
}

export function listed(due: readonly StayRow[], done: readonly StayRow[] = []): ListedStay[] {
  return [...due.map((stay) => ({ stay, isDone: false })), ...done.map((stay) => ({ stay, isDone: true }))]
}

/** @param takesFocus whether the list has the keyboard as soon as it stands */
export function useStayKeys(
  rows: readonly ListedStay[],
  businessDate: IsoDate,
  takesFocus: boolean,
): StayKeys {
  const openReservation = useDeskState((state) => state.openReservation)
  const { clock } = useHotel()
  const act = useStayActions()
  const isAway = useIsAway()
  const [chosen, setChosen] = useState<{ key: string; index: number } | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const found = rows.findIndex((row) => keyOf(row) === chosen?.key)
  // A stay that left the list (checked in, checked out) hands the selection to the one that took its place.
  const selected = found >= 0 ? found : Math.min(chosen?.index ?? 0, rows.length - 1)

  function select(index: number) {
    const row = rows[index]
    if (row !== undefined) setChosen({ key: keyOf(row), index })
  }

  const isCovered = useDeskState((state) => state.dialog !== null || state.reservationId !== null)
  const hadFocus = useRef(false)
  useLayoutEffect(() => {
    // Never from under a dialog that was faster than the list's answer, nor from somebody who types.
    if (!takesFocus || isCovered || isTextField(document.activeElement)) return
    if (hadFocus.current && document.activeElement !== document.body) return
    hadFocus.current = true
    body.current?.focus({ preventScroll: true })
  }, [takesFocus, isCovered])
  useEffect(() => {
    if (selected < 0) return
    body.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selected])

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== body.current || event.ctrlKey || event.metaKey || event.altKey) return
    const stay = rows[selected]?.stay
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) select(selected + step)
    else if (event.key === 'Home') select(0)
    else if (event.key === 'End') select(rows.length - 1)
    else if (stay === undefined) return
    else if (event.key === 'Enter') openReservation(stay.reservationId)
    else {
      const { checkedInAt, checkedOutAt } = stay
      const state = {
        ...stay,
        checkedInOn: checkedInAt === null ? null : clock.businessDate(checkedInAt),
        checkedOutOn: checkedOutAt === null ? null : clock.businessDate(checkedOutAt),
      }
      const action = LIST_KEYS[event.key.toLowerCase()]?.find((each) => isAllowed(each, state, businessDate))
      // Shift and a letter belongs to the desk, but for the time that is typed.
      if (action === undefined || isAway || (event.shiftKey && action !== 'late')) return
      select(selected)
      act(event.shiftKey ? 'announce' : action, stay)
    }
    event.preventDefault()
  }
  return { body, selected, select, onKeyDown }
}
