/** A recommended price as bars that stand one on the other, and the scale under them. Pure. */
import type { RecommendationStep } from '../../shared/rates/recommend/step.ts'

export interface WaterfallRow {
  /** `sum` bars reach down to where the scale begins. */
  readonly look: 'sum' | 'up' | 'down' | 'limit' | 'result'
  /** Null: a sum of what stands above it. */
  readonly step: RecommendationStep | null
  readonly fromMinor: number
  readonly toMinor: number
}

const LIMITS: readonly RecommendationStep['what'][] = ['step', 'bounds', 'rounding']

/** Limits that changed nothing are left out; where some did, the sum before them has a bar of its own. */
export function waterfallRows(steps: readonly RecommendationStep[]): WaterfallRow[] {
  const rows: WaterfallRow[] = []
  let price = 0
  for (const step of steps) {
    const isLimit = LIMITS.includes(step.what)
    if (isLimit && step.deltaMinor === 0) continue
    if (isLimit && rows.every(({ look }) => look !== 'limit'))
      rows.push({ look: 'sum', step: null, fromMinor: 0, toMinor: price })
    const before = price
    price += step.deltaMinor
    const look = step.what === 'median' ? 'sum' : isLimit ? 'limit' : step.deltaMinor < 0 ? 'down' : 'up'
    rows.push({ look, step, fromMinor: before, toMinor: price })
  }
  return [...rows, { look: 'result', step: null, fromMinor: 0, toMinor: price }]
}

export interface Scale {
  readonly fromMinor: number
  readonly toMinor: number
  readonly ticks: readonly number[]
}

const MOST_TICKS = 5
/** Of the span of the bars, that the scale begins below the lowest one. */
const ROOM_BELOW = 0.25

/** @param unit minor units of one unit of the currency: the scale is in whole ones */
export function scaleOf(rows: readonly WaterfallRow[], unit: number): Scale {
  const ends = rows.flatMap(({ look, fromMinor, toMinor }) =>
    look === 'sum' || look === 'result' ? [toMinor] : [fromMinor, toMinor],
  )
  const low = Math.min(...ends)
  const high = Math.max(...ends)
  const span = Math.max(high - low, unit * 4)
  const step = niceStep((span * (1 + ROOM_BELOW)) / (MOST_TICKS - 1), unit)
  const fromMinor = Math.max(0, Math.floor((low - span * ROOM_BELOW) / step) * step)
  const toMinor = Math.ceil(high / step) * step
  const ticks = Array.from(
    { length: Math.round((toMinor - fromMinor) / step) + 1 },
    (_, at) => fromMinor + at * step,
  )
  return { fromMinor, toMinor: Math.max(toMinor, fromMinor + step), ticks }
}

/** The next of 1, 2, 5, 10, 20, … units. */
export function niceStep(least: number, unit: number): number {
  for (let size = unit; ; size *= 10)
    for (const times of [1, 2, 5]) if (size * times >= least) return size * times
}

/** Share of the scale's width at which an amount lies, 0 to 1. */
export function shareOf(minor: number, { fromMinor, toMinor }: Scale): number {
  return Math.min(1, Math.max(0, (minor - fromMinor) / (toMinor - fromMinor)))
}
