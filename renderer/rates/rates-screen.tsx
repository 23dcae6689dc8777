/** The rates screen: the grid, what is typed over it, and the preview of a change before it is committed. */

import { Button } from '@mantine/core'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { dayNumber, fromDayNumber } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import { failureOf } from '../failure.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { paintedExtent } from './copied-range.ts'
import { FirstPrices } from './first-prices.tsx'
import { countFollowing, isFollowed } from './following.ts'
import {
  blockOfDay,
  dataBlocks,
  type GridLayout,
  type GridWindow,
  layGrid,
  STRIP_DAYS,
  stripDays,
} from './grid-layout.ts'
import { allBlocks, NOTHING_PAINTED, paintedRanges, paintedSpots } from './painting.ts'
import { dayAt, type RateDays, useRateDays } from './rate-days.ts'
import { commonRestrictions, emptyDraft, readDraft, summarise } from './rate-draft.ts'
import { RateEditor } from './rate-editor.tsx'
import { RatePreview } from './rate-preview.tsx'
import { RatesGrid } from './rates-grid.tsx'
import { RatesLegend, RatesMarks } from './rates-legend.tsx'
import { useRatesState } from './rates-state.ts'
import { RatesTools } from './rates-tools.tsx'
import { useCopiedRange } from './use-copied-range.ts'
import { useGridCells } from './use-grid-cells.ts'
import { firstWindow } from './use-grid-window.ts'

/** As the contract takes them. */
const MOST_RANGES = 500

export function RatesScreen() {
  const { hotel } = useHotel()
  // One by one: the first day in sight, which scrolling changes, draws nothing here.
  const painting = useRatesState((state) => state.painting)
  const draft = useRatesState((state) => state.draft)
  const editor = useRatesState((state) => state.editor)
  const planned = useRatesState((state) => state.planned)
  const adults = useRatesState((state) => state.adults)
  const roomTypeId = useRatesState((state) => state.roomTypeId)
  const set = useRatesState((state) => state.set)
  const stage = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const weekdays = useRef<HTMLFieldSetElement>(null)
  const layout = useMemo(() => layGrid(hotel, roomTypeId), [hotel, roomTypeId])
  const { seen, onWindow } = useSeen(layout)
  const wanted = useWanted(layout, seen)
  const data = useRateDays(wanted)
  const focusGrid = useCallback(() => scroller.current?.focus({ preventScroll: true }), [])
  useLayoutEffect(() => {
    if (useRatesState.getState().editor === null) focusGrid()
    return () => {
      // A cursor takes the keys of the desk; it is not waiting when the screen is opened again, unless it holds words.
      if (useRatesState.getState().editor === null) set({ painting: NOTHING_PAINTED })
    }
  }, [focusGrid, set])

  const extent = useMemo(() => paintedExtent(painting), [painting])
  const firstDay = extent?.first
  const reading = useMemo(
    () =>
      readDraft(draft, {
        currency: hotel.currency,
        adults,
        ...(firstDay === undefined ? {} : { firstNight: fromDayNumber(firstDay) }),
      }),
    [draft, hotel.currency, adults, firstDay],
  )
  const change = editor === null || reading.hasIssue ? null : reading.change
  const rows = useMemo(() => new Map(layout.rows.map((row) => [row.row, row])), [layout])
  const painted = useMemo(
    () => [...paintedSpots(painting)].map(({ row, day }) => dayAt(data.blocks, rows.get(row), day)),
    [painting, data.blocks, rows],
  )
  const ranges = useMemo(() => paintedRanges(painting), [painting])
  const cells = useGridCells(layout, data, painting)
  const following = useMemo(
    () => (isFollowed(change) ? countFollowing(layout.rows, ranges, change, cells) : 0),
    [layout, ranges, change, cells],
  )
  const { copy, paste } = useCopiedRange(layout, cells)
  const summary = useMemo(() => summarise(painted, reading.change, adults), [painted, reading.change, adults])
  const common = useMemo(() => commonRestrictions(painted), [painted])
  const obstacle = ranges.length > MOST_RANGES ? t('rates.tooManyBlocks', { most: MOST_RANGES }) : null

  function preview() {
    const blocks = ranges.flatMap(({ row, from, to }) => {
      const line = rows.get(row)
      return line === undefined
        ? []
        : [{ ratePlanId: line.ratePlan.id, roomTypeId: line.roomType.id, from, to }]
    })
    set({ planned: { kind: 'draft', blocks, weekdays: painting.weekdays, change: reading.change } })
  }
  function closeEditor() {
    set({ editor: null, draft: emptyDraft(draft.roundToMinor) })
    focusGrid()
  }
  function onCommitted() {
    // Drawn at once, as below: what lies under the preview cannot take the keyboard before.
    flushSync(() =>
      set({ planned: null, editor: null, draft: emptyDraft(draft.roundToMinor), painting: NOTHING_PAINTED }),
    )
    focusGrid()
  }
  function onBack() {
    flushSync(() => set({ planned: null }))
    const field = stage.current?.querySelector<HTMLElement>('.rates-editor input')
    if (field) field.focus()
    else focusGrid()
  }
  return (
    <div className="rates-screen">
      <div className="rates-under" inert={planned !== null}>
        <RatesTools layout={layout} />
        <RatesLegend painting={painting} painted={painted.length} weekdays={weekdays} onBack={focusGrid} />
        <div ref={stage} className="rates-stage">
          <RatesGrid
            scroller={scroller}
            layout={layout}
            data={data}
            change={change}
            cells={cells}
            onWindow={onWindow}
            onWeekdays={() => weekdays.current?.querySelector('button')?.focus()}
            onCopy={copy}
            onPaste={paste}
          />
          {editor !== null && painted.length > 0 && (
            <RateEditor
              part={editor}
              stage={stage}
              scroller={scroller}
              layout={layout}
              painting={painting}
              reading={reading}
              cells={cells}
              summary={summary}
              following={following}
              extent={extent}
              common={common}
              obstacle={obstacle}
              onPreview={preview}
              onClose={closeEditor}
            />
          )}
          <GridNote data={data} layout={layout} />
        </div>
        <RatesMarks />
      </div>
      {planned !== null && <RatePreview planned={planned} onBack={onBack} onCommitted={onCommitted} />}
    </div>
  )
}

