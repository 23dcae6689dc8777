/** The grid's cells by row and day, as what is typed over them asks for them. */
import { useMemo } from 'react'
import type { GridCells } from './following.ts'
import type { GridLayout } from './grid-layout.ts'
import { type Painting, paintedMask } from './painting.ts'
import { dayAt, type RateDays } from './rate-days.ts'

export function useGridCells(layout: GridLayout, { blocks }: RateDays, painting: Painting): GridCells {
  return useMemo(() => {
    const rows = new Map(layout.rows.map((row) => [`${row.roomType.id} ${row.ratePlan.id}`, row]))
    return {
      rowOf: (roomTypeId, ratePlanId) => rows.get(`${roomTypeId} ${ratePlanId}`),
      dayOf: (row, day) => dayAt(blocks, row, day),
      isPainted: (row, day) => paintedMask(painting, row.row, day, 1) !== 0,
    }
  }, [layout, blocks, painting])
}
