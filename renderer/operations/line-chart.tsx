/** A measure over time: its lines, the field's targets across them, and what it was at the cursor. */
import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { useHotel } from '../desk-context.tsx'
import { decimalText, numberText } from '../formats.ts'
import { t } from '../text/text.ts'
import { type ChartBox, linearScale, linePath, logScale, timeTicks } from './chart-scale.ts'

export interface ChartSeries {
  readonly id: string
  readonly words: string
  readonly tone: 'accent' | 'danger' | 'muted' | 'naive'
  /** One for each step. */
  readonly values: readonly (number | null)[]
}

export interface ChartTarget {
  readonly words: string
  readonly value: number
  readonly tone: 'ok' | 'danger'
}

export interface Span {
  readonly from: number
  readonly to: number
  /** When each step began. */
  readonly times: readonly number[]
  /** The step under the cursor; undefined before anything was measured. */
  readonly cursor: number | undefined
}

/** Px, by the window's height: the table is to be seen below the charts. */
const HEIGHTS = { low: 124, usual: 176, high: 236 } as const
const NARROWEST = 220
const MARGINS = { left: 50, right: 14, top: 12, bottom: 20 } as const
/** Of a scale by powers of ten: a tenth of a second. */
const LEAST = 0.1

const figure = (value: number | null): string =>
  value === null ? '–' : value < 100 && !Number.isInteger(value) ? decimalText(value) : numberText(value)

function useChartHeight(): number {
  const isLow = useMediaQuery('(max-height: 800px)', undefined, { getInitialValueInEffect: false })
  const isHigh = useMediaQuery('(min-height: 1000px)', undefined, { getInitialValueInEffect: false })
  return isLow ? HEIGHTS.low : isHigh ? HEIGHTS.high : HEIGHTS.usual
}

export function LineChart({
  id,
  title,
  unit,
  series,
  targets = [],
  span,
  isLogarithmic = false,
  onCursor,
}: {
  id: string
  title: string
  unit: string
  series: readonly ChartSeries[]
  targets?: readonly ChartTarget[]
  span: Span
  isLogarithmic?: boolean
  onCursor: (step: number) => void
}) {
  const { clock } = useHotel()
  const { ref, width: measured } = useElementSize()
  const width = Math.max(NARROWEST, measured)
  const height = useChartHeight()
  const box: ChartBox = { width, height, ...MARGINS }
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null))
  const all = [...known, ...targets.map(({ value }) => value)]
  const scale = isLogarithmic ? logScale(all, LEAST, box) : linearScale(all, box)
  const right = width - MARGINS.right
  const base = height - MARGINS.bottom
  const x = (at: number) => MARGINS.left + ((at - span.from) / (span.to - span.from)) * (right - MARGINS.left)
  const at = span.cursor === undefined ? undefined : span.times[span.cursor]
  const atCursor = series.map((each) => ({
    ...each,
    value: span.cursor === undefined ? null : (each.values[span.cursor] ?? null),
  }))
  const spoken = atCursor.map(({ words, value }) => `${words} ${figure(value)}`).join(', ')

  function point(clientX: number, left: number) {
    const wanted =
      span.from + ((clientX - left - MARGINS.left) / (right - MARGINS.left)) * (span.to - span.from)
    const near = span.times.findLastIndex((time) => time <= wanted)
    onCursor(Math.max(0, near))
  }
  return (
    <section className="ops-chart" aria-label={title} data-testid={`chart-${id}`}>
      <header>
        <h2>{title}</h2>
        <span className="muted">{unit}</span>
        <span className="grow" />
        <ul className="ops-legend">
          {atCursor.map(({ id: name, tone, words, value }) => (
            <li key={name}>
              <span className={`ops-swatch is-${tone}`} aria-hidden="true" />
              {words} <b className="figures">{figure(value)}</b>
            </li>
          ))}
        </ul>
      </header>
      <div ref={ref} className="ops-picture">
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={
            at === undefined
              ? t('operations.chart.nothing')
              : t('operations.chart.spoken', { time: clock.time(at), values: spoken })
          }
          onPointerDown={(event) => point(event.clientX, event.currentTarget.getBoundingClientRect().left)}
        >
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <line className="ops-grid" x1={MARGINS.left} x2={right} y1={scale.y(tick)} y2={scale.y(tick)} />
              <text x={MARGINS.left - 6} y={scale.y(tick) + 4} textAnchor="end">
                {figure(tick)}
              </text>
            </g>
          ))}
          {timeTicks(span.from, span.to).map((tick) => (
            <g key={tick}>
              <line className="ops-grid" x1={x(tick)} x2={x(tick)} y1={MARGINS.top} y2={base} />
              <text x={x(tick)} y={height - 4} textAnchor={x(tick) > right - 20 ? 'end' : 'middle'}>
                {clock.time(tick)}
              </text>
            </g>
          ))}
          {targets.map(({ words, value, tone }) => (
            <g key={words} className={`ops-target is-${tone}`}>
              <line x1={MARGINS.left} x2={right} y1={scale.y(value)} y2={scale.y(value)} />
              <text
                x={MARGINS.left + 6}
                y={scale.y(value) < MARGINS.top + 12 ? scale.y(value) + 14 : scale.y(value) - 4}
              >
                {words}
              </text>
            </g>
          ))}
          {series.map(({ id: name, tone, values }) => (
            <path
              key={name}
              className={`ops-line is-${tone}`}
              d={linePath(
                values.map((value, step) => ({ x: x(span.times[step] ?? span.from), value })),
                scale.y,
              )}
            />
          ))}
          {at !== undefined && (
            <g className="ops-cursor">
              <line x1={x(at)} x2={x(at)} y1={MARGINS.top} y2={base} />
              {atCursor.map(({ id: name, tone, value }) =>
                value === null ? null : (
                  <circle key={name} className={`is-${tone}`} cx={x(at)} cy={scale.y(value)} r={3} />
                ),
              )}
            </g>
          )}
        </svg>
      </div>
    </section>
  )
}
