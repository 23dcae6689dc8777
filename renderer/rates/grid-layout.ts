/** Where the rates grid's rows and days lie, and which strips (a row by 14 days) of them are drawn. Pure. */

import type { Hotel } from '../../shared/contract/property.ts'
import { dayNumber, fromDayNumber, type IsoDate } from '../../shared/dates.ts'
import type { RoomType } from '../hotel-names.ts'
import type { Block, Spot } from './painting.ts'

export const COLUMN = 58
export const ROW = 28
export const GROUP = 26
export const ROW_HEAD = 208
export const HEAD = 100
/** Days of a strip, the unit that React draws once and leaves. */
export const STRIP_DAYS = 14
/** Days fetched together; strips never cross their edge. */
export const BLOCK_DAYS = 4 * STRIP_DAYS

export type RatePlan = Hotel['ratePlans'][number]

export interface PlanRow {
  readonly kind: 'plan'
  /** Of all rows of the hotel, whatever is filtered out: painted cells keep their rows. */
  readonly row: number
  readonly roomType: RoomType
  readonly ratePlan: RatePlan
  readonly top: number
}
export interface GroupLine {
  readonly kind: 'group'
  readonly roomType: RoomType
  readonly top: number
}
export type GridLine = PlanRow | GroupLine

export interface GridLayout {
  readonly lines: readonly GridLine[]
  /** The plan rows that are shown; their numbers follow each other. */
  readonly rows: readonly PlanRow[]
  readonly height: number
  /** Number of the first day, and of the day after the last one. */
  readonly start: number
  readonly end: number
}

/** @param roomTypeId only this type's rows, or null for all */
export function layGrid(
  hotel: Pick<Hotel, 'roomTypes' | 'ratePlans' | 'businessDate' | 'horizon'>,
  roomTypeId: string | null,
): GridLayout {
  const lines: GridLine[] = []
  let top = 0
  for (const [index, roomType] of hotel.roomTypes.entries()) {
    if (roomTypeId !== null && roomType.id !== roomTypeId) continue
    lines.push({ kind: 'group', roomType, top })
    top += GROUP
    for (const [plan, ratePlan] of hotel.ratePlans.entries()) {
      lines.push({ kind: 'plan', row: index * hotel.ratePlans.length + plan, roomType, ratePlan, top })
      top += ROW
    }
  }
  return {
    lines,
    rows: lines.filter((line) => line.kind === 'plan'),
    height: top,
    start: dayNumber(hotel.businessDate),
    end: Math.max(dayNumber(hotel.horizon), dayNumber(hotel.businessDate) + 1),
  }
}

export interface Viewport {
  readonly scrollLeft: number
  readonly scrollTop: number
  readonly width: number
  readonly height: number
}

/** What is drawn: strips `firstStrip` to `lastStrip` (a strip's number is its first day's, divided) of some lines. */
export interface GridWindow {
  readonly firstStrip: number
  readonly lastStrip: number
  readonly firstLine: number
  readonly lastLine: number
}

/** Lines by which the window moves, and which it holds ready above and below. */
const LINE_STEP = 4

/** The strips and lines of which anything can be seen. */
export function sightOf(view: Viewport, layout: GridLayout): GridWindow {
  const firstDay = layout.start + Math.floor(view.scrollLeft / COLUMN)
  const lastDay = layout.start + Math.ceil((view.scrollLeft + Math.max(0, view.width - ROW_HEAD)) / COLUMN)
  const seen = layout.lines.findIndex(({ top }) => top + ROW > view.scrollTop)
  const past = layout.lines.findIndex(({ top }) => top > view.scrollTop + view.height)
  return {
    firstStrip: stripOf(firstDay),
    lastStrip: Math.min(stripOf(layout.end - 1), stripOf(lastDay)),
    firstLine: Math.max(0, seen),
    lastLine: past < 0 ? layout.lines.length - 1 : past,
  }
}

/** A strip more on each side than is seen, and lines in steps: a little scroll draws nothing new. */
export function windowOf(view: Viewport, layout: GridLayout): GridWindow {
  const { firstStrip, lastStrip, firstLine, lastLine } = sightOf(view, layout)
  const lineStep = (line: number) => Math.floor(line / LINE_STEP)
  return {
    firstStrip: Math.max(stripOf(layout.start), firstStrip - 1),
    lastStrip: Math.min(stripOf(layout.end - 1), lastStrip + 1),
    firstLine: Math.max(0, (lineStep(firstLine) - 1) * LINE_STEP),
    lastLine: Math.min(layout.lines.length - 1, (lineStep(lastLine) + 2) * LINE_STEP - 1),
  }
}

