// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold bars that span parts of days
/** The tape chart: rooms by nights, one tab stop, arrows between stays, Enter opens the stay or sells the free night. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { addDays } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { dayText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { type ChartGroup, type ChartLane, countLooks, LEAD_DAYS, layChart } from './bar-layout.ts'
import { barAt, type ChartCursor, type CursorMove, moveCursor } from './chart-cursor.ts'
import { ChartColumns, ChartHead, datesOf } from './chart-head.tsx'
import { GroupRow, LaneRow } from './chart-rows.tsx'
import { ChartTools } from './chart-tools.tsx'
import { type ChartWindow, chartWindow, pageChart } from './chart-window.ts'
import { foldWaiting, foldWords } from './waiting-lanes.ts'

type TapeChart = Answers['stays']['tapeChart']

export function ChartScreen() {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const from = useDeskState((state) => state.chartFrom)
  const span = useDeskState((state) => state.chartSpan)
  const window = useMemo(() => chartWindow(from, span, hotel.businessDate), [from, span, hotel.businessDate])
  const query = useQuery(
    queries.stays.tapeChart.queryOptions({
      input: { from: addDays(window.from, -LEAD_DAYS), to: addDays(window.from, window.days) },
      placeholderData: keepPreviousData,
    }),
  )
  const groups = useMemo(
    // Counts of another window stand under other days here: bars know their dates, counts do not.
    () =>
      query.data === undefined
        ? []
        : layChart(hotel, query.isPlaceholderData ? { ...query.data, left: [] } : query.data, window),
    [query.data, query.isPlaceholderData, hotel, window],
  )
  const counts = useMemo(() => countLooks(groups), [groups])
  return (
    <div className="chart-screen">
      <ChartTools window={window} counts={counts} />
      <QueryView query={query}>
        {(data) => <Chart window={window} data={query.isPlaceholderData ? null : data} groups={groups} />}
      </QueryView>
    </div>
  )
}

const MOVES: Readonly<Record<string, CursorMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
}

function moveOf(event: KeyboardEvent): CursorMove | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (event.shiftKey && event.key === 'ArrowLeft') return 'day-left'
  if (event.shiftKey && event.key === 'ArrowRight') return 'day-right'
  return MOVES[event.key]
}

function Chart({
  window,
  data,
  groups,
}: {
  window: ChartWindow
  /** Null while another window's answer stands in. */
  data: TapeChart | null
  groups: readonly ChartGroup[]
}) {
  const { hotel } = useHotel()
  const openReservation = useDeskState((state) => state.openReservation)
  const moveChart = useDeskState((state) => state.moveChart)
  const open = useDeskState((state) => state.open)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const shown = useMemo(
    () => groups.map((group) => foldWaiting(group, unfolded.has(group.roomType.id))),
    [groups, unfolded],
  )
  const lanes = useMemo(() => shown.flatMap((group) => group.lanes), [shown])
  const [cursor, setCursor] = useState<ChartCursor | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const cursorLane = cursor === null ? undefined : lanes[cursor.lane]
  const cursorBar = cursor === null ? undefined : barAt(cursorLane, cursor.day)
  const activeId =
    cursor === null
      ? undefined
      : cursorBar === undefined
        ? 'chart-free-cell'
        : `bar-${cursorBar.bar.stayId}-${cursorBar.bar.from}`

  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const fold = useCallback((roomTypeId: string) => {
    setUnfolded((before) => {
      const after = new Set(before)
      if (!after.delete(roomTypeId)) after.add(roomTypeId)
      return after
    })
  }, [])
  function foldAll() {
    const isAnyFolded = shown.some((group) => group.folded > 0)
    setUnfolded(new Set(isAnyFolded ? groups.map((group) => group.roomType.id) : []))
  }
  function enter() {
    if (cursor === null) return
    if (cursorBar !== undefined) openReservation(cursorBar.bar.reservationId)
    else sellAt(cursorLane, cursor.day)
  }
  function sellAt(lane: ChartLane | undefined, day: number) {
    const arrival = addDays(window.from, day)
    if (lane?.room != null && arrival >= hotel.businessDate)
      open({ kind: 'sale', arrival, roomId: lane.room.id })
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const move = moveOf(event)
    if (move !== undefined) {
      event.preventDefault()
      const start = cursor ?? { lane: 0, day: Math.max(0, lanesDay(window, hotel.businessDate)) }
      setCursor(cursor === null ? start : moveCursor(lanes, window.days, start, move))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      enter()
    } else if (event.key === '+') {
      event.preventDefault()
      foldAll()
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      if (!event.shiftKey) return
      event.preventDefault()
      moveChart(pageChart(window, event.key === 'PageUp' ? -1 : 1))
    }
  }
  function onClick(event: MouseEvent<HTMLDivElement>) {
    const target = event.target instanceof Element ? event.target : null
    const bar = target?.closest<HTMLElement>('[data-reservation]')
    const laneKey = target?.closest<HTMLElement>('[data-lane]')?.dataset.lane
    const track = target?.closest('.chart-track')?.getBoundingClientRect()
    const lane = lanes.findIndex((candidate) => candidate.key === laneKey)
    if (lane >= 0 && track !== undefined) {
      const day = Math.floor(((event.clientX - track.left) / track.width) * window.days)
      setCursor({ lane, day: Math.min(Math.max(day, 0), window.days - 1) })
    }
    grid.current?.focus({ preventScroll: true })
    if (bar?.dataset.reservation !== undefined) openReservation(bar.dataset.reservation)
  }

  const dates = useMemo(() => datesOf(window), [window])
  let lane = -1
  let rowIndex = 0
  return (
    <div
      ref={grid}
      className="chart"
      role="grid"
      aria-label="Tape chart"
      aria-rowcount={lanes.length + groups.length}
      aria-colcount={window.days}
      aria-activedescendant={activeId}
      aria-busy={data === null}
      tabIndex={0}
      style={{ '--days': window.days } as CSSProperties}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div className="chart-inner">
        <ChartHead
          window={window}
          businessDate={hotel.businessDate}
          rooms={hotel.rooms.length}
          occupancy={occupancyOf(data, window)}
        />
        <div className="chart-body">
          <ChartColumns window={window} businessDate={hotel.businessDate} />
          {shown.map((group) => (
            <div key={group.roomType.id} role="rowgroup" aria-label={group.roomType.name}>
              <GroupRow group={group} dates={dates} rowIndex={++rowIndex} />
              {group.lanes.map((each) => {
                lane += 1
                const isHere = cursor?.lane === lane
                return (
                  <LaneRow
                    key={each.key}
                    lane={each}
                    isFirstWaiting={each === group.lanes[0]}
                    fold={foldWords(group, each)}
                    onFold={fold}
                    roomTypeName={group.roomType.name}
                    days={window.days}
                    rowIndex={++rowIndex}
                    cursorDay={isHere ? cursor.day : null}
                    cursorBar={isHere ? (cursorBar ?? null) : null}
                    cursorLabel={
                      isHere
                        ? `${each.room === null ? 'No room' : `Room ${each.room.name}`}, ${dayText(addDays(window.from, cursor.day))}, free`
                        : ''
                    }
                  />
                )
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

/** Days before the hotel's first one are over and empty: they say nothing rather than 0 %. */
function occupancyOf(data: TapeChart | null, window: ChartWindow): (number | undefined)[] {
  return Array.from({ length: window.days }, (_, day) => {
    const percent = data?.occupancyPercent[day + LEAD_DAYS]
    const isOver = data !== null && addDays(window.from, day) < data.businessDate
    return percent === 0 && isOver ? undefined : percent
  })
}

function lanesDay(window: ChartWindow, businessDate: ChartWindow['from']): number {
  return Array.from({ length: window.days }, (_, day) => addDays(window.from, day)).indexOf(businessDate)
}
