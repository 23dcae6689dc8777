/** Operations: how fast the desk and its channels are, as charts with the field's targets, live. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { OPERATIONS_RANGES, type OperationsRange } from '../../shared/operations-targets.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Key } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { OperationsCharts } from './operations-charts.tsx'
import { OperationsFigures } from './operations-figures.tsx'
import { useOperationsState } from './operations-state.ts'
import { OperationsTable } from './operations-table.tsx'
import './operations.css'

type Measures = Answers['operations']['measures']

const LOOK_AGAIN_MS = 5_000
const HOUR_MS = 3_600_000
const SHORTEST_SPAN_MS = 10 * 60_000
const RANGE_MS: Readonly<Record<OperationsRange, number>> = {
  hour: HOUR_MS,
  sixHours: 6 * HOUR_MS,
  day: 24 * HOUR_MS,
}
const RANGE_WORDS: Readonly<Record<OperationsRange, MessageId>> = {
  hour: 'operations.range.hour',
  sixHours: 'operations.range.sixHours',
  day: 'operations.range.day',
}

export function OperationsView({ channels }: { channels: readonly ChannelState[] }) {
  const { queries } = useDesk()
  const isAway = useIsAway()
  const { range, channelId: wantedId } = useOperationsState()
  // One that was chosen may be gone.
  const channelId = channels.some(({ id }) => id === wantedId) ? wantedId : null
  const query = useQuery(
    queries.operations.measures.queryOptions({
      input: { range, ...(channelId === null ? {} : { channelId }) },
      refetchInterval: isAway ? false : LOOK_AGAIN_MS,
      placeholderData: keepPreviousData,
    }),
  )
  useOperationsKeys(channels, channelId, Math.max(0, (query.data?.points.length ?? 0) - 1))
  return (
    <div className="operations">
      <QueryView query={query}>
        {(measures) => <Measured measures={measures} channels={channels} channelId={channelId} />}
      </QueryView>
    </div>
  )
}

/** These work at once, also before there is anything to see. */
function useOperationsKeys(
  channels: readonly ChannelState[],
  channelId: string | null,
  mostBack: number,
): void {
  const open = useDeskState((state) => state.open)
  const keys = useMemo(() => {
    const { zoom, moveTo, setChannel, switchScale } = useOperationsState.getState()
    const move = (by: number) => () =>
      moveTo(Math.min(mostBack, useOperationsState.getState().stepsBack + by))
    const ids = [null, ...channels.map(({ id }) => id)]
    const turn = (by: number) => () => {
      const now = ids.indexOf(channelId)
      setChannel(ids[(now + by + ids.length) % ids.length] ?? null)
    }
    return {
      arrowleft: move(1),
      arrowright: move(-1),
      home: () => moveTo(mostBack),
      end: () => moveTo(0),
      '+': () => zoom(-1),
      '-': () => zoom(1),
      l: switchScale,
      '[': turn(-1),
      ']': turn(1),
      p: () => open({ kind: 'metrics' }),
    }
  }, [mostBack, channels, channelId, open])
  useViewKeys(keys)
}

function Measured({
  measures,
  channels,
  channelId,
}: {
  measures: Measures
  channels: readonly ChannelState[]
  channelId: string | null
}) {
  const { range, isLogarithmic, stepsBack, moveTo } = useOperationsState()
  const { points } = measures
  const last = points.length - 1
  const cursor = last < 0 ? undefined : Math.max(0, last - stepsBack)
  // A host that has just begun fills its charts, not their last corner.
  const begun = Math.min(measures.since, measures.at - SHORTEST_SPAN_MS)
  const span = {
    from: Math.max(measures.at - RANGE_MS[range], begun),
    to: measures.at,
    times: points.map(({ at }) => at),
    cursor,
  }
  const shown = measures.channels.filter((each) => channelId === null || each.channelId === channelId)
  const names = new Map(channels.map(({ id, name }) => [id, name]))
  return (
    <>
      <Bar
        measures={measures}
        channels={channels}
        channelId={channelId}
        at={cursor === undefined ? undefined : points[cursor]?.at}
      />
      <OperationsFigures measures={measures} shown={shown} nameOf={(id) => names.get(id) ?? ''} />
      <OperationsCharts
        measures={measures}
        span={span}
        isLogarithmic={isLogarithmic}
        onCursor={(step) => moveTo(last - step)}
      />
      {channels.length === 0 ? (
        <p className="notice-empty">{t('operations.noChannel')}</p>
      ) : (
        <OperationsTable measures={measures} channels={channels} chosenId={channelId} />
      )}
    </>
  )
}

const ALL = ''

function Bar({
  measures,
  channels,
  channelId,
  at,
}: {
  measures: Measures
  channels: readonly ChannelState[]
  channelId: string | null
  at: number | undefined
}) {
  const { clock } = useHotel()
  const open = useDeskState((state) => state.open)
  const { range, isLogarithmic, setRange, setChannel, switchScale } = useOperationsState()
  return (
    <div className="ops-bar">
      <SegmentedControl
        aria-label={t('operations.range')}
        value={range}
        onChange={(value) => setRange(value as OperationsRange)}
        data={OPERATIONS_RANGES.map((value) => ({ value, label: t(RANGE_WORDS[value]) }))}
      />
      <Select
        w={200}
        size="xs"
        aria-label={t('operations.channel')}
        value={channelId ?? ALL}
        allowDeselect={false}
        onChange={(value) => setChannel(value === ALL ? null : value)}
        data={[
          { value: ALL, label: t('operations.channel.all') },
          ...channels.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <span className="muted" data-testid="operations-span">
        {t('operations.span', {
          since: clock.dayAndTime(Math.max(measures.since, measures.at - RANGE_MS[range])),
          until: clock.timeToSeconds(measures.at),
          minutes: measures.stepMs / 60_000,
          cursor: at === undefined ? '–' : clock.time(at),
        })}
      </span>
      <span className="grow" />
      <Button
        h={28}
        variant="default"
        aria-pressed={isLogarithmic}
        rightSection={<Key>L</Key>}
        onClick={switchScale}
      >
        {t('operations.log')}
      </Button>
      <Button h={28} variant="default" rightSection={<Key>P</Key>} onClick={() => open({ kind: 'metrics' })}>
        {t('operations.metrics')}
      </Button>
    </div>
  )
}
