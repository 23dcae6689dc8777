/** What can be done with a reservation and the chosen one of its stays: the likeliest first, each with its key. */
import { Button } from '@mantine/core'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { type CancelSubject, type StaySubject, useDeskState } from '../desk-state.ts'
import { type HotelClock, personText } from '../formats.ts'
import { Key } from '../frame/marks.tsx'
import {
  type ActedStay,
  isAllowed,
  MENU_ACTIONS,
  type StayAction,
  type StayState,
} from '../stays/stay-actions.ts'
import { roomOf, type StayDetail } from '../stays/stay-line.tsx'
import { useStayActions } from '../stays/use-stay-actions.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'

export function subjectOf(
  stay: StayDetail,
  reservation: ReservationDetail,
  businessDate: IsoDate,
): StaySubject {
  return {
    stayId: stay.id,
    reservationId: reservation.id,
    guestName: personText(stay.guest),
    roomTypeId: stay.roomTypeId,
    roomId: roomOf(stay, businessDate),
    arrival: stay.arrival,
    departure: stay.departure,
    adults: stay.adults,
    status: stay.status,
  }
}

/** The stay as actions need it. */
export function actedStay(
  stay: StayDetail,
  reservation: ReservationDetail,
  businessDate: IsoDate,
): ActedStay {
  const { expectedAt, pinned } = stay
  return { ...subjectOf(stay, reservation, businessDate), expectedAt, pinned }
}

export function stayState(stay: StayDetail, businessDate: IsoDate, clock: HotelClock): StayState {
  const { checkedInAt, checkedOutAt, ...rest } = stay
  return {
    ...rest,
    roomId: roomOf(stay, businessDate),
    checkedInOn: checkedInAt === null ? null : clock.businessDate(checkedInAt),
    checkedOutOn: checkedOutAt === null ? null : clock.businessDate(checkedOutAt),
  }
}

export type StayActionItem = { readonly action: StayAction; readonly key: string; readonly words: MessageId }

/** The likeliest things that the stay's state allows: buttons with their keys. */
export function mainActions(state: StayState, businessDate: IsoDate): StayActionItem[] {
  const all: StayActionItem[] = [
    { action: 'checkIn', key: 'i', words: 'reservation.act.checkIn' },
    { action: 'checkOut', key: 'o', words: 'reservation.act.checkOut' },
    {
      action: 'assign',
      key: 'a',
      words: state.roomId === null ? 'reservation.act.giveRoom' : 'reservation.act.move',
    },
    { action: 'change', key: 'e', words: 'reservation.act.change' },
    { action: 'charge', key: 'c', words: 'reservation.act.charge' },
    { action: 'pay', key: 'p', words: 'reservation.act.pay' },
  ]
  return all.filter(({ action }) => isAllowed(action, state, businessDate))
}

/** What the menu of the stay offers. */
export function menuActions(state: StayState, stay: StayDetail, businessDate: IsoDate): StayActionItem[] {
  const wordsOf = (action: StayAction): MessageId => {
    if (action === 'pin') return stay.pinned ? 'reservation.act.unpin' : 'reservation.act.pin'
    if (action === 'late' && stay.expectedAt !== null) return 'reservation.act.announce'
    return `reservation.act.${action as MenuAction}`
  }
  return MENU_ACTIONS.filter(({ action }) => isAllowed(action, state, businessDate)).map((item) => ({
    ...item,
    words: wordsOf(item.action),
  }))
}

type MenuAction =
  | 'split'
  | 'late'
  | 'wish'
  | 'noShow'
  | 'cancelStay'
  | 'reinstate'
  | 'undoCheckIn'
  | 'undoCheckOut'

/** Cancels every stay that has not begun; null when there is none. */
export function cancelSubject(reservation: ReservationDetail): CancelSubject | null {
  const toCancel = reservation.stays.filter((each) => each.status === 'reserved')
  if (reservation.status === 'cancelled' || toCancel.length === 0) return null
  const { id, code, booker, channel } = reservation
  const nights = toCancel.flatMap((each) => each.nights).filter((night) => night.counted).length
  return { reservationId: id, code, bookerName: personText(booker), channel, nights }
}

export function ReservationActions({
  reservation,
  stay,
  isFolio,
  onFolio,
}: {
  reservation: ReservationDetail
  stay: StayDetail | undefined
  isFolio: boolean
  onFolio: () => void
}) {
  const { hotel, clock } = useHotel()
  const isAway = useIsAway()
  const open = useDeskState((state) => state.open)
  const act = useStayActions()
  const toCancel = isFolio ? null : cancelSubject(reservation)
  const actions =
    stay === undefined || isFolio
      ? []
      : mainActions(stayState(stay, hotel.businessDate, clock), hotel.businessDate)
  return (
    <div className="reservation-actions">
      {stay !== undefined &&
        actions.map(({ action, key, words }) => (
          <Button
            key={key}
            variant={action === 'checkIn' || action === 'checkOut' ? 'filled' : 'default'}
            disabled={isAway}
            rightSection={<Key>{key.toUpperCase()}</Key>}
            onClick={() => act(action, actedStay(stay, reservation, hotel.businessDate), reservation.seq)}
          >
            {t(words)}
          </Button>
        ))}
      <Button variant="default" rightSection={<Key>F</Key>} onClick={onFolio}>
        {t(isFolio ? 'reservation.act.stays' : 'reservation.act.folio')}
      </Button>
      {toCancel !== null && (
        <Button
          variant="default"
          ml="auto"
          disabled={isAway}
          rightSection={<Key>X</Key>}
          onClick={() => open({ kind: 'cancel', reservation: toCancel })}
        >
          {t('reservation.act.cancel')}
        </Button>
      )}
    </div>
  )
}