export function sameWindow(a: GridWindow, b: GridWindow): boolean {
  return (
    a.firstStrip === b.firstStrip &&
    a.lastStrip === b.lastStrip &&
    a.firstLine === b.firstLine &&
    a.lastLine === b.lastLine
  )
}

export function stripOf(day: number): number {
  return Math.floor(day / STRIP_DAYS)
}

export function stripsOf({ firstStrip, lastStrip }: GridWindow): number[] {
  return Array.from({ length: Math.max(0, lastStrip - firstStrip + 1) }, (_, index) => firstStrip + index)
}

/** The strip's days that the grid has, `last` included. */
export function stripDays(strip: number, { start, end }: GridLayout): { first: number; last: number } {
  return {
    first: Math.max(start, strip * STRIP_DAYS),
    last: Math.min(end - 1, (strip + 1) * STRIP_DAYS - 1),
  }
}

export interface DataBlock {
  readonly block: number
  readonly from: IsoDate
  readonly to: IsoDate
}

export function blockOfDay(day: number): number {
  return Math.floor(day / BLOCK_DAYS)
}

/** What must be fetched for these days, in order. */
export function dataBlocks(
  ranges: readonly { first: number; last: number }[],
  { start, end }: GridLayout,
): DataBlock[] {
  const blocks = new Set<number>()
  for (const { first, last } of ranges) {
    const to = Math.min(last, end - 1)
    for (let block = blockOfDay(Math.max(first, start)); block <= blockOfDay(to); block++) blocks.add(block)
  }
  return [...blocks]
    .sort((a, b) => a - b)
    .map((block) => ({
      block,
      from: fromDayNumber(Math.max(start, block * BLOCK_DAYS)),
      to: fromDayNumber(Math.min(end, (block + 1) * BLOCK_DAYS)),
    }))
}

/** The scroll that brings a cell into sight under the fixed edges; the same when it is seen. */
export function scrollToShow(
  spot: Spot,
  view: Viewport,
  layout: GridLayout,
): { scrollLeft: number; scrollTop: number } {
  const left = (spot.day - layout.start) * COLUMN
  const top = layout.rows.find(({ row }) => row === spot.row)?.top ?? 0
  const seenWidth = view.width - ROW_HEAD
  const seenHeight = view.height - HEAD
  const within = (at: number, size: number, scroll: number, seen: number) =>
    at < scroll ? at : at + size > scroll + seen ? at + size - seen : scroll
  return {
    scrollLeft: within(left, COLUMN, view.scrollLeft, seenWidth),
    // The heading of its type comes into sight with the first row of it.
    scrollTop: Math.max(
      0,
      within(top - (view.scrollTop > top - GROUP ? GROUP : 0), ROW, view.scrollTop, seenHeight),
    ),
  }
}

export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The block's place in the viewport; parts under the fixed edges or outside count too. */
export function rectOf(block: Block, view: Viewport, layout: GridLayout): Rect {
  const rows = layout.rows.filter(({ row }) => block.top <= row && row <= block.bottom)
  const x = (day: number) => ROW_HEAD + (day - layout.start) * COLUMN - view.scrollLeft
  const y = (top: number) => HEAD + top - view.scrollTop
  return {
    left: x(block.first),
    right: x(block.last + 1),
    top: y(rows[0]?.top ?? 0),
    bottom: y((rows.at(-1)?.top ?? -ROW) + ROW),
  }
}

/** The cell at a point of the viewport, the nearest one where the point is outside; null in a grid without rows. */
export function spotAt(x: number, y: number, view: Viewport, layout: GridLayout): Spot | null {
  const day = layout.start + Math.floor((x - ROW_HEAD + view.scrollLeft) / COLUMN)
  const at = y - HEAD + view.scrollTop
  const row = layout.rows.findLast(({ top }) => top <= at) ?? layout.rows[0]
  if (row === undefined) return null
  return { row: row.row, day: clampDay(day, layout) }
}

export function clampDay(day: number, { start, end }: GridLayout): number {
  return Math.min(Math.max(day, start), end - 1)
}
