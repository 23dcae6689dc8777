// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold bars that span parts of days
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and names its active cell
/** The memoised unit of the chart, 14 days of one row: the bars that begin in it, or a type's rooms left by day. */
import { memo } from 'react'
import { dayNumber } from '../../shared/dates.ts'
import type { RoomType } from '../hotel-names.ts'
import { t } from '../text/text.ts'
import { barsInto, barsWithin, type Placed, type PlacedBlock, type PlacedStay } from './bar-layout.ts'
import { barName, leftName } from './chart-words.ts'
import { daysOfStrip, STRIP_DAYS, type Timeline, xOf } from './timeline.ts'

/** Of px: shorter bars keep their little room for the name. */
const GLYPH_FROM = 46
const ICONS_FROM = 92

function boxOf({ start, end }: Placed, timeline: Timeline) {
  return { left: xOf(timeline, start), width: Math.max(4, (end - start) * timeline.px - 1) }
}

/** Not a component: a fiber per bar would be the chart's largest cost. */
function barElement(placed: Placed, roomName: string, timeline: Timeline) {
  return placed.kind === 'stay'
    ? stayElement(placed, roomName, timeline)
    : blockElement(placed, roomName, timeline)
}

function stayElement(placed: PlacedStay, roomName: string, timeline: Timeline) {
  const { bar, look } = placed
  const box = boxOf(placed, timeline)
  let classes = `bar look-${look}`
  if (placed.continuesLeft) classes += ' continues-left'
  if (placed.continuesRight) classes += ' continues-right'
  return (
    <button
      key={placed.id}
      type="button"
      role="gridcell"
      tabIndex={-1}
      id={placed.id}
      data-testid={`stay-${bar.stayId}`}
      className={classes}
      style={box}
      aria-label={barName(placed, roomName)}
    >
      {box.width >= GLYPH_FROM && <i className={`bar-glyph glyph-${look}`} />}
      <span className="bar-name">{bar.guestName}</span>
      {box.width >= ICONS_FROM && bar.hasNote && <i className="bar-icon icon-note" />}
      {box.width >= ICONS_FROM && bar.channelName !== null && <i className="bar-icon icon-channel" />}
      {box.width >= GLYPH_FROM && bar.pinned && <i className="bar-icon icon-pin" />}
      {bar.hasCase && <i className="bar-case" />}
    </button>
  )
}

function blockElement(placed: PlacedBlock, roomName: string, timeline: Timeline) {
  return (
    <button
      key={placed.id}
      type="button"
      role="gridcell"
      tabIndex={-1}
      id={placed.id}
      data-testid={`block-${placed.block.blockId}`}
      className={`bar is-block${placed.block.kind === 'out_of_service' ? ' is-counted' : ''}`}
      style={boxOf(placed, timeline)}
      aria-label={barName(placed, roomName)}
    >
      <span className="bar-name">
        {t('chart.block.text', { reason: placed.block.reason, kind: placed.block.kind })}
      </span>
    </button>
  )
}

export const BarStrip = memo(function BarStrip({
  bars,
  roomName,
  strip,
  timeline,
}: {
  bars: readonly Placed[]
  roomName: string
  strip: number
  timeline: Timeline
}) {
  const from = strip * STRIP_DAYS
  return barsWithin(bars, from, from + STRIP_DAYS).map((placed) => barElement(placed, roomName, timeline))
})

/** The bars that began before the window and reach into it: no strip in the DOM has their beginning. */
export const BarsFromBefore = memo(function BarsFromBefore({
  bars,
  roomName,
  strip,
  timeline,
}: {
  bars: readonly Placed[]
  roomName: string
  /** The window's first one. */
  strip: number
  timeline: Timeline
}) {
  return barsInto(bars, strip * STRIP_DAYS).map((placed) => barElement(placed, roomName, timeline))
})

export const LeftStrip = memo(function LeftStrip({
  roomType,
  left,
  businessDay,
  strip,
  timeline,
}: {
  roomType: RoomType
  /** One number a day of the strip; undefined while it is not loaded. */
  left: readonly number[] | undefined
  businessDay: number
  strip: number
  timeline: Timeline
}) {
  if (left === undefined) return null
  return daysOfStrip(timeline, strip).map((date) => {
    const day = dayNumber(date)
    const rooms = left[day - strip * STRIP_DAYS]
    if (rooms === undefined || day < businessDay) return null
    return (
      <span
        key={day}
        role="gridcell"
        className={`chart-left${rooms > 0 ? '' : rooms < 0 ? ' is-oversold' : ' is-none'}`}
        style={{ left: xOf(timeline, day), width: timeline.px }}
        title={leftName(roomType.name, date, rooms)}
      >
        {String(rooms).replace('-', '−')}
      </span>
    )
  })
})
