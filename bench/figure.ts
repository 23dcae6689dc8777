/** One measured figure, as `npm run bench` prints it: a JSON line with what applies. */

export interface Figure {
  readonly name: string
  readonly value: number
  /** What `value`, `p50`, `p99` and `limit` are counted in, such as `bookings/s`, `ms`, `calls`. */
  readonly unit: string
  readonly p50?: number
  readonly p99?: number
  /** The bound that is asked for: of `ratio` where there is one, else of `p99`, else of `value`. */
  readonly limit?: number
  /** To the raw limit of the same machine in the same run. */
  readonly ratio?: number
}

/** A file `bench/*.bench.ts` is a module of this shape. */
export interface Bench {
  /** The figures it reports: `npm run bench -- NAME` runs a bench that has NAME among them. */
  readonly names: readonly string[]
  /** Measures, and calls `report` once per name; whatever it makes it cleans up. */
  run(report: (figure: Figure) => void): Promise<void>
}

/** Ratios and rates must reach their bound, times and counts must stay below it. */
export function missOf(figure: Figure): string | null {
  if (figure.limit === undefined) return null
  const isFloor = figure.ratio !== undefined || figure.unit.endsWith('/s')
  const measured = figure.ratio ?? figure.p99 ?? figure.value
  const isKept = isFloor ? measured >= figure.limit : measured <= figure.limit
  if (isKept) return null
  return `${figure.name}: ${measured} where ${isFloor ? 'at least' : 'at most'} ${figure.limit} is asked for`
}

/** Figures carry what was measured, not what a float makes of it: four significant digits. */
export function rounded(figure: Figure): Figure {
  const entries = Object.entries(figure).map(([key, value]) => [
    key,
    typeof value === 'number' ? Number(value.toPrecision(4)) : value,
  ])
  return Object.fromEntries(entries) as Figure
}
