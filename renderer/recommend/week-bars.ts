/** Weeks as bars above and below a line, and their sum as a line over them. Pure. */

import type { WeekSum } from './back-test-sums.ts'
import { niceStep } from './waterfall-rows.ts'

export interface WeekBar {
  readonly week: WeekSum
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  readonly isLess: boolean
}

export interface WeekBars {
  readonly bars: readonly WeekBar[]
  /** Px of nothing. */
  readonly zeroY: number
  /** Amounts of the bars' scale, and where they lie. */
  readonly ticks: readonly { readonly minor: number; readonly y: number }[]
  readonly sumPath: string
  readonly sumTicks: readonly { readonly minor: number; readonly y: number }[]
  readonly last: { readonly x: number; readonly y: number } | null
}

interface Box {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const STEPS = 4

/** Both scales have their nothing at the same height, so that a sum below it lies below the bars' line. */
export function weekBars(weeks: readonly WeekSum[], unit: number, box: Box): WeekBars {
  const { width, height, left, right, top, bottom } = box
  const inner = height - top - bottom
  const single = reach(
    weeks.map((week) => week.differenceMinor),
    unit,
  )
  const added = reach(
    weeks.map((week) => week.sumMinor),
    unit,
  )
  // Of both, the larger share above nothing and the larger one below.
  const up = Math.max(single.up / single.span, added.up / added.span)
  const down = Math.max(single.down / single.span, added.down / added.span)
  const zeroY = round(top + (inner * up) / (up + down))
  const scale = (of: { up: number; down: number }) =>
    Math.min(
      of.up === 0 ? Number.POSITIVE_INFINITY : (zeroY - top) / of.up,
      of.down === 0 ? Number.POSITIVE_INFINITY : (top + inner - zeroY) / of.down,
    )
  const perSingle = scale(single)
  const perAdded = scale(added)
  const wide = (width - left - right) / Math.max(1, weeks.length)
  const bars = weeks.map((week, at) => {
    const size = Math.abs(week.differenceMinor) * perSingle
    const isLess = week.differenceMinor < 0
    return {
      week,
      x: round(left + at * wide + wide * 0.2),
      width: Math.max(1, round(wide * 0.6)),
      y: round(isLess ? zeroY : zeroY - size),
      height: round(Math.max(size, 0.5)),
      isLess,
    }
  })
  const points = weeks.map((week, at) => ({
    x: round(left + (at + 0.5) * wide),
    y: round(zeroY - week.sumMinor * perAdded),
  }))
  const ticksOf = (of: Reach, per: number) =>
    of.ticks.map((minor) => ({ minor, y: round(zeroY - minor * per) }))
  return {
    bars,
    zeroY,
    ticks: ticksOf(single, perSingle),
    sumPath: points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
    sumTicks: ticksOf(added, perAdded),
    last: points.at(-1) ?? null,
  }
}

interface Reach {
  readonly up: number
  readonly down: number
  readonly span: number
  readonly ticks: readonly number[]
}

/** How far a scale goes above and below nothing, in whole steps. */
function reach(values: readonly number[], unit: number): Reach {
  const most = Math.max(0, ...values)
  const least = Math.min(0, ...values)
  const step = niceStep(Math.max(most - least, unit) / STEPS, unit)
  const up = Math.ceil(most / step) * step
  const down = Math.ceil(-least / step) * step
  const count = Math.round((up + down) / step)
  const isFlat = count === 0
  return {
    up: isFlat ? step : up,
    down,
    span: isFlat ? step : up + down,
    ticks: Array.from({ length: count + 1 }, (_, at) => at * step - down),
  }
}

const round = (px: number) => Math.round(px * 10) / 10
