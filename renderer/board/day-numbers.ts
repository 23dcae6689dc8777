/** Occupancy, ADR and RevPAR of a day and how they compare; pure. Amounts in minor units. */
import type { BoardDay } from '../../shared/contract/board.ts'
import type { IsoDate } from '../../shared/dates.ts'

export interface DayNumbers {
  readonly date: IsoDate
  readonly sold: number
  readonly rooms: number
  /** 0 to 1, more when oversold; 0 without rooms. */
  readonly occupancy: number
  /** Revenue by room sold; null when none is. */
  readonly adrMinor: number | null
  /** Revenue by room that could be sold; null without rooms. */
  readonly revparMinor: number | null
}

export function dayNumbers({ date, sold, rooms, revenueMinor }: BoardDay): DayNumbers {
  return {
    date,
    sold,
    rooms,
    occupancy: rooms === 0 ? 0 : sold / rooms,
    adrMinor: sold === 0 ? null : Math.round(revenueMinor / sold),
    revparMinor: rooms === 0 ? null : Math.round(revenueMinor / rooms),
  }
}

/** What is more (or less) than then; null where one of the two is not known. */
export function difference(now: number | null | undefined, then: number | null | undefined): number | null {
  return now == null || then == null ? null : now - then
}
