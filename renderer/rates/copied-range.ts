/**
 * Prices copied from painted cells, and where they land: a pattern of plans by nights, laid from one cell on, or repeated over
 * a larger painted range, as spreadsheets do it. Pure.
 */
import { addDays, fromDayNumber, type IsoDate } from '../../shared/dates.ts'
import { capped } from '../../shared/rates/price-bounds.ts'
import type { GridLayout, PlanRow } from './grid-layout.ts'
import { allBlocks, type Painting, paintAt, paintedSpots, paintTo, type Spot } from './painting.ts'
import type { GridDay } from './rate-draft.ts'

interface CopiedCell {
  readonly roomTypeId: string
  readonly ratePlanId: string
  readonly prices: readonly number[]
  /** It cost that because its plan follows another one. */
  readonly isDerived: boolean
}

export interface CopiedRange {
  readonly rows: number
  readonly days: number
  /** By offset from the first row and day, `row day`; cells that were not painted, or had no price, are not there. */
  readonly cells: ReadonlyMap<string, CopiedCell>
}

/** Exact prices for nights in a row; `to` is exclusive. */
export interface PriceRun {
  readonly ratePlanId: string
  readonly roomTypeId: string
  readonly from: IsoDate
  readonly to: IsoDate
  readonly prices: readonly number[]
}

type RowOf = (row: number) => PlanRow | undefined
type DayOf = (row: PlanRow, day: number) => GridDay | undefined

const nameOf = (row: number, day: number) => `${row} ${day}`

/** The first and last painted row and day, weekdays applied; null where nothing is painted. */
export function paintedExtent(
  painting: Painting,
): { top: number; bottom: number; first: number; last: number } | null {
  let extent: { top: number; bottom: number; first: number; last: number } | null = null
  for (const { row, day } of paintedSpots(painting))
    extent =
      extent === null
        ? { top: row, bottom: row, first: day, last: day }
        : {
            top: Math.min(extent.top, row),
            bottom: Math.max(extent.bottom, row),
            first: Math.min(extent.first, day),
            last: Math.max(extent.last, day),
          }
  return extent
}

/** `notLoaded`: some painted cells are not fetched yet. `noPrice`: none of them has a price. */
export function copyRange(
  painting: Painting,
  rowOf: RowOf,
  dayOf: DayOf,
): CopiedRange | 'notLoaded' | 'noPrice' {
  const extent = paintedExtent(painting)
  if (extent === null) return 'noPrice'
  const cells = new Map<string, CopiedCell>()
  for (const { row, day } of paintedSpots(painting)) {
    const line = rowOf(row)
    if (line === undefined) continue
    const now = dayOf(line, day)
    if (now === undefined) return 'notLoaded'
    if (now.prices.length === 0) continue
    cells.set(nameOf(row - extent.top, day - extent.first), {
      roomTypeId: line.roomType.id,
      ratePlanId: line.ratePlan.id,
      prices: now.prices,
      isDerived: now.origin === 'derived',
    })
  }
  if (cells.size === 0) return 'noPrice'
  return { rows: extent.bottom - extent.top + 1, days: extent.last - extent.first + 1, cells }
}

/** Where a paste goes: what is painted, or from the one cell that is, as much as was copied and fits. */
export function pastePainting(copied: CopiedRange, painting: Painting, layout: GridLayout): Painting {
  const extent = paintedExtent(painting)
  if (extent === null || extent.top !== extent.bottom || extent.first !== extent.last) return painting
  if (allBlocks(painting).length > 1) return painting
  const lastRow = layout.rows.at(-1)?.row ?? extent.top
  const from: Spot = { row: extent.top, day: extent.first }
  const to = {
    row: Math.min(from.row + copied.rows - 1, lastRow),
    day: Math.min(from.day + copied.days - 1, layout.end - 1),
  }
  return paintTo(paintAt(from), to)
}

