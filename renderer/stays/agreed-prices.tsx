/** A price agreed with the guest, night by night; what is typed for all nights fills each of them. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { IsoDate } from '../../shared/dates.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { dayText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { AgreedNight } from './change-terms.ts'

export function AgreedPrices({
  nights,
  currency,
  onType,
}: {
  nights: readonly AgreedNight[]
  currency: string
  onType: (texts: ReadonlyMap<IsoDate, string>) => void
}) {
  const [all, setAll] = useState('')
  return (
    <div className="agreed-prices" data-testid="agreed-prices">
      {nights.length > 1 && (
        <TextInput
          label={t('stays.price.allNights')}
          inputMode="decimal"
          w={104}
          value={all}
          error={all === '' || readAmount(all, currency) !== undefined ? null : t('stays.price.noAmount')}
          onChange={({ currentTarget: { value } }) => {
            setAll(value)
            if (readAmount(value, currency) !== undefined)
              onType(new Map(nights.map(({ date }) => [date, value])))
          }}
        />
      )}
      {nights.map(({ date, text, amountMinor }) => (
        <TextInput
          key={date}
          label={dayText(date)}
          inputMode="decimal"
          w={104}
          value={text}
          error={amountMinor === undefined ? t('stays.price.noAmount') : null}
          onChange={({ currentTarget: { value } }) => onType(new Map([[date, value]]))}
        />
      ))}
    </div>
  )
}
