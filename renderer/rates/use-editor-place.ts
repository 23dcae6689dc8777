/** Keeps the editor beside the painted cells and those that follow them while these, the scrolling or the window change. */
import { type RefObject, useLayoutEffect, useState } from 'react'
import { placeEditor, type Size } from './editor-place.ts'
import { followingBlocks, type GridCells } from './following.ts'
import { type GridLayout, HEAD, ROW_HEAD, rectOf } from './grid-layout.ts'
import { allBlocks, type Painting } from './painting.ts'
import { viewOf } from './use-grid-window.ts'

/**
 * @param stage holds grid and editor: its height does not depend on where the editor stands, so it cannot jump to and fro
 * @returns null: the editor gets a place of its own under the grid
 */
export function useEditorPlace(
  stage: RefObject<HTMLDivElement | null>,
  scroller: RefObject<HTMLDivElement | null>,
  layout: GridLayout,
  painting: Painting,
  cells: Pick<GridCells, 'rowOf'>,
  { width, height }: Size,
): { left: number; top: number } | null {
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  useLayoutEffect(() => {
    const [around, grid] = [stage.current, scroller.current]
    if (around === null || grid === null) return
    const blocks = allBlocks(painting)
    const changing = [...blocks, ...followingBlocks(layout.rows, blocks, cells)]
    const measure = () => {
      const view = viewOf(grid)
      const area = { left: ROW_HEAD, top: HEAD, right: view.width, bottom: around.clientHeight }
      const painted = changing.map((block) => rectOf(block, view, layout))
      setPlace((now) => {
        const next = placeEditor(painted, area, { width, height })
        return now?.left === next?.left && now?.top === next?.top ? now : next
      })
    }
    measure()
    grid.addEventListener('scroll', measure, { passive: true })
    const watch = new ResizeObserver(measure)
    watch.observe(around)
    return () => {
      grid.removeEventListener('scroll', measure)
      watch.disconnect()
    }
  }, [stage, scroller, layout, painting, cells, width, height])
  return place
}
