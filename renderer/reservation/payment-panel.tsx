/** What the channel says of the money: who collects, what it keeps, and the card by which it pays. */
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useHotel } from '../desk-context.tsx'
import { amountText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { cardState, collectText, commissionOf } from './payment-words.ts'

export function PaymentPanel({ reservation }: { reservation: ReservationDetail }) {
  const { hotel } = useHotel()
  const { payment, channel, currency } = reservation
  const commission = commissionOf(reservation)
  if (channel === null || (payment === null && commission === null)) return null
  const virtualCard = payment?.virtualCard ?? null
  const isNet = payment?.commissionMinor === 0
  const collects = payment === null ? null : collectText(payment, channel.name)
  const card = virtualCard === null ? null : cardState(virtualCard, hotel.businessDate)
  return (
    <section className="panel-part" aria-label={t('reservation.payment')} data-testid="payment-panel">
      <span className="strong">{t('reservation.payment')}</span>
      {collects !== null && <span>{collects}</span>}
      {isNet && <p className="muted second">{t('reservation.payment.isNet')}</p>}
      {commission !== null && !isNet && (
        <dl className="night-list">
          <div>
            <dt>
              {commission.agreedPercent === null
                ? t('reservation.payment.commission', { currency })
                : t('reservation.payment.commissionAgreed', { currency, percent: commission.agreedPercent })}
            </dt>
            <dd>{amountText(commission.commissionMinor, currency)}</dd>
          </div>
          {commission.netMinor !== null && (
            <div>
              <dt>{t('reservation.payment.net', { currency })}</dt>
              <dd>{amountText(commission.netMinor, currency)}</dd>
            </div>
          )}
        </dl>
      )}
      {card !== null && (
        <div className="panel-part-line">
          <div className="label">{t('reservation.payment.card')}</div>
          {virtualCard !== null && virtualCard.amountMinor !== null && (
            <div className="figures">
              {t('reservation.payment.card.amount', {
                amount: amountText(virtualCard.amountMinor, currency),
                currency,
              })}
            </div>
          )}
          <p className="marked-words">
            <Mark tone={card.tone} />
            <span>{card.words}</span>
          </p>
        </div>
      )}
    </section>
  )
}
