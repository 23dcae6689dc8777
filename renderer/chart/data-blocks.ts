/**
 * The chart's data comes in blocks of 8 weeks. Each answer is sorted by room once; lists that a refetch brings unchanged
 * keep their identity, so that only rows that really changed are rendered again. Pure.
 */
import type { Bar, BlockBar } from '../../shared/contract/stays.ts'
import { type DateRange, fromDayNumber, type IsoDate } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'

export type BlockAnswer = Answers['stays']['tapeChart']

/** Four strips; the ledger answers at most 100 days. */
export const BLOCK_DAYS = 56

export function blockOf(day: number): number {
  return Math.floor(day / BLOCK_DAYS)
}

export function rangeOfBlock(block: number): DateRange {
  return { from: fromDayNumber(block * BLOCK_DAYS), to: fromDayNumber((block + 1) * BLOCK_DAYS) }
}

/** The blocks that know about the days `firstDay`..`endDay`; a departure is drawn on the day after its last night. */
export function blocksOver(firstDay: number, endDay: number): number[] {
  const first = blockOf(firstDay - 1)
  const count = blockOf(endDay - 1) - first + 1
  return Array.from({ length: Math.max(1, count) }, (_, index) => first + index)
}

/** A block's share of one room: runs of nights cut at its edges. */
export interface RoomShare {
  readonly bars: readonly Bar[]
  readonly outOfOrder: readonly BlockBar[]
}

export interface BlockIndex {
  readonly block: number
  readonly answer: BlockAnswer
  readonly byRoom: ReadonlyMap<string, RoomShare>
  /** Bars without a room, by the type they are counted in. */
  readonly waiting: ReadonlyMap<string, readonly Bar[]>
  /** By room type, one number a day of the block. */
  readonly left: ReadonlyMap<string, readonly number[]>
  readonly occupancy: readonly number[]
}

/** Field by field: bars, and anything else of flat fields. */
function isEqualFlat<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(a) as (keyof T)[]
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

function isEqualList<T>(a: readonly T[], b: readonly T[]): boolean {
  return (
    a.length === b.length &&
    a.every((item, index) => {
      const other = b[index] as T
      return typeof item === 'object' && item !== null
        ? isEqualFlat(item, other as T & object)
        : item === other
    })
  )
}

function kept<T>(now: readonly T[], before: readonly T[] | undefined): readonly T[] {
  return before !== undefined && isEqualList(now, before) ? before : now
}

function pushTo<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [item])
  else list.push(item)
}

/** @param before the block's index of an earlier answer, whose unchanged lists are kept */
export function indexBlock(block: number, answer: BlockAnswer, before?: BlockIndex): BlockIndex {
  const bars = new Map<string, Bar[]>()
  const unassigned = new Map<string, Bar[]>()
  const outOfOrder = new Map<string, BlockBar[]>()
  for (const bar of answer.bars) {
    if (bar.roomId === null) pushTo(unassigned, bar.roomTypeId, bar)
    else pushTo(bars, bar.roomId, bar)
  }
  for (const each of answer.blocks) pushTo(outOfOrder, each.roomId, each)

  const byRoom = new Map<string, RoomShare>()
  for (const roomId of new Set([...bars.keys(), ...outOfOrder.keys()])) {
    const old = before?.byRoom.get(roomId)
    const share = {
      bars: kept(bars.get(roomId) ?? [], old?.bars),
      outOfOrder: kept(outOfOrder.get(roomId) ?? [], old?.outOfOrder),
    }
    const isKept = old?.bars === share.bars && old.outOfOrder === share.outOfOrder
    byRoom.set(roomId, isKept ? old : share)
  }
  return {
    block,
    answer,
    byRoom,
    waiting: new Map([...unassigned].map(([type, list]) => [type, kept(list, before?.waiting.get(type))])),
    left: new Map(
      answer.left.map(({ roomTypeId, days }) => [roomTypeId, kept(days, before?.left.get(roomTypeId))]),
    ),
    occupancy: kept(answer.occupancyPercent, before?.occupancy),
  }
}

interface Run {
  readonly from: IsoDate
  readonly to: IsoDate
}

/** Puts together again what the edges of blocks cut, in the order of blocks; of two answers the later block's holds. */
function joinRuns<T extends Run>(lists: readonly (readonly T[])[], keyOf: (run: T) => string): T[] {
  const joined: T[] = []
  const openEnds = new Map<string, number>()
  for (const list of lists) {
    for (const run of list) {
      const key = keyOf(run)
      const at = openEnds.get(key)
      const before = at === undefined ? undefined : joined[at]
      if (at !== undefined && before?.to === run.from) joined[at] = { ...run, from: before.from }
      else {
        openEnds.set(key, joined.length)
        joined.push(run)
      }
    }
  }
  return joined
}

export function joinBars(lists: readonly (readonly Bar[])[]): Bar[] {
  return joinRuns(lists, ({ stayId, roomId, roomTypeId }) => `${stayId} ${roomId} ${roomTypeId}`)
}

export function joinOutOfOrder(lists: readonly (readonly BlockBar[])[]): BlockBar[] {
  return joinRuns(lists, ({ blockId }) => blockId)
}
