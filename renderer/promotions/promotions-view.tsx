/** The view of promotions. */
import { RateViewHead } from '../rates/rate-view-head.tsx'

export function PromotionsView() {
  return (
    <div className="list-screen">
      <RateViewHead view="promotions" />
    </div>
  )
}
