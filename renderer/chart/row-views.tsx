// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold bars that span parts of days
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and names its active cell
/** The rows in the DOM: a type's row, a lane of bars with the keyboard's cursor, and the names at their left edge. */
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo } from 'react'
import { t } from '../text/text.ts'
import type { ChartData } from './chart-data.ts'
import type { ChartRow, Fold, GroupRow, LaneRow } from './chart-rows.ts'
import { laneName, rowName } from './chart-words.ts'
import { BarStrip, BarsFromBefore, LeftStrip } from './strip.tsx'
import type { Timeline } from './timeline.ts'

/** What the cursor marks in a row: a bar that is there anyway, or a cell that has an element only for it. */
export interface CursorMark {
  readonly left: number
  readonly width: number
  /** Of the cell; null on a bar. */
  readonly cell: { readonly id: string; readonly name: string; readonly column: number } | null
}

function isSameMark(a: CursorMark | null, b: CursorMark | null): boolean {
  if (a === null || b === null) return a === b
  return a.left === b.left && a.width === b.width && a.cell?.name === b.cell?.name
}

function stripsOf(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, index) => first + index)
}

function Cursor({ mark }: { mark: CursorMark }) {
  const { left, width, cell } = mark
  if (cell === null) return <span className="chart-cursor is-bar" style={{ left, width }} />
  return (
    <span
      className="chart-cursor"
      role="gridcell"
      id={cell.id}
      aria-label={cell.name}
      aria-colindex={cell.column}
      style={{ left, width }}
    />
  )
}

interface LaneProps {
  readonly row: LaneRow
  readonly firstStrip: number
  readonly endStrip: number
  readonly timeline: Timeline
  readonly cursor: CursorMark | null
}

/** By what is shown: the list of rows is made anew whenever a row is folded or a block arrives. */
function isSameLane(a: LaneProps, b: LaneProps): boolean {
  return (
    a.row.bars === b.row.bars &&
    a.row.top === b.row.top &&
    a.row.index === b.row.index &&
    a.row.key === b.row.key &&
    a.row.room === b.row.room &&
    a.firstStrip === b.firstStrip &&
    a.endStrip === b.endStrip &&
    a.timeline === b.timeline &&
    isSameMark(a.cursor, b.cursor)
  )
}

export const LaneView = memo(function LaneView({ row, firstStrip, endStrip, timeline, cursor }: LaneProps) {
  const name = laneName(row)
  return (
    <div
      className={`chart-row${row.kind === 'waiting' ? ' is-waiting' : ''}`}
      role="row"
      aria-rowindex={row.index + 1}
      aria-label={rowName(row)}
      data-row={row.key}
      data-testid={row.room === null ? undefined : `room-${row.room.name}`}
      style={{ top: row.top }}
    >
      <BarsFromBefore bars={row.bars} roomName={name} strip={firstStrip} timeline={timeline} />
      {stripsOf(firstStrip, endStrip).map((strip) => (
        <BarStrip key={strip} bars={row.bars} roomName={name} strip={strip} timeline={timeline} />
      ))}
      {cursor !== null && <Cursor mark={cursor} />}
    </div>
  )
}, isSameLane)

export function GroupView({
  row,
  data,
  businessDay,
  firstStrip,
  endStrip,
  timeline,
  cursor,
}: {
  row: GroupRow
  data: ChartData
  businessDay: number
  firstStrip: number
  endStrip: number
  timeline: Timeline
  cursor: CursorMark | null
}) {
  return (
    <div
      className="chart-row is-group"
      role="row"
      aria-rowindex={row.index + 1}
      aria-label={rowName(row)}
      data-row={row.key}
      data-testid={`left-${row.roomType.code}`}
      style={{ top: row.top }}
    >
      {stripsOf(firstStrip, endStrip).map((strip) => (
        <LeftStrip
          key={strip}
          roomType={row.roomType}
          left={data.leftOf(row.roomType.id, strip)}
          businessDay={businessDay}
          strip={strip}
          timeline={timeline}
        />
      ))}
      {cursor !== null && <Cursor mark={cursor} />}
    </div>
  )
}

interface HeadProps {
  readonly row: ChartRow
  readonly onCollapse: (roomTypeId: string) => void
  readonly onFold: (roomTypeId: string) => void
}

function isSameHead(a: HeadProps, b: HeadProps): boolean {
  if (a.row === b.row) return true
  if (a.row.key !== b.row.key || a.row.top !== b.row.top) return false
  if (a.row.kind === 'group') return b.row.kind === 'group' && a.row.isCollapsed === b.row.isCollapsed
  return b.row.kind !== 'group' && a.row.room === b.row.room && isSameFold(a.row.fold, b.row.fold)
}

function isSameFold(a: Fold | null, b: Fold | null): boolean {
  return a?.kind === b?.kind && (a?.kind !== 'more' || b?.kind !== 'more' || a.stays === b.stays)
}

/** A row's name in the fixed column. Its buttons are for the mouse; the keyboard has Enter and `+`. */
export const RowHead = memo(function RowHead({ row, onCollapse, onFold }: HeadProps) {
  if (row.kind === 'group')
    return (
      <button
        type="button"
        tabIndex={-1}
        className="row-head is-group"
        style={{ top: row.top }}
        title={t(row.isCollapsed ? 'chart.group.expand' : 'chart.group.collapse', {
          type: row.roomType.name,
        })}
        onClick={() => onCollapse(row.roomType.id)}
      >
        {row.isCollapsed ? (
          <IconChevronRight size={14} stroke={1.75} />
        ) : (
          <IconChevronDown size={14} stroke={1.75} />
        )}
        <span className="row-type">{row.roomType.name}</span>
        {row.isCollapsed && <span className="row-count">{row.rooms}</span>}
      </button>
    )
  if (row.room === null)
    return (
      <div className="row-head is-waiting" style={{ top: row.top }}>
        {row.isFirstWaiting && <span>{t('chart.waiting')}</span>}
        {row.fold !== null && (
          <button type="button" tabIndex={-1} className="chart-fold" onClick={() => onFold(row.roomType.id)}>
            {row.fold.kind === 'more'
              ? t('chart.fold.more', { count: row.fold.stays })
              : t('chart.fold.fewer')}
          </button>
        )}
      </div>
    )
  return (
    <div className="row-head" style={{ top: row.top }}>
      <b>{row.room.name}</b>
      <span>{row.room.inService ? row.roomType.name : t('chart.room.outOfService')}</span>
    </div>
  )
}, isSameHead)
