/** Channels: are they in step and what waits; what one cell shows and why; bookings that do not fit. */
import { Button, SegmentedControl } from '@mantine/core'
import IconPlus from '@tabler/icons-react/icons/IconPlus'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { CalendarsView } from '../calendars/calendars-view.tsx'
import { CasesView } from '../cases/cases-view.tsx'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { AlertList, CaseList } from '../frame/attention.tsx'
import { Key, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { OperationsView } from '../operations/operations-view.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { CallLog } from './call-log.tsx'
import { CellInspector } from './cell-inspector.tsx'
import { ChannelList } from './channel-list.tsx'
import { CHANNEL_VIEWS, type ChannelsView, useChannelsState } from './channels-state.ts'
import { ExposurePanel } from './exposure-panel.tsx'
import { NoChannel } from './no-channel.tsx'
import { QuarantineView, useWaitingCount } from './quarantine-view.tsx'
import { SandboxPanel } from './sandbox-panel.tsx'
import { WaitingPanels } from './waiting-panels.tsx'

/** Lanes change by the clock too (a pause ends), which no commit announces. */
const LOOK_AGAIN_MS = 5_000

const VIEW_NAMES: Readonly<Record<ChannelsView, MessageId>> = {
  health: 'channels.view.health',
  log: 'channels.view.log',
  inspector: 'channels.view.inspector',
  quarantine: 'channels.view.quarantine',
  cases: 'channels.view.cases',
  operations: 'channels.view.operations',
  calendars: 'calendars.view',
}

type ChannelsAnswer = Answers['channels']['list']

export function ChannelsScreen() {
  const { queries } = useDesk()
  const query = useQuery(queries.channels.list.queryOptions({ refetchInterval: LOOK_AGAIN_MS }))
  const view = useChannelsState((state) => state.view)
  return (
    <div className="list-screen">
      <Tools data={query.data} />
      {view === 'cases' ? (
        <CasesView />
      ) : view === 'calendars' ? (
        <CalendarsView />
      ) : (
        <QueryView query={query}>
          {({ channels }) =>
            view === 'operations' ? (
              <OperationsView channels={channels} />
            ) : view === 'quarantine' ? (
              <QuarantineView channels={channels} />
            ) : view === 'log' && channels.length > 0 ? (
              <CallLog channels={channels} />
            ) : view === 'inspector' && channels.length > 0 ? (
              <CellInspector channels={channels} />
            ) : (
              <Health channels={channels} />
            )
          }
        </QueryView>
      )}
    </div>
  )
}

function Tools({ data }: { data: ChannelsAnswer | undefined }) {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const open = useDeskState((state) => state.open)
  const view = useChannelsState((state) => state.view)
  const show = useChannelsState((state) => state.show)
  const cases = useQuery(queries.attention.cases.queryOptions())
  const openCases = cases.data?.cases.filter((each) => each.status === 'open').length ?? 0
  const waiting = useWaitingCount(data?.channels ?? [])
  const counts: Partial<Record<ChannelsView, number>> = { cases: openCases, quarantine: waiting }
  const connect = () => open({ kind: 'connectChannel' })
  const keys = useMemo(
    () => ({
      h: () => show('health'),
      m: () => show('log'),
      i: () => show('inspector'),
      q: () => show('quarantine'),
      b: () => show('cases'),
      o: () => show('operations'),
      k: () => show('calendars'),
      // There it connects a calendar.
      n: isAway || view === 'calendars' ? undefined : () => open({ kind: 'connectChannel' }),
    }),
    [show, open, isAway, view],
  )
  useViewKeys(keys)
  return (
    <div className="tools">
      <h1>{t('channels.title')}</h1>
      <SegmentedControl
        aria-label={t('channels.view')}
        value={view}
        onChange={(value) => show(value as ChannelsView)}
        data={CHANNEL_VIEWS.map((value) => ({
          value,
          label: t(VIEW_NAMES[value], { count: counts[value] ?? 0 }),
        }))}
      />
      {data !== undefined && <SyncStatus isRunning={data.syncRunning} />}
      <span className="muted">{t('channels.timesIn', { zone: hotel.timeZone })}</span>
      <span className="grow" />
      {view !== 'calendars' && (
        <Button
          h={28}
          variant="default"
          disabled={isAway}
          leftSection={<IconPlus size={16} stroke={1.75} />}
          rightSection={<Key>N</Key>}
          onClick={connect}
        >
          {t('channels.connect')}
        </Button>
      )}
    </div>
  )
}

function Health({ channels }: ChannelsAnswer | { channels: ChannelsAnswer['channels'] }) {
  const { hasSandbox } = useHotel()
  return (
    <div className="channels">
      <div className="channels-main">
        {channels.length === 0 ? (
          <NoChannel />
        ) : (
          <>
            <ChannelList channels={channels} />
            <WaitingPanels channels={channels} />
          </>
        )}
      </div>
      <div className="channels-side">
        {channels.length > 0 && <ExposurePanel channels={channels} />}
        <section>
          <h2 className="panel-title">{t('channels.overbooked')}</h2>
          <CaseList />
        </section>
        <section>
          <h2 className="panel-title">{t('channels.alerts')}</h2>
          <AlertList />
        </section>
        {hasSandbox && <SandboxPanel />}
      </div>
    </div>
  )
}

function SyncStatus({ isRunning }: { isRunning: boolean }) {
  const isAway = useIsAway()
  if (isAway) return <Status tone="unknown">{t('channels.sync.away')}</Status>
  if (isRunning) return <Status tone="ok">{t('channels.sync.running')}</Status>
  return <Status tone="danger">{t('channels.sync.down')}</Status>
}
