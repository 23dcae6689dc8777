/** The tape chart: rooms by nights over two years. Brings together data, rows, scroll and what is chosen. */
import { Button } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { dayNumber, fromDayNumber, type IsoDate } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import { type ChartTarget, useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { type ChartCursor, dayOf } from './chart-cursor.ts'
import { ChartEmpty } from './chart-empty.tsx'
import { ChartGrid } from './chart-grid.tsx'
import { chartRows, countLooks, findStay } from './chart-rows.ts'
import { ChartTools } from './chart-tools.tsx'
import { PastBanner, usePastChoice } from './past-chart.tsx'
import { homeDate, STRIP_DAYS, timelineOf, ZOOMS } from './timeline.ts'
import { useChartBlocks } from './use-chart-blocks.ts'
import { useChartScroll, useRowHeight, useViewSize } from './use-chart-scroll.ts'

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(set)
  if (!after.delete(key)) after.add(key)
  return after
}

const NONE: ReadonlySet<string> = new Set()

export function ChartScreen() {
  const { hotel } = useHotel()
  const zoom = useDeskState((state) => state.chartZoom)
  const target = useDeskState((state) => state.chartTarget)
  const keepChart = useDeskState((state) => state.keepChart)
  const [home] = useState(() => useDeskState.getState().chartFrom ?? homeDate(hotel.businessDate, zoom))
  const scroller = useRef<HTMLDivElement>(null)
  const size = useViewSize(scroller)
  const timeline = useMemo(() => timelineOf(hotel, zoom, size.width), [hotel, zoom, size.width])
  const [top] = useState(() => useDeskState.getState().chartTop)
  const scroll = useChartScroll(scroller, timeline, size, dayNumber(home), top)
  const { window, sight, goToDay, reveal, topRow } = scroll
  useEffect(() => () => keepChart({ chartTop: topRow() }), [keepChart, topRow])

  const firstDay = Math.max(timeline.firstDay, window.firstStrip * STRIP_DAYS)
  const endDay = Math.min(timeline.endDay, window.endStrip * STRIP_DAYS)
  const past = usePastChoice()
  const { data, missing, failure, retry } = useChartBlocks(firstDay, endDay, past.asOf)
  const [collapsed, setCollapsed] = useState(NONE)
  const [unfolded, setUnfolded] = useState(NONE)
  const rowHeight = useRowHeight()
  const rows = useMemo(
    () => chartRows(hotel, data, { collapsed, unfolded, rowHeight }, { from: firstDay, to: endDay }),
    [hotel, data, collapsed, unfolded, rowHeight, firstDay, endDay],
  )
  const counts = useMemo(() => countLooks(hotel, data, sight), [hotel, data, sight])
  const [cursor, setCursor] = useState<ChartCursor | null>(null)

  const shownDate = fromDayNumber(Math.min(Math.ceil(sight.from - 0.01), timeline.endDay - 1))
  useEffect(() => {
    // A chart that stands where it stands by itself goes on following the business date.
    keepChart({ chartFrom: shownDate === homeDate(hotel.businessDate, zoom) ? null : shownDate })
  }, [keepChart, shownDate, hotel.businessDate, zoom])

  const page = useCallback(
    (direction: -1 | 1) => {
      const days = direction * ZOOMS[zoom].days
      goToDay(Math.round(timeline.firstDay + scroll.view().left / timeline.px) + days)
      setCursor((before) => (before === null ? null : { ...before, day: before.day + days }))
    },
    [goToDay, scroll.view, timeline, zoom],
  )
  const goHome = useCallback(() => {
    goToDay(dayNumber(homeDate(hotel.businessDate, zoom)))
    setCursor((before) => (before === null ? null : { ...before, day: dayNumber(hotel.businessDate) }))
  }, [goToDay, hotel.businessDate, zoom])
  const goToDate = useCallback((date: IsoDate) => goToDay(dayNumber(date)), [goToDay])
  const collapse = useCallback((roomTypeId: string) => setCollapsed((set) => toggled(set, roomTypeId)), [])
  const fold = useCallback((roomTypeId: string) => setUnfolded((set) => toggled(set, roomTypeId)), [])
  const allTypes = useMemo(() => new Set(hotel.roomTypes.map(({ id }) => id)), [hotel.roomTypes])
  const foldAll = useCallback(() => {
    setUnfolded((set) => (set.size === 0 ? allTypes : NONE))
  }, [allTypes])

  /** Whether the chart is there now; where data or rows are missing it comes back with them. */
  const follow = useCallback(
    ({ stayId, date }: ChartTarget): boolean => {
      if (date === null) {
        goHome()
        return true
      }
      const day = dayNumber(date)
      const found = stayId === null ? undefined : findStay(rows, stayId)
      if (found !== undefined) {
        const { row, placed } = found
        goToDay(dayOf(placed) - ZOOMS[zoom].daysBefore)
        reveal(row, placed.start, placed.start)
        setCursor({ rowKey: row.key, day: dayOf(placed) })
        scroller.current?.focus({ preventScroll: true })
        return true
      }
      if (stayId === null || !data.isLoaded(day)) {
        goToDay(day - ZOOMS[zoom].daysBefore)
        return stayId === null
      }
      // It may lie in a type that is closed or among what is folded; opened once, it is there or gone.
      const isOpen = collapsed.size === 0 && unfolded === allTypes
      setCollapsed(NONE)
      setUnfolded(allTypes)
      return isOpen
    },
    [rows, data, reveal, goToDay, goHome, zoom, collapsed, unfolded, allTypes],
  )
  useEffect(() => {
    if (target !== null && follow(target)) useDeskState.getState().revealOnChart(null)
  }, [target, follow])

  useViewKeys({
    h: () => past.ask(true),
    escape: past.asOf === null ? undefined : () => past.show(null),
  })
  const isEmpty =
    past.asOf === null && missing.length === 0 && data.isEmpty && sight.from <= dayNumber(hotel.businessDate)
  return (
    <div className="chart-screen">
      <ChartTools
        timeline={timeline}
        shownDate={shownDate}
        counts={counts}
        past={past}
        onPage={page}
        onToday={goHome}
        onDate={goToDate}
      />
      <PastBanner past={past} />
      <ChartGrid
        asOf={past.asOf}
        timeline={timeline}
        scroll={scroll}
        data={data}
        rows={rows}
        isLoading={missing.length > 0}
        cursor={cursor}
        onCursor={setCursor}
        onCollapse={collapse}
        onFold={fold}
        onFoldAll={foldAll}
        onPage={page}
        onToday={goHome}
      />
      {failure !== null && (
        <div className="chart-failed">
          <FailureAlert failure={failure} />
          <Button variant="default" onClick={retry}>
            {t('common.tryAgain')}
          </Button>
        </div>
      )}
      {isEmpty && <ChartEmpty />}
    </div>
  )
}
