/** The view of parity. */
import { RateViewHead } from '../rates/rate-view-head.tsx'

export function ParityView() {
  return (
    <div className="list-screen">
      <RateViewHead view="parity" />
    </div>
  )
}
