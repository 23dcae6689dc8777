/** Changes of stays on the chart: by drag, or by arrows after M or E; each ends in the confirmation, or in nothing. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import type { Placed, PlacedStay } from './bar-layout.ts'
import { lookText } from './bar-look.ts'
import { ChangeGesture, type GestureGround } from './change-gesture.ts'
import type { ChartData } from './chart-data.ts'
import type { ChartRow, LaneRow } from './chart-rows.ts'
import { listenForDrags } from './stay-drag.ts'
import { type Handle, handlesOf } from './stay-plan.ts'
import type { Timeline } from './timeline.ts'
import type { ChartScroll } from './use-chart-scroll.ts'

export interface ChartChange {
  /** Whether arrows move a stay now instead of the cursor. */
  isByKeys(): boolean
  begin(row: LaneRow, placed: Placed, handle: Handle): void
  /** Rows to go and days, from where the stay is aimed at now. */
  step(rows: number, days: number): void
  finish(): void
  cancel(): void
  /** For screen readers: what the tag says. */
  readonly spoken: string
}

interface Ground {
  readonly timeline: Timeline
  readonly scroll: ChartScroll
  readonly data: ChartData
  readonly rows: readonly ChartRow[]
  readonly layer: RefObject<HTMLDivElement | null>
  /** Nothing can be changed: the host is away, or it is looked back. */
  readonly isStill: boolean
  readonly onBegin: () => void
}

export function useChartChange({
  timeline,
  scroll,
  data,
  rows,
  layer,
  isStill,
  onBegin,
}: Ground): ChartChange {
  const { hotel, names } = useHotel()
  const open = useDeskState((state) => state.open)
  const notify = useDeskState((state) => state.notify)
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  const [spoken, setSpoken] = useState('')
  const ground = useRef<GestureGround>({ rows, data, timeline, limits: hotel, names, view: scroll.view })
  ground.current = { rows, data, timeline, limits: hotel, names, view: scroll.view }
  const byKeys = useRef<ChangeGesture | null>(null)
  /** Stays in sight under its confirmation. */
  const proposed = useRef<ChangeGesture | null>(null)

  const propose = useCallback(
    (gesture: ChangeGesture) => {
      setSpoken('')
      const change = gesture.change()
      if (change === null) {
        gesture.end()
        return
      }
      proposed.current = gesture
      open({ kind: 'confirmChange', change })
    },
    [open],
  )
  const cancel = useCallback(() => {
    byKeys.current?.end()
    byKeys.current = null
    setSpoken('')
  }, [])
  useEffect(() => {
    if (isDialogOpen) return
    proposed.current?.end()
    proposed.current = null
  }, [isDialogOpen])
  useEffect(
    () => () => {
      byKeys.current?.end()
      proposed.current?.end()
    },
    [],
  )

  const { scroller } = scroll
  useEffect(() => {
    const element = scroller.current
    const ghosts = layer.current
    // Bars then only open.
    if (element === null || ghosts === null || isStill) return
    return listenForDrags({
      scroller: element,
      layer: ghosts,
      ground: () => ground.current,
      stayOf: (bar) => stayOf(bar, ground.current.rows),
      onBegin() {
        cancel()
        onBegin()
      },
      onDrop: propose,
      onCancel: () => setSpoken(''),
    })
  }, [scroller, layer, isStill, propose, cancel, onBegin])

  function speak(gesture: ChangeGesture) {
    const { room, dates, state } = gesture.words
    setSpoken(t('chart.change.spoken', { room, dates, state }))
    const { start, end } = gesture.plan
    scroll.reveal(gesture.row, gesture.handle === 'move' ? start : end - 1, end)
  }

  return {
    spoken,
    isByKeys: () => byKeys.current !== null,
    begin(row, placed, handle) {
      cancel()
      if (isStill || placed.kind !== 'stay' || layer.current === null) return
      if (!handlesOf(placed.bar).includes(handle)) {
        const status = lookText(placed.look).toLowerCase()
        notify('danger', t('chart.change.never', { guest: placed.bar.guestName, status }))
        return
      }
      byKeys.current = new ChangeGesture(() => ground.current, layer.current, { row, placed, handle })
      speak(byKeys.current)
    },
    step(rowsDown, days) {
      const gesture = byKeys.current
      if (gesture === null) return
      gesture.aim(gesture.byDays + days, laneBeyond(rows, gesture.row, rowsDown))
      speak(gesture)
    },
    finish() {
      const gesture = byKeys.current
      byKeys.current = null
      if (gesture !== null) propose(gesture)
    },
    cancel,
  }
}

/** The next row that can take a stay; rows of types are passed over. */
function laneBeyond(rows: readonly ChartRow[], from: LaneRow, by: number): ChartRow | undefined {
  let at = rows.findIndex((row) => row.key === from.key) + by
  while (by !== 0 && rows[at]?.kind === 'group') at += by
  return rows[at]
}

function stayOf(bar: Element, rows: readonly ChartRow[]): { row: LaneRow; placed: PlacedStay } | null {
  const rowKey = bar.closest<HTMLElement>('[data-row]')?.dataset.row
  const row = rows.find((each) => each.key === rowKey)
  if (row === undefined || row.kind === 'group') return null
  const placed = row.bars.find((each) => each.id === bar.id)
  return placed?.kind === 'stay' ? { row, placed } : null
}
