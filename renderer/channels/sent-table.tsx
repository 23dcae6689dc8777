/** Requests that were sent to a channel and what it answered, newest first. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { numberText } from '../formats.ts'
import { Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { intervalText, laneName, reasonText } from './lane-words.ts'
import { ALL, LogFilter } from './log-filter.tsx'
import { type SentRequest, sentTone, sentWords } from './sent-words.ts'
import { ShowCall } from './show-call.tsx'
import { useCalls } from './use-calls.ts'

type Sender = Pick<ChannelState, 'id' | 'lanes'>

/** As many as the host gives at once. */
const LATEST = 200

export function SentTable({ channel }: { channel: Sender }) {
  const { queries } = useDesk()
  const query = useQuery(
    queries.channels.sent.queryOptions({ input: { channelId: channel.id, limit: LATEST } }),
  )
  return (
    <QueryView query={query}>
      {({ requests }) =>
        requests.length === 0 ? (
          <p className="notice-empty">{t('channels.sent.none')}</p>
        ) : (
          <Requests channel={channel} requests={requests} />
        )
      }
    </QueryView>
  )
}

function Requests({ channel, requests }: { channel: Sender; requests: readonly SentRequest[] }) {
  const { clock } = useHotel()
  const calls = useCalls(channel.id)
  const callIds = new Map(calls.data?.calls.map(({ sentId, id }) => [sentId, id]))
  const [by, setBy] = useState(ALL)
  const isGood = (request: SentRequest) => sentTone(request) === 'ok'
  const good = requests.filter(isGood).length
  const shown = requests.filter((request) => by === ALL || isGood(request) === (by === 'good'))
  return (
    <>
      <LogFilter
        value={by}
        onChange={setBy}
        data={[
          { value: ALL, label: t('channels.log.all', { count: requests.length }) },
          { value: 'good', label: t('channels.log.good', { count: good }) },
          { value: 'bad', label: t('channels.log.failed', { count: requests.length - good }) },
        ]}
      />
      <table className="table" aria-label={t('channels.tab.sent')}>
        <colgroup>
          <col style={{ width: 170 }} />
          <col style={{ width: 110 }} />
          <col style={{ width: 80 }} />
          <col style={{ width: 80 }} />
          <col style={{ width: 90 }} />
          <col style={{ width: 210 }} />
          <col />
          <col style={{ width: 160 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{t('channels.column.sentAt')}</th>
            <th>{t('channels.column.lane')}</th>
            <th className="right">{t('channels.column.cells')}</th>
            <th className="right">{t('channels.column.ranges')}</th>
            <th className="right">{t('channels.column.took')}</th>
            <th>{t('channels.column.outcome')}</th>
            <th>{t('channels.column.theirReason')}</th>
            <th>
              <span className="spoken-only">{t('channels.column.open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((request) => (
            <tr key={request.id}>
              <td className="figures">{clock.dayAndSeconds(request.claimedAt)}</td>
              <td>{laneName(channel, request.lane)}</td>
              <td className="right">{numberText(request.cells)}</td>
              <td className="right">{numberText(request.ranges)}</td>
              <td className="right">{intervalText(request.settledAt - request.claimedAt)}</td>
              <td>
                <Status tone={sentTone(request)}>{sentWords(request)}</Status>
              </td>
              <td className="muted second" title={request.error?.message}>
                {request.error === null ? '' : reasonText(request.error)}
              </td>
              <td className="actions">
                <ShowCall channelId={channel.id} callId={callIds.get(request.id)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
