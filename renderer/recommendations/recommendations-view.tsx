/** The view of recommendations. */
import { RateViewHead } from '../rates/rate-view-head.tsx'

export function RecommendationsView() {
  return (
    <div className="list-screen">
      <RateViewHead view="recommendations" />
    </div>
  )
}
