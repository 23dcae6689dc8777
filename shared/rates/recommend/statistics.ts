/** The few statistics that recommendations rest on. Pure; every list may be in any order. */
import type { Range } from './step.ts'

/** Between the two nearest values, as spreadsheets do it; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? 0
  const above = sorted[Math.ceil(at)] ?? below
  return below + (above - below) * (at - Math.floor(at))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high)

/** Numbers that are shown need no more digits. */
export const hundredths = (value: number): number => Math.round(value * 100) / 100

/** Of a normal distribution, as far as its middle 80 % reaches. */
const MIDDLE_80 = 1.2816

/** Least squares of y on x: the slope, with the range of the middle 80 %. Undefined where x does not vary enough. */
export function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): Range | undefined {
  const meanX = mean(points.map(({ x }) => x))
  const meanY = mean(points.map(({ y }) => y))
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)
  if (points.length < 3 || spread < 1e-9) return undefined
  const mid = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - mid * (x - meanX)) ** 2, 0)
  const reach = MIDDLE_80 * Math.sqrt(rest / (points.length - 2) / spread)
  return { low: mid - reach, mid, high: mid + reach }
}
