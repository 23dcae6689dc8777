/** While the host does not answer: what you see, since when, what happens next, and what was sent and has no answer. */
import { Button } from '@mantine/core'
import { useMutationState, useQuery } from '@tanstack/react-query'
import { useDesk, useHotel, useLinkState, useNow } from '../desk-context.tsx'
import { t } from '../text/text.ts'
import { Mark } from './marks.tsx'

export function AwayBanner() {
  const { link } = useDesk()
  const { clock } = useHotel()
  const state = useLinkState()
  const now = useNow(1_000)
  const sent = useSentCommands()
  if (state.kind !== 'away') return <RelayBanner isLive={state.kind === 'live'} />
  const seconds = state.nextAttemptAt === null ? 0 : Math.ceil(Math.max(0, state.nextAttemptAt - now) / 1_000)
  return (
    <>
      <div className="banner is-danger" role="alert" data-testid="host-away">
        <Mark tone="danger" />
        <div className="grow">
          <b>{t('frame.away.title', { time: clock.timeToSeconds(state.since) })}</b>
          <p>
            {t('frame.away.next', { attempt: state.attempt, seconds })}
            {sent.length > 0 && ` ${t('frame.away.sent', { count: sent.length })}`}
          </p>
        </div>
        <Button onClick={() => link.connect()}>{t('frame.away.tryNow')}</Button>
      </div>
      {sent.length > 0 && <WaitingCommands sent={sent} />}
    </>
  )
}

interface SentCommand {
  readonly words: string | null
  readonly sentAt: number
}

/** Commands without an answer yet: they may have been done, and are sent again with their key. */
function useSentCommands(): readonly SentCommand[] {
  return useMutationState({
    filters: { status: 'pending' },
    select: ({ state, options }): SentCommand => {
      const words = options.meta?.words
      return { words: typeof words === 'string' ? words : null, sentAt: state.submittedAt }
    },
  })
}

function WaitingCommands({ sent }: { sent: readonly SentCommand[] }) {
  const { clock } = useHotel()
  return (
    <section className="waiting-commands" data-testid="waiting-commands">
      <h2 className="strong second">{t('frame.waiting.title', { count: sent.length })}</h2>
      <ul>
        {sent.map((command) => (
          <li key={command.sentAt}>
            <Mark tone="unknown" />
            <span className="grow">{command.words ?? t('frame.waiting.change')}</span>
            <span className="muted second">
              {t('frame.waiting.sent', { time: clock.timeToSeconds(command.sentAt) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The desk needs no relay to work; bookings that it holds come later. */
function RelayBanner({ isLive }: { isLive: boolean }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const { data } = useQuery(queries.relay.state.queryOptions())
  if (!isLive || data?.state !== 'paired' || data.connection !== 'away') return null
  const { lastHeardAt, sources } = data
  return (
    <div className="banner is-info" role="status" data-testid="relay-away">
      <Mark tone="info" />
      <div className="grow">
        <b>
          {lastHeardAt === null
            ? t('frame.relayAway.title')
            : t('frame.relayAway.titleSince', { time: clock.dayAndTime(lastHeardAt) })}
        </b>
        <p>{t('frame.relayAway.text', { count: sources.length })}</p>
      </div>
    </div>
  )
}
