/** Fourteen days in a small picture: bars or a line, what was, today and what is ahead; read out as a list of values. */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { dayText, listText } from '../formats.ts'
import { t } from '../text/text.ts'
import { CHART_DAYS, type ChartValue, DAYS_BEFORE, type Placed, placeValues } from './chart-values.ts'

const HEIGHT = 44
const STEP = 20

export function DayChart({
  kind,
  what,
  values,
  businessDate,
}: {
  kind: 'bars' | 'line'
  what: string
  values: readonly ChartValue[]
  businessDate: IsoDate
}) {
  const placed = placeValues(values, businessDate)
  const spoken = values.map(({ date, words }) =>
    date === businessDate
      ? t('board.chart.today', { value: words })
      : t('board.chart.day', { date: dayText(date), value: words }),
  )
  return (
    <div className="day-chart">
      <svg
        viewBox={`0 0 ${CHART_DAYS * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('board.chart', { what, days: listText(spoken) })}
      >
        {kind === 'bars' ? <Bars placed={placed} /> : <Line placed={placed} />}
      </svg>
      <div className="day-chart-foot" aria-hidden="true">
        <span>{dayText(addDays(businessDate, -DAYS_BEFORE))}</span>
        <span className="strong day-chart-today">{t('board.today')}</span>
        <span>{dayText(addDays(businessDate, CHART_DAYS - DAYS_BEFORE - 1))}</span>
      </div>
    </div>
  )
}

function Bars({ placed }: { placed: readonly Placed[] }) {
  const most = Math.max(1, ...placed.map((each) => each.value))
  return placed.map(({ date, place, value, when }) => {
    const height = Math.max(value > 0 ? 1 : 0, (value / most) * HEIGHT)
    return (
      <rect
        key={date}
        className={`day-bar is-${when}`}
        x={place * STEP + 3}
        y={HEIGHT - height}
        width={STEP - 6}
        height={height}
      />
    )
  })
}

const LINE_TOP = 6
const LINE_HEIGHT = HEIGHT - 12

function Line({ placed }: { placed: readonly Placed[] }) {
  const values = placed.map((each) => each.value)
  const least = Math.min(...values)
  const span = Math.max(...values) - least
  const at = ({ place, value }: Placed) => {
    const share = span === 0 ? 0.5 : (value - least) / span
    return `${(place * STEP + STEP / 2).toFixed(1)} ${(LINE_TOP + (1 - share) * LINE_HEIGHT).toFixed(1)}`
  }
  const path = (points: readonly Placed[]) =>
    points.map((each, i) => `${i === 0 ? 'M' : 'L'}${at(each)}`).join('')
  const today = placed.find((each) => each.when === 'today')
  const middle = DAYS_BEFORE * STEP + STEP / 2
  return (
    <>
      <path className="day-now" d={`M${middle} 0V${HEIGHT}`} />
      <path className="day-line" d={path(placed.filter((each) => each.when !== 'ahead'))} />
      <path className="day-line is-ahead" d={path(placed.filter((each) => each.when !== 'past'))} />
      {today !== undefined && <path className="day-dot" d={`M${at(today)}h0`} />}
    </>
  )
}
