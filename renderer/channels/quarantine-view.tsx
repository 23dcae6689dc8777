/** What waits for a person, of all channels: bookings of a room that is not mapped, messages nobody could read, refused values. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { KeyHint, Mark } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { useChannelsState } from './channels-state.ts'
import { messageKind } from './inbox-table.tsx'
import { laneTotals } from './lane-words.ts'
import { ParkedValues } from './parked-values.tsx'
import { type Waiting, WaitingMessage } from './waiting-message.tsx'

/** One entry of the list, by the key that it is chosen by. */
type Entry =
  | { readonly key: string; readonly message: Waiting }
  | { readonly key: string; readonly refusing: ChannelState }

export function useWaitingCount(channels: readonly ChannelState[]): number {
  const { queries } = useDesk()
  const { data } = useQuery(queries.channels.quarantine.queryOptions())
  return (data?.messages.length ?? 0) + channels.filter((each) => laneTotals(each).parked > 0).length
}

export function QuarantineView({ channels }: { channels: readonly ChannelState[] }) {
  const { queries } = useDesk()
  const query = useQuery(queries.channels.quarantine.queryOptions())
  return (
    <QueryView query={query}>
      {({ messages }) => <Entries channels={channels} messages={messages} />}
    </QueryView>
  )
}

function Entries({
  channels,
  messages,
}: {
  channels: readonly ChannelState[]
  messages: readonly Waiting[]
}) {
  const waitingKey = useChannelsState((state) => state.waitingKey)
  const choose = useChannelsState((state) => state.chooseWaiting)
  const entries = useMemo<readonly Entry[]>(
    () => [
      ...messages.map((message) => ({ key: `message ${message.id}`, message })),
      ...channels
        .filter((channel) => laneTotals(channel).parked > 0)
        .map((refusing) => ({ key: `refused ${refusing.id}`, refusing })),
    ],
    [channels, messages],
  )
  const index = Math.max(
    0,
    entries.findIndex(({ key }) => key === waitingKey),
  )
  const keys = useMemo(() => {
    const to = (step: number) => () => choose(entries[index + step]?.key ?? entries[index]?.key ?? null)
    return { '[': to(-1), ']': to(1) }
  }, [entries, index, choose])
  useViewKeys(keys)
  const chosen = entries[index]
  if (chosen === undefined)
    return (
      <div className="no-channel">
        <div className="card">
          <h1>{t('channels.waiting.none')}</h1>
          <p>{t('channels.waiting.noneWhat')}</p>
        </div>
      </div>
    )
  return (
    <div className="waiting-view">
      <nav className="cases-list" aria-label={t('channels.waiting.list')}>
        <ul>
          {entries.map((entry) => (
            <li key={entry.key}>
              <button
                type="button"
                aria-current={entry === chosen ? 'true' : undefined}
                data-testid={entry.key}
                onClick={() => choose(entry.key)}
              >
                <EntryWords entry={entry} channels={channels} />
              </button>
            </li>
          ))}
        </ul>
        <p className="waiting-keys">
          <KeyHint keys={['[', ']']}>{t('channels.waiting.key.entry')}</KeyHint>
        </p>
      </nav>
      {'message' in chosen ? (
        <WaitingMessage
          key={chosen.key}
          message={chosen.message}
          channel={channels.find(({ id }) => id === chosen.message.channelId)}
        />
      ) : (
        <ParkedValues key={chosen.key} channel={chosen.refusing} />
      )}
    </div>
  )
}

function EntryWords({ entry, channels }: { entry: Entry; channels: readonly ChannelState[] }) {
  const { clock } = useHotel()
  if ('refusing' in entry) {
    const { name } = entry.refusing
    return (
      <>
        <Mark tone="parked" />
        <span className="lines">
          <b>{name}</b>
          <span className="muted second">
            {t('channels.waiting.refuses', { count: laneTotals(entry.refusing).parked })}
          </span>
        </span>
      </>
    )
  }
  const { message } = entry
  const channel = channels.find(({ id }) => id === message.channelId)?.name ?? ''
  return (
    <>
      <Mark tone={message.outcome === 'quarantined' ? 'info' : 'danger'} />
      <span className="lines">
        <b>
          {channel} {message.channelRef}
        </b>
        <span className="second">
          {message.guestName ?? t('channels.outcome.unreadable')} · {messageKind(message.kind)}
        </span>
        <span className="muted second">{clock.dayAndTime(message.receivedAt)}</span>
      </span>
    </>
  )
}
