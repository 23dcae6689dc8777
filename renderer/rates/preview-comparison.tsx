/** Under a type's changed prices: what its nights brought a year ago, and how they sell now. */
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { IsoDate } from '../../shared/dates.ts'
import { minorDigits } from '../../shared/money.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk } from '../desk-context.tsx'
import { percentText, shortAmountText } from '../formats.ts'
import { t } from '../text/text.ts'
import { signedWhole } from './cell-name.ts'
import { comparisonSpans } from './comparison-spans.ts'

type Day = Answers['rates']['comparison']['days'][number]

export function ComparisonRows({
  roomTypeId,
  nights,
  currency,
}: {
  roomTypeId: string
  nights: readonly IsoDate[]
  currency: string
}) {
  const { queries } = useDesk()
  const spans = useMemo(() => comparisonSpans(nights), [nights])
  const results = useQueries({
    queries: spans.map((span) => queries.rates.comparison.queryOptions({ input: { roomTypeId, ...span } })),
  })
  const days = new Map(results.flatMap(({ data }) => data?.days ?? []).map((day) => [day.date, day]))
  const hasFailed = results.some(({ isError }) => isError)
  // A help to decide: the change itself does not wait for it.
  const missing = hasFailed ? t('rates.compare.failed') : '…'
  const row = (label: string, why: string, testId: string, textOf: (day: Day) => string) => (
    <tr className="rates-compared" data-testid={testId}>
      <th scope="row" title={why}>
        {label}
      </th>
      {nights.map((night) => {
        const day = days.get(night)
        return <td key={night}>{day === undefined ? missing : textOf(day)}</td>
      })}
    </tr>
  )
  return (
    <>
      {row(t('rates.compare.lastYear'), t('rates.compare.lastYearWhy'), 'compared-last-year', (day) =>
        t('rates.compare.pair', {
          one:
            day.paidLastYearMinor === null
              ? '–'
              : shortAmountText(wholeOf(day.paidLastYearMinor, currency), currency),
          other:
            day.occupancyLastYearPercent === null ? '–' : percentText(day.occupancyLastYearPercent / 100),
        }),
      )}
      {row(t('rates.compare.now'), t('rates.compare.nowWhy'), 'compared-now', (day) =>
        t('rates.compare.pair', {
          one: percentText(day.occupancyPercent / 100),
          other: signedWhole(day.pickUp),
        }),
      )}
    </>
  )
}

/** An average has cents that nobody paid. */
function wholeOf(minor: number, currency: string): number {
  const unit = 10 ** minorDigits(currency)
  return Math.round(minor / unit) * unit
}
