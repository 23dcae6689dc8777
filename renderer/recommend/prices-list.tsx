/** The recommended prices by night and room type; the chosen one is always in sight. */
import { useEffect, useRef } from 'react'
import { useHotel } from '../desk-context.tsx'
import { dayText, shortAmountText, shortSignedText, signedDecimalText, wholeText } from '../formats.ts'
import { t } from '../text/text.ts'
import { keyOf, type Recommended } from './decision.ts'
import { percentOf } from './percent.ts'
import { reasonText } from './step-words.ts'

export function PricesList({
  rows,
  chosen,
  selected,
  currency,
  onChoose,
}: {
  rows: readonly Recommended[]
  chosen: Recommended
  selected: ReadonlySet<string>
  currency: string
  onChoose: (row: Recommended) => void
}) {
  const { names } = useHotel()
  const table = useRef<HTMLTableElement>(null)
  const at = rows.indexOf(chosen)
  useEffect(() => {
    table.current?.querySelectorAll('tbody tr')[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    // What is scrolled can be scrolled by the keyboard, too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that is scrolled has to be reached
    <section className="recommend-list" tabIndex={0} aria-label={t('recommend.list')}>
      <table ref={table} className="table" aria-label={t('recommend.list')}>
        <colgroup>
          <col style={{ width: 94 }} />
          <col />
          <col style={{ width: 34 }} />
          <col style={{ width: 44 }} />
          <col style={{ width: 104 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{t('recommend.col.night')}</th>
            <th>{t('recommend.col.type')}</th>
            <th className="right">{t('recommend.col.left')}</th>
            <th className="right">{t('recommend.col.now')}</th>
            <th className="right">{t('recommend.col.new')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = keyOf(row)
            const isSelected = selected.has(key)
            const reason = reasonText(row.mainStep, row.date)
            const change = row.recommendedMinor - row.currentMinor
            return (
              <tr
                key={key}
                className={isSelected ? 'is-selected' : undefined}
                aria-selected={row === chosen}
                data-testid={`recommend-${row.state}`}
                onClick={() => onChoose(row)}
              >
                <td>{dayText(row.date)}</td>
                <td className="recommend-what">
                  {isSelected && (
                    <span className="recommend-tick" title={t('recommend.selected')}>
                      ✓<span className="spoken-only">{t('recommend.selected')}</span>
                    </span>
                  )}
                  <span className="recommend-type" title={names.roomType(row.roomTypeId)}>
                    {names.roomType(row.roomTypeId)}
                  </span>
                  {row.state === 'ignored' && <span className="tag">{t('recommend.ignored')}</span>}
                  <span className="recommend-reason" title={reason}>
                    {reason}
                  </span>
                </td>
                <td className="right muted">{wholeText(row.roomsLeft)}</td>
                <td className="right muted">{shortAmountText(row.currentMinor, currency)}</td>
                <td className="right">
                  <span className="strong">{shortAmountText(row.recommendedMinor, currency)}</span>
                  <span className={`recommend-change is-${change < 0 ? 'less' : 'more'}`}>
                    <span aria-hidden="true">{change < 0 ? '▼ ' : '▲ '}</span>
                    {t('recommend.change', {
                      amount: shortSignedText(change, currency),
                      percent: signedDecimalText(percentOf(change, row.currentMinor)),
                    })}
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
