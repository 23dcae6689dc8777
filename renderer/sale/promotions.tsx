/** A promotion's code, what the offer is given with, what is included, and the deposit that it asks for. */
import { TextInput } from '@mantine/core'
import { amountText, dayText, listText } from '../formats.ts'
import { signedText } from '../stays/room-choice.tsx'
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
          <span>{signedText(amountMinor, currency)}</span>
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
    </section>
  )
}
