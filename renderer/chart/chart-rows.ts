/** The rows of the chart from top to bottom with their places: per type a row of what is left, what waits, the rooms. */
import type { Room, RoomType } from '../hotel-names.ts'
import { type Placed, type PlacedStay, stackBars } from './bar-layout.ts'
import type { Look } from './bar-look.ts'
import type { ChartData } from './chart-data.ts'
import { GROUP_HEIGHT } from './timeline.ts'
import { foldLanes } from './waiting-lanes.ts'

interface RowBase {
  readonly key: string
  /** In the whole chart, from 0. */
  readonly index: number
  readonly top: number
  readonly height: number
  readonly roomType: RoomType
}

export interface GroupRow extends RowBase {
  readonly kind: 'group'
  readonly isCollapsed: boolean
  readonly rooms: number
}

/** What the button of a waiting lane does: `more` shows so many stays, `fewer` folds them again. */
export type Fold = { readonly kind: 'more'; readonly stays: number } | { readonly kind: 'fewer' }

export interface LaneRow extends RowBase {
  readonly kind: 'waiting' | 'room'
  /** Null: for stays that have no room yet. */
  readonly room: Room | null
  readonly bars: readonly Placed[]
  readonly isFirstWaiting: boolean
  readonly fold: Fold | null
}

export type ChartRow = GroupRow | LaneRow

export interface RowChoices {
  readonly collapsed: ReadonlySet<string>
  readonly unfolded: ReadonlySet<string>
  /** Of a lane, in px: the density says it. */
  readonly rowHeight: number
}

/** Stacking is kept as long as the stays are the same ones. */
const stacks = new WeakMap<readonly PlacedStay[], PlacedStay[][]>()

function stackOf(bars: readonly PlacedStay[]): PlacedStay[][] {
  const known = stacks.get(bars)
  if (known !== undefined) return known
  const stack = stackBars(bars)
  stacks.set(bars, stack)
  return stack
}

/** `days`: day numbers within which folded stays are counted. */
export function chartRows(
  hotel: { readonly roomTypes: readonly RoomType[]; readonly rooms: readonly Room[] },
  data: ChartData,
  choices: RowChoices,
  days: { readonly from: number; readonly to: number },
): ChartRow[] {
  const rows: ChartRow[] = []
  let top = 0
  const roomsOf = Map.groupBy(hotel.rooms, (room) => room.roomTypeId)
  for (const roomType of hotel.roomTypes) {
    const rooms = roomsOf.get(roomType.id) ?? []
    const isCollapsed = choices.collapsed.has(roomType.id)
    const common = () => ({ index: rows.length, top, roomType })
    rows.push({
      ...common(),
      kind: 'group',
      key: `type ${roomType.id}`,
      height: GROUP_HEIGHT,
      isCollapsed,
      rooms: rooms.length,
    })
    top += GROUP_HEIGHT
    if (isCollapsed) continue
    const stacked = stackOf(data.waitingOf(roomType.id))
    const { shown, hidden, canFold } = foldLanes(stacked, choices.unfolded.has(roomType.id), days)
    for (const [number, bars] of shown.entries()) {
      const isLast = number === shown.length - 1
      rows.push({
        ...common(),
        kind: 'waiting',
        key: `waiting ${roomType.id} ${number + 1}`,
        height: choices.rowHeight,
        room: null,
        bars,
        isFirstWaiting: number === 0,
        fold:
          hidden > 0 && isLast
            ? { kind: 'more', stays: hidden }
            : canFold && number === 0
              ? { kind: 'fewer' }
              : null,
      })
      top += choices.rowHeight
    }
    for (const room of rooms) {
      rows.push({
        ...common(),
        kind: 'room',
        key: roomRowKey(room.id),
        height: choices.rowHeight,
        room,
        bars: data.barsOf(room.id),
        isFirstWaiting: false,
        fold: null,
      })
      top += choices.rowHeight
    }
  }
  return rows
}

export function roomRowKey(roomId: string): string {
  return `room ${roomId}`
}

export function heightOf(rows: readonly ChartRow[]): number {
  const last = rows.at(-1)
  return last === undefined ? 0 : last.top + last.height
}

/** The row and the bar that show a stay; of one that moves, the first. */
export function findStay(
  rows: readonly ChartRow[],
  stayId: string,
): { row: LaneRow; placed: Placed } | undefined {
  for (const row of rows) {
    if (row.kind === 'group') continue
    const placed = row.bars.find((each) => each.kind === 'stay' && each.bar.stayId === stayId)
    if (placed !== undefined) return { row, placed }
  }
  return undefined
}

export type LegendKey = Look | 'out-of-order'

/** Stays by look and rooms out of order between two day numbers, each stay once, for the legend. */
export function countLooks(
  hotel: { readonly roomTypes: readonly RoomType[]; readonly rooms: readonly Room[] },
  data: ChartData,
  days: { readonly from: number; readonly to: number },
): Map<LegendKey, number> {
  const seen = new Map<string, LegendKey>()
  const see = (bars: readonly Placed[]) => {
    for (const placed of bars) {
      if (placed.start >= days.to || placed.end <= days.from) continue
      if (placed.kind === 'stay') seen.set(placed.bar.stayId, placed.look)
      else seen.set(placed.block.blockId, 'out-of-order')
    }
  }
  for (const roomType of hotel.roomTypes) see(data.waitingOf(roomType.id))
  for (const room of hotel.rooms) see(data.barsOf(room.id))
  const counts = new Map<LegendKey, number>()
  for (const key of seen.values()) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
