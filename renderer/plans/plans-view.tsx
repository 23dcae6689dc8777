/** The view of plans. */
import { RateViewHead } from '../rates/rate-view-head.tsx'

export function PlansView() {
  return (
    <div className="list-screen">
      <RateViewHead view="plans" />
    </div>
  )
}
