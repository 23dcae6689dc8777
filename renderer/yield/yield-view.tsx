/** The view of yield. */
import { RateViewHead } from '../rates/rate-view-head.tsx'

export function YieldView() {
  return (
    <div className="list-screen">
      <RateViewHead view="yield" />
    </div>
  )
}
