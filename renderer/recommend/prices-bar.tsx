/** Over the list: how many nights are looked at, what was found, and what can be done with all of it. */
import { Button, SegmentedControl } from '@mantine/core'
import { FEWEST_NIGHTS } from '../../shared/rates/recommend/comparable.ts'
import { useIsAway } from '../desk-context.tsx'
import { longDayText } from '../formats.ts'
import { Key, Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import type { Found } from './decision.ts'
import { RECOMMEND_DAYS, type RecommendDays, useRecommendState } from './recommend-state.ts'
import { NOTHING_SELECTED } from './selection.ts'

/** How far around the same time of year nights are looked for at most. */
const WEEKS_AROUND = 6

export function PricesBar({
  found,
  ignored,
  selected,
  shown,
  onIgnored,
  onAccept,
}: {
  found: Found
  ignored: number
  selected: number
  shown: number
  onIgnored: () => void
  onAccept: () => void
}) {
  const isAway = useIsAway()
  const days = useRecommendState((state) => state.days)
  const showsIgnored = useRecommendState((state) => state.showsIgnored)
  const set = useRecommendState((state) => state.set)
  const open = found.rows.length - ignored
  return (
    <div className="recommend-bar">
      <SegmentedControl
        aria-label={t('recommend.days')}
        disabled={isAway}
        value={String(days)}
        onChange={(value) => set({ days: Number(value) as RecommendDays, selection: NOTHING_SELECTED })}
        data={RECOMMEND_DAYS.map((count) => ({
          value: String(count),
          label: t('common.nights', { count }),
        }))}
      />
      <span className="recommend-summary" role="status" data-testid="recommend-summary">
        {found.historyFrom !== null &&
          t('recommend.summary', {
            open,
            unchanged: found.unchanged,
            nights: found.historyNights,
            since: longDayText(found.historyFrom),
          })}
        {found.historyFrom !== null && found.tooLittleHistory > 0 && (
          <span className="recommend-too-little" data-testid="recommend-too-little">
            <Mark tone="unknown" />
            {t('recommend.tooLittle', {
              count: found.tooLittleHistory,
              fewest: FEWEST_NIGHTS,
              weeks: WEEKS_AROUND,
            })}
          </span>
        )}
      </span>
      {(ignored > 0 || showsIgnored) && (
        <Button h={28} variant="default" rightSection={<Key>I</Key>} onClick={onIgnored}>
          {showsIgnored ? t('recommend.hideIgnored') : t('recommend.showIgnored', { count: ignored })}
        </Button>
      )}
      {shown > 0 && (
        <Button
          h={28}
          variant="default"
          disabled={isAway}
          rightSection={<Key>A</Key>}
          data-testid="recommend-all"
          onClick={onAccept}
        >
          {selected > 0
            ? t('recommend.acceptSelected', { count: selected })
            : t('recommend.acceptAll', { count: shown })}
        </Button>
      )}
    </div>
  )
}
