/** Channels: are they in step, what waits, what they refused, what they sent; and the demo's sandbox. */
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { AlertList, CaseList } from '../frame/attention.tsx'
import { Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { CellInspector } from './cell-inspector.tsx'
import { ChannelHead } from './channel-head.tsx'
import { InboxTable, ParkedTable } from './channel-messages.tsx'
import { LaneTable } from './lane-table.tsx'
import { SandboxPanel } from './sandbox-panel.tsx'

/** Lanes change by the clock too (a pause ends), which no commit announces. */
const LOOK_AGAIN_MS = 5_000

export function ChannelsScreen() {
  const { queries } = useDesk()
  const { hotel, hasSandbox } = useHotel()
  const query = useQuery(queries.channels.list.queryOptions({ refetchInterval: LOOK_AGAIN_MS }))
  return (
    <div className="list-screen">
      <div className="tools">
        <h1>Channels</h1>
        {query.data !== undefined && <SyncStatus isRunning={query.data.syncRunning} />}
        <span className="muted">times in {hotel.timeZone}</span>
      </div>
      <div className="channels">
        <div className="channels-main">
          <QueryView query={query}>
            {(data) =>
              data.channels.length === 0 ? (
                <p className="notice-empty">No channel is connected. Rooms are sold at the desk only.</p>
              ) : (
                data.channels.map((channel) => <Channel key={channel.id} channel={channel} />)
              )
            }
          </QueryView>
        </div>
        <div className="channels-side">
          {hasSandbox && <SandboxPanel />}
          <section>
            <h2 className="panel-title">Overbooked</h2>
            <CaseList />
          </section>
          <section>
            <h2 className="panel-title">Alerts</h2>
            <AlertList />
          </section>
        </div>
      </div>
    </div>
  )
}

function SyncStatus({ isRunning }: { isRunning: boolean }) {
  const isAway = useIsAway()
  if (isAway) return <Status tone="unknown">As it was before the host went away</Status>
  if (isRunning) return <Status tone="ok">Sync is running</Status>
  return <Status tone="danger">Sync is not running; the host starts it again</Status>
}

const VIEWS = { cells: 'Cells', inbox: 'Messages', parked: 'Refused' } as const
type View = keyof typeof VIEWS

function Channel({ channel }: { channel: ChannelState }) {
  const [view, setView] = useState<View>('cells')
  const parked = channel.lanes.reduce((sum, lane) => sum + lane.parkedCells, 0)
  return (
    <section className="channel" aria-label={channel.name} data-testid={`channel-${channel.name}`}>
      <ChannelHead channel={channel} />
      <LaneTable lanes={channel.lanes} />
      <div className="channel-tabs">
        <SegmentedControl
          aria-label="What to look at"
          value={view}
          onChange={(value) => setView(value as View)}
          data={Object.entries(VIEWS).map(([value, words]) => ({
            value,
            label: value === 'parked' ? `${words} ${parked}` : words,
          }))}
        />
      </div>
      {view === 'cells' && <CellInspector channelId={channel.id} />}
      {view === 'inbox' && <InboxTable channelId={channel.id} />}
      {view === 'parked' && <ParkedTable channelId={channel.id} />}
    </section>
  )
}
