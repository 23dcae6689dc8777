/** Which channels deliver their reservations by the relay, and what to enter at the channel for it. */
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RelayState } from '../../shared/contract/relay.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { CopyText } from './copy-text.tsx'
import { Fact, Part } from './part.tsx'

type Source = Extract<RelayState, { state: 'paired' }>['sources'][number]

interface Credentials {
  readonly webhooks: readonly { readonly queue: 'new' | 'modified'; readonly url: string }[]
  readonly username: string
  readonly password: string
}

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
              {all.map(({ id, name }) => (
                <li key={id}>
                  <RelayChannel
                    channelId={id}
                    name={name}
                    source={sources.find(({ channelId }) => channelId === id)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Part>
  )
}

function RelayChannel({
  channelId,
  name,
  source,
}: {
  channelId: string
  name: string
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
                ? t('settings.relay.channel.noMessage')
                : t('settings.relay.channel.last', { time: clock.dayAndTime(source.lastMessageAt) })}
            </Status>
          )}
        </span>
        <Button
          variant="default"
          disabled={isAway}
          loading={connect.isSending}
          onClick={() => void byRelay()}
        >
          {t(source === undefined ? 'settings.relay.channel.use' : 'settings.relay.channel.again')}
        </Button>
        {source !== undefined && <Disconnect channelId={channelId} onDone={() => setGiven(null)} />}
      </div>
      <FailureAlert failure={connect.failure} />
      {given !== null && <Given given={given} channel={name} onDone={() => setGiven(null)} />}
    </div>
  )
}

/** What goes into the channel's own settings; the password cannot be shown a second time. */
function Given({ given, channel, onDone }: { given: Credentials; channel: string; onDone: () => void }) {
  return (
    <div className="settings-secret" data-testid="relay-credentials">
      <p>{t('settings.relay.given', { channel })}</p>
      <dl className="settings-facts">
        {given.webhooks.map(({ queue, url }) => (
          <Fact key={queue} name={t(`settings.relay.given.${queue}`)}>
            <CopyText text={url} />
          </Fact>
        ))}
        <Fact name={t('settings.relay.given.username')}>
          <CopyText text={given.username} />
        </Fact>
        <Fact name={t('settings.relay.given.password')}>
          <CopyText text={given.password} name={t('settings.relay.given.password')} />
        </Fact>
      </dl>
      <div>
        <Button variant="default" onClick={onDone}>
          {t('settings.relay.given.done')}
        </Button>
      </div>
    </div>
  )
}

function Disconnect({ channelId, onDone }: { channelId: string; onDone: () => void }) {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const disconnect = useCommand(calls.relay.disconnectChannel, t('settings.relay.channel.disconnect'))
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
        {t('settings.relay.channel.disconnect')}
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
