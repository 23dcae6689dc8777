/** The bottom line: is the host there, are channels and relay in step, and which keys work on this screen. */
import { useQuery } from '@tanstack/react-query'
import { useChannelsState } from '../channels/channels-state.ts'
import { channelsInStep, channelTone } from '../channels/lane-words.ts'
import { useDesk, useHotel, useLinkState, useNow } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { useRatesState } from '../rates/rates-state.ts'
import { t } from '../text/text.ts'
import { AREA_KEYS, OPERATIONS_KEYS, RATE_VIEW_WORDS } from './area-keys.ts'
import { Key, KeyHint, Status } from './marks.tsx'
import { relayWords } from './relay-words.ts'

export function StatusBar() {
  const { clock } = useHotel()
  const area = useDeskState((state) => state.area)
  const open = useDeskState((state) => state.open)
  const view = useRatesState((state) => state.view)
  const channelsView = useChannelsState((state) => state.view)
  const here =
    area === 'rates' && view !== 'grid'
      ? RATE_VIEW_WORDS[view]
      : area === 'channels' && channelsView === 'operations'
        ? OPERATIONS_KEYS
        : AREA_KEYS[area]
  const now = useNow(1_000)
  return (
    <footer className="status-bar">
      <HostStatus now={now} />
      <ChannelsStatus />
      <RelayStatus />
      <span className="grow" />
      <span className="status-keys">
        {here.map(({ keys, words }) => (
          <KeyHint key={words} keys={keys}>
            {t(words)}
          </KeyHint>
        ))}
      </span>
      <button
        type="button"
        className="key-hint"
        title={t('frame.showKeys')}
        onClick={() => open({ kind: 'keys' })}
      >
        <Key>?</Key>
        {t('frame.key.keysShort')}
      </button>
      <span className="strong figures">{clock.time(now)}</span>
    </footer>
  )
}

function HostStatus({ now }: { now: number }) {
  const state = useLinkState()
  if (state.kind === 'live') return <Status tone="ok">{t('frame.host')}</Status>
  if (state.kind === 'away') {
    const seconds = Math.max(0, Math.round((now - state.since) / 1_000))
    return <Status tone="danger">{t('frame.host.away', { seconds })}</Status>
  }
  return <Status tone="unknown">{t('frame.host.connecting')}</Status>
}

function ChannelsStatus() {
  const { queries } = useDesk()
  const state = useLinkState()
  const { data } = useQuery(queries.channels.list.queryOptions())
  if (state.kind !== 'live' || data === undefined)
    return <Status tone="unknown">{t('frame.channels.unknown')}</Status>
  if (data.channels.length === 0) return <Status tone="unknown">{t('frame.channels.none')}</Status>
  if (!data.syncRunning) return <Status tone="danger">{t('frame.channels.noSync')}</Status>
  const troubled = data.channels.find((channel) => channelTone(channel) === 'danger')
  if (troubled !== undefined)
    return <Status tone="danger">{t('frame.channels.troubled', { channel: troubled.name })}</Status>
  const inStep = channelsInStep(data.channels)
  const behind = data.channels.length - inStep
  if (behind > 0) return <Status tone="busy">{t('frame.channels.busy', { count: behind })}</Status>
  return <Status tone="ok">{t('frame.channels.inStep', { count: inStep })}</Status>
}

function RelayStatus() {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const isLive = useLinkState().kind === 'live'
  const { data } = useQuery(queries.relay.state.queryOptions())
  const { tone, words, values } = relayWords(isLive ? data : undefined, clock)
  return <Status tone={tone}>{t(words, values)}</Status>
}
