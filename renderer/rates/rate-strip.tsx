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
import { heatStep } from './heat.ts'
import { type DraftChange, effectOn, type GridDay, minStayOf } from './rate-draft.ts'

export interface StripLook {
  readonly adults: number
  readonly currency: string
  readonly isHeatOn: boolean
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
  /** Painted days of this row from the day before `first`; of the rows above and under it the same. */
  readonly mask: number
  readonly maskAbove: number
  readonly maskUnder: number
  /** Null where nothing is painted or nothing typed. */
  readonly change: DraftChange | null
  readonly cursorDay: number | null
  readonly cursorName: string
}

export const RateStrip = memo(function RateStrip(parts: StripParts) {
  const { row, look, first, last, days, blockFirst } = parts
  return (
    <div className="rates-strip" role="presentation" style={{ left: (first - look.start) * COLUMN }}>
      {Array.from({ length: last - first + 1 }, (_, index) => {
        const day = first + index
        const isCursor = parts.cursorDay === day
        const at = day - blockFirst
        return (
          <div
            key={day}
            id={isCursor ? 'rates-cursor' : undefined}
            role="gridcell"
            aria-colindex={day - look.start + 1}
            aria-selected={((parts.mask >> (index + 1)) & 1) === 1}
            className={cellClass(parts, index, days?.[at], heatOf(parts, at), isCursor)}
            data-day={day}
            data-testid={`rate-${row.ratePlan.code}-${row.roomType.code}-${fromDayNumber(day)}`}
          >
            {isCursor && <span className="spoken-only">{parts.cursorName}</span>}
            <span aria-hidden={isCursor}>
              <CellContent
                day={days?.[at]}
                look={look}
                change={isPainted(parts, index) ? parts.change : null}
              />
            </span>
          </div>
        )
      })}
    </div>
  )
})

function isPainted({ mask }: StripParts, index: number): boolean {
  return ((mask >> (index + 1)) & 1) === 1
}

function heatOf({ look, left, total }: StripParts, at: number): number | null {
  return look.isHeatOn ? heatStep(left?.[at], total?.[at]) : null
}

function cellClass(
  { mask, maskAbove, maskUnder }: StripParts,
  index: number,
  day: GridDay | undefined,
  heat: number | null,
  isCursor: boolean,
): string {
  const at = (bits: number, offset: number) => ((bits >> (index + 1 + offset)) & 1) === 1
  let classes = 'rate'
  if (day?.restrictions?.closed) classes += ' is-closed'
  if (day !== undefined && day.prices.length === 0) classes += ' is-unpriced'
  if (isCursor) classes += ' is-cursor'
  if (!at(mask, 0)) return heat === null ? classes : `${classes} heat-${heat}`
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
}: {
  day: GridDay | undefined
  look: StripLook
  change: DraftChange | null
}) {
  if (day === undefined) return null
  const price = (prices: readonly number[]) => {
    const amount = amountFor(prices, adults)
    return amount === undefined ? '–' : shortAmountText(amount, currency)
  }
  const was = price(day.prices)
  const before = day.restrictions ?? NO_RESTRICTIONS
  const effect = change === null ? null : effectOn(day, change)
  const restrictions = effect?.restrictions ?? before
  if (effect?.priceChanges) {
    const now = price(effect.prices)
    return (
      <span className={`rate-change${was.length + now.length > 7 ? ' is-stacked' : ''}`}>
        <s>{was}</s>
        <b className={effect.isOutOfRange ? 'is-out-of-range' : undefined}>{now}</b>
      </span>
    )
  }
  return (
    <>
      <span className="rate-price">{was}</span>
      <RestrictionMarks restrictions={restrictions} isNew={effect?.restrictionsChange ?? false} />
    </>
  )
}

function RestrictionMarks({ restrictions, isNew }: { restrictions: RestrictionsValue; isNew: boolean }) {
  const { closedToArrival, closedToDeparture, closed } = restrictions
  const minStay = minStayOf(restrictions)
  if (minStay === 1 && !closedToArrival && !closedToDeparture && !closed && !isNew) return null
  return (
    <span className={`rate-marks${isNew ? ' is-new' : ''}`}>
      {closed ? (
        <i className="rate-mark is-closed-mark">×</i>
      ) : (
        <>
          {closedToArrival && <i className="rate-mark is-arrival">{t('rates.letter.arrival')}</i>}
          {closedToDeparture && <i className="rate-mark is-departure">{t('rates.letter.departure')}</i>}
          {minStay > 1 && <i className="rate-mark is-stay">{minStay}</i>}
          {isNew && minStay === 1 && !closedToArrival && !closedToDeparture && (
            <i className="rate-mark is-free">○</i>
          )}
        </>
      )}
    </span>
  )
}
