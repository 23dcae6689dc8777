/** A promotion's code, what the offer is given with, what is included, the deposit that it asks for, and what cancelling costs. */
import { TextInput } from '@mantine/core'
import { amountText, dayText, listText } from '../formats.ts'
import { CancellationTermsLines } from '../stays/cancellation-terms.tsx'
import { t } from '../text/text.ts'
import type { RoomSale } from './room-sales.ts'
import type { SaleDraft } from './sale-draft.ts'

const LONGEST_CODE = 30

export function Promotions({
  sale,
  shown,
  currency,
  onCode,
}: {
  sale: SaleDraft
  shown: RoomSale
  currency: string
  onCode: (code: string) => void
}) {
  const { answer, choice } = shown
  const { offer } = choice
  const refusal = sale.code.trim() === '' ? null : (answer?.codeRefusal ?? null)
  return (
    <section className="sale-promotions" aria-label={t('sale.promotions')}>
      <TextInput
        label={t('sale.code')}
        maxLength={LONGEST_CODE}
        value={sale.code}
        error={refusal === null ? null : t(`sale.code.${refusal}`)}
        onChange={({ currentTarget: { value } }) => onCode(value)}
      />
      {offer?.promotions.map(({ promotionId, name, amountMinor }) => (
        <div key={promotionId} className="row second" data-testid="sale-promotion">
          <span className="grow">{name}</span>
          <span>{amountText(amountMinor, currency)}</span>
        </div>
      ))}
      {offer != null && offer.inclusions.length > 0 && (
        <p className="second muted">{t('sale.included', { what: listText(offer.inclusions) })}</p>
      )}
      {offer?.deposit != null && (
        <p className="second">
          {t('sale.deposit', {
            amount: amountText(offer.deposit.amountMinor, currency),
            day: dayText(offer.deposit.dueOn),
          })}
        </p>
      )}
      {offer != null && offer.nights.length > 0 && (
        <CancellationTermsLines
          ratePlanId={offer.ratePlanId}
          arrival={shown.arrival}
          amounts={shown.nights.map(({ amountMinor, planMinor }) => amountMinor ?? planMinor)}
          currency={currency}
        />
      )}
    </section>
  )
}
