/** The lines of a chart as paths, and the ticks of its sides. Pure. */

export interface ChartBox {
  readonly width: number
  readonly height: number
  /** Px around the drawing that its words need. */
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Scale {
  readonly ticks: readonly number[]
  /** Px from the top. */
  y(value: number): number
}

const round = (px: number) => Math.round(px * 10) / 10

/** From 0 to a round number that holds all values: 1, 2 or 5 times a power of ten a step. */
export function linearScale(values: readonly number[], { height, top, bottom }: ChartBox): Scale {
  const most = Math.max(1, ...values)
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= rough) ?? rough
  const count = Math.max(1, Math.ceil(most / step))
  const end = count * step
  return {
    ticks: Array.from({ length: count + 1 }, (_, at) => at * step),
    y: (value) => round(top + (1 - Math.min(value, end) / end) * (height - top - bottom)),
  }
}

/** Powers of ten from the least, so that a tenth of a second and an hour are both to be seen; what is less lies at the foot. */
export function logScale(values: readonly number[], least: number, { height, top, bottom }: ChartBox): Scale {
  const most = Math.max(least * 10, ...values)
  const decades = Math.ceil(Math.log10(most / least) - 1e-9)
  return {
    ticks: Array.from({ length: decades + 1 }, (_, at) => least * 10 ** at),
    y: (value) => {
      const share = Math.log10(Math.max(value, least) / least) / decades
      return round(top + (1 - Math.min(1, share)) * (height - top - bottom))
    },
  }
}

export interface ChartPoint {
  readonly x: number
  /** Null where nothing was measured: the line has a gap. */
  readonly value: number | null
}

/** One that stands alone is drawn as a dot: a line without length, whose round ends are seen. */
export function linePath(points: readonly ChartPoint[], y: Scale['y']): string {
  let path = ''
  let isOn = false
  for (const [at, { x, value }] of points.entries()) {
    if (value === null) {
      isOn = false
      continue
    }
    const isAlone = !isOn && (points[at + 1]?.value ?? null) === null
    path += `${isOn ? 'L' : 'M'}${round(x)} ${y(value)}${isAlone ? 'h0' : ''}`
    isOn = true
  }
  return path
}

/** Instants on the hour or a part of it, for the foot of a chart. */
export function timeTicks(from: number, to: number): number[] {
  const hour = 3_600_000
  const span = to - from
  const step = span <= hour / 3 ? hour / 12 : span <= hour ? hour / 4 : span <= 6 * hour ? hour : 4 * hour
  const first = Math.ceil(from / step) * step
  return Array.from(
    { length: Math.max(0, Math.floor((to - first) / step) + 1) },
    (_, at) => first + at * step,
  )
}
