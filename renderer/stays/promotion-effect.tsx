/** What becomes of a stay's promotions: which still hold, which fall away and why, and what each takes off before and after. */
import type { StayPromotion } from '../../shared/contract/reservations.ts'
import { Mark } from '../frame/marks.tsx'
import { effectText, type PriceWay } from '../promotions/breach-words.ts'
import { t } from '../text/text.ts'
import { signedText } from './room-choice.tsx'

/** @param after as the change leaves them. */
export function PromotionEffect({
  before,
  after,
  way,
  currency,
}: {
  before: readonly StayPromotion[]
  after: readonly StayPromotion[]
  way: PriceWay
  currency: string
}) {
  if (after.length === 0) return null
  const amountOf = (minor: number | null | undefined) => (minor == null ? '' : signedText(minor, currency))
  return (
    <ul className="promotion-effect second" aria-label={t('sale.promotions')} data-testid="promotion-effect">
      {after.map((promotion) => {
        const { promotionId, breach, amountMinor } = promotion
        const old = amountOf(before.find((each) => each.promotionId === promotionId)?.amountMinor)
        const now = way === 'agreed' ? amountOf(0) : amountOf(amountMinor)
        return (
          <li key={promotionId}>
            <Mark tone={breach === null && way !== 'agreed' ? 'ok' : 'warning'} />
            <span className="grow">{effectText(promotion, way)}</span>
            <span className="figures promotion-amounts">
              {old !== now && old !== '' && (
                <>
                  <s className="muted">{old}</s> <span aria-hidden="true">→</span>{' '}
                </>
              )}
              <b>{now}</b>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
