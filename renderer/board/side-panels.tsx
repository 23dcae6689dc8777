/** What waits for somebody, and how the channels are: short, each line a way to where it is dealt with. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { channelTone } from '../channels/lane-words.ts'
import { useDesk, useHotel, useIsAway, useNow } from '../desk-context.tsx'
import { areaKey, useDeskState } from '../desk-state.ts'
import { agoText, nightListText } from '../formats.ts'
import { Key, Mark } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'

export function AttentionBoard() {
  const heading = useId()
  const { queries } = useDesk()
  const { names, clock } = useHotel()
  const openReservation = useDeskState((state) => state.openReservation)
  const show = useDeskState((state) => state.show)
  const casesQuery = useQuery(queries.attention.cases.queryOptions())
  const alertsQuery = useQuery(queries.attention.alerts.queryOptions())
  const cases = (casesQuery.data?.cases ?? []).filter((each) => each.status === 'open')
  const alerts = alertsQuery.data?.alerts ?? []
  const count = cases.length + alerts.length
  return (
    <section className="panel board-attention" aria-labelledby={heading} data-testid="board-attention">
      <div className="panel-head">
        <h2 id={heading}>{t('board.attention')}</h2>
        <span className="muted second">{t('board.attention.count', { count })}</span>
      </div>
      <QueryView query={casesQuery}>
        {() => (
          <ul className="board-list">
            {count === 0 && <li className="notice-empty">{t('board.attention.none')}</li>}
            {cases.map((each) => (
              <li key={each.id}>
                <button
                  type="button"
                  className="board-line"
                  onClick={() => openReservation(each.reservationId)}
                >
                  <Mark tone="danger" />
                  <span className="grow">
                    <span className="strong">
                      {t('frame.attention.overbooked', {
                        roomType: names.roomType(each.roomTypeId),
                        nights: nightListText(each.nights),
                      })}
                    </span>
                    <span className="second muted">
                      {each.guestName} · {each.channelName ?? t('frame.attention.direct')}
                    </span>
                  </span>
                  <span className="second muted figures">{clock.time(each.openedAt)}</span>
                </button>
              </li>
            ))}
            {alerts.map((alert) => (
              <li key={alert.id}>
                <button
                  type="button"
                  className="board-line"
                  onClick={() => show(alert.kind.startsWith('relay') ? 'settings' : 'channels')}
                >
                  <Mark tone={alert.severity} />
                  <span className="grow">
                    <span className="strong">{alert.subject}</span>
                    <span className="second muted">{alert.detail}</span>
                  </span>
                  <span className="second muted figures">{clock.time(alert.openedAt)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  )
}

/** Lanes change by the clock too (a pause ends), which no commit announces. */
const LOOK_AGAIN_MS = 5_000

export function ChannelsBoard() {
  const heading = useId()
  const { queries } = useDesk()
  const show = useDeskState((state) => state.show)
  const query = useQuery(queries.channels.list.queryOptions({ refetchInterval: LOOK_AGAIN_MS }))
  return (
    <section className="panel board-channels" aria-labelledby={heading} data-testid="board-channels">
      <div className="panel-head">
        <h2 id={heading}>{t('board.channels')}</h2>
        <span className="grow" />
        <Key>{areaKey('channels')}</Key>
      </div>
      <QueryView query={query}>
        {(data) =>
          data.channels.length === 0 ? (
            <div className="notice-empty">
              <p>{t('board.channels.none')}</p>
              <Button h={24} mt={8} variant="default" onClick={() => show('channels')}>
                {t('board.channels.connect')}
              </Button>
            </div>
          ) : (
            <ul className="board-list">
              {data.channels.map((channel) => (
                <li key={channel.id}>
                  <ChannelLine channel={channel} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  )
}

function ChannelLine({ channel }: { channel: ChannelState }) {
  const isAway = useIsAway()
  const now = useNow(1_000)
  const show = useDeskState((state) => state.show)
  const tone = isAway ? 'unknown' : channelTone(channel)
  const last = Math.max(0, ...channel.lanes.map((lane) => lane.lastAcknowledgedAt ?? 0))
  return (
    <button type="button" className="board-line is-channel" onClick={() => show('channels')}>
      <Mark tone={tone} />
      <span className="grow strong">{channel.name}</span>
      <span className="second muted">{isAway ? t('board.channel.notKnown') : channelWords(channel)}</span>
      <span className="second muted figures channel-ago">
        {last === 0 ? t('board.channel.never') : agoText(last, now)}
      </span>
    </button>
  )
}

function channelWords(channel: ChannelState): string {
  const parked = channel.lanes.reduce((sum, lane) => sum + lane.parkedCells, 0)
  const tone = channelTone(channel)
  switch (tone) {
    case 'parked':
      return t('board.channel.parked', { count: parked })
    case 'info':
      return t('board.channel.ok')
    default:
      return t(`board.channel.${tone}`)
  }
}
