/** Messages that a channel sent, what became of each, and the message itself with card numbers masked. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { INGEST_OUTCOMES, type IngestOutcome } from '../../shared/snapshot.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import type { Tone } from '../frame/tone.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'
import { ALL, LogFilter } from './log-filter.tsx'

/** As many as the host gives at once. */
const LATEST = 200

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
  const query = useQuery(queries.channels.inbox.queryOptions({ input: { channelId, limit: LATEST } }))
  return (
    <QueryView query={query}>
      {({ messages }) =>
        messages.length === 0 ? (
          <p className="notice-empty">{t('channels.inbox.none')}</p>
        ) : (
          <Messages channelId={channelId} messages={messages} />
        )
      }
    </QueryView>
  )
}

function Messages({ channelId, messages }: { channelId: string; messages: readonly Message[] }) {
  const [wished, setWished] = useState<IngestOutcome | null>(null)
  const count = (outcome: IngestOutcome) => messages.filter((each) => each.outcome === outcome).length
  const found = INGEST_OUTCOMES.filter((outcome) => count(outcome) > 0)
  // What it was filtered by may be applied by now.
  const outcome = wished !== null && found.includes(wished) ? wished : null
  const shown = messages.filter((each) => outcome === null || each.outcome === outcome)
  return (
    <>
      <LogFilter
        value={outcome ?? ALL}
        onChange={(value) => setWished(value === ALL ? null : (value as IngestOutcome))}
        data={[
          { value: ALL, label: t('channels.log.all', { count: messages.length }) },
          ...found.map((each) => ({ value: each, label: `${t(OUTCOMES[each].words)} ${count(each)}` })),
        ]}
      />
      <table className="table" aria-label={t('channels.tab.inbox')}>
        <colgroup>
          <col style={{ width: 150 }} />
          <col style={{ width: 90 }} />
          <col style={{ width: 120 }} />
          <col style={{ width: 150 }} />
          <col />
          <col style={{ width: 250 }} />
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
          {shown.map((message) => (
            <InboxRow key={message.id} channelId={channelId} message={message} />
          ))}
        </tbody>
      </table>
    </>
  )
}

type Message = Answers['channels']['inbox']['messages'][number]

function InboxRow({ channelId, message }: { channelId: string; message: Message }) {
  const { clock } = useHotel()
  const open = useDeskState((state) => state.open)
  const openReservation = useDeskState((state) => state.openReservation)
  const { id, reservationId, outcome } = message
  const { tone, words } = OUTCOMES[outcome]
  return (
    <tr data-testid={`message-${message.channelRef}`}>
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
        {outcome === 'quarantined' && <ApplyNow channelId={channelId} message={message} />}
        <Button h={24} variant="default" onClick={() => open({ kind: 'message', channelId, messageId: id })}>
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
}

/** A message whose rooms were not mapped when it came: tried once more; why it still waits is said in full. */
function ApplyNow({ channelId, message }: { channelId: string; message: Message }) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const replay = useCommand(calls.channels.replay)
  async function apply() {
    const answer = await replay.send({ channelId, messageId: message.id })
    if (answer === undefined) return
    const { channelRef } = message
    notify(
      'done',
      answer.code === null
        ? t('channels.replay.ignored', { ref: channelRef })
        : t('channels.replay.done', { ref: channelRef, code: answer.code }),
    )
  }
  return (
    <>
      {replay.failure !== null && (
        <p className="warning-text second replay-refused" role="alert">
          {failureSentence(replay.failure, names)}
        </p>
      )}
      <Button h={24} disabled={isAway} loading={replay.isSending} onClick={() => void apply()}>
        {t('channels.replay')}
      </Button>{' '}
    </>
  )
}