/** What is pasted where, cell by cell, in order. */
function landed(copied: CopiedRange, painting: Painting, rowOf: RowOf): Map<string, LandedCell> {
  const extent = paintedExtent(painting)
  const found = new Map<string, LandedCell>()
  if (extent === null) return found
  for (const { row, day } of paintedSpots(painting)) {
    const line = rowOf(row)
    const cell = copied.cells.get(
      nameOf((row - extent.top) % copied.rows, (day - extent.first) % copied.days),
    )
    if (line !== undefined && cell !== undefined) found.set(nameOf(row, day), { line, day, cell })
  }
  return found
}
interface LandedCell {
  readonly line: PlanRow
  readonly day: number
  readonly cell: CopiedCell
}

/**
 * The prices for the contract, equal nights in a row together. A plan that follows another one goes on to follow it where that
 * brings the same price: it is not set by hand for nothing.
 */
export function pastedRuns(
  copied: CopiedRange,
  painting: Painting,
  layout: Pick<GridLayout, 'rows'>,
  dayOf: DayOf,
): PriceRun[] {
  const rows = new Map(layout.rows.map((line) => [line.row, line]))
  const cells = landed(copied, painting, (row) => rows.get(row))
  const rowByPlan = new Map(
    layout.rows.map((line) => [nameOfProduct(line.roomType.id, line.ratePlan.id), line.row]),
  )
  const followsAnyway = ({ line, day, cell }: LandedCell) => {
    const parentId = line.ratePlan.parent?.ratePlanId
    if (parentId === undefined || !cell.isDerived || cell.ratePlanId !== line.ratePlan.id) return false
    if (dayOf(line, day)?.origin !== 'derived') return false
    const parentRow = rowByPlan.get(nameOfProduct(line.roomType.id, parentId))
    const parent = parentRow === undefined ? undefined : cells.get(nameOf(parentRow, day))
    return parent?.cell.ratePlanId === parentId && parent.cell.roomTypeId === cell.roomTypeId
  }
  const runs: (PriceRun & { to: IsoDate })[] = []
  for (const landing of cells.values()) {
    if (followsAnyway(landing)) continue
    const { line, day, cell } = landing
    // A smaller room has no price for so many.
    const prices = cell.prices.slice(0, line.roomType.maxOccupancy)
    const open = runs.at(-1)
    const [from, to] = [fromDayNumber(day), fromDayNumber(day + 1)]
    const goesOn =
      open !== undefined &&
      open.to === from &&
      open.ratePlanId === line.ratePlan.id &&
      open.roomTypeId === line.roomType.id &&
      open.prices.join() === prices.join()
    if (goesOn) open.to = to
    else runs.push({ ratePlanId: line.ratePlan.id, roomTypeId: line.roomType.id, from, to, prices })
  }
  return runs
}

const nameOfProduct = (roomTypeId: string, ratePlanId: string) => `${roomTypeId} ${ratePlanId}`

interface Check {
  readonly ratePlanId: string
  readonly roomTypeId: string
  readonly date: IsoDate
  readonly floorMinor: number | null
  readonly ceilingMinor: number | null
}

/** The runs with these nights put to their bounds. */
export function cappedRuns(
  runs: readonly PriceRun[],
  checks: readonly Check[],
  baseOccupancyOf: (roomTypeId: string) => number,
): PriceRun[] {
  let result = [...runs]
  for (const { ratePlanId, roomTypeId, date, floorMinor, ceilingMinor } of checks) {
    const after = addDays(date, 1)
    result = result.flatMap((run) => {
      if (run.ratePlanId !== ratePlanId || run.roomTypeId !== roomTypeId) return [run]
      if (date < run.from || date >= run.to) return [run]
      const bounds = { floorMinor, ceilingMinor, baseOccupancy: baseOccupancyOf(roomTypeId) }
      const pieces = [
        { ...run, to: date },
        { ...run, from: date, to: after, prices: capped(run.prices, bounds) },
        { ...run, from: after },
      ]
      return pieces.filter(({ from, to }) => from < to)
    })
  }
  return result
}
