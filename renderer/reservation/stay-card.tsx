/** One stay of a reservation: its dates, room, guests, status, and its nights with their prices. */
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { daysBetween } from '../../shared/dates.ts'
import { lookOf } from '../chart/bar-look.ts'
import { useHotel } from '../desk-context.tsx'
import { amountText, dayText, listText, nightListText, personText, stayDatesText } from '../formats.ts'
import { useOverbookedNights } from '../frame/attention.tsx'
import { LookStatus, Mark } from '../frame/marks.tsx'
import { roomOf, type StayDetail } from '../stays/stay-line.tsx'
import { useStayActions } from '../stays/use-stay-actions.ts'
import { t } from '../text/text.ts'
import { actedStay } from './reservation-actions.tsx'
import { StayMenu } from './stay-menu.tsx'
import { StayTerms } from './stay-terms.tsx'

export function StayCard({
  stay,
  reservation,
  isChosen,
  onChoose,
  isMenuOpen,
  onMenu,
}: {
  stay: StayDetail
  reservation: ReservationDetail
  /** Which of several the actions are about. */
  isChosen: boolean
  onChoose: () => void
  isMenuOpen: boolean
  onMenu: (isOpen: boolean) => void
}) {
  const { hotel, names } = useHotel()
  const act = useStayActions()
  const roomId = roomOf(stay, hotel.businessDate)
  const room = roomId === null ? null : t('reservation.card', { room: names.room(roomId) })
  return (
    // The keys choose it, too: arrows go through the cards.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the drawer's own arrows do it
    <section
      className={`stay-card${isChosen ? ' is-chosen' : ''}`}
      aria-label={room ?? t('reservation.card.none')}
      aria-current={isChosen ? 'true' : undefined}
      onClick={onChoose}
    >
      <div className="stay-card-head">
        <span className="strong">{room ?? t('reservation.card.noRoom')}</span>
        <span className="muted">{names.roomType(stay.roomTypeId)}</span>
        <span className="grow" />
        {stay.pinned && (
          <span className="tag" title={t('reservation.card.pinnedHint')}>
            {t('reservation.card.pinned')}
          </span>
        )}
        {stay.status === 'reserved' && stay.expectedAt !== null && (
          <span className="tag" title={stay.arrivalNote}>
            {t('stays.late.tag', { time: stay.expectedAt })}
          </span>
        )}
        <LookStatus look={lookOf(stay, hotel.businessDate)} />
        <StayMenu
          stay={stay}
          name={room ?? t('reservation.card.none')}
          isOpen={isMenuOpen}
          onOpen={onMenu}
          onAct={(action) => {
            onMenu(false)
            act(action, actedStay(stay, reservation, hotel.businessDate), reservation.seq)
          }}
        />
      </div>
      <div className="stay-card-body">
        <div className="choice-stack">
          <span className="strong">{stayDatesText(stay.arrival, stay.departure)}</span>
          <span className="muted second">
            {t('common.nights', { count: daysBetween(stay.arrival, stay.departure) })},{' '}
            {t('stays.guests', {
              adults: t('common.adults', { count: stay.adults }),
              children: stay.childrenAges.length,
            })}
          </span>
          <span className="second">{personText(stay.guest)}</span>
          <span className="muted second">{names.ratePlan(stay.ratePlanId)}</span>
          {stay.arrivalNote !== '' && <span className="second break-words">{stay.arrivalNote}</span>}
          <WishLine wishes={stay.wishes} />
        </div>
        <Nights stay={stay} currency={reservation.currency} />
      </div>
      <StayTerms stay={stay} currency={reservation.currency} />
      <Overbooked stay={stay} />
    </section>
  )
}

function WishLine({ wishes }: { wishes: StayDetail['wishes'] }) {
  const parts = [
    ...(wishes.floor === '' ? [] : [t('reservation.card.floor', { floor: wishes.floor })]),
    ...wishes.features,
    ...(wishes.accessible ? [t('reservation.card.accessible')] : []),
    ...(wishes.nearStayIds.length > 0 ? [t('reservation.card.near')] : []),
  ]
  if (parts.length === 0) return null
  return (
    <span className="second break-words">{t('reservation.card.wishes', { wishes: listText(parts) })}</span>
  )
}

function Overbooked({ stay }: { stay: StayDetail }) {
  const { names } = useHotel()
  const nights = useOverbookedNights(stay.id)
  if (nights.length === 0) return null
  return (
    <div className="alert" role="alert">
      <Mark tone="danger" />
      <span>
        {t('reservation.overbooked', {
          nights: nightListText(nights),
          type: names.roomType(stay.roomTypeId),
        })}
      </span>
    </div>
  )
}

function Nights({ stay, currency }: { stay: StayDetail; currency: string }) {
  const { names } = useHotel()
  const counts = stay.nights.filter((night) => night.counted).length
  return (
    <table className="nights" aria-label={t('reservation.card.nights')}>
      <tbody>
        {stay.nights.map((night) => (
          <tr key={night.date} className={night.counted ? '' : 'is-freed'}>
            <td>{dayText(night.date)}</td>
            <td className="muted">
              {night.roomId === null
                ? names.roomType(night.roomTypeId)
                : t('reservation.card', { room: names.room(night.roomId) })}
            </td>
            <td className="right">{amountText(night.amountMinor, currency)}</td>
          </tr>
        ))}
        <tr>
          <td colSpan={2}>{t('common.nights', { count: counts })}</td>
          <td className="right">{amountText(stay.totalMinor, currency)}</td>
        </tr>
      </tbody>
    </table>
  )
}
