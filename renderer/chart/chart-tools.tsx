/** The row over the chart: where in time, how much of it, and what the bars mean. */
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { addDays, fromDayNumber, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { useDeskState } from '../desk-state.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { lookText } from './bar-look.ts'
import type { LegendKey } from './chart-rows.ts'
import { type PastChoice, PastField } from './past-chart.tsx'
import { type Timeline, ZOOM_NAMES, type ZoomName } from './timeline.ts'

const LEGEND: readonly LegendKey[] = [
  'confirmed',
  'due-in',
  'in-house',
  'due-out',
  'departed',
  'out-of-order',
]

function legendText(key: LegendKey): string {
  return key === 'out-of-order' ? t('chart.look.out-of-order') : lookText(key)
}

export function ChartTools({
  timeline,
  shownDate,
  counts,
  past,
  onPage,
  onToday,
  onDate,
}: {
  timeline: Timeline
  /** The first whole day in sight. */
  shownDate: IsoDate
  counts: ReadonlyMap<LegendKey, number>
  past: PastChoice
  onPage: (direction: -1 | 1) => void
  onToday: () => void
  onDate: (date: IsoDate) => void
}) {
  const zoom = useDeskState((state) => state.chartZoom)
  const zoomChart = useDeskState((state) => state.zoomChart)
  return (
    <div className="tools chart-tools">
      <Button.Group>
        <Button variant="default" h={26} px={6} aria-label={t('chart.earlier')} onClick={() => onPage(-1)}>
          <IconChevronLeft size={16} stroke={1.75} />
        </Button>
        <Button variant="default" h={26} rightSection={<Key>T</Key>} onClick={onToday}>
          {t('chart.today')}
        </Button>
        <Button variant="default" h={26} px={6} aria-label={t('chart.later')} onClick={() => onPage(1)}>
          <IconChevronRight size={16} stroke={1.75} />
        </Button>
      </Button.Group>
      <DateField timeline={timeline} shownDate={shownDate} onDate={onDate} />
      <SegmentedControl
        aria-label={t('chart.zoom')}
        data={ZOOM_NAMES.map((name) => ({ value: name, label: t(`chart.zoom.${name}`) }))}
        value={zoom}
        onChange={(value) => zoomChart(value as ZoomName)}
      />
      <PastField past={past} />
      <ul className="legend" hidden={past.isAsking} aria-label={t('chart.legend')}>
        {LEGEND.map((key) => (
          <li key={key}>
            <span className={key === 'out-of-order' ? 'swatch is-block' : `swatch look-${key}`}>
              {key !== 'out-of-order' && <i className={`bar-glyph glyph-${key}`} />}
            </span>
            {legendText(key)} <b className="figures">{counts.get(key) ?? 0}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Keeps what is typed until it is a day of the chart: then the chart goes there. */
function DateField({
  timeline,
  shownDate,
  onDate,
}: {
  timeline: Timeline
  shownDate: IsoDate
  onDate: (date: IsoDate) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const first = fromDayNumber(timeline.firstDay)
  const last = addDays(fromDayNumber(timeline.endDay), -1)
  return (
    <TextInput
      type="date"
      aria-label={t('chart.date')}
      w={128}
      size="xs"
      min={first}
      max={last}
      value={draft ?? shownDate}
      onChange={({ currentTarget: { value } }) => {
        setDraft(value)
        if (isIsoDate(value) && value >= first && value <= last) onDate(value)
      }}
      onBlur={() => setDraft(null)}
    />
  )
}
