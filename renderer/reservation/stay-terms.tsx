/** What a stay was sold with: its promotions and what each took off, what is included, and what cancelling it costs. */
import type { StayPromotion } from '../../shared/contract/reservations.ts'
import { listText } from '../formats.ts'
import { breachText } from '../promotions/breach-words.ts'
import { CancellationTermsLines } from '../stays/cancellation-terms.tsx'
import { signedText } from '../stays/room-choice.tsx'
import type { StayDetail } from '../stays/stay-line.tsx'
import { t } from '../text/text.ts'

export function StayTerms({ stay, currency }: { stay: StayDetail; currency: string }) {
  const { promotions, inclusions, ratePlanId } = stay
  const isSoldWithMore = promotions.length > 0 || inclusions.length > 0
  const hasTerms = stay.status === 'reserved' && ratePlanId !== null
  if (!isSoldWithMore && !hasTerms) return null
  return (
    <div className="stay-terms">
      {isSoldWithMore && (
        <section className="second" aria-label={t('reservation.soldWith')} data-testid="sold-with">
          <p className="strong">{t('reservation.soldWith')}</p>
          {promotions.map((promotion) => (
            <Promotion key={promotion.promotionId} promotion={promotion} currency={currency} />
          ))}
          {inclusions.length > 0 && (
            <p className="muted">{t('sale.included', { what: listText(inclusions) })}</p>
          )}
        </section>
      )}
      {hasTerms && (
        <CancellationTermsLines
          ratePlanId={ratePlanId}
          arrival={stay.arrival}
          amounts={stay.nights.filter(({ counted }) => counted).map(({ amountMinor }) => amountMinor)}
          currency={currency}
        />
      )}
    </div>
  )
}

function Promotion({ promotion, currency }: { promotion: StayPromotion; currency: string }) {
  const { name, code, amountMinor, breach } = promotion
  return (
    <div>
      <p className="cancellation-line">
        <span className="grow break-words">
          {name}
          {code !== null && <span className="tag">{code}</span>}
        </span>
        {amountMinor !== null && <span className="figures">{signedText(amountMinor, currency)}</span>}
      </p>
      {breach !== null && (
        <p className="muted">{t('reservation.promotion.breach', { why: breachText(breach) })}</p>
      )}
    </div>
  )
}
