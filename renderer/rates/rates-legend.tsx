/** The line under the tools: what is painted and on which weekdays, what was last committed, and what the marks mean. */
import type { Ref } from 'react'
import { percentText } from '../formats.ts'
import { t } from '../text/text.ts'
import { CommittedLine, useUndo } from './committed-line.tsx'
import { HEAT_FROM } from './heat.ts'
import { allBlocks, type Painting } from './painting.ts'
import { useRatesState } from './rates-state.ts'
import { WeekdayFilter } from './weekday-filter.tsx'

export function RatesLegend({
  painting,
  painted,
  weekdays,
  onBack,
}: {
  painting: Painting
  /** Cells. */
  painted: number
  weekdays: Ref<HTMLFieldSetElement>
  /** Gives the keyboard back to the grid. */
  onBack: () => void
}) {
  const isHeatOn = useRatesState((state) => state.isHeatOn)
  const committed = useRatesState((state) => state.committed)
  const undo = useUndo(committed)
  const blocks = allBlocks(painting)
  const isPainting = painted > 1 || painting.weekdays.length < 7
  return (
    <div className="rates-legend">
      {isPainting ? (
        <>
          <span className="strong figures" data-testid="rates-painted">
            {t('rates.painted', { cells: painted, blocks: blocks.length })}
          </span>
          <WeekdayFilter ref={weekdays} painting={painting} onBack={onBack} />
        </>
      ) : committed !== null ? (
        <CommittedLine committed={committed} undo={undo} />
      ) : (
        isHeatOn && (
          <ul className="legend" aria-label={t('rates.heat')}>
            <li>{t('rates.heat')}</li>
            {HEAT_FROM.map((from, index) => (
              <li key={from}>
                <i className={`rates-swatch heat-${index + 1}`} />
                {index === 0
                  ? t('rates.heatBelow', { percent: percentText(HEAT_FROM[1] / 100) })
                  : percentText(from / 100)}
              </li>
            ))}
          </ul>
        )
      )}
      <span className="grow" />
      <ul className="legend" aria-label={t('rates.marks')}>
        <li>
          <i className="rate-mark is-stay">3</i> {t('rates.mark.minStay')}
        </li>
        <li>
          <i className="rate-mark is-arrival">{t('rates.letter.arrival')}</i>{' '}
          {t('rates.mark.closedToArrival')}
        </li>
        <li>
          <i className="rate-mark is-departure">{t('rates.letter.departure')}</i>{' '}
          {t('rates.mark.closedToDeparture')}
        </li>
        <li>
          <i className="rate-mark is-closed-mark">×</i> {t('rates.mark.closed')}
        </li>
        <li>
          <b className="rates-typed">224</b> {t('rates.mark.typed')}
        </li>
      </ul>
    </div>
  )
}
