/**
 * The picture of a year: events, a lane for each precedence, what each night costs in the colour of the season that set it, and how
 * full it is. A night that is pointed at, or has the keyboard, says what it is.
 */
import type { RefObject } from 'react'
import { addDays, daysBetween, type IsoDate, isoDate } from '../../shared/dates.ts'
import { shortAmountText, shortMonthText } from '../formats.ts'
import { heatStep } from '../rates/heat.ts'
import { t } from '../text/text.ts'
import type { PictureBar, YearPicture } from './year-picture.ts'

const LEFT = 132
const DAY = 3.4
const HEAD = 18
const LANE = 22
const CHART = 130
const FULLNESS = 12

export interface YearSvgProps {
  readonly picture: YearPicture
  readonly occupancy: ReadonlyMap<IsoDate, number>
  readonly currency: string
  readonly chosenId: string | null
  readonly day: IsoDate
  /** The chosen night in words. */
  readonly dayText: string
  readonly slider: RefObject<SVGRectElement | null>
  readonly onChoose: (id: string) => void
  readonly onDay: (day: IsoDate) => void
  /** The night under the pointer, and where it lies from 0 to 1 of the width; null: none. */
  readonly onPoint: (day: IsoDate | null) => void
  readonly onFocus: (hasFocus: boolean) => void
}

/** Where a night lies, from 0 to 1 of the picture's width. */
export function placeOfDay({ year, days }: YearPicture, day: IsoDate): number {
  const width = LEFT + days.length * DAY
  return (LEFT + (daysBetween(year.from, day) + 0.5) * DAY) / width
}

/** Where the keys lead on the row of nights; undefined for other keys. */
function dayAfter(day: IsoDate, key: string, { year }: YearPicture): IsoDate | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return addDays(day, -1)
    case 'ArrowRight':
    case 'ArrowUp':
      return addDays(day, 1)
    case 'PageUp':
      return addDays(day, -28)
    case 'PageDown':
      return addDays(day, 28)
    case 'Home':
      return year.from
    case 'End':
      return addDays(year.to, -1)
    default:
      return undefined
  }
}

export function YearSvg(props: YearSvgProps) {
  const { picture, occupancy, currency, chosenId, day, onChoose, onDay } = props
  const days = picture.days.length
  const width = LEFT + days * DAY
  const lanesTop = HEAD + LANE
  const chartTop = lanesTop + Math.max(1, picture.lanes.length) * LANE + 8
  const fullTop = chartTop + CHART + 4
  const height = fullTop + FULLNESS + 6
  const x = (index: number) => LEFT + index * DAY
  const scale = (minor: number) => (minor / picture.mostMinor) * CHART
  const at = daysBetween(picture.year.from, day)
  const year = picture.year.from.slice(0, 4)
  const months = Array.from({ length: 12 }, (_, month) =>
    isoDate(`${year}-${String(month + 1).padStart(2, '0')}-01`),
  )
  const dayAt = (event: { currentTarget: Element; clientX: number }) => {
    const box = event.currentTarget.getBoundingClientRect()
    const index = Math.floor(((event.clientX - box.left) / box.width) * days)
    return addDays(picture.year.from, Math.min(days - 1, Math.max(0, index)))
  }
  const bar = (item: PictureBar, top: number, colour: string) => (
    <Bar
      key={`${item.id} ${item.first}`}
      item={item}
      x={x(item.first)}
      top={top}
      colour={colour}
      isChosen={item.id === chosenId}
      onChoose={onChoose}
    />
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
      {picture.events.map((event) => bar(event, HEAD, 'is-event'))}
      {picture.lanes.map(({ precedence, bars }, lane) => (
        <g key={precedence}>
          <text x={8} y={lanesTop + lane * LANE + 15} className="season-lane-name">
            {t(lane === 0 && picture.lanes.length > 1 ? 'seasons.topLane' : 'seasons.lane', { precedence })}
          </text>
          {bars.map((item) => bar(item, lanesTop + lane * LANE, `season-colour-${item.colour}`))}
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
      <text x={8} y={fullTop + 11} className="season-lane-name">
        {t('seasons.occupancy')}
      </text>
      {picture.days.map(({ date }, index) => {
        const percent = occupancy.get(date)
        const step = percent === undefined ? null : heatStep(100 - percent, 100)
        return step === null ? null : (
          <rect
            key={date}
            x={x(index)}
            y={fullTop}
            width={DAY}
            height={FULLNESS}
            className={`season-full-${step}`}
          />
        )
      })}
      {at >= 0 && at < days && (
        <line
          x1={x(at) + DAY / 2}
          x2={x(at) + DAY / 2}
          y1={HEAD}
          y2={fullTop + FULLNESS}
          className="season-here"
        />
      )}
      {/* Over lanes that can be clicked themselves it only listens; from the chart down it catches. */}
      <rect
        ref={props.slider}
        x={LEFT}
        y={chartTop}
        width={days * DAY}
        height={CHART + 4 + FULLNESS}
        className="season-catch"
        role="slider"
        tabIndex={0}
        aria-label={t('seasons.day.slider')}
        aria-valuemin={1}
        aria-valuemax={days}
        aria-valuenow={Math.min(days, Math.max(1, at + 1))}
        aria-valuetext={props.dayText}
        data-testid="season-night"
        onClick={(event) => onDay(dayAt(event))}
        onPointerMove={(event) => props.onPoint(dayAt(event))}
        onPointerLeave={() => props.onPoint(null)}
        onFocus={() => props.onFocus(true)}
        onBlur={() => props.onFocus(false)}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
          const next = dayAfter(day, event.key, picture)
          if (next === undefined) return
          event.preventDefault()
          onDay(next)
        }}
      />
    </svg>
  )
}

function Bar({
  item: { id, name, days, beaten, first },
  x,
  top,
  colour,
  isChosen,
  onChoose,
}: {
  item: PictureBar
  x: number
  top: number
  colour: string
  isChosen: boolean
  onChoose: (id: string) => void
}) {
  const width = Math.max(2, days * DAY)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no button element
    <g
      className={`season-bar${isChosen ? ' is-chosen' : ''}`}
      role="button"
      tabIndex={-1}
      aria-label={name}
      onClick={() => onChoose(id)}
      onKeyDown={() => undefined}
    >
      <title>{name}</title>
      <rect x={x} y={top + 2} width={width} height={LANE - 5} rx={3} className={colour} />
      {beaten.map((run) => (
        <rect
          key={run.first}
          x={x + (run.first - first) * DAY}
          y={top + 2}
          width={run.days * DAY}
          height={LANE - 5}
          className="season-beaten"
        />
      ))}
      <svg x={x} y={top} width={width} height={LANE} aria-hidden="true">
        <text x={5} y={14} className="season-bar-name">
          {name}
        </text>
      </svg>
    </g>
  )
}
