// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be drawn in parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and names its active cell
/** The lines of the rates grid: a type with what is left of it, and a plan's prices; drawn in strips. Memoised. */
import { memo } from 'react'
import { derivationText } from '../plans/plan-words.ts'
import { t } from '../text/text.ts'
import { cellName } from './cell-name.ts'
import { followingPrices, type GridCells, isFollowed, leadersOf } from './following.ts'
import {
  BLOCK_DAYS,
  blockOfDay,
  type GridLayout,
  type GroupLine,
  type PlanRow,
  STRIP_DAYS,
} from './grid-layout.ts'
import { type Painting, paintedMask } from './painting.ts'
import { dayAt, nightAt, planDays, type RateDays } from './rate-days.ts'
import type { DraftChange } from './rate-draft.ts'
import { RateStrip, type StripLook } from './rate-strip.tsx'
import { LeftStrip } from './rates-head.tsx'

export interface DrawnStrip {
  readonly strip: number
  readonly first: number
  readonly last: number
}

interface LineParts {
  readonly strips: readonly DrawnStrip[]
  readonly layout: GridLayout
  readonly data: RateDays
  readonly look: StripLook
}

export const TypeLine = memo(function TypeLine({
  line: { roomType },
  rooms,
  strips,
  layout,
  data,
  look,
}: LineParts & { line: GroupLine; rooms: number }) {
  return (
    <>
      <div className="rates-row-head" role="rowheader">
        <b>{roomType.name}</b>
        <span>{rooms}</span>
        {look.adults > roomType.maxOccupancy && (
          <span>{t('rates.sleeps', { adults: roomType.maxOccupancy })}</span>
        )}
        <span className="rates-left-word">
          {t(look.heat === 'pickUp' ? 'rates.leftAndPickUp' : 'rates.left')}
        </span>
      </div>
      <div className="rates-track" role="presentation">
        {strips.map(({ strip, first, last }) => {
          const block = data.blocks.get(blockOfDay(first))
          const type = block?.types.get(roomType.id)
          return (
            <LeftStrip
              key={strip}
              first={first}
              last={last}
              start={layout.start}
              left={type?.left}
              pickUp={look.heat === 'pickUp' ? type?.pickUp : undefined}
              blockFirst={block?.first ?? 0}
            />
          )
        })}
      </div>
    </>
  )
})

export const PlanLine = memo(function PlanLine({
  line,
  strips,
  layout,
  data,
  look,
  painting,
  change,
  cells,
}: LineParts & { line: PlanRow; painting: Painting; change: DraftChange | null; cells: GridCells }) {
  const { cursor } = painting
  /** Painted days from the day before the strip to the day after it; none of a row under another heading. */
  const maskOf = (row: PlanRow | undefined, first: number) =>
    row?.roomType.id === line.roomType.id ? paintedMask(painting, row.row, first - 1, STRIP_DAYS + 2) : 0
  const at = layout.rows.indexOf(line)
  const leaders = isFollowed(change) ? leadersOf(line, cells) : []
  /** Null where no plan that this one follows is painted: the strip is not drawn again. */
  const followingOf = ({ first, last }: DrawnStrip) =>
    isFollowed(change) && leaders.some((leader) => maskOf(leader, first) !== 0)
      ? Array.from({ length: last - first + 1 }, (_, index) =>
          followingPrices(line, first + index, change, cells),
        )
      : null
  return (
    <>
      <div className="rates-row-head" role="rowheader">
        <span className="rates-plan">{line.ratePlan.name}</span>
        {line.ratePlan.parent !== null && (
          <span className="muted rates-follows">
            {derivationText(line.ratePlan.parent.derivation, look.currency)}
          </span>
        )}
      </div>
      <div className="rates-track" role="presentation">
        {strips.map((drawn) => {
          const { strip, first, last } = drawn
          const block = data.blocks.get(blockOfDay(first))
          const type = block?.types.get(line.roomType.id)
          const mask = maskOf(line, first)
          const isHere = cursor?.row === line.row && cursor.day >= first && cursor.day <= last
          return (
            <RateStrip
              key={strip}
              row={line}
              look={look}
              first={first}
              last={last}
              days={planDays(block, line)}
              blockFirst={block?.first ?? blockOfDay(first) * BLOCK_DAYS}
              left={type?.left}
              total={type?.total}
              pickUp={type?.pickUp}
              mask={mask}
              maskAbove={mask === 0 ? 0 : maskOf(layout.rows[at - 1], first)}
              maskUnder={mask === 0 ? 0 : maskOf(layout.rows[at + 1], first)}
              change={mask === 0 ? null : change}
              following={followingOf(drawn)}
              cursorDay={isHere ? cursor.day : null}
              cursorName={
                isHere
                  ? cellName(
                      line,
                      cursor.day,
                      dayAt(data.blocks, line, cursor.day),
                      look,
                      nightAt(data.blocks, line, cursor.day),
                    )
                  : ''
              }
            />
          )
        })}
      </div>
    </>
  )
})
