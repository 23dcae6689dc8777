/** The six charts: how late, how many calls, what failed, how fast commands are, what waits, and how old it is. */
import {
  COMMAND_TARGET_MS,
  ERRORS_ALERT_PER_MINUTE,
  SYNC_LAG_ALERT_MS,
  SYNC_LAG_TARGET_MS,
} from '../../shared/operations-targets.ts'
import type { Answers } from '../connection/desk-client.ts'
import { t } from '../text/text.ts'
import { LineChart, type Span } from './line-chart.tsx'

type Measures = Answers['operations']['measures']
type Point = Measures['points'][number]
const MINUTE_MS = 60_000
const SECOND_MS = 1_000

export function OperationsCharts({
  measures,
  span,
  isLogarithmic,
  onCursor,
}: {
  measures: Measures
  span: Span
  isLogarithmic: boolean
  onCursor: (step: number) => void
}) {
  const { points, stepMs } = measures
  const of = (read: (point: Point) => number | null, by = 1) =>
    points.map((point) => {
      const value = read(point)
      return value === null ? null : value / by
    })
  const minutes = stepMs / MINUTE_MS
  const shared = { span, onCursor }
  const alert = {
    words: t('operations.alert.seconds'),
    value: SYNC_LAG_ALERT_MS / SECOND_MS,
    tone: 'danger',
  } as const
  return (
    <div className="ops-charts">
      <LineChart
        {...shared}
        id="lag"
        title={t('operations.lag')}
        unit={t(isLogarithmic ? 'operations.unit.secondsLog' : 'operations.unit.seconds')}
        isLogarithmic={isLogarithmic}
        series={[
          {
            id: 'p50',
            words: t('operations.p50'),
            tone: 'muted',
            values: of(({ lagP50Ms }) => lagP50Ms, SECOND_MS),
          },
          {
            id: 'p99',
            words: t('operations.p99'),
            tone: 'accent',
            values: of(({ lagP99Ms }) => lagP99Ms, SECOND_MS),
          },
          {
            id: 'oldest',
            words: t('operations.oldest'),
            tone: 'danger',
            values: of(({ oldestPendingMs }) => oldestPendingMs, SECOND_MS),
          },
        ]}
        targets={[
          { words: t('operations.target.seconds'), value: SYNC_LAG_TARGET_MS / SECOND_MS, tone: 'ok' },
          alert,
        ]}
      />
      <LineChart
        {...shared}
        id="calls"
        title={t('operations.calls')}
        unit={t('operations.unit.perMinute')}
        series={[
          {
            id: 'naive',
            words: t('operations.onePerCell'),
            tone: 'naive',
            values: of(({ cells }) => cells, minutes),
          },
          {
            id: 'made',
            words: t('operations.made'),
            tone: 'accent',
            values: of(({ calls }) => calls, minutes),
          },
        ]}
      />
      <LineChart
        {...shared}
        id="errors"
        title={t('operations.errors')}
        unit={t('operations.unit.perMinute')}
        series={[
          {
            id: 'retries',
            words: t('operations.retries'),
            tone: 'accent',
            values: of(({ retries }) => retries, minutes),
          },
          {
            id: 'errors',
            words: t('operations.errors'),
            tone: 'danger',
            values: of(({ errors }) => errors, minutes),
          },
        ]}
        targets={[{ words: t('operations.alert.errors'), value: ERRORS_ALERT_PER_MINUTE, tone: 'danger' }]}
      />
      <LineChart
        {...shared}
        id="commands"
        title={t('operations.commands')}
        unit={t('operations.unit.ms')}
        series={[
          {
            id: 'p50',
            words: t('operations.p50'),
            tone: 'muted',
            values: of(({ commandP50Ms }) => commandP50Ms),
          },
          {
            id: 'p99',
            words: t('operations.p99'),
            tone: 'accent',
            values: of(({ commandP99Ms }) => commandP99Ms),
          },
        ]}
        targets={[{ words: t('operations.target.ms'), value: COMMAND_TARGET_MS, tone: 'ok' }]}
      />
      <LineChart
        {...shared}
        id="cells"
        title={t('operations.cells')}
        unit={t('operations.unit.count')}
        series={[
          {
            id: 'pending',
            words: t('operations.pending'),
            tone: 'accent',
            values: of(({ pendingCells }) => pendingCells),
          },
          {
            id: 'parked',
            words: t('operations.parked'),
            tone: 'danger',
            values: of(({ parkedCells }) => parkedCells),
          },
        ]}
      />
      <LineChart
        {...shared}
        id="inbox"
        title={t('operations.inbox')}
        unit={t('operations.unit.seconds')}
        series={[
          {
            id: 'oldest',
            words: t('operations.oldest'),
            tone: 'accent',
            values: of(({ inboxOldestMs }) => inboxOldestMs, SECOND_MS),
          },
        ]}
        targets={[alert]}
      />
    </div>
  )
}
