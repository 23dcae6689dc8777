/** What a price that is being typed makes of the plans that follow the painted one, before anything is committed. Pure. */
import { dayNumber, type IsoDate } from '../../shared/dates.ts'
import { derivedPrice } from '../../shared/rates/moves.ts'
import type { PlanRow } from './grid-layout.ts'
import type { Block } from './painting.ts'
import { type DraftChange, effectOn, type GridDay } from './rate-draft.ts'

/** What the grid knows of its cells. */
export interface GridCells {
  readonly rowOf: (roomTypeId: string, ratePlanId: string) => PlanRow | undefined
  readonly dayOf: (row: PlanRow, day: number) => GridDay | undefined
  readonly isPainted: (row: PlanRow, day: number) => boolean
}

/** What a typed amount makes of prices is known here; what layers or other nights make of them only the ledger knows. */
export function isFollowed(change: DraftChange | null): change is DraftChange {
  const kind = change?.price?.kind
  return kind === 'set' || kind === 'add' || kind === 'percent'
}

/** The plan's parent, its parent, and so on, of the same type. */
export function leadersOf(row: PlanRow, cells: Pick<GridCells, 'rowOf'>): PlanRow[] {
  const leaders: PlanRow[] = []
  let leader = leaderOf(row, cells)
  // Circles are refused by the ledger; a page that is told of one must not hang.
  while (leader !== undefined && leader !== row && !leaders.includes(leader)) {
    leaders.push(leader)
    leader = leaderOf(leader, cells)
  }
  return leaders
}

function leaderOf({ roomType, ratePlan }: PlanRow, { rowOf }: Pick<GridCells, 'rowOf'>) {
  return ratePlan.parent === null ? undefined : rowOf(roomType.id, ratePlan.parent.ratePlanId)
}

/** The new prices of a cell that is not painted itself; null where it does not follow, or nothing changes by it. */
export function followingPrices(
  row: PlanRow,
  day: number,
  change: DraftChange,
  cells: GridCells,
): readonly number[] | null {
  return cells.isPainted(row, day) ? null : newPrices(row, day, change, cells, leadersOf(row, cells).length)
}

/** @param depth how many plans it may still follow */
function newPrices(
  row: PlanRow,
  day: number,
  change: DraftChange,
  cells: GridCells,
  depth: number,
): readonly number[] | null {
  const now = cells.dayOf(row, day)
  if (now === undefined) return null
  if (cells.isPainted(row, day)) {
    const { prices, priceChanges, isOutOfRange } = effectOn(now, change)
    return priceChanges && !isOutOfRange ? prices : null
  }
  const leader = leaderOf(row, cells)
  const derivation = row.ratePlan.parent?.derivation
  if (leader === undefined || derivation === undefined || depth === 0) return null
  const led = cells.dayOf(leader, day)
  // What was set by hand stays. A night without a price follows one that gets its first.
  const follows = now.origin === 'derived' || (now.origin === 'none' && led?.prices.length === 0)
  if (!follows) return null
  const prices = newPrices(leader, day, change, cells, depth - 1)
  if (prices === null) return null
  const { prices: derived } = derivedPrice(
    { prices: [...prices], children: [], extraBedMinor: null },
    derivation,
  )
  const isSame =
    derived.length === now.prices.length && derived.every((price, at) => price === now.prices[at])
  return isSame ? null : derived
}

/** The cells of plans that follow painted ones, as blocks: an editor that covers them hides half of what it changes. */
export function followingBlocks(
  rows: readonly PlanRow[],
  painted: readonly Block[],
  cells: Pick<GridCells, 'rowOf'>,
): Block[] {
  return rows.flatMap((row) => {
    const leaders = leadersOf(row, cells)
    return painted
      .filter(({ top, bottom }) => leaders.some((leader) => top <= leader.row && leader.row <= bottom))
      .map(({ first, last }) => ({ top: row.row, bottom: row.row, first, last }))
  })
}

/** How many cells that are not painted get another price because their plan follows a painted one. */
export function countFollowing(
  rows: readonly PlanRow[],
  painted: readonly { row: number; from: IsoDate; to: IsoDate }[],
  change: DraftChange,
  cells: GridCells,
): number {
  const byRow = Map.groupBy(painted, ({ row }) => row)
  let count = 0
  for (const row of rows) {
    const days = new Set<number>()
    for (const leader of leadersOf(row, cells))
      for (const { from, to } of byRow.get(leader.row) ?? [])
        for (let day = dayNumber(from); day < dayNumber(to); day++) days.add(day)
    for (const day of days) if (followingPrices(row, day, change, cells) !== null) count++
  }
  return count
}
