// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold bars that span parts of days
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and names its active cell
/** The rows of the chart: a type's rooms left by day, and a lane of bars. Memoised: React renders what changed. */
import { memo } from 'react'
import type { IsoDate } from '../../shared/dates.ts'
import { dayText, stayDatesText } from '../formats.ts'
import { LookGlyph } from '../frame/marks.tsx'
import type { ChartGroup, ChartLane, PlacedBar } from './bar-layout.ts'
import { LOOK_WORDS } from './bar-look.ts'

/** Of the whole track's width, so that no script measures anything. */
function share(part: number, days: number): string {
  return `${(part / days) * 100}%`
}

function leftName(roomTypeName: string, date: IsoDate | undefined, left: number): string {
  const day = date === undefined ? '' : `, ${dayText(date)}`
  return `${roomTypeName}${day}: ${left < 0 ? `oversold by ${-left}` : `${left} left`}`
}

export const GroupRow = memo(function GroupRow({
  group,
  dates,
  rowIndex,
}: {
  group: ChartGroup
  dates: readonly IsoDate[]
  rowIndex: number
}) {
  const days = group.left.length
  return (
    <div className="chart-row is-group" role="row" aria-rowindex={rowIndex}>
      <div className="chart-room" role="rowheader">
        {group.roomType.name}
      </div>
      <div className="chart-track" data-testid={`left-${group.roomType.code}`}>
        {group.left.map((left, day) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its day
            key={day}
            className={`chart-left${left === null || left > 0 ? '' : left < 0 ? ' is-oversold' : ' is-none'}`}
            style={{ left: share(day, days), width: share(1, days) }}
            title={left === null ? undefined : leftName(group.roomType.name, dates[day], left)}
          >
            {left === null ? '' : String(left).replace('-', '−')}
          </span>
        ))}
      </div>
    </div>
  )
})

function barName({ bar, look }: PlacedBar, roomName: string): string {
  const parts = [
    bar.guestName,
    LOOK_WORDS[look].toLowerCase(),
    roomName,
    stayDatesText(bar.arrival, bar.departure),
  ]
  if (bar.channelName !== null) parts.push(bar.channelName)
  if (bar.hasCase) parts.push('overbooked')
  return parts.join(', ')
}

/** Of the chart's width: a shorter bar keeps its little room for the name. */
const GLYPH_FROM = 0.045

function BarBlock({
  placed,
  days,
  roomName,
  hasCursor,
}: {
  placed: PlacedBar
  days: number
  roomName: string
  hasCursor: boolean
}) {
  const { bar, look, start, end } = placed
  const classes = ['bar', `look-${look}`]
  if (placed.continuesLeft) classes.push('continues-left')
  if (placed.continuesRight) classes.push('continues-right')
  if (hasCursor) classes.push('has-cursor')
  const name = barName(placed, roomName)
  return (
    <button
      type="button"
      role="gridcell"
      tabIndex={-1}
      id={`bar-${bar.stayId}-${bar.from}`}
      data-testid={`stay-${bar.stayId}`}
      data-reservation={bar.reservationId}
      className={classes.join(' ')}
      style={{ left: share(start, days), width: share(end - start, days) }}
      aria-label={name}
      title={name}
    >
      {(end - start) / days > GLYPH_FROM && <LookGlyph look={look} />}
      <span className="bar-name">{bar.guestName}</span>
      {bar.hasCase && <span className="bar-case" />}
    </button>
  )
}

export const LaneRow = memo(function LaneRow({
  lane,
  isFirstWaiting,
  fold,
  onFold,
  roomTypeName,
  days,
  rowIndex,
  cursorDay,
  cursorBar,
  cursorLabel,
}: {
  lane: ChartLane
  /** The first of the lanes for what has no room; only that one is labelled. */
  isFirstWaiting: boolean
  /** What its button says; null without one. */
  fold: string | null
  onFold: (roomTypeId: string) => void
  roomTypeName: string
  days: number
  rowIndex: number
  /** Null when the cursor is in another lane. */
  cursorDay: number | null
  cursorBar: PlacedBar | null
  cursorLabel: string
}) {
  const roomName = lane.room === null ? 'no room yet' : `room ${lane.room.name}`
  return (
    <div
      className={`chart-row${lane.room === null ? ' is-unassigned' : ''}`}
      role="row"
      aria-rowindex={rowIndex}
      aria-label={`${roomTypeName}, ${roomName}`}
      data-lane={lane.key}
      data-testid={lane.room === null ? undefined : `room-${lane.room.name}`}
    >
      <div className="chart-room" role="rowheader">
        {lane.room === null ? (
          <>
            {isFirstWaiting && 'No room yet'}
            {fold !== null && (
              <button
                type="button"
                className="chart-fold"
                tabIndex={-1}
                onClick={(event) => {
                  event.stopPropagation()
                  onFold(lane.roomTypeId)
                }}
              >
                {fold}
              </button>
            )}
          </>
        ) : (
          <>
            <b>{lane.room.name}</b>
            <span>{lane.room.inService ? roomTypeName : 'Out of service'}</span>
          </>
        )}
      </div>
      <div className="chart-track">
        {lane.bars.map((placed) => (
          <BarBlock
            key={`${placed.bar.stayId} ${placed.bar.from}`}
            placed={placed}
            days={days}
            roomName={roomName}
            hasCursor={placed === cursorBar}
          />
        ))}
        {cursorDay !== null && cursorBar === null && (
          <span
            className="chart-cell-cursor"
            role="gridcell"
            id="chart-free-cell"
            aria-label={cursorLabel}
            style={{ left: share(cursorDay, days), width: share(1, days) }}
          />
        )}
      </div>
    </div>
  )
})
