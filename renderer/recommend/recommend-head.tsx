/** The head of the recommendations: their parts, and the keys that lead there. */
import { SegmentedControl } from '@mantine/core'
import { useViewKeys } from '../frame/view-keys.ts'
import { RateViewHead } from '../rates/rate-view-head.tsx'
import { t } from '../text/text.ts'
import { RECOMMEND_PARTS, type RecommendPart, useRecommendState } from './recommend-state.ts'

/** @param onEscape what there is to leave first; the other parts lead back to the prices */
export function RecommendHead({ onEscape }: { onEscape?: (() => void) | undefined }) {
  const part = useRecommendState((state) => state.part)
  const set = useRecommendState((state) => state.set)
  const leave = onEscape ?? (part === 'prices' ? undefined : () => set({ part: 'prices' }))
  useViewKeys({ b: () => set({ part: 'backTest' }), p: () => set({ part: 'autopilot' }) })
  return (
    <RateViewHead view="recommend" {...(leave === undefined ? {} : { onEscape: leave })}>
      <SegmentedControl
        aria-label={t('recommend.parts')}
        value={part}
        onChange={(value) => set({ part: value as RecommendPart })}
        data={RECOMMEND_PARTS.map((value) => ({ value, label: t(`recommend.part.${value}`) }))}
      />
    </RateViewHead>
  )
}
