/** Nights on which a room of a type is left, read as far as they are asked about and kept for one round of offers. */
import { dayNumber, fromDayNumber, type IsoDate } from '../../../shared/dates.ts'
import type { Inventory } from '../inventory.ts'

/** Nights read at once: about a month, whatever is asked for. */
const CHUNK_NIGHTS = 32

/** Days are numbers of `dayNumber`. */
export interface FreeNights {
  isFree(roomTypeId: number, day: number): boolean
  /** One room fewer, for the nights of a stay that was offered. */
  take(roomTypeId: number, from: number, nights: number): void
}

/** @param businessDate nights before it are not free. */
export function createFreeNights(inventory: Inventory, businessDate: IsoDate): FreeNights {
  const firstDay = dayNumber(businessDate)
  const chunksOfType = new Map<number, Map<number, Int32Array>>()

  function chunkOf(roomTypeId: number, day: number): Int32Array {
    const number = Math.floor(day / CHUNK_NIGHTS)
    const chunks = chunksOfType.get(roomTypeId) ?? new Map<number, Int32Array>()
    const chunk = chunks.get(number) ?? readChunk(roomTypeId, number * CHUNK_NIGHTS)
    chunks.set(number, chunk)
    chunksOfType.set(roomTypeId, chunks)
    return chunk
  }

  function readChunk(roomTypeId: number, first: number): Int32Array {
    const chunk = new Int32Array(CHUNK_NIGHTS)
    const range = { from: fromDayNumber(first), to: fromDayNumber(first + CHUNK_NIGHTS) }
    for (const night of inventory.days(roomTypeId, range)) {
      const { total, overbooking_allowance: allowance, booked, held, blocked } = night
      chunk[dayNumber(night.date) - first] = total + allowance - booked - held - blocked
    }
    return chunk
  }

  return {
    isFree: (roomTypeId, day) => day >= firstDay && (chunkOf(roomTypeId, day)[day % CHUNK_NIGHTS] ?? 0) > 0,
    take(roomTypeId, from, nights) {
      for (let day = from; day < from + nights; day++) {
        const chunk = chunkOf(roomTypeId, day)
        chunk[day % CHUNK_NIGHTS] = (chunk[day % CHUNK_NIGHTS] ?? 0) - 1
      }
    },
  }
}
