/** Recommended prices: which nights should cost something else and why, the past replayed, and what autopilot may do. */
import { useStepBack } from '../rates/undo-steps.ts'
import { AutopilotPart } from './autopilot-part.tsx'
import { BackTestPart } from './back-test-part.tsx'
import { PricesPart } from './prices-part.tsx'
import { useRecommendState } from './recommend-state.ts'
import './recommend.css'

export function RecommendView() {
  const part = useRecommendState((state) => state.part)
  const back = useStepBack()
  return (
    <div className="list-screen">
      {part === 'prices' && <PricesPart back={back} />}
      {part === 'backTest' && <BackTestPart />}
      {part === 'autopilot' && <AutopilotPart />}
    </div>
  )
}
