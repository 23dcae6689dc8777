/** Bars, blocks of data and a small hotel for the chart's tests. */
import { ChartBook, type ChartData } from '../../renderer/chart/chart-data.ts'
import { type BlockAnswer, blocksOver, rangeOfBlock } from '../../renderer/chart/data-blocks.ts'
import type { Bar, BlockBar } from '../../shared/contract/stays.ts'
import { dayNumber, daysBetween, earlierOf, type IsoDate, isoDate, laterOf } from '../../shared/dates.ts'
import { PLAIN_ROOM } from './plain-hotel.ts'

export const today = isoDate('2026-11-22')
export const horizon = isoDate('2028-11-22')

export const hotel = {
  roomTypes: [
    { id: 'double', code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 2, extraBeds: 0 },
    { id: 'suite', code: 'STE', name: 'Suite', baseOccupancy: 2, maxOccupancy: 4, extraBeds: 0 },
  ],
  rooms: [
    { id: 'r101', roomTypeId: 'double', name: '101', inService: true, ...PLAIN_ROOM },
    { id: 'r102', roomTypeId: 'double', name: '102', inService: true, ...PLAIN_ROOM },
    { id: 'r201', roomTypeId: 'suite', name: '201', inService: true, ...PLAIN_ROOM },
  ],
}

export function bar(stayId: string, from: string, to: string, changes: Partial<Bar> = {}): Bar {
  return {
    stayId,
    reservationId: `of ${stayId}`,
    code: 'K7M2-4Q',
    status: 'reserved',
    guestName: 'A Guest',
    roomTypeId: 'double',
    roomId: 'r101',
    from: isoDate(from),
    to: isoDate(to),
    arrival: isoDate(from),
    departure: isoDate(to),
    source: 'direct',
    channelName: null,
    hasCase: false,
    hasNote: false,
    guests: 2,
    pinned: false,
    ...changes,
  }
}

export function outOfOrder(blockId: string, roomId: string, from: string, to: string): BlockBar {
  return { blockId, roomId, from: isoDate(from), to: isoDate(to), reason: 'Painting', kind: 'out_of_order' }
}

function cut<T extends { from: IsoDate; to: IsoDate }>(runs: readonly T[], from: IsoDate, to: IsoDate): T[] {
  return runs
    .filter((run) => run.from < to && run.to > from)
    .map((run) => ({ ...run, from: laterOf(run.from, from), to: earlierOf(run.to, to) }))
}

/** What the ledger answers for one block: runs of nights cut at its edges. */
export function answerOf(
  block: number,
  bars: readonly Bar[],
  blocks: readonly BlockBar[] = [],
  seq = 7,
): BlockAnswer {
  const { from, to } = rangeOfBlock(block)
  const days = daysBetween(from, to)
  return {
    seq,
    businessDate: today,
    bars: cut(bars, from, to),
    blocks: cut(blocks, from, to),
    left: hotel.roomTypes.map(({ id }) => ({
      roomTypeId: id,
      days: Array.from({ length: days }, (_, day) => day % 5),
    })),
    occupancyPercent: Array.from({ length: days }, (_, day) => day),
  }
}

/** The data of all blocks from `from` to `to`. */
export function dataOf(
  bars: readonly Bar[],
  blocks: readonly BlockBar[] = [],
  [from, to]: readonly [string, string] = ['2026-11-01', '2027-02-01'],
): ChartData {
  const numbers = blocksOver(dayNumber(isoDate(from)), dayNumber(isoDate(to)))
  return new ChartBook().read(
    numbers.map((block) => [block, answerOf(block, bars, blocks)] as const),
    today,
  )
}