type Seen = Pick<GridWindow, 'firstStrip' | 'lastStrip'>

/** The strips that the grid draws, told anew only where they lie in other blocks: scrolling draws nothing but the grid. */
function useSeen(layout: GridLayout) {
  const [seen, setSeen] = useState<Seen>(() => firstWindow(layout))
  const onWindow = useCallback((window: Seen) => {
    const blocksOf = ({ firstStrip, lastStrip }: Seen) =>
      [firstStrip, lastStrip].map((strip) => blockOfDay(strip * STRIP_DAYS)).join()
    setSeen((now) => (blocksOf(now) === blocksOf(window) ? now : window))
  }, [])
  return { seen, onWindow }
}

/** The blocks of days in sight and of what is painted; the same array while they are the same. */
function useWanted(layout: GridLayout, { firstStrip, lastStrip }: Seen) {
  const painting = useRatesState((state) => state.painting)
  const seen = { first: stripDays(firstStrip, layout).first, last: stripDays(lastStrip, layout).last }
  const wanted = dataBlocks([seen, ...allBlocks(painting)], layout)
  const name = wanted.map(({ from, to }) => `${from} ${to}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: named by its content
  return useMemo(() => wanted, [name])
}

/** What lies over the grid while there is nothing to see, or a part of it is missing. */
function GridNote({ data, layout }: { data: RateDays; layout: GridLayout }) {
  const { hotel } = useHotel()
  const [isPutOff, setPutOff] = useState(false)
  if (data.error !== null)
    return (
      <div className="rates-note">
        <div className="card">
          <FailureAlert failure={failureOf(data.error)} />
          <div>
            <Button variant="default" onClick={data.retry}>
              {t('common.tryAgain')}
            </Button>
          </div>
        </div>
      </div>
    )
  const first = data.blocks.get(blockOfDay(Math.max(layout.start, dayNumber(hotel.businessDate))))
  if (data.blocks.size === 0)
    return (
      <div className="rates-note" role="status">
        <span className="muted">{t('common.loading')}</span>
      </div>
    )
  const isUnpriced =
    first !== undefined &&
    [...first.plans.values()].every((days) => days.every((day) => day.prices.length === 0))
  if (!isUnpriced || isPutOff) return null
  return (
    <div className="rates-note">
      <FirstPrices onClose={() => setPutOff(true)} />
    </div>
  )
}
