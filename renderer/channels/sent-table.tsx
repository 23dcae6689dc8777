/** Requests that were sent to a channel and what it answered, newest first. */
import { useQuery } from '@tanstack/react-query'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { numberText } from '../formats.ts'
import { Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { laneName } from './lane-table.tsx'
import { intervalText, reasonText } from './lane-words.ts'
import { sentTone, sentWords } from './sent-words.ts'

export function SentTable({ channel }: { channel: Pick<ChannelState, 'id' | 'lanes'> }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const query = useQuery(queries.channels.sent.queryOptions({ input: { channelId: channel.id, limit: 50 } }))
  return (
    <QueryView query={query}>
      {(data) =>
        data.requests.length === 0 ? (
          <p className="notice-empty">{t('channels.sent.none')}</p>
        ) : (
          <table className="table" aria-label={t('channels.tab.sent')}>
            <colgroup>
              <col style={{ width: 170 }} />
              <col style={{ width: 110 }} />
              <col style={{ width: 80 }} />
              <col style={{ width: 80 }} />
              <col style={{ width: 90 }} />
              <col style={{ width: 230 }} />
              <col />
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
              </tr>
            </thead>
            <tbody>
              {data.requests.map((request) => (
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
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </QueryView>
  )
}
