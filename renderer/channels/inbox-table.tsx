/** Messages that a channel sent, what became of each, and the message itself with card numbers masked. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { IngestOutcome } from '../../shared/snapshot.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import type { Tone } from '../frame/tone.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'

const OUTCOMES: Readonly<Record<IngestOutcome, { tone: Tone; words: MessageId }>> = {
  applied: { tone: 'ok', words: 'channels.outcome.applied' },
  duplicate: { tone: 'unknown', words: 'channels.outcome.duplicate' },
  ignored: { tone: 'unknown', words: 'channels.outcome.ignored' },
  quarantined: { tone: 'warning', words: 'channels.outcome.quarantined' },
  unreadable: { tone: 'danger', words: 'channels.outcome.unreadable' },
}
const KINDS: Readonly<Record<string, MessageId>> = {
  new: 'channels.message.new',
  modified: 'channels.message.modified',
  cancelled: 'channels.message.cancelled',
}

export function messageKind(kind: string): string {
  const words = KINDS[kind]
  return words === undefined ? kind : t(words)
}

export function InboxTable({ channelId }: { channelId: string }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const openReservation = useDeskState((state) => state.openReservation)
  const open = useDeskState((state) => state.open)
  const query = useQuery(queries.channels.inbox.queryOptions({ input: { channelId, limit: 50 } }))
  return (
    <QueryView query={query}>
      {(data) =>
        data.messages.length === 0 ? (
          <p className="notice-empty">{t('channels.inbox.none')}</p>
        ) : (
          <table className="table" aria-label={t('channels.tab.inbox')}>
            <colgroup>
              <col style={{ width: 150 }} />
              <col style={{ width: 90 }} />
              <col style={{ width: 120 }} />
              <col style={{ width: 150 }} />
              <col />
              <col style={{ width: 210 }} />
            </colgroup>
            <thead>
              <tr>
                <th>{t('channels.column.received')}</th>
                <th>{t('channels.column.kind')}</th>
                <th>{t('channels.column.reference')}</th>
                <th>{t('channels.column.outcome')}</th>
                <th>{t('channels.column.reason')}</th>
                <th>
                  <span className="spoken-only">{t('channels.column.open')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.messages.map((message) => {
                const { tone, words } = OUTCOMES[message.outcome]
                const { id, reservationId } = message
                return (
                  <tr key={id}>
                    <td className="figures">{clock.dayAndTime(message.receivedAt)}</td>
                    <td>{messageKind(message.kind)}</td>
                    <td className="figures strong">{message.channelRef}</td>
                    <td>
                      <Status tone={tone}>{t(words)}</Status>
                    </td>
                    <td className="muted second" title={message.reason}>
                      {message.reason}
                    </td>
                    <td className="actions">
                      <Button
                        h={24}
                        variant="default"
                        onClick={() => open({ kind: 'message', channelId, messageId: id })}
                      >
                        {t('channels.message.show')}
                      </Button>{' '}
                      {reservationId !== null && (
                        <Button h={24} variant="default" onClick={() => openReservation(reservationId)}>
                          {t('channels.reservation')}
                        </Button>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )
      }
    </QueryView>
  )
}
