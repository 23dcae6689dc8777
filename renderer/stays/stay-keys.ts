/** The keys of a list of stays: arrows move, Enter opens, I checks in, O checks out, A gives a room. */
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { StayRow } from '../../shared/contract/stays.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { isTextField } from '../frame/typing.ts'
import { ACTION_KEYS, actionsOf } from './stay-actions.ts'

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
  const open = useDeskState((state) => state.open)
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
  useEffect(() => {
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
      const action = ACTION_KEYS[event.key.toLowerCase()]
      if (action === undefined || isAway || !actionsOf(stay, businessDate).includes(action)) return
      select(selected)
      open({ kind: action, stay })
    }
    event.preventDefault()
  }
  return { body, selected, select, onKeyDown }
}
