/** Exchange rates from the file of the European Central Bank, and the currency in which this desk shows prices beside the hotel's own. */
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type IsoDate, laterOf } from '../../shared/dates.ts'
import { crossRate, isOldRate } from '../../shared/rates/exchange.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { dateText, rateText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { ExchangeImport } from './exchange-import.tsx'
import { Part } from './part.tsx'

type Rate = Answers['pricing']['exchangeRates']['rates'][number]

const EURO = 'EUR'

export function CurrenciesSection() {
  const { queries } = useDesk()
  const query = useQuery(queries.pricing.exchangeRates.queryOptions())
  return (
    <>
      <QueryView query={query}>{({ rates }) => <DisplayPart rates={rates} />}</QueryView>
      <Part title={t('settings.currencies.rates')} text={t('settings.currencies.rates.text')}>
        <ExchangeImport />
        <QueryView query={query}>{({ rates, days }) => <RateTable rates={rates} days={days} />}</QueryView>
      </Part>
    </>
  )
}

/** Units of each currency for one of the hotel's own; none where the hotel's own is not in the file. */
function ratesOf(rates: readonly Rate[], own: string): { currency: string; rate: number; date: IsoDate }[] {
  const base = own === EURO ? 1 : rates.find(({ currency }) => currency === own)?.unitsPerEuro
  if (base === undefined) return []
  // As good as the hotel's own rate, which it is the other side of.
  const ownDate = rates.find(({ currency }) => currency === own)?.date
  const euro = ownDate === undefined ? [] : [{ currency: EURO, unitsPerEuro: 1, date: ownDate }]
  return [...euro, ...rates.filter(({ currency }) => currency !== own)].map(
    ({ currency, unitsPerEuro, date }) => ({ currency, rate: crossRate(base, unitsPerEuro), date }),
  )
}

function RateTable({ rates, days }: { rates: readonly Rate[]; days: number }) {
  const { currency: own, calendarDate } = useHotel().hotel
  const known = ratesOf(rates, own)
  if (rates.length === 0) return <p className="muted">{t('settings.currencies.none')}</p>
  const newest = rates.map(({ date }) => date).reduce(laterOf)
  return (
    <>
      {isOldRate(newest, calendarDate) && (
        <p className="alert is-warning" role="status" data-testid="rates-old">
          <Mark tone="warning" />
          {t('settings.currencies.old', { day: dateText(newest) })}
        </p>
      )}
      {known.length === 0 && (
        <p className="alert is-warning" role="status">
          <Mark tone="warning" />
          {t('settings.currencies.noOwn', { currency: own })}
        </p>
      )}
      <p className="second muted">{t('settings.currencies.days', { days })}</p>
      {known.length > 0 && (
        <div className="settings-table settings-rates">
          <table className="table is-dense" data-testid="settings-rates">
            <thead>
              <tr>
                <th className="settings-name">{t('settings.currencies.currency')}</th>
                <th className="right">{t('settings.currencies.forOne', { currency: own })}</th>
                <th className="settings-name">{t('settings.currencies.day')}</th>
              </tr>
            </thead>
            <tbody>
              {known.map(({ currency, rate, date }) => (
                <tr key={currency}>
                  <td className="strong" translate="no">
                    {currency}
                  </td>
                  <td className="right">{rateText(rate)}</td>
                  <td className={isOldRate(date, calendarDate) ? 'warning-text' : 'muted'}>
                    {isOldRate(date, calendarDate)
                      ? t('settings.currencies.oldDay', { day: dateText(date) })
                      : dateText(date)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function DisplayPart({ rates }: { rates: readonly Rate[] }) {
  const { page } = useDesk()
  const { currency: own } = useHotel().hotel
  const [chosen, setChosen] = useState(page.displayCurrency.read)
  const known = ratesOf(rates, own).map(({ currency }) => currency)
  // What was chosen stays to be seen, also when its rate is gone.
  const currencies = chosen === null || known.includes(chosen) ? known : [...known, chosen]
  return (
    <Part title={t('settings.currencies.display')} text={t('settings.currencies.display.text')}>
      <Select
        w={240}
        label={t('settings.currencies.display.also')}
        allowDeselect={false}
        searchable
        value={chosen ?? 'none'}
        data={[
          { value: 'none', label: t('settings.currencies.display.none', { currency: own }) },
          ...currencies.map((currency) => ({ value: currency, label: currency })),
        ]}
        onChange={(value) => {
          const currency = value === 'none' ? null : value
          page.displayCurrency.write(currency)
          setChosen(currency)
        }}
      />
      {known.length === 0 && <p className="second muted">{t('settings.currencies.display.first')}</p>}
    </Part>
  )
}
