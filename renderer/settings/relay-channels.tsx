/** Which channels deliver their reservations by the relay, and what to enter at the channel for it. */
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isPosting, POSTING } from '../../shared/channel-kinds/posting.ts'
import type { RelayState } from '../../shared/contract/relay.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { CopyText } from './copy-text.tsx'
import { Fact, Part } from './part.tsx'

type Source = Extract<RelayState, { state: 'paired' }>['sources'][number]

type Credentials = Pick<Answers['relay']['connectChannel'], 'webhooks' | 'username' | 'password'>

export function RelayChannels({ sources }: { sources: readonly Source[] }) {
  const { queries } = useDesk()
  const channels = useQuery(queries.channels.list.queryOptions())
  return (
    <Part title={t('settings.relay.channels')} text={t('settings.relay.channels.text')}>
      <QueryView query={channels}>
        {({ channels: all }) =>
          all.length === 0 ? (
            <p className="muted">{t('settings.relay.channels.none')}</p>
          ) : (
            <ul className="settings-channels">
              {all.map(({ id, name, kind }) => (
                <li key={id}>
                  {isPosting(kind) ? (
                    <RelayChannel
                      channelId={id}
                      name={name}
                      words={WORDS[POSTING[kind]]}
                      source={sources.find(({ channelId }) => channelId === id)}
                    />
                  ) : (
                    <div className="settings-channel">
                      <div className="row">
                        <b>{name}</b>
                        <Status tone="unknown">{t('settings.relay.channel.cannot')}</Status>
                      </div>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Part>
  )
}

/** Of a channel that sends its bookings, and of one that only says that there is one to be fetched. */
const WORDS = {
  reservations: {
    none: 'settings.relay.channel.noMessage',
    last: 'settings.relay.channel.last',
    use: 'settings.relay.channel.use',
    again: 'settings.relay.channel.again',
    end: 'settings.relay.channel.disconnect',
  },
  hints: {
    none: 'settings.relay.channel.noHint',
    last: 'settings.relay.channel.lastHint',
    use: 'settings.relay.channel.useHints',
    again: 'settings.relay.channel.againHints',
    end: 'settings.relay.channel.endHints',
  },
} as const

function RelayChannel({
  channelId,
  name,
  words,
  source,
}: {
  channelId: string
  name: string
  words: (typeof WORDS)[keyof typeof WORDS]
  source: Source | undefined
}) {
  const { calls } = useDesk()
  const { clock } = useHotel()
  const isAway = useIsAway()
  const connect = useCommand(
    calls.relay.connectChannel,
    t('settings.relay.channel.connect', { channel: name }),
  )
  const [given, setGiven] = useState<Credentials | null>(null)
  async function byRelay() {
    const answer = await connect.send({ channelId })
    if (answer !== undefined) setGiven(answer)
  }
  return (
    <div className="settings-channel" data-testid={`relay-channel-${name}`}>
      <div className="row">
        <b>{name}</b>
        <span className="grow">
          {source === undefined ? (
            <Status tone="unknown">{t('settings.relay.channel.pull')}</Status>
          ) : (
            <Status tone="ok">
              {source.lastMessageAt === null
                ? t(words.none)
                : t(words.last, { time: clock.dayAndTime(source.lastMessageAt) })}
            </Status>
          )}
        </span>
        <Button
          variant="default"
          disabled={isAway}
          loading={connect.isSending}
          onClick={() => void byRelay()}
        >
          {t(source === undefined ? words.use : words.again)}
        </Button>
        {source !== undefined && (
          <Disconnect channelId={channelId} name={t(words.end)} onDone={() => setGiven(null)} />
        )}
      </div>
      <FailureAlert failure={connect.failure} />
      {given !== null && <Given given={given} channel={name} onDone={() => setGiven(null)} />}
    </div>
  )
}

/** What goes into the channel's own settings; the password, or the address that holds it, cannot be shown a second time. */
function Given({ given, channel, onDone }: { given: Credentials; channel: string; onDone: () => void }) {
  const isInAddress = given.webhooks.some(({ queue }) => queue === 'hints')
  return (
    <div className="settings-secret" data-testid="relay-credentials">
      <p>{t(isInAddress ? 'settings.relay.given.secret' : 'settings.relay.given', { channel })}</p>
      <dl className="settings-facts">
        {given.webhooks.map(({ queue, url }) => (
          <Fact key={queue} name={t(`settings.relay.given.${queue}`)}>
            <CopyText text={url} />
          </Fact>
        ))}
        {!isInAddress && (
          <>
            <Fact name={t('settings.relay.given.username')}>
              <CopyText text={given.username} />
            </Fact>
            <Fact name={t('settings.relay.given.password')}>
              <CopyText text={given.password} name={t('settings.relay.given.password')} />
            </Fact>
          </>
        )}
      </dl>
      <div>
        <Button variant="default" onClick={onDone}>
          {t('settings.relay.given.done')}
        </Button>
      </div>
    </div>
  )
}

function Disconnect({ channelId, name, onDone }: { channelId: string; name: string; onDone: () => void }) {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const disconnect = useCommand(calls.relay.disconnectChannel, name)
  const [evenIfUnreachable, setEven] = useState(false)
  const { failure } = disconnect
  const isUnreachable = failure?.kind === 'refused' && failure.refusal.code === 'RelayUnreachable'
  async function send() {
    const answer = await disconnect.send({ channelId, evenIfUnreachable })
    if (answer !== undefined) onDone()
  }
  return (
    <>
      <Button variant="default" disabled={isAway} loading={disconnect.isSending} onClick={() => void send()}>
        {name}
      </Button>
      <FailureAlert failure={failure} />
      {(isUnreachable || evenIfUnreachable) && (
        <Checkbox
          label={t('settings.relay.channel.giveUp')}
          checked={evenIfUnreachable}
          onChange={({ currentTarget: { checked } }) => setEven(checked)}
        />
      )}
    </>
  )
}
