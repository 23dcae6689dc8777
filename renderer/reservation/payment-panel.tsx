/** What the channel says of the money: who collects, what it keeps, and the card by which it pays. */
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useHotel } from '../desk-context.tsx'
import { amountText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { cardState, collectText } from './payment-words.ts'

export function PaymentPanel({ reservation }: { reservation: ReservationDetail }) {
  const { hotel } = useHotel()
  const { payment, channel, currency, totalMinor } = reservation
  if (payment === null || channel === null) return null
  const { commissionMinor, virtualCard } = payment
  const collects = collectText(payment, channel.name)
  const card = virtualCard === null ? null : cardState(virtualCard, hotel.businessDate)
  return (
    <section className="panel-part" aria-label={t('reservation.payment')} data-testid="payment-panel">
      <span className="strong">{t('reservation.payment')}</span>
      {collects !== null && <span>{collects}</span>}
      {commissionMinor === 0 && <p className="muted second">{t('reservation.payment.isNet')}</p>}
      {commissionMinor !== null && commissionMinor > 0 && (
        <dl className="night-list">
          <div>
            <dt>{t('reservation.payment.commission', { currency })}</dt>
            <dd>{amountText(commissionMinor, currency)}</dd>
          </div>
          {reservation.status !== 'cancelled' && (
            <div>
              <dt>{t('reservation.payment.net', { currency })}</dt>
              <dd>{amountText(totalMinor - commissionMinor, currency)}</dd>
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
