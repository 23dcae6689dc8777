/** What the hotel will be, as it is typed: its rooms by type, from what price, from which night on. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { HORIZON_DAYS } from '../../shared/selling-window.ts'
import { useNow } from '../desk-context.tsx'
import { amountText, longDayText, numberText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { businessDateAt } from './business-date.ts'
import { amountsOf, type FieldIssues, roomsOf } from './set-up-check.ts'
import type { SetUpDraft, TypeDraft } from './set-up-draft.ts'

const MINUTE_MS = 60_000

export function SetUpSummary({
  draft,
  issues,
  onDropPrices,
  children,
}: {
  draft: SetUpDraft
  issues: FieldIssues
  onDropPrices: () => void
  children: ReactNode
}) {
  const now = useNow(MINUTE_MS)
  const rooms = draft.types.reduce((sum, type) => sum + roomsOf(type).length, 0)
  return (
    <aside className="set-up-summary" aria-label={t('start.summary')}>
      <h2>{t('start.summary')}</h2>
      <p className="set-up-total">
        <b className="figures">{numberText(rooms)}</b>
        <span className="muted">{t('start.summary.rooms', { rooms, types: draft.types.length })}</span>
      </p>
      <table className="set-up-types">
        <thead className="spoken-only">
          <tr>
            <th>{t('start.types')}</th>
            <th>{t('start.summary.roomsHead')}</th>
            <th>{t('start.summary.priceHead', { currency: draft.currency })}</th>
          </tr>
        </thead>
        <tbody>
          {draft.types.map((type) => (
            <tr key={type.key}>
              <td>{type.name}</td>
              <td className="figures right">{roomsOf(type).length}</td>
              <td className="figures right">{fromText(type, draft)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {draft.filePrices !== null && (
        <div className="row">
          <span className="second muted grow">
            {t('start.summary.filePrices', {
              file: draft.filePrices.file,
              count: draft.filePrices.prices.length,
              plans: draft.plans.length,
            })}
          </span>
          <Button variant="default" onClick={onDropPrices}>
            {t('start.summary.typePrices')}
          </Button>
        </div>
      )}
      <p className="second muted">
        {t('start.summary.sold', {
          day: longDayText(businessDateAt(now, draft.timeZone)),
          days: HORIZON_DAYS,
        })}
      </p>
      <p className="second row" role="status">
        <Mark tone={issues.size === 0 ? 'ok' : 'unknown'} />
        {t('start.summary.open', { count: issues.size })}
      </p>
      {children}
    </aside>
  )
}

/** The lowest price of a night, with its currency; nothing before there is one. */
function fromText(type: TypeDraft, { currency, filePrices }: SetUpDraft): string {
  const ofFile = filePrices?.prices.filter(({ roomTypeCode }) => roomTypeCode === type.code.trim())
  const amounts = ofFile?.flatMap(({ prices }) => prices) ?? amountsOf(type, currency)
  if (amounts.length === 0) return '–'
  return t('start.summary.from', { amount: amountText(Math.min(...amounts), currency), currency })
}
