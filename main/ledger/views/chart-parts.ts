/** What the tape chart is drawn from, now or then: nights become bars, counts become what is left. */
import type { Bar, BlockBar } from '../../../shared/contract/stays.ts'
import { addDays, type DateRange, daysBetween, type IsoDate } from '../../../shared/dates.ts'
import type { Inventory } from '../inventory.ts'
import type { LedgerQueries } from '../ledger.ts'
import { fullName, type Reading } from './reading.ts'

type Chart = ReturnType<LedgerQueries['tapeChart']>

/** What every bar of a stay says. */
export interface ChartStay extends Omit<Bar, 'guestName' | 'roomTypeId' | 'roomId' | 'from' | 'to'> {
  readonly surname: string
  readonly firstName: string
}

/** A counted night of a stay; those of one stay follow each other, in order. */
export interface ChartNight {
  readonly stay: ChartStay
  readonly date: IsoDate
  readonly roomTypeId: number
  readonly roomId: number | null
}

export interface BlockNight {
  readonly blockId: string
  readonly reason: string
  readonly kind: BlockBar['kind']
  readonly roomId: number
  readonly date: IsoDate
}

/** Consecutive nights of a stay in one room, or in none, are one bar. */
export function barsOf({ catalog }: Reading, nights: Iterable<ChartNight>): Bar[] {
  const bars: Bar[] = []
  for (const { stay, date, roomId, roomTypeId } of nights) {
    const room = roomId === null ? null : catalog.rooms.get(roomId).publicId
    const type = catalog.roomTypes.get(roomTypeId).publicId
    const last = bars.at(-1)
    const goesOn = last !== undefined && last.stayId === stay.stayId && last.to === date
    if (goesOn && last.roomId === room && last.roomTypeId === type) {
      last.to = addDays(date, 1)
      continue
    }
    const { surname, firstName, ...said } = stay
    const guestName = fullName({ surname, firstName })
    bars.push({ ...said, guestName, roomTypeId: type, roomId: room, from: date, to: addDays(date, 1) })
  }
  return bars
}

/** Consecutive nights of one block are one bar. */
export function blocksOf({ catalog }: Reading, nights: Iterable<BlockNight>): BlockBar[] {
  const bars: BlockBar[] = []
  for (const { blockId, reason, kind, roomId, date } of nights) {
    const last = bars.at(-1)
    if (last?.blockId === blockId && last.to === date) last.to = addDays(date, 1)
    else {
      const room = catalog.rooms.get(roomId).publicId
      bars.push({ blockId, roomId: room, from: date, to: addDays(date, 1), reason, kind })
    }
  }
  return bars
}

/** What a night of a type counts, beside the rooms that there are. */
export interface Counts {
  booked: number
  held: number
  blocked: number
}

/** @param countsOf how a night of today's inventory is counted; the inventory's own counters for now. */
export function stockOf(
  { catalog }: Reading,
  inventory: Inventory,
  range: DateRange,
  countsOf: (roomTypeId: number, day: ReturnType<Inventory['days']>[number]) => Counts,
): Pick<Chart, 'left' | 'occupancyPercent'> {
  const days = daysBetween(range.from, range.to)
  const sold = new Array<number>(days).fill(0)
  const sellable = new Array<number>(days).fill(0)
  const left = catalog.roomTypes.all.map((roomType) => {
    const byDay = new Array<number>(days).fill(0)
    for (const day of inventory.days(roomType.id, range)) {
      const index = daysBetween(range.from, day.date)
      const { booked, held, blocked } = countsOf(roomType.id, day)
      byDay[index] = day.total - blocked - held - booked
      sold[index] = (sold[index] ?? 0) + booked
      sellable[index] = (sellable[index] ?? 0) + day.total - blocked
    }
    return { roomTypeId: roomType.publicId, days: byDay }
  })
  const occupancyPercent = sold.map((booked, index) => {
    const rooms = sellable[index] ?? 0
    return rooms === 0 ? 0 : Math.round((booked / rooms) * 100)
  })
  return { left, occupancyPercent }
}
