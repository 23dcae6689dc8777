/** A cell's whole name while the mouse rests on it: given when it is wanted, as to write it into every cell costs more than to draw them. */
import { type MouseEvent, useCallback } from 'react'
import { cellName } from './cell-name.ts'
import type { GridLayout } from './grid-layout.ts'
import { dayAt, nightAt, type RateDays } from './rate-days.ts'
import type { StripLook } from './rate-strip.tsx'

export function useCellTips(layout: GridLayout, data: RateDays, look: StripLook) {
  return useCallback(
    ({ target }: MouseEvent<HTMLDivElement>) => {
      const cell = target instanceof Element ? target.closest<HTMLElement>('.rate') : null
      const row = layout.rows.find(({ row }) => row === Number(cell?.dataset.row))
      if (cell === null || row === undefined) return
      const day = Number(cell.dataset.day)
      cell.title = cellName(row, day, dayAt(data.blocks, row, day), look, nightAt(data.blocks, row, day))
    },
    [layout, data, look],
  )
}
