/** Recommended minus charged by week: bars up in green and down in red, and the line that they add up to. */
import { useElementSize } from '@mantine/hooks'
import type { IsoDate } from '../../shared/dates.ts'
import { minorDigits } from '../../shared/money.ts'
import { dayText, roundAmountText, roundSignedText, shortMonthText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { WeekSum } from './back-test-sums.ts'
import { weekBars } from './week-bars.ts'

const HEIGHT = 300
const MARGINS = { left: 64, right: 72, top: 16, bottom: 22 } as const
const NARROWEST = 320

export function BackTestChart({ weeks, currency }: { weeks: readonly WeekSum[]; currency: string }) {
  const { ref, width: measured } = useElementSize()
  const width = Math.max(NARROWEST, measured)
  const { bars, zeroY, ticks, sumPath, sumTicks, last } = weekBars(weeks, 10 ** minorDigits(currency), {
    width,
    height: HEIGHT,
    ...MARGINS,
  })
  const right = width - MARGINS.right
  return (
    <div ref={ref} className="week-chart">
      <svg
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={t('backTest.chart.spoken', { weeks: weeks.length })}
        data-testid="back-test-chart"
      >
        {ticks.map(({ minor, y }) => (
          <g key={minor}>
            <line className="curve-grid" x1={MARGINS.left} x2={right} y1={y} y2={y} />
            <text x={MARGINS.left - 6} y={y + 4} textAnchor="end">
              {roundSignedText(minor, currency)}
            </text>
          </g>
        ))}
        {bars.map(({ week, x, width: wide, y, height, isLess }) => (
          <rect
            key={week.from}
            className={isLess ? 'week-less' : 'week-more'}
            x={x}
            y={y}
            width={wide}
            height={height}
          >
            <title>
              {dayText(week.from)}: {roundSignedText(week.differenceMinor, currency)}
            </title>
          </rect>
        ))}
        <line className="week-zero" x1={MARGINS.left} x2={right} y1={zeroY} y2={zeroY} />
        <path className="week-sum" d={sumPath} />
        {last !== null && <circle className="week-last" cx={last.x} cy={last.y} r={4} />}
        {sumTicks.map(({ minor, y }) => (
          <text key={minor} className="week-sum-name" x={right + 6} y={y + 4}>
            {roundAmountText(minor, currency)}
          </text>
        ))}
        {months(weeks).map(({ at, from }) => (
          <text key={from} x={bars[at]?.x ?? 0} y={HEIGHT - 4}>
            {shortMonthText(from)}
          </text>
        ))}
      </svg>
    </div>
  )
}

/** The first week of each month, by its place; one that the next month follows at once is too close to be named. */
function months(weeks: readonly WeekSum[]): { at: number; from: IsoDate }[] {
  const firsts = weeks
    .map(({ from }, at) => ({ at, from }))
    .filter(({ at, from }) => at === 0 || weeks[at - 1]?.from.slice(0, 7) !== from.slice(0, 7))
  return firsts.filter(
    ({ at }, index) => (firsts[index + 1]?.at ?? weeks.length) - at > 1 || weeks.length < 20,
  )
}
