// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be drawn in parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and names its active cell
/** A row by 14 days of the rates grid: prices, marks, and old and new where something is being typed. Memoised. */
import { memo } from 'react'
import { NO_RESTRICTIONS, type RestrictionsValue } from '../../shared/cells.ts'
import { fromDayNumber } from '../../shared/dates.ts'
import { amountFor } from '../../shared/pricing.ts'
import { shortAmountText } from '../formats.ts'
import { t } from '../text/text.ts'
import { COLUMN, type PlanRow } from './grid-layout.ts'
import { type Heat, heatClass } from './heat.ts'
import { type DraftChange, effectOn, type GridDay } from './rate-draft.ts'
import { fittingMarks, isAdvanceBound, type RestrictionMark, restrictionMarks } from './restriction-marks.ts'

export interface StripLook {
  readonly adults: number
  readonly currency: string
  readonly heat: Heat
  /** Number of the grid's first day. */
  readonly start: number
}

interface StripParts {
  readonly row: PlanRow
  readonly look: StripLook
  /** The strip's days, both ends included. */
  readonly first: number
  readonly last: number
  /** The row's days of the block that holds the strip, whose first is `blockFirst`; undefined while it loads. */
  readonly days: readonly GridDay[] | undefined
  readonly blockFirst: number
  readonly left: readonly (number | null)[] | undefined
  readonly total: readonly number[] | undefined
  readonly pickUp: readonly number[] | undefined
  /** Painted days of this row from the day before `first`; of the rows above and under it the same. */
  readonly mask: number
  readonly maskAbove: number
  readonly maskUnder: number
  /** Null where nothing is painted or nothing typed. */
  readonly change: DraftChange | null
  /** Of each day the new prices that it gets because its plan follows a painted one; null where none does. */
  readonly following: readonly (readonly number[] | null)[] | null
  readonly cursorDay: number | null
  readonly cursorName: string
}

export const RateStrip = memo(function RateStrip(parts: StripParts) {
  const { row, look, first, last, days, blockFirst } = parts
  return (
    <div
      className="rates-strip"
      role="presentation"
      style={{ left: (first - look.start) * COLUMN, width: (last - first + 1) * COLUMN }}
    >
      {Array.from({ length: last - first + 1 }, (_, index) => {
        const day = first + index
        const isCursor = parts.cursorDay === day
        const at = day - blockFirst
        const content = (
          <CellContent
            day={days?.[at]}
            look={look}
            change={isPainted(parts, index) ? parts.change : null}
            following={parts.following?.[index] ?? null}
          />
        )
        return (
          <div
            key={day}
            id={isCursor ? 'rates-cursor' : undefined}
            role="gridcell"
            aria-colindex={day - look.start + 1}
            aria-selected={((parts.mask >> (index + 1)) & 1) === 1}
            className={cellClass(parts, index, days?.[at], isCursor)}
            data-day={day}
            data-row={row.row}
            data-testid={`rate-${row.ratePlan.code}-${row.roomType.code}-${fromDayNumber(day)}`}
          >
            {isCursor ? (
              <>
                <span className="spoken-only">{parts.cursorName}</span>
                <span className="rate-content" aria-hidden>
                  {content}
                </span>
              </>
            ) : (
              content
            )}
          </div>
        )
      })}
    </div>
  )
})

function isPainted({ mask }: StripParts, index: number): boolean {
  return ((mask >> (index + 1)) & 1) === 1
}

function cellClass(parts: StripParts, index: number, day: GridDay | undefined, isCursor: boolean): string {
  const { mask, maskAbove, maskUnder, look } = parts
  const at = (bits: number, offset: number) => ((bits >> (index + 1 + offset)) & 1) === 1
  let classes = 'rate'
  if (day?.restrictions?.closed) classes += ' is-closed'
  if (day !== undefined && day.prices.length === 0) classes += ' is-unpriced'
  else if (day !== undefined) classes += ` from-${day.origin}`
  if (isCursor) classes += ' is-cursor'
  if (!at(mask, 0)) {
    // Old and new are read on a plain ground.
    if (parts.following?.[index]) return `${classes} is-following`
    const night = parts.first + index - parts.blockFirst
    const heat = heatClass(look.heat, {
      left: parts.left?.[night],
      total: parts.total?.[night],
      pickUp: parts.pickUp?.[night],
    })
    return heat === '' ? classes : `${classes} ${heat}`
  }
  classes += ' is-painted'
  if (!at(mask, -1)) classes += ' edge-left'
  if (!at(mask, 1)) classes += ' edge-right'
  if (!at(maskAbove, 0)) classes += ' edge-top'
  if (!at(maskUnder, 0)) classes += ' edge-bottom'
  return classes
}

function CellContent({
  day,
  look: { adults, currency },
  change,
  following,
}: {
  day: GridDay | undefined
  look: StripLook
  change: DraftChange | null
  following: readonly number[] | null
}) {
  if (day === undefined) return null
  const price = (prices: readonly number[]) => {
    const amount = amountFor(prices, adults)
    return amount === undefined ? '–' : shortAmountText(amount, currency)
  }
  const was = price(day.prices)
  const before = day.restrictions ?? NO_RESTRICTIONS
  const effect = change === null ? null : effectOn(day, change)
  if (effect?.priceChanges || following !== null) {
    const now = price(effect?.priceChanges ? effect.prices : (following ?? day.prices))
    return (
      <span className={`rate-change${was.length + now.length > 7 ? ' is-stacked' : ''}`}>
        <s>{was}</s>
        <b className={effect?.isOutOfRange ? 'is-out-of-range' : undefined}>{now}</b>
      </span>
    )
  }
  return (
    <>
      <span className="rate-price">{was}</span>
      <RestrictionMarks
        restrictions={effect?.restrictions ?? before}
        isNew={effect?.restrictionsChange ?? false}
        priceFigures={was.length}
      />
    </>
  )
}

const MARK_CLASSES: Readonly<Record<RestrictionMark['kind'], string>> = {
  closed: 'is-closed-mark',
  arrival: 'is-arrival',
  departure: 'is-departure',
  stay: 'is-stay',
  more: 'is-more',
}

function RestrictionMarks({
  restrictions,
  isNew,
  priceFigures,
}: {
  restrictions: RestrictionsValue
  isNew: boolean
  priceFigures: number
}) {
  if (restrictions === NO_RESTRICTIONS && !isNew) return null
  const marks = fittingMarks(restrictionMarks(restrictions), priceFigures)
  const isAdvance = isAdvanceBound(restrictions)
  return (
    <>
      {isAdvance && <i className={`rate-advance${isNew ? ' is-new' : ''}`} />}
      {(marks.length > 0 || (isNew && !isAdvance)) && (
        <span className={`rate-marks${isNew ? ' is-new' : ''}`}>
          {marks.length === 0 && <i className="rate-mark is-free">○</i>}
          {marks.map((mark) => (
            <i key={mark.kind} className={`rate-mark ${MARK_CLASSES[mark.kind]}`}>
              {markText(mark)}
            </i>
          ))}
        </span>
      )}
    </>
  )
}

function markText(mark: RestrictionMark): string {
  switch (mark.kind) {
    case 'stay':
    case 'more':
      return mark.text
    case 'closed':
      return '×'
    case 'arrival':
      return t('rates.letter.arrival')
    case 'departure':
      return t('rates.letter.departure')
  }
}
