/** An amount in the second currency of this desk, and what it rests on: to be told to a guest, never to be charged. */
import { converted, isOldRate } from '../../shared/rates/exchange.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { amountText, dateText, rateText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { OffersAnswer } from './offer-choice.ts'

export type Display = OffersAnswer['display']

/** `≈ USD 199.35`, of an amount in the hotel's currency; nothing where no rate is known. */
export function AlsoIn({ minor, currency, display }: { minor: number; currency: string; display: Display }) {
  if (display === null) return null
  return (
    <span className="also-in muted" data-testid="also-in">
      {t('sale.about', {
        currency: display.currency,
        amount: amountText(converted(minor, currency, display), display.currency),
      })}
    </span>
  )
}

/** Which rate of which day; or that there is none, where a second currency is wanted. */
export function AlsoInNote({ currency, display }: { currency: string; display: Display }) {
  const wanted = useDesk().page.displayCurrency.read()
  const { calendarDate } = useHotel().hotel
  if (wanted === null || wanted === currency) return null
  if (display === null)
    return <p className="second warning-text">{t('sale.about.none', { currency: wanted })}</p>
  const isOld = isOldRate(display.date, calendarDate)
  return (
    <p className={`second ${isOld ? 'warning-text' : 'muted'}`} data-testid="also-in-note">
      {t('sale.about.note', {
        own: currency,
        currency: display.currency,
        rate: rateText(display.rate),
        day: dateText(display.date),
        isOld: isOld ? 'yes' : 'no',
      })}
    </p>
  )
}
