/** A channel in trouble: what happened, what Keyrack does about it by itself, and what a person can do. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Mark } from '../frame/marks.tsx'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'
import { NextAttempt } from './lane-table.tsx'
import { facetsText, intervalText, laneName, laneTotals, reasonText } from './lane-words.ts'
import { ResumeButton } from './resume-button.tsx'
import { troubleEvents } from './trouble-events.ts'

const EVENTS = 6

export function ChannelTrouble({ channel }: { channel: ChannelState }) {
  return (
    <div className="trouble" data-testid="trouble">
      <WhatHappened channel={channel} />
      <WhatKeyrackDoes channel={channel} />
      <WhatYouCanDo channel={channel} />
    </div>
  )
}

function WhatHappened({ channel }: { channel: ChannelState }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const sent = useQuery(queries.channels.sent.queryOptions({ input: { channelId: channel.id, limit: 50 } }))
  const events = troubleEvents(channel, sent.data?.requests ?? []).slice(-EVENTS)
  return (
    <section>
      <h2>{t('channels.trouble.happened')}</h2>
      <ul className="timed">
        {events.map((event) => (
          <li key={`${event.at} ${event.about}`}>
            <span className="muted figures">{clock.timeToSeconds(event.at)}</span>
            <span>
              {event.about === 'fetch'
                ? t('channels.trouble.fetch', { reason: reasonText(event) })
                : t('channels.trouble.send', {
                    lane: laneName(channel, event.about),
                    reason: reasonText(event),
                  })}
              {event.times > 1 && (
                <span className="muted second">
                  {' '}
                  {t('channels.trouble.times', {
                    times: event.times,
                    at: clock.timeToSeconds(event.lastAt),
                  })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Doing({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <li>
      <Mark tone={tone} />
      <span>{children}</span>
    </li>
  )
}

function WhatKeyrackDoes({ channel }: { channel: ChannelState }) {
  const { unknown } = laneTotals(channel)
  const { pull, settings, exposure } = channel
  return (
    <section>
      <h2>{t('channels.trouble.keyrack')}</h2>
      <ul className="doing">
        {channel.lanes
          .filter(({ state }) => state === 'waiting')
          .map((lane) => (
            <Doing key={lane.lane} tone="busy">
              <b>{facetsText(lane)}</b>: <NextAttempt lane={lane} />
            </Doing>
          ))}
        {channel.lanes.some(({ state }) => state === 'stopped') && (
          <Doing tone="danger">{t('channels.trouble.stopped')}</Doing>
        )}
        {unknown > 0 && <Doing tone="ok">{t('channels.trouble.again', { count: unknown })}</Doing>}
        <Doing tone="ok">{t('channels.trouble.order')}</Doing>
        {settings.reservationsBy === 'relay' ? (
          <Doing tone="ok">{t('channels.trouble.byRelay')}</Doing>
        ) : (
          <Doing tone={pull.lastError === null ? 'ok' : 'warning'}>
            {t(pull.lastError === null ? 'channels.trouble.fetching' : 'channels.trouble.fetchAgain', {
              duration: intervalText(settings.pullIntervalMs),
            })}
          </Doing>
        )}
        {channel.staleSince !== null && exposure.safetyBuffer > 0 && (
          <Doing tone="ok">
            {t('channels.trouble.safetyBuffer', { count: exposure.safetyBuffer, channel: channel.name })}
          </Doing>
        )}
        {exposure.buffer > 0 && (
          <Doing tone="ok">{t('channels.trouble.buffer', { count: exposure.buffer })}</Doing>
        )}
      </ul>
    </section>
  )
}

function WhatYouCanDo({ channel }: { channel: ChannelState }) {
  const isAway = useIsAway()
  const open = useDeskState((state) => state.open)
  const isStopped = channel.lanes.some(({ state }) => state === 'stopped')
  const form = (startsAt: 'username' | 'buffer') => open({ kind: 'channel', channelId: channel.id, startsAt })
  return (
    <section>
      <h2>{t('channels.trouble.you')}</h2>
      <div className="stacked">
        {isStopped && (
          <>
            <Button disabled={isAway} onClick={() => form('username')}>
              {t('channels.trouble.credentials')}
            </Button>
            <ResumeButton channel={channel} />
          </>
        )}
        <Button variant="default" disabled={isAway} onClick={() => form('buffer')}>
          {t('channels.trouble.holdBack')}
        </Button>
        <p className="muted second">{t('channels.trouble.byHand', { channel: channel.name })}</p>
      </div>
    </section>
  )
}
