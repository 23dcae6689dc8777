/** The bottom line: is the host there, are the channels in step, and which keys work on this screen. */
import { useQuery } from '@tanstack/react-query'
import { channelsInStep, channelTone } from '../channels/lane-words.ts'
import { useDesk, useHotel, useLinkState, useNow } from '../desk-context.tsx'
import { type Area, useDeskState } from '../desk-state.ts'
import { counted } from '../formats.ts'
import { KeyHint, Status } from './marks.tsx'

const AREA_KEYS: Record<Area, readonly { keys: readonly string[]; words: string }[]> = {
  chart: [
    { keys: ['↑', '↓', '←', '→'], words: 'move' },
    { keys: ['Shift', '←', '→'], words: 'by day' },
    { keys: ['Enter'], words: 'open or sell' },
    { keys: ['+'], words: 'unfold' },
  ],
  stays: [
    { keys: ['←', '→'], words: 'list' },
    { keys: ['↑', '↓'], words: 'move' },
    { keys: ['I'], words: 'check in' },
    { keys: ['O'], words: 'check out' },
    { keys: ['A'], words: 'room' },
    { keys: ['Enter'], words: 'open' },
  ],
  day: [],
  rates: [],
  channels: [],
  journal: [],
  settings: [],
}

export function StatusBar() {
  const { clock } = useHotel()
  const area = useDeskState((state) => state.area)
  const now = useNow(1_000)
  return (
    <footer className="status-bar">
      <HostStatus now={now} />
      <ChannelsStatus />
      <span className="grow" />
      {AREA_KEYS[area].map(({ keys, words }) => (
        <KeyHint key={words} keys={keys}>
          {words}
        </KeyHint>
      ))}
      <span className="strong figures">{clock.time(now)}</span>
    </footer>
  )
}

function HostStatus({ now }: { now: number }) {
  const state = useLinkState()
  if (state.kind === 'live') return <Status tone="ok">Host</Status>
  if (state.kind === 'away')
    return (
      <Status tone="danger">
        Host away, {counted(Math.max(0, Math.round((now - state.since) / 1_000)), 'second')}
      </Status>
    )
  return <Status tone="unknown">Host: connecting</Status>
}

function ChannelsStatus() {
  const { queries } = useDesk()
  const state = useLinkState()
  const { data } = useQuery(queries.channels.list.queryOptions())
  if (state.kind !== 'live' || data === undefined) return <Status tone="unknown">Channels: not known</Status>
  if (data.channels.length === 0) return <Status tone="unknown">No channel connected</Status>
  if (!data.syncRunning) return <Status tone="danger">Channel sync is not running</Status>
  const troubled = data.channels.find((channel) => channelTone(channel) === 'danger')
  if (troubled !== undefined) return <Status tone="danger">{troubled.name}: needs attention</Status>
  const inStep = channelsInStep(data.channels)
  if (inStep < data.channels.length)
    return <Status tone="busy">{counted(data.channels.length - inStep, 'channel')} being updated</Status>
  return <Status tone="ok">{counted(inStep, 'channel')} in step</Status>
}
