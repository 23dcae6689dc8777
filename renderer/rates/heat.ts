/** How full a room type's night is, in the five steps that lie behind its prices. */

/** Percent from which each step begins; the first one is everything below the second. */
export const HEAT_FROM = [0, 60, 75, 85, 95] as const

/** 1 to 5; null where the inventory says nothing. Oversold is full. */
export function heatStep(left: number | null | undefined, total: number | undefined): number | null {
  if (left === null || left === undefined || total === undefined || total < 1) return null
  const percent = ((total - left) / total) * 100
  return HEAT_FROM.findLastIndex((from) => percent >= from) + 1 || 1
}
