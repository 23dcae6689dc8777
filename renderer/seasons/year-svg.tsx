/** The picture of a year: events, a lane for each precedence, and what each night costs in the colour of the season that set it. */
import { addDays, daysBetween, type IsoDate, isoDate } from '../../shared/dates.ts'
import { longDayText, shortAmountText, shortMonthText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { YearPicture } from './year-picture.ts'

const LEFT = 132
const DAY = 3.4
const HEAD = 18
const LANE = 22
const CHART = 150

export function YearSvg({
  picture,
  currency,
  chosenId,
  day,
  onChoose,
  onDay,
}: {
  picture: YearPicture
  currency: string
  chosenId: string | null
  day: IsoDate
  onChoose: (id: string) => void
  onDay: (day: IsoDate) => void
}) {
  const days = picture.days.length
  const width = LEFT + days * DAY
  const lanesTop = HEAD + LANE
  const chartTop = lanesTop + Math.max(1, picture.lanes.length) * LANE + 8
  const height = chartTop + CHART + 4
  const x = (index: number) => LEFT + index * DAY
  const scale = (minor: number) => (minor / picture.mostMinor) * CHART
  const at = daysBetween(picture.year.from, day)
  const here = picture.days[at]
  const year = picture.year.from.slice(0, 4)
  const months = Array.from({ length: 12 }, (_, month) =>
    isoDate(`${year}-${String(month + 1).padStart(2, '0')}-01`),
  )
  const bar = (id: string, name: string, first: number, length: number, top: number, colour: string) => (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no button element
    <g
      key={`${id} ${first}`}
      className={`season-bar${id === chosenId ? ' is-chosen' : ''}`}
      role="button"
      tabIndex={-1}
      aria-label={name}
      onClick={() => onChoose(id)}
      onKeyDown={() => undefined}
    >
      <title>{name}</title>
      <rect
        x={x(first)}
        y={top + 2}
        width={Math.max(2, length * DAY)}
        height={LANE - 5}
        rx={3}
        className={colour}
      />
      <svg x={x(first)} y={top} width={Math.max(2, length * DAY)} height={LANE} aria-hidden="true">
        <text x={5} y={14} className="season-bar-name">
          {name}
        </text>
      </svg>
    </g>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset
    <svg
      className="season-picture"
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={t('seasons.picture', { year })}
      data-testid="season-picture"
    >
      {months.map((first) => {
        const left = x(daysBetween(picture.year.from, first))
        return (
          <g key={first}>
            <line x1={left} x2={left} y1={0} y2={height} className="season-line" />
            <text x={left + 4} y={13} className="season-month">
              {shortMonthText(first)}
            </text>
          </g>
        )
      })}
      <text x={8} y={HEAD + 15} className="season-lane-name">
        {t('seasons.events')}
      </text>
      {picture.events.map(({ id, name, first, days: length }) =>
        bar(id, name, first, length, HEAD, 'is-event'),
      )}
      {picture.lanes.map(({ precedence, bars }, lane) => (
        <g key={precedence}>
          <text x={8} y={lanesTop + lane * LANE + 15} className="season-lane-name">
            {t('seasons.lane', { precedence })}
          </text>
          {bars.map(({ id, name, first, days: length, colour }) =>
            bar(id, name, first, length, lanesTop + lane * LANE, `season-colour-${colour}`),
          )}
        </g>
      ))}
      <text x={8} y={chartTop + 14} className="season-lane-name">
        {t('seasons.result')}
      </text>
      <text x={LEFT - 6} y={chartTop + 10} textAnchor="end" className="season-scale">
        {shortAmountText(picture.mostMinor, currency)}
      </text>
      <line x1={LEFT} x2={width} y1={chartTop + CHART} y2={chartTop + CHART} className="season-axis" />
      {picture.days.map(({ date, minor, colour, isDisputed }, index) =>
        minor === null ? null : (
          <rect
            key={date}
            x={x(index)}
            y={chartTop + CHART - scale(minor)}
            width={DAY - 0.6}
            height={scale(minor)}
            className={
              isDisputed ? 'season-disputed' : colour === null ? 'season-base' : `season-colour-${colour}`
            }
          />
        ),
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same is done by the arrow keys */}
      <rect
        x={LEFT}
        y={chartTop}
        width={days * DAY}
        height={CHART}
        className="season-catch"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          const index = Math.floor(((event.clientX - box.left) / box.width) * days)
          onDay(addDays(picture.year.from, Math.min(days - 1, Math.max(0, index))))
        }}
      />
      {here !== undefined && (
        <g className="season-here">
          <line x1={x(at) + DAY / 2} x2={x(at) + DAY / 2} y1={HEAD} y2={chartTop + CHART} />
          <text x={Math.min(x(at) + 6, width - 150)} y={chartTop + 12} className="season-here-text">
            {t('seasons.here', {
              day: longDayText(day),
              price: here.minor === null ? '–' : shortAmountText(here.minor, currency),
            })}
          </text>
        </g>
      )}
    </svg>
  )
}
