/** One case: the nights, the booking, how it came about and how to keep it from coming again; and its ways out. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { addDays } from '../../shared/dates.ts'
import { messageKind } from '../channels/inbox-table.tsx'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, dayText, nightListText, personText, stayDatesText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { journalWords } from '../journal/journal-words.ts'
import { useNaming } from '../journal/use-naming.ts'
import { t } from '../text/text.ts'
import { caseEvents } from './case-events.ts'
import { CaseWays } from './case-ways.tsx'
import type { OverbookingCase } from './way-words.ts'

export function CaseDetail({ of }: { of: OverbookingCase }) {
  const { queries } = useDesk()
  const { names } = useHotel()
  const query = useQuery(
    queries.reservations.get.queryOptions({ input: { reservationId: of.reservationId } }),
  )
  return (
    <QueryView query={query}>
      {(reservation) => (
        <>
          <div className="case-facts" data-testid="case-facts">
            <h2>
              <Mark tone={of.status === 'open' ? 'danger' : 'ok'} />
              {of.status === 'open'
                ? t('cases.title.open', { type: names.roomType(of.roomTypeId) })
                : t('cases.title.closed', { type: names.roomType(of.roomTypeId) })}
            </h2>
            <p className="muted">
              {t(of.status === 'open' ? 'cases.nights' : 'cases.nights.closed', {
                nights: nightListText(of.nights),
                count: of.nights.length,
              })}
            </p>
            <NightTable of={of} reservation={reservation} />
            <Booking of={of} reservation={reservation} />
            <HowItCame of={of} reservation={reservation} />
            <Prevention reservation={reservation} />
          </div>
          <CaseWays of={of} reservation={reservation} />
        </>
      )}
    </QueryView>
  )
}

interface CaseProps {
  readonly of: OverbookingCase
  readonly reservation: ReservationDetail
}

/** The nights of the stay, those that do not fit marked. */
function NightTable({ of, reservation }: CaseProps) {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const stay = reservation.stays.find(({ id }) => id === of.stayId)
  const from = stay?.arrival ?? of.nights[0] ?? hotel.businessDate
  const to = stay?.departure ?? addDays(from, 1)
  const query = useQuery(
    queries.inventory.availability.queryOptions({ input: { from, to, roomTypeId: of.roomTypeId } }),
  )
  return (
    <QueryView query={query}>
      {({ roomTypes }) => (
        <table className="table is-dense" aria-label={t('cases.nightTable')}>
          <colgroup>
            <col style={{ width: 112 }} />
            <col span={4} />
          </colgroup>
          <thead>
            <tr>
              <th>{t('cases.night')}</th>
              <th className="right">{t('cases.rooms')}</th>
              <th className="right">{t('cases.blocked')}</th>
              <th className="right">{t('cases.booked')}</th>
              <th className="right">{t('cases.left')}</th>
            </tr>
          </thead>
          <tbody>
            {roomTypes[0]?.days.map((day) => {
              const left = day.total + day.overbookingAllowance - day.blocked - day.held - day.booked
              return (
                <tr key={day.date} className={left < 0 ? 'is-over' : ''} data-testid={`night-${day.date}`}>
                  <td>{dayText(day.date)}</td>
                  <td className="right">{day.total}</td>
                  <td className="right">{day.blocked}</td>
                  <td className="right">{day.booked}</td>
                  <td className={`right strong${left < 0 ? ' danger-text' : ''}`}>
                    {left < 0 ? `−${-left}` : left}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </QueryView>
  )
}

function Booking({ of, reservation }: CaseProps) {
  const openReservation = useDeskState((state) => state.openReservation)
  const { names } = useHotel()
  const { booker, channel, currency, totalMinor, code } = reservation
  const stay = reservation.stays.find(({ id }) => id === of.stayId)
  return (
    <section>
      <h3>{t('cases.booking')}</h3>
      <dl className="facts">
        <dt>{t('cases.guest')}</dt>
        <dd>{stay === undefined ? of.guestName : personText(stay.guest)}</dd>
        {stay !== undefined && (
          <>
            <dt>{t('cases.stay')}</dt>
            <dd>{stayDatesText(stay.arrival, stay.departure)}</dd>
            <dt>{t('cases.sold')}</dt>
            <dd>
              {names.roomType(stay.roomTypeId)}, {names.ratePlan(stay.ratePlanId)}
            </dd>
          </>
        )}
        <dt>{t('cases.channel')}</dt>
        <dd>{channel === null ? t('cases.direct') : `${channel.name} ${channel.ref}`}</dd>
        <dt>{t('cases.price')}</dt>
        <dd className="figures">
          {currency} {amountText(totalMinor, currency)}
        </dd>
        <dt>{t('cases.contact')}</dt>
        <dd>{[booker.phone, booker.email].filter((text) => text !== '').join(', ') || '–'}</dd>
      </dl>
      <Button h={28} variant="default" onClick={() => openReservation(reservation.id)}>
        {t('cases.openReservation', { code })}
      </Button>
    </section>
  )
}

function HowItCame({ of, reservation }: CaseProps) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const naming = useNaming()
  const open = useDeskState((state) => state.open)
  const channelId = reservation.channel?.id
  const timeline = useQuery(
    queries.reservations.timeline.queryOptions({ input: { reservationId: reservation.id } }),
  )
  const ofChannel = { channelId: channelId ?? '', limit: 200 }
  const isSold = channelId !== undefined
  const inbox = useQuery(queries.channels.inbox.queryOptions({ input: ofChannel, enabled: isSold }))
  const sent = useQuery(queries.channels.sent.queryOptions({ input: ofChannel, enabled: isSold }))
  const events = caseEvents(
    of,
    timeline.data?.rows ?? [],
    inbox.data?.messages ?? [],
    sent.data?.requests ?? [],
  )
  const channel = reservation.channel?.name ?? ''
  return (
    <section>
      <h3>{t('cases.how')}</h3>
      <ul className="timed" data-testid="case-events">
        {events.map((event) => (
          <li key={`${event.kind} ${event.at} ${event.kind === 'command' ? event.row.seq : ''}`}>
            <span className="muted figures">{clock.timeToSeconds(event.at)}</span>
            <span>
              {event.kind === 'unsent' &&
                t('cases.event.unsent', { channel, count: event.count, reason: event.message })}
              {event.kind === 'opened' && t('cases.event.opened', { count: of.nights.length })}
              {event.kind === 'closed' && t('cases.event.closed')}
              {event.kind === 'command' &&
                t('cases.event.command', { words: journalWords(event.row, naming), seq: event.row.seq })}
              {event.kind === 'message' && (
                <>
                  {t('cases.event.message', { channel, kind: messageKind(event.message.kind) })}{' '}
                  <button
                    type="button"
                    className="plain-link is-text"
                    onClick={() =>
                      open({ kind: 'message', channelId: channelId ?? '', messageId: event.message.id })
                    }
                  >
                    {t('cases.event.show')}
                  </button>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Prevention({ reservation }: { reservation: ReservationDetail }) {
  const open = useDeskState((state) => state.open)
  const isAway = useIsAway()
  const { channel } = reservation
  if (channel === null) return null
  return (
    <section>
      <h3>{t('cases.prevention')}</h3>
      <p className="muted second">{t('cases.prevention.what', { channel: channel.name })}</p>
      <Button
        h={28}
        variant="default"
        disabled={isAway}
        onClick={() => open({ kind: 'channel', channelId: channel.id, startsAt: 'buffer' })}
      >
        {t('cases.prevention.act')}
      </Button>
    </section>
  )
}
