/** The line under the tools: what is painted and on which weekdays, what was last committed or copied, what lies behind the prices; and what the marks mean. */
import type { Ref } from 'react'
import { percentText } from '../formats.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { CommittedLine, useUndo } from './committed-line.tsx'
import { HEAT_FROM, type Heat, PICK_UP_FROM } from './heat.ts'
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
  const heat = useRatesState((state) => state.heat)
  const copied = useRatesState((state) => state.copied)
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
        <HeatLegend heat={heat} />
      )}
      <span className="grow" />
      {copied !== null && (
        <span data-testid="rates-copied">
          {t('rates.copied', { count: copied.cells.size })} <Key>Ctrl</Key> <Key>V</Key>
        </span>
      )}
    </div>
  )
}

/** What the ground behind the prices means; the numbers themselves stand in the line of each type. */
function HeatLegend({ heat }: { heat: Heat }) {
  if (heat === 'none') return null
  return (
    <ul className="legend" aria-label={t(`rates.heat.${heat}`)} data-testid="rates-heat">
      <li>{t(heat === 'occupancy' ? 'rates.heat.occupancy' : 'rates.heat.gained')}</li>
      {heat === 'occupancy'
        ? HEAT_FROM.map((from, index) => (
            <li key={from}>
              <i className={`rates-swatch heat-${index + 1}`} />
              {index === 0
                ? t('rates.heatBelow', { percent: percentText(HEAT_FROM[1] / 100) })
                : percentText(from / 100)}
            </li>
          ))
        : PICK_UP_FROM.map((from, index) => (
            <li key={from}>
              <i className={`rates-swatch heat-gained-${index + 1}`} />
              {gainedWords(from, PICK_UP_FROM[index + 1])}
            </li>
          ))}
      {heat === 'pickUp' && (
        <li>
          <i className="rates-swatch heat-lost" />
          {t('rates.heat.lost')}
        </li>
      )}
    </ul>
  )
}

/** `+1`, `+2–3`, `+6 or more` */
function gainedWords(from: number, next: number | undefined): string {
  if (next === undefined) return t('rates.heat.gainedMost', { from })
  return t('rates.heat.gainedStep', { from, to: next - 1, isOne: next - 1 === from ? 'yes' : 'no' })
}

const ORIGIN_MARKS = ['base', 'season', 'derived', 'typed', 'recommended'] as const

/** The line under the grid: what the small marks in the cells mean. */
export function RatesMarks() {
  return (
    <ul className="rates-marks-line legend" aria-label={t('rates.marks')}>
      {ORIGIN_MARKS.map((origin) => (
        <li key={origin}>
          <i className={`rates-origin from-${origin}`} /> {t(`rates.mark.${origin}`)}
        </li>
      ))}
      <li>
        <i className="rate-mark is-stay">3</i> {t('rates.mark.minStay')}
      </li>
      <li>
        <i className="rate-mark is-stay">≤7</i> {t('rates.mark.maxStay')}
      </li>
      <li>
        <i className="rate-mark is-arrival">{t('rates.letter.arrival')}</i> {t('rates.mark.closedToArrival')}
      </li>
      <li>
        <i className="rate-mark is-departure">{t('rates.letter.departure')}</i>{' '}
        {t('rates.mark.closedToDeparture')}
      </li>
      <li>
        <i className="rate-advance" /> {t('rates.mark.advance')}
      </li>
      <li>
        <i className="rate-mark is-closed-mark">×</i> {t('rates.mark.closed')}
      </li>
      <li>
        <b className="rates-typed">224</b> {t('rates.mark.changing')}
      </li>
    </ul>
  )
}
