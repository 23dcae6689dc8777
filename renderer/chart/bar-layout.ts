/** Where each bar of the tape chart lies in time, and how bars without a room are stacked. Pure. */
import type { Bar, BlockBar } from '../../shared/contract/stays.ts'
import { dayNumber, type IsoDate } from '../../shared/dates.ts'
import { type Look, lookOf } from './bar-look.ts'

/** Guests come in the afternoon and leave before noon: where within its first and last day a bar begins and ends. */
const ARRIVES_AT = 0.36
const LEAVES_AT = 0.28
/** A stay that comes from another room, or a room that goes out of order, begins right after the departures. */
const GOES_ON_AT = LEAVES_AT + 0.04

interface Span {
  /** The element's id: the grid names its active one by it. */
  readonly id: string
  /** Day numbers with their fractions. */
  readonly start: number
  readonly end: number
}

export interface PlacedStay extends Span {
  readonly kind: 'stay'
  readonly bar: Bar
  readonly look: Look
  /** The stay goes on in another room. */
  readonly continuesLeft: boolean
  readonly continuesRight: boolean
}

export interface PlacedBlock extends Span {
  readonly kind: 'block'
  readonly block: BlockBar
}

export type Placed = PlacedStay | PlacedBlock

export function startOfStay(from: IsoDate, isArrival: boolean): number {
  return dayNumber(from) + (isArrival ? ARRIVES_AT : GOES_ON_AT)
}

export function endOfStay(to: IsoDate): number {
  return dayNumber(to) + LEAVES_AT
}

export function placeStay(bar: Bar, businessDate: IsoDate): PlacedStay {
  const isFirst = bar.from <= bar.arrival
  return {
    kind: 'stay',
    id: `bar-${bar.stayId}-${bar.from}`,
    bar,
    look: lookOf(bar, businessDate),
    start: startOfStay(bar.from, isFirst),
    end: endOfStay(bar.to),
    continuesLeft: !isFirst,
    continuesRight: bar.to < bar.departure,
  }
}

export function placeBlock(block: BlockBar): PlacedBlock {
  return {
    kind: 'block',
    id: `block-${block.blockId}-${block.from}`,
    block,
    start: startOfStay(block.from, false),
    end: endOfStay(block.to),
  }
}

/** Stacks bars that have no room, earliest first; what is overbooked lies in the first lanes, which are never folded. */
export function stackBars(bars: readonly PlacedStay[]): PlacedStay[][] {
  const lanes: PlacedStay[][] = []
  const isFree = (lane: readonly PlacedStay[], { start, end }: PlacedStay) =>
    lane.every((other) => other.end <= start || end <= other.start)
  const byUrgency = [...bars].sort(
    (a, b) => Number(b.bar.hasCase) - Number(a.bar.hasCase) || a.start - b.start || b.end - a.end,
  )
  for (const placed of byUrgency) {
    const lane = lanes.find((candidate) => isFree(candidate, placed))
    if (lane === undefined) lanes.push([placed])
    else lane.push(placed)
  }
  return lanes.map((lane) => lane.sort((a, b) => a.start - b.start))
}

/** The bars that begin within `from`..`to`: each lies in exactly one strip. */
export function barsWithin(bars: readonly Placed[], from: number, to: number): Placed[] {
  return bars.filter(({ start }) => start >= from && start < to)
}

/** The bars that began before and reach beyond `from`: in no strip from there on, and yet in sight. */
export function barsInto(bars: readonly Placed[], from: number): Placed[] {
  return bars.filter(({ start, end }) => start < from && end > from)
}
