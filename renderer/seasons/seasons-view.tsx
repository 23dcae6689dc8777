/** The view of seasons. */
import { RateViewHead } from '../rates/rate-view-head.tsx'

export function SeasonsView() {
  return (
    <div className="list-screen">
      <RateViewHead view="seasons" />
    </div>
  )
}
