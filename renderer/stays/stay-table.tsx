/** One list of stays as a dense table: arrows move, Enter opens, I checks in, O checks out, A gives a room. */
import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { StayRow } from '../../shared/contract/stays.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { lookOf } from '../chart/bar-look.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { type Dialog, useDeskState } from '../desk-state.ts'
import { counted, dayText, nightsText } from '../formats.ts'
import { LookStatus } from '../frame/marks.tsx'

export type StayListName = 'arrivals' | 'departures' | 'inHouse'

type StayAction = Extract<Dialog, { stay: unknown }>['kind']

/** What can be done with a stay in its present state, the likeliest first. */
function actionsOf(stay: StayRow, businessDate: IsoDate): StayAction[] {
  if (stay.status === 'in_house') return ['checkOut', 'assign']
  if (stay.status !== 'reserved') return []
  return stay.arrival <= businessDate && stay.departure > businessDate ? ['checkIn', 'assign'] : ['assign']
}

const ACTION_KEYS: Readonly<Record<string, StayAction>> = { i: 'checkIn', o: 'checkOut', a: 'assign' }

function actionWords(action: StayAction, stay: StayRow): string {
  if (action === 'checkIn') return 'Check in'
  if (action === 'checkOut') return 'Check out'
  return stay.roomId === null ? 'Give a room' : 'Move'
}

export function StayTable({
  list,
  stays,
  businessDate,
}: {
  list: StayListName
  stays: readonly StayRow[]
  businessDate: IsoDate
}) {
  const openReservation = useDeskState((state) => state.openReservation)
  const open = useDeskState((state) => state.open)
  const isAway = useIsAway()
  const [chosen, setChosen] = useState<{ stayId: string; index: number } | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const found = stays.findIndex((stay) => stay.stayId === chosen?.stayId)
  // A stay that left the list (checked in, checked out) hands the selection to the one that took its place.
  const selected = found >= 0 ? found : Math.min(chosen?.index ?? 0, stays.length - 1)

  function select(index: number) {
    const stay = stays[index]
    if (stay !== undefined) setChosen({ stayId: stay.stayId, index })
  }

  useEffect(() => body.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    body.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== body.current || event.ctrlKey || event.metaKey || event.altKey) return
    const stay = stays[selected]
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) select(selected + step)
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

  return (
    // biome-ignore lint/a11y/useSemanticElements: the table inside keeps its own semantics
    <div
      ref={body}
      className="list-body"
      role="group"
      aria-label="Stays"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the list takes the keys for its selected row
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <table className="table stay-table">
        <colgroup>
          <col style={{ width: 72 }} />
          <col />
          <col style={{ width: 170 }} />
          <col style={{ width: 110 }} />
          <col style={{ width: 110 }} />
          <col style={{ width: 80 }} />
          <col style={{ width: 90 }} />
          <col style={{ width: 130 }} />
          <col style={{ width: 130 }} />
          <col style={{ width: 210 }} />
        </colgroup>
        <thead>
          <tr>
            <th>Room</th>
            <th>Guest</th>
            <th>Type</th>
            <th>Arrival</th>
            <th>Departure</th>
            <th>Nights</th>
            <th>Guests</th>
            <th>Source</th>
            <th>Status</th>
            <th aria-label="Actions" />
          </tr>
        </thead>
        <tbody>
          {stays.map((stay, index) => (
            <StayLine
              key={stay.stayId}
              stay={stay}
              list={list}
              businessDate={businessDate}
              isSelected={index === selected}
              isAway={isAway}
              onSelect={() => select(index)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function StayLine({
  stay,
  list,
  businessDate,
  isSelected,
  isAway,
  onSelect,
}: {
  stay: StayRow
  list: StayListName
  businessDate: IsoDate
  isSelected: boolean
  isAway: boolean
  onSelect: () => void
}) {
  const { names } = useHotel()
  const open = useDeskState((state) => state.open)
  const openReservation = useDeskState((state) => state.openReservation)
  const [first, ...others] = actionsOf(stay, businessDate)
  return (
    <tr
      aria-selected={isSelected}
      data-testid={`row-${stay.stayId}`}
      onMouseDown={onSelect}
      onDoubleClick={() => openReservation(stay.reservationId)}
    >
      <td className="strong figures">{stay.roomId === null ? '–' : names.room(stay.roomId)}</td>
      <td className="strong" title={stay.code}>
        {stay.guestName}
      </td>
      <td>{names.roomType(stay.roomTypeId)}</td>
      <td className={stay.overdue && list === 'arrivals' ? 'warning-text' : ''}>{dayText(stay.arrival)}</td>
      <td className={stay.overdue && list !== 'arrivals' ? 'danger-text' : ''}>{dayText(stay.departure)}</td>
      <td>{nightsText(stay.arrival, stay.departure)}</td>
      <td>{counted(stay.adults + stay.children, 'guest')}</td>
      <td className="muted">{stay.channelName ?? (stay.source === 'walk_in' ? 'Walk-in' : 'Direct')}</td>
      <td>
        <LookStatus look={lookOf(stay, businessDate)} />
      </td>
      <td className="actions">
        {others.map((action) => (
          <Button
            key={action}
            h={24}
            mr={4}
            variant="default"
            tabIndex={-1}
            disabled={isAway}
            onClick={() => open({ kind: action, stay })}
          >
            {actionWords(action, stay)}
          </Button>
        ))}
        {first !== undefined && (
          <Button
            h={24}
            variant="default"
            tabIndex={-1}
            disabled={isAway}
            onClick={() => open({ kind: first, stay })}
          >
            {actionWords(first, stay)}
          </Button>
        )}
      </td>
    </tr>
  )
}
