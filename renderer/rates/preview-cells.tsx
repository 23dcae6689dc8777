/** The changed cells of a preview: the old price struck, the new one, the difference; and what restricts them now. */
import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { memo, useState } from 'react'
import { amountFor } from '../../shared/pricing.ts'
import { useHotel } from '../desk-context.tsx'
import { dayOfMonth, dayText, longDayText, shortAmountText, weekdayText } from '../formats.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { restrictionsText } from './planned-words.ts'
import { ComparisonRows } from './preview-comparison.tsx'
import { type Preview, type PreviewCell, previewPage, restrictionsChange } from './preview-table.ts'
import { useRatesState } from './rates-state.ts'

export function PreviewCells({ preview }: { preview: Preview }) {
  const { names } = useHotel()
  const adults = useRatesState((state) => state.adults)
  const [wanted, setPage] = useState(0)
  const { nights, groups, page, pages } = previewPage(preview.cells, wanted)
  useHotkeys(
    [
      ['PageDown', () => setPage(Math.min(page + 1, pages - 1))],
      ['PageUp', () => setPage(Math.max(page - 1, 0))],
    ],
    [],
  )
  if (preview.cells.length === 0) return <p className="notice-empty">{t('rates.nothingChanges')}</p>
  const first = nights[0]
  const last = nights.at(-1)
  const isCut = preview.cells.length < Math.max(preview.changedPrices, preview.changedRestrictions)
  return (
    <>
      {pages > 1 && first !== undefined && last !== undefined && (
        <div className="rates-pages">
          <Button variant="default" h={24} disabled={page === 0} onClick={() => setPage(page - 1)}>
            <Key>PgUp</Key>
          </Button>
          <span className="figures">
            {t('rates.page', {
              first: longDayText(first),
              last: longDayText(last),
              page: page + 1,
              pages,
            })}
          </span>
          <Button variant="default" h={24} disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            <Key>PgDn</Key>
          </Button>
        </div>
      )}
      {isCut && <p className="notice-empty">{t('rates.previewCut', { count: preview.cells.length })}</p>}
      <div className="rates-preview-scroll">
        <table className="rates-preview-table">
          <thead>
            <tr>
              <th scope="col">{t('rates.previewCorner', { currency: preview.currency, adults })}</th>
              {nights.map((night) => (
                <th key={night} scope="col">
                  {weekdayText(night)} <b>{dayText(night).replace(/^\S+ /, '') || dayOfMonth(night)}</b>
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.roomTypeId}>
              <tr className="is-group">
                <th scope="rowgroup" colSpan={nights.length + 1}>
                  <span>{names.roomType(group.roomTypeId)}</span>
                </th>
              </tr>
              {group.plans.map((plan) => (
                <tr key={plan.ratePlanId}>
                  <th scope="row">{names.ratePlan(plan.ratePlanId)}</th>
                  {nights.map((night) => (
                    <CellChange
                      key={night}
                      cell={plan.cells.get(night)}
                      adults={adults}
                      currency={preview.currency}
                    />
                  ))}
                </tr>
              ))}
              <ComparisonRows roomTypeId={group.roomTypeId} nights={nights} currency={preview.currency} />
            </tbody>
          ))}
        </table>
      </div>
    </>
  )
}

const CellChange = memo(function CellChange({
  cell,
  adults,
  currency,
}: {
  cell: PreviewCell | undefined
  adults: number
  currency: string
}) {
  if (cell === undefined) return <td className="muted">·</td>
  const was = amountFor(cell.before.prices, adults)
  const now = amountFor(cell.after.prices, adults)
  const testId = `preview-${cell.date}`
  return (
    <td data-testid={testId}>
      {was !== now && now !== undefined && (
        <>
          <div>
            <s>{was === undefined ? '–' : shortAmountText(was, currency)}</s>
            <span aria-hidden="true"> → </span>
            <b>{shortAmountText(now, currency)}</b>
          </div>
          {was !== undefined && (
            <div className="rates-difference">
              {now > was ? '+' : ''}
              {shortAmountText(now - was, currency)}
            </div>
          )}
        </>
      )}
      {restrictionsChange(cell) && (
        <div className="rates-restriction-change">
          <s>{restrictionsText(cell.before.restrictions)}</s>
          <br />
          {restrictionsText(cell.after.restrictions)}
        </div>
      )}
    </td>
  )
})
