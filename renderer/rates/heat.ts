/** What lies behind the prices of a night: how full its type is, or how many rooms it gained or lost in a week. Pure. */

export const HEATS = ['occupancy', 'pickUp', 'none'] as const
export type Heat = (typeof HEATS)[number]

/** Percent from which each step begins; the first one is everything below the second. */
export const HEAT_FROM = [0, 60, 75, 85, 95] as const
/** Rooms gained from which each step begins. */
export const PICK_UP_FROM = [1, 2, 4, 6] as const

export function nextHeat(heat: Heat): Heat {
  return HEATS[(HEATS.indexOf(heat) + 1) % HEATS.length] ?? 'none'
}

/** 1 to 5; null where the inventory says nothing. Oversold is full. */
export function heatStep(left: number | null | undefined, total: number | undefined): number | null {
  if (left === null || left === undefined || total === undefined || total < 1) return null
  const percent = ((total - left) / total) * 100
  return HEAT_FROM.findLastIndex((from) => percent >= from) + 1 || 1
}

/** 1 to 4; -1 where more was cancelled than sold; null where nothing was gained or nothing is known. */
export function pickUpStep(rooms: number | undefined): number | null {
  if (rooms === undefined || rooms === 0) return null
  if (rooms < 0) return -1
  return PICK_UP_FROM.findLastIndex((from) => rooms >= from) + 1
}

/** A night of a type as the grid has it; what is not fetched yet is undefined. */
export interface HeatNight {
  readonly left: number | null | undefined
  readonly total: number | undefined
  readonly pickUp: number | undefined
}

/** The class of the cell's ground; empty for none. */
export function heatClass(heat: Heat, { left, total, pickUp }: HeatNight): string {
  if (heat === 'none') return ''
  if (heat === 'occupancy') {
    const step = heatStep(left, total)
    return step === null ? '' : `heat-${step}`
  }
  const step = pickUpStep(pickUp)
  return step === null ? '' : step < 0 ? 'heat-lost' : `heat-gained-${step}`
}
