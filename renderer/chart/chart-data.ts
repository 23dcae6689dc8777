/** What the loaded blocks say together: the bars of each room, what has no room, and what is left by day. */
import type { Bar } from '../../shared/contract/stays.ts'
import { dayNumber, type IsoDate, laterOf } from '../../shared/dates.ts'
import { type Placed, type PlacedStay, placeBlock, placeStay } from './bar-layout.ts'
import {
  BLOCK_DAYS,
  type BlockAnswer,
  type BlockIndex,
  blockOf,
  indexBlock,
  joinBars,
  joinOutOfOrder,
  type RoomShare,
} from './data-blocks.ts'
import { STRIP_DAYS } from './timeline.ts'

export interface ChartData {
  readonly businessDate: IsoDate
  /** Sorted by start; the same array as long as nothing of the room changed. */
  barsOf(roomId: string): readonly Placed[]
  waitingOf(roomTypeId: string): readonly PlacedStay[]
  /** Rooms left by day of a strip; undefined while it is not loaded. The same array as long as nothing changed. */
  leftOf(roomTypeId: string, strip: number): readonly number[] | undefined
  occupancyOf(strip: number): readonly number[] | undefined
  isLoaded(day: number): boolean
  /** Journal number that the shown days have for sure, or null when none of them is loaded. */
  seqOver(firstDay: number, endDay: number): number | null
  /** Whether no loaded day has a stay or a block. */
  readonly isEmpty: boolean
}

interface Joined<I, O> {
  readonly inputs: readonly I[]
  readonly businessDate: IsoDate
  readonly bars: readonly O[]
}

const STRIPS_PER_BLOCK = BLOCK_DAYS / STRIP_DAYS

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

function byStart(a: { start: number }, b: { start: number }): number {
  return a.start - b.start
}

/** Keeps, between one state of the data and the next, all that did not change. */
export class ChartBook {
  #indexes = new Map<number, BlockIndex>()
  #last: { readonly indexes: readonly BlockIndex[]; readonly data: ChartData } | null = null
  readonly #rooms = new Map<string, Joined<RoomShare, Placed>>()
  readonly #waiting = new Map<string, Joined<readonly Bar[], PlacedStay>>()
  readonly #slices = new WeakMap<readonly number[], (readonly number[])[]>()

  /** Blocks in ascending order; those that are not named any more are forgotten. The same answers give the same data. */
  read(
    answers: readonly (readonly [block: number, answer: BlockAnswer])[],
    businessDate: IsoDate,
  ): ChartData {
    const indexes = answers.map(([block, answer]) => {
      const before = this.#indexes.get(block)
      return before?.answer === answer ? before : indexBlock(block, answer, before)
    })
    const last = this.#last
    if (last?.data.businessDate === businessDate && isSameList(last.indexes, indexes)) return last.data
    this.#indexes = new Map(indexes.map((index) => [index.block, index]))
    const here = this.#indexes
    const stripOfBlock = (
      strip: number,
      daysOf: (index: BlockIndex) => readonly number[] | undefined,
    ): readonly number[] | undefined => {
      const index = here.get(Math.floor(strip / STRIPS_PER_BLOCK))
      const days = index === undefined ? undefined : daysOf(index)
      return days === undefined ? undefined : this.#slicesOf(days)[strip % STRIPS_PER_BLOCK]
    }
    const data: ChartData = {
      businessDate,
      barsOf: (roomId) => this.#barsOf(indexes, roomId, businessDate),
      waitingOf: (roomTypeId) => this.#waitingOf(indexes, roomTypeId, businessDate),
      leftOf: (roomTypeId, strip) => stripOfBlock(strip, ({ left }) => left.get(roomTypeId)),
      occupancyOf: (strip) => stripOfBlock(strip, ({ occupancy }) => occupancy),
      isLoaded: (day) => here.has(blockOf(day)),
      seqOver(firstDay, endDay) {
        const seqs = indexes
          .filter(({ block }) => block >= blockOf(firstDay) && block <= blockOf(endDay - 1))
          .map(({ answer }) => answer.seq)
        return seqs.length === 0 ? null : Math.min(...seqs)
      },
      isEmpty: indexes.every(({ answer }) => answer.bars.length === 0 && answer.blocks.length === 0),
    }
    this.#last = { indexes, data }
    return data
  }

  #barsOf(indexes: readonly BlockIndex[], roomId: string, businessDate: IsoDate): readonly Placed[] {
    const inputs = indexes.flatMap(({ byRoom }) => byRoom.get(roomId) ?? [])
    return remembered(this.#rooms, roomId, inputs, businessDate, () => [
      ...joinBars(inputs.map(({ bars }) => bars)).map((bar) => placeStay(bar, businessDate)),
      ...joinOutOfOrder(inputs.map(({ outOfOrder }) => outOfOrder)).map(placeBlock),
    ])
  }

  #waitingOf(indexes: readonly BlockIndex[], roomTypeId: string, date: IsoDate): readonly PlacedStay[] {
    const inputs = indexes.flatMap(({ waiting }) => {
      const bars = waiting.get(roomTypeId)
      return bars === undefined ? [] : [bars]
    })
    return remembered(this.#waiting, roomTypeId, inputs, date, () =>
      joinBars(inputs).map((bar) => placeStay(bar, date)),
    )
  }

  #slicesOf(days: readonly number[]): (readonly number[])[] {
    const known = this.#slices.get(days)
    if (known !== undefined) return known
    const slices = Array.from({ length: STRIPS_PER_BLOCK }, (_, strip) =>
      days.slice(strip * STRIP_DAYS, (strip + 1) * STRIP_DAYS),
    )
    this.#slices.set(days, slices)
    return slices
  }
}

function remembered<I, O extends { start: number }>(
  known: Map<string, Joined<I, O>>,
  key: string,
  inputs: readonly I[],
  businessDate: IsoDate,
  make: () => O[],
): readonly O[] {
  const before = known.get(key)
  const isSame =
    before !== undefined && before.businessDate === businessDate && isSameList(before.inputs, inputs)
  if (isSame) return before.bars
  const bars = make().sort(byStart)
  known.set(key, { inputs, businessDate, bars })
  return bars
}

export type RoomState =
  | { readonly kind: 'free' }
  | { readonly kind: 'taken'; readonly by: string; readonly date: IsoDate }
  | { readonly kind: 'outOfOrder'; readonly reason: string; readonly date: IsoDate }
  /** A night of it is not loaded. */
  | { readonly kind: 'unknown' }

/** Whether a room is free on the nights `from`..`to` for a stay, as far as the loaded days say. */
export function roomStateOf(
  data: ChartData,
  roomId: string,
  nights: { readonly from: IsoDate; readonly to: IsoDate },
  exceptStayId: string,
): RoomState {
  for (const placed of data.barsOf(roomId)) {
    const run = placed.kind === 'stay' ? placed.bar : placed.block
    if (run.from >= nights.to || run.to <= nights.from) continue
    if (placed.kind === 'stay' && placed.bar.stayId === exceptStayId) continue
    const date = laterOf(run.from, nights.from)
    if (placed.kind === 'stay') return { kind: 'taken', by: placed.bar.guestName, date }
    return { kind: 'outOfOrder', reason: placed.block.reason, date }
  }
  const end = dayNumber(nights.to)
  for (let day = dayNumber(nights.from); day < end; day += 1) {
    if (!data.isLoaded(day)) return { kind: 'unknown' }
  }
  return { kind: 'free' }
}
