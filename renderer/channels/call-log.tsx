/** Every call to a channel that is kept, newest first; Enter shows what was asked and what was answered. */
import { SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { CallLine } from '../../shared/contract/channel-calls.ts'
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { KeyHint, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import {
  CALL_FILTERS,
  type CallFilter,
  callName,
  callOutcome,
  matches,
  pathText,
  sizeText,
} from './call-words.ts'
import { useChannelsState } from './channels-state.ts'
import { intervalText } from './lane-words.ts'
import type { SentRequest } from './sent-words.ts'
import { useCalls } from './use-calls.ts'
import './call-log.css'

type Kept = Answers['channels']['calls']

/** As many as the host gives at once. */
const LATEST = 200
const COLUMNS = [168, 220, 210, 64, 84, 88, 88, undefined] as const

export function CallLog({ channels }: { channels: readonly ChannelState[] }) {
  const chosenId = useChannelsState((state) => state.chosenId)
  const channel = channels.find(({ id }) => id === chosenId) ?? channels[0]
  return channel === undefined ? null : <CallsOf key={channel.id} channel={channel} channels={channels} />
}

function CallsOf({ channel, channels }: { channel: ChannelState; channels: readonly ChannelState[] }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const query = useCalls(channel.id)
  const sent = useQuery(
    queries.channels.sent.queryOptions({ input: { channelId: channel.id, limit: LATEST } }),
  )
  const filter = useChannelsState((state) => state.callFilter)
  const requests = useMemo(
    () => new Map(sent.data?.requests.map((request) => [request.id, request])),
    [sent.data],
  )
  useLogKeys(channel, channels)
  return (
    <div className="call-log">
      <Bar channel={channel} channels={channels} kept={query.data} />
      <QueryView query={query}>
        {({ calls, since }) => {
          const shown = calls.filter((call) => matches(call, filter))
          if (calls.length === 0)
            return (
              <p className="notice-empty">{t('channels.calls.none', { since: clock.dayAndTime(since) })}</p>
            )
          if (shown.length === 0) return <p className="notice-empty">{t('channels.calls.noneSuch')}</p>
          return <Calls channel={channel} calls={shown} requests={requests} />
        }}
      </QueryView>
    </div>
  )
}

/** These work at once, also before there is anything to see. */
function useLogKeys(channel: ChannelState, channels: readonly ChannelState[]): void {
  const keys = useMemo(() => {
    const { choose, filterCalls } = useChannelsState.getState()
    const next = channels[(channels.findIndex(({ id }) => id === channel.id) + 1) % channels.length]
    return {
      c: next === undefined ? undefined : () => choose(next.id),
      f: () => {
        const now = CALL_FILTERS.indexOf(useChannelsState.getState().callFilter)
        filterCalls(CALL_FILTERS[(now + 1) % CALL_FILTERS.length] ?? 'all')
      },
    }
  }, [channel.id, channels])
  useViewKeys(keys)
}

function Bar({
  channel,
  channels,
  kept,
}: {
  channel: ChannelState
  channels: readonly ChannelState[]
  kept: Kept | undefined
}) {
  const { clock } = useHotel()
  const choose = useChannelsState((state) => state.choose)
  const filter = useChannelsState((state) => state.callFilter)
  const filterCalls = useChannelsState((state) => state.filterCalls)
  const count = (of: CallFilter) => kept?.calls.filter((call) => matches(call, of)).length ?? 0
  const words = (value: CallFilter) => t(`channels.calls.${value}`, { count: count(value) })
  return (
    <div className="tools call-tools">
      <Select
        aria-label={t('channels.column.channel')}
        data={channels.map(({ id, name }) => ({ value: id, label: name }))}
        value={channel.id}
        onChange={(id) => id !== null && choose(id)}
        allowDeselect={false}
      />
      <SegmentedControl
        aria-label={t('channels.calls.filter')}
        value={filter}
        onChange={(value) => filterCalls(value as CallFilter)}
        data={CALL_FILTERS.map((value) => ({ value, label: words(value) }))}
      />
      {kept !== undefined && (
        <span className="muted cut" title={t('channels.calls.sinceWhat')} data-testid="calls-kept">
          {t('channels.calls.since', { gone: kept.gone, since: clock.dayAndTime(kept.since) })}
        </span>
      )}
      <span className="grow" />
      <KeyHint keys={['F']}>{t('channels.key.filter')}</KeyHint>
      {channels.length > 1 && <KeyHint keys={['C']}>{t('channels.key.channel')}</KeyHint>}
    </div>
  )
}

function Calls({
  channel,
  calls,
  requests,
}: {
  channel: ChannelState
  calls: readonly CallLine[]
  requests: ReadonlyMap<number, SentRequest>
}) {
  const open = useDeskState((state) => state.open)
  const chosenId = useChannelsState((state) => state.callId)
  const choose = useChannelsState((state) => state.chooseCall)
  const list = useRef<HTMLDivElement>(null)
  const index = Math.max(
    0,
    calls.findIndex(({ id }) => id === chosenId),
  )
  const show = (call: CallLine) => {
    choose(call.id)
    open({ kind: 'call', channelId: channel.id, callId: call.id })
  }
  const to = (place: number) => () => {
    const call = calls[place]
    if (call !== undefined) choose(call.id)
  }
  const chosen = calls[index]
  useViewKeys({
    arrowdown: to(index + 1),
    arrowup: to(index - 1),
    home: to(0),
    end: to(calls.length - 1),
    enter: chosen === undefined ? undefined : () => show(chosen),
  })
  useEffect(() => {
    if (chosenId !== null)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    // biome-ignore lint/a11y/useSemanticElements: the table inside keeps its own semantics
    <div
      ref={list}
      className="call-list"
      role="group"
      aria-label={t('channels.calls', { channel: channel.name })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
      tabIndex={0}
    >
      <table className="table call-table">
        <colgroup>
          {COLUMNS.map((width, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
            <col key={column} style={width === undefined ? {} : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th>{t('channels.calls.column.at')}</th>
            <th>{t('channels.calls.column.call')}</th>
            <th>{t('channels.column.outcome')}</th>
            <th className="right">{t('channels.calls.column.status')}</th>
            <th className="right">{t('channels.column.took')}</th>
            <th className="right">{t('channels.calls.column.request')}</th>
            <th className="right">{t('channels.calls.column.answer')}</th>
            <th>{t('channels.calls.column.address')}</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <Line
              key={call.id}
              channel={channel}
              call={call}
              sent={call.sentId === null ? undefined : requests.get(call.sentId)}
              isChosen={call === chosen}
              onChoose={() => choose(call.id)}
              onOpen={() => show(call)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({
  channel,
  call,
  sent,
  isChosen,
  onChoose,
  onOpen,
}: {
  channel: ChannelState
  call: CallLine
  sent: SentRequest | undefined
  isChosen: boolean
  onChoose: () => void
  onOpen: () => void
}) {
  const { clock } = useHotel()
  const { tone, words } = callOutcome(call, sent)
  const [size, answer] = [call.requestBytes, call.answerBytes]
  return (
    <tr
      aria-selected={isChosen}
      data-testid={`call-${call.kind}`}
      onMouseDown={onChoose}
      onDoubleClick={onOpen}
    >
      <td className="figures">{clock.dayAndSeconds(call.at)}</td>
      <td>{callName(channel, call)}</td>
      <td>
        <Status tone={tone}>{words}</Status>
      </td>
      <td className="right figures">{call.status ?? '–'}</td>
      <td className="right">{intervalText(Math.round(call.tookMs))}</td>
      <td className="right">{size === 0 ? '–' : sizeText(size)}</td>
      <td className="right">{answer === null ? '–' : sizeText(answer)}</td>
      <td className="muted second" translate="no" title={call.address}>
        {call.method} {pathText(call.address)}
      </td>
    </tr>
  )
}
