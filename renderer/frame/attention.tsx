/** What someone must look at: bookings that do not fit, and alerts. Counted in the header, listed here. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { IsoDate } from '../../shared/dates.ts'
import { type ChannelsView, openCase, openChannels } from '../channels/channels-state.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { nightListText } from '../formats.ts'
import { t } from '../text/text.ts'
import { Mark } from './marks.tsx'
import { QueryView } from './query-view.tsx'

function useAttentionQueries() {
  const { queries } = useDesk()
  return {
    cases: useQuery(queries.attention.cases.queryOptions()),
    alerts: useQuery(queries.attention.alerts.queryOptions()),
  }
}

/** Open cases and alerts together. */
export function useAttentionCount(): number {
  const { cases, alerts } = useAttentionQueries()
  const open = cases.data?.cases.filter((each) => each.status === 'open').length ?? 0
  return open + (alerts.data?.alerts.length ?? 0)
}

/** The nights of a stay that do not fit; none when it fits. */
export function useOverbookedNights(stayId: string): readonly IsoDate[] {
  const { cases } = useAttentionQueries()
  return cases.data?.cases.find((each) => each.stayId === stayId && each.status === 'open')?.nights ?? []
}

export function CaseList() {
  const { cases } = useAttentionQueries()
  const { names, clock } = useHotel()
  return (
    <QueryView query={cases}>
      {(data) => {
        const open = data.cases.filter((each) => each.status === 'open')
        if (open.length === 0) return <p className="notice-empty">{t('frame.attention.noCases')}</p>
        return (
          <ul className="attention-list" data-testid="cases">
            {open.map((each) => (
              <li key={each.id} data-testid={`case-${each.stayId}`}>
                <Mark tone="danger" />
                <div className="grow">
                  <div className="strong">
                    {t('frame.attention.overbooked', {
                      roomType: names.roomType(each.roomTypeId),
                      nights: nightListText(each.nights),
                    })}
                  </div>
                  <div className="second muted">
                    {t('frame.attention.caseOrigin', {
                      guest: each.guestName,
                      channel: each.channelName ?? t('frame.attention.direct'),
                      code: each.code,
                      since: clock.dayAndTime(each.openedAt),
                    })}
                  </div>
                </div>
                <Button h={24} variant="default" onClick={() => openCase(each.id)}>
                  {t('cases.resolve')}
                </Button>
              </li>
            ))}
          </ul>
        )
      }}
    </QueryView>
  )
}

export function AlertList() {
  const { alerts } = useAttentionQueries()
  const { clock } = useHotel()
  return (
    <QueryView query={alerts}>
      {(data) =>
        data.alerts.length === 0 ? (
          <p className="notice-empty">{t('frame.attention.noAlerts')}</p>
        ) : (
          <ul className="attention-list" data-testid="alerts">
            {data.alerts.map((alert) => (
              <li key={alert.id}>
                <Mark tone={alert.severity} />
                <div className="grow">
                  <div className="strong">{alert.subject}</div>
                  <div className="second muted">
                    {alert.detail}
                    <br />
                    {t('frame.attention.since', { since: clock.dayAndTime(alert.openedAt) })}
                  </div>
                </div>
                <AlertWay kind={alert.kind} />
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  )
}

/** Where what an alert asks for is done. */
const PLACES: Readonly<Record<string, ChannelsView>> = {
  unmappedBooking: 'quarantine',
  unreadableMessage: 'quarantine',
  valueParked: 'quarantine',
  channelStopped: 'health',
  channelFailing: 'health',
  pullFailing: 'health',
}

function AlertWay({ kind }: { kind: string }) {
  const view = PLACES[kind]
  if (view === undefined) return null
  const words = kind === 'unmappedBooking' ? 'channels.alert.quarantine' : 'channels.alert.health'
  return (
    <Button h={24} variant="default" onClick={() => openChannels(view)}>
      {t(words)}
    </Button>
  )
}

export function AttentionPanel() {
  const count = useAttentionCount()
  return (
    <section className="attention" aria-label={t('frame.attention')}>
      <h2 className="panel-title">
        {t('frame.attention')} <span className="muted second">{t('frame.attention.count', { count })}</span>
      </h2>
      <CaseList />
      <AlertList />
    </section>
  )
}
