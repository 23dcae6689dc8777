/** A chart with no stay yet stays in sight; over it, three ways to begin. */
import { useState } from 'react'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { areaKey, useDeskState } from '../desk-state.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'

export function ChartEmpty() {
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const show = useDeskState((state) => state.show)
  const open = useDeskState((state) => state.open)
  const [isHidden, setHidden] = useState(false)
  if (isHidden) return null
  return (
    <section className="chart-empty" aria-label={t('chart.empty.title')} data-testid="chart-empty">
      <h2>{t('chart.empty.title')}</h2>
      <p className="muted">{t('chart.empty.rooms', { count: hotel.rooms.length })}</p>
      <div className="chart-starts">
        <button
          type="button"
          disabled={isAway}
          onClick={() => open({ kind: 'sale', arrival: null, roomId: null })}
        >
          <span>
            <b>{t('chart.empty.sell')}</b>
            <span className="muted">{t('chart.empty.sellHow')}</span>
          </span>
          <Key>W</Key>
        </button>
        <button type="button" onClick={() => show('rates')}>
          <span>
            <b>{t('chart.empty.price')}</b>
            <span className="muted">{t('chart.empty.priceHow')}</span>
          </span>
          <Key>{areaKey('rates')}</Key>
        </button>
        <button type="button" onClick={() => show('channels')}>
          <span>
            <b>{t('chart.empty.connect')}</b>
            <span className="muted">{t('chart.empty.connectHow')}</span>
          </span>
          <Key>{areaKey('channels')}</Key>
        </button>
      </div>
      <button type="button" className="link" onClick={() => setHidden(true)}>
        {t('chart.empty.hide')}
      </button>
    </section>
  )
}
