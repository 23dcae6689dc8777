/** Which cells of the grid are painted: blocks of rows by days, filtered by weekday, and the cursor. Pure. */
import { fromDayNumber, type IsoDate } from '../../shared/dates.ts'

export interface Spot {
  /** Of all rows of the hotel, counted without the headings. */
  readonly row: number
  /** Number of the day (shared/dates.ts). */
  readonly day: number
}

/** Both ends included. */
export interface Block {
  readonly top: number
  readonly bottom: number
  readonly first: number
  readonly last: number
}

export interface Painting {
  readonly cursor: Spot | null
  /** Where the block that is being painted began; null while the cursor roams and paints nothing. */
  readonly anchor: Spot | null
  /** Finished ones; they may overlap. */
  readonly blocks: readonly Block[]
  /** 1 = Monday ... 7 = Sunday; only nights of these are painted. */
  readonly weekdays: readonly number[]
}

export const ALL_WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7]
export const NOTHING_PAINTED: Painting = { cursor: null, anchor: null, blocks: [], weekdays: ALL_WEEKDAYS }

/** ISO weekday of a day's number; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

export function blockOf(a: Spot, b: Spot): Block {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    first: Math.min(a.day, b.day),
    last: Math.max(a.day, b.day),
  }
}

/** The finished blocks and the one being painted. */
export function allBlocks({ cursor, anchor, blocks }: Painting): readonly Block[] {
  return cursor === null || anchor === null ? blocks : [...blocks, blockOf(anchor, cursor)]
}

/** The cursor alone, and nothing else painted. */
export function paintAt(spot: Spot): Painting {
  return { ...NOTHING_PAINTED, cursor: spot, anchor: spot }
}

/** From where the block began to `spot`; a cursor that roams begins one where it stands. */
export function paintTo(painting: Painting, spot: Spot): Painting {
  return { ...painting, cursor: spot, anchor: painting.anchor ?? painting.cursor ?? spot }
}

/** Begins one more block. */
export function paintAlso(painting: Painting, spot: Spot): Painting {
  return { ...painting, blocks: allBlocks(painting), cursor: spot, anchor: spot }
}

/** Moves the cursor and leaves what is painted. */
export function roamTo(painting: Painting, spot: Spot): Painting {
  return { ...painting, blocks: allBlocks(painting), cursor: spot, anchor: null }
}

/** Escape: first back to the cursor, then away altogether. */
export function unpaint(painting: Painting): Painting {
  if (painting.cursor === null) return NOTHING_PAINTED
  const isCursorAlone = painting.blocks.length === 0 && paintsOneCell(painting)
  return isCursorAlone ? NOTHING_PAINTED : paintAt(painting.cursor)
}

function paintsOneCell({ cursor, anchor, weekdays }: Painting): boolean {
  return anchor?.row === cursor?.row && anchor?.day === cursor?.day && weekdays.length === 7
}

/** Takes the weekday out of what is painted, or back in; one must remain. */
export function toggleWeekday(painting: Painting, weekday: number): Painting {
  const without = painting.weekdays.filter((each) => each !== weekday)
  if (without.length === 0) return painting
  const weekdays = without.length < painting.weekdays.length ? without : [...without, weekday].sort()
  return { ...painting, weekdays }
}

interface DayRange {
  first: number
  last: number
}

/** The days of a row that blocks cover, in order, joined where they touch; weekdays are not applied. */
export function rangesOfRow(blocks: readonly Block[], row: number): DayRange[] {
  const sorted = blocks
    .filter(({ top, bottom }) => top <= row && row <= bottom)
    .sort((a, b) => a.first - b.first)
  const ranges: DayRange[] = []
  for (const { first, last } of sorted) {
    const open = ranges.at(-1)
    if (open !== undefined && first <= open.last + 1) open.last = Math.max(open.last, last)
    else ranges.push({ first, last })
  }
  return ranges
}

function paintedRows(blocks: readonly Block[]): number[] {
  const rows = new Set<number>()
  for (const { top, bottom } of blocks) for (let row = top; row <= bottom; row++) rows.add(row)
  return [...rows].sort((a, b) => a - b)
}

/** Every painted cell once, row by row. */
export function* paintedSpots(painting: Painting): Generator<Spot> {
  const blocks = allBlocks(painting)
  const weekdays = new Set(painting.weekdays)
  for (const row of paintedRows(blocks))
    for (const { first, last } of rangesOfRow(blocks, row))
      for (let day = first; day <= last; day++) if (weekdays.has(weekdayOf(day))) yield { row, day }
}

/** Ranges by row for the contract; `to` is exclusive. */
export function paintedRanges(painting: Painting): { row: number; from: IsoDate; to: IsoDate }[] {
  const blocks = allBlocks(painting)
  return paintedRows(blocks).flatMap((row) =>
    rangesOfRow(blocks, row).map(({ first, last }) => ({
      row,
      from: fromDayNumber(first),
      to: fromDayNumber(last + 1),
    })),
  )
}

/** Bit i says whether the row's day `first + i` is painted, for `days` (at most 30) days. */
export function paintedMask(painting: Painting, row: number, first: number, days: number): number {
  let mask = 0
  for (const block of allBlocks(painting)) {
    if (row < block.top || row > block.bottom) continue
    const from = Math.max(block.first, first)
    const to = Math.min(block.last, first + days - 1)
    for (let day = from; day <= to; day++)
      if (painting.weekdays.includes(weekdayOf(day))) mask |= 1 << (day - first)
  }
  return mask
}
