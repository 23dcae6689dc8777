/** The past replayed: what would have been earned with the recommendations, by week, also where it is less. */
import { NumberInput, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { addDays } from '../../shared/dates.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { DateField } from '../frame/date-field.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { BackTestResult } from './back-test-result.tsx'
import { MOST_REPLAYED_DAYS, replayedRange } from './back-test-sums.ts'
import { RecommendHead } from './recommend-head.tsx'
import { BACK_TEST_SPANS, type BackTestSpan, useRecommendState } from './recommend-state.ts'

const MOST_PERCENT = 100
const MOST_YEARS_BACK = 10

export function BackTestPart() {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const { span, from, last, whatIfPercent, set } = useRecommendState()
  const settings = useQuery(queries.pricing.settings.queryOptions())
  const range = replayedRange(span, { from, last }, hotel.businessDate)
  const isPercent =
    /^\d{1,3}$/.test(whatIfPercent) && Number(whatIfPercent) >= 1 && Number(whatIfPercent) <= MOST_PERCENT
  const query = useQuery(
    queries.pricing.backTest.queryOptions({
      input: { ...range, ...(isPercent ? { maxStepPercent: Number(whatIfPercent) } : {}) },
    }),
  )
  const next = (by: number) => () => {
    const other = BACK_TEST_SPANS[BACK_TEST_SPANS.indexOf(span) + by]
    if (other !== undefined) set({ span: other })
  }
  useViewKeys({ arrowleft: isAway ? undefined : next(-1), arrowright: isAway ? undefined : next(1) })
  const oldest = addDays(hotel.businessDate, -MOST_REPLAYED_DAYS * MOST_YEARS_BACK)
  return (
    <>
      <RecommendHead />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves a field, and is the head's after that */}
      <div
        className="recommend-bar"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !(event.target instanceof HTMLInputElement)) return
          event.preventDefault()
          event.target.blur()
        }}
      >
        <SegmentedControl
          aria-label={t('backTest.span')}
          disabled={isAway}
          value={span}
          onChange={(value) => set({ span: value as BackTestSpan })}
          data={BACK_TEST_SPANS.map((value) => ({ value, label: t(`backTest.span.${value}`) }))}
        />
        {span === 'dates' && (
          <>
            <DateField
              label={t('backTest.from')}
              disabled={isAway}
              value={range.from}
              min={oldest}
              max={addDays(hotel.businessDate, -1)}
              onPick={(date) => set({ from: date })}
            />
            <span aria-hidden="true">–</span>
            <DateField
              label={t('backTest.last')}
              disabled={isAway}
              value={addDays(range.to, -1)}
              min={oldest}
              max={addDays(hotel.businessDate, -1)}
              onPick={(date) => set({ last: date })}
            />
          </>
        )}
        <span className="grow" />
        <label className="row" htmlFor="what-if">
          {t('backTest.whatIf')}
          <NumberInput
            id="what-if"
            w={72}
            disabled={isAway}
            min={1}
            max={MOST_PERCENT}
            allowDecimal={false}
            clampBehavior="none"
            placeholder={String(settings.data?.maxDailyStepPercent ?? '')}
            value={whatIfPercent}
            error={whatIfPercent !== '' && !isPercent ? t('backTest.whatIfIssue') : null}
            onChange={(value) => set({ whatIfPercent: String(value) })}
          />
          {t('backTest.whatIfUnit')}
        </label>
      </div>
      <div className="back-test">
        <QueryView query={query}>
          {(test) => <BackTestResult test={test} isOld={query.isFetching} />}
        </QueryView>
      </div>
    </>
  )
}
