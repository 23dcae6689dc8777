/** The rates area: its grid, or one of the views that say where prices come from. */
import type { ComponentType } from 'react'
import { ParityView } from '../parity/parity-view.tsx'
import { PlansView } from '../plans/plans-view.tsx'
import { PromotionsView } from '../promotions/promotions-view.tsx'
import { RecommendView } from '../recommend/recommend-view.tsx'
import { SeasonsView } from '../seasons/seasons-view.tsx'
import { YieldView } from '../yield/yield-view.tsx'
import { RateFilesView } from './rate-files-view.tsx'
import type { RateView } from './rate-views.ts'
import { RatesScreen } from './rates-screen.tsx'
import { useRatesState } from './rates-state.ts'

const VIEWS: Readonly<Record<RateView, ComponentType>> = {
  grid: RatesScreen,
  seasons: SeasonsView,
  plans: PlansView,
  promotions: PromotionsView,
  recommend: RecommendView,
  yield: YieldView,
  files: RateFilesView,
  parity: ParityView,
}

export function RatesArea() {
  const view = useRatesState((state) => state.view)
  const View = VIEWS[view]
  return <View />
}
