/** The row over the chart: where in time, how much of it, and what the bars mean. */
import { Button, SegmentedControl } from '@mantine/core'
import { useDeskState } from '../desk-state.ts'
import { LookGlyph } from '../frame/marks.tsx'
import { LOOK_WORDS, type Look } from './bar-look.ts'
import { type ChartWindow, pageChart, type SpanName } from './chart-window.ts'

const SPAN_WORDS: readonly { value: SpanName; label: string }[] = [
  { value: 'week', label: 'Week' },
  { value: 'twoWeeks', label: '2 weeks' },
  { value: 'month', label: 'Month' },
]
const LEGEND: readonly Look[] = ['confirmed', 'due-in', 'in-house', 'due-out', 'departed']

export function ChartTools({ window, counts }: { window: ChartWindow; counts: ReadonlyMap<Look, number> }) {
  const span = useDeskState((state) => state.chartSpan)
  const moveChart = useDeskState((state) => state.moveChart)
  const spanChart = useDeskState((state) => state.spanChart)
  return (
    <div className="tools">
      <Button.Group>
        <Button
          variant="default"
          h={26}
          aria-label="Earlier"
          onClick={() => moveChart(pageChart(window, -1))}
        >
          ‹
        </Button>
        <Button variant="default" h={26} onClick={() => moveChart(null)}>
          Today
        </Button>
        <Button variant="default" h={26} aria-label="Later" onClick={() => moveChart(pageChart(window, 1))}>
          ›
        </Button>
      </Button.Group>
      <SegmentedControl
        aria-label="Days shown"
        data={[...SPAN_WORDS]}
        value={span}
        onChange={(value) => spanChart(value as SpanName)}
      />
      <ul className="legend" aria-label="Stays shown">
        {LEGEND.map((look) => (
          <li key={look}>
            <span className={`swatch look-${look}`}>
              <LookGlyph look={look} />
            </span>
            {LOOK_WORDS[look]} <b className="figures">{counts.get(look) ?? 0}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}
