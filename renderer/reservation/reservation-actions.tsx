/** What can be done with a reservation and the chosen one of its stays: the likeliest first, each with its key. */
import { Button } from '@mantine/core'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { type Dialog, type StaySubject, useDeskState } from '../desk-state.ts'
import { personText } from '../formats.ts'
import { Key } from '../frame/marks.tsx'
import { roomOf, type StayDetail } from '../stays/stay-line.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'

export interface ReservationAction {
  readonly key: string
  readonly words: MessageId
  readonly dialog: Dialog
  readonly isMain: boolean
}

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

/** Only what the present state allows. */
export function actionsOf(
  reservation: ReservationDetail,
  stay: StayDetail | undefined,
  businessDate: IsoDate,
): ReservationAction[] {
  const actions: ReservationAction[] = []
  if (stay?.status === 'reserved' || stay?.status === 'in_house') {
    const subject = subjectOf(stay, reservation, businessDate)
    const isReserved = stay.status === 'reserved'
    if (isReserved && stay.arrival <= businessDate && stay.departure > businessDate)
      actions.push(of('i', 'reservation.act.checkIn', { kind: 'checkIn', stay: subject }, true))
    if (!isReserved)
      actions.push(of('o', 'reservation.act.checkOut', { kind: 'checkOut', stay: subject }, true))
    if (stay.departure > businessDate) {
      const words = subject.roomId === null ? 'reservation.act.giveRoom' : 'reservation.act.move'
      actions.push(of('a', words, { kind: 'assign', stay: subject }))
    }
    actions.push(of('e', 'reservation.act.change', { kind: 'change', stay: subject }))
  }
  const toCancel = reservation.stays.filter((each) => each.status === 'reserved')
  if (reservation.status !== 'cancelled' && toCancel.length > 0) {
    const { id, code, booker, channel } = reservation
    const nights = toCancel.flatMap((each) => each.nights).filter((night) => night.counted).length
    const subject = { reservationId: id, code, bookerName: personText(booker), channel, nights }
    actions.push(of('x', 'reservation.act.cancel', { kind: 'cancel', reservation: subject }))
  }
  return actions
}

function of(key: string, words: MessageId, dialog: Dialog, isMain = false): ReservationAction {
  return { key, words, dialog, isMain }
}

export function ReservationActions({
  reservation,
  stay,
}: {
  reservation: ReservationDetail
  stay: StayDetail | undefined
}) {
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const open = useDeskState((state) => state.open)
  const actions = actionsOf(reservation, stay, hotel.businessDate)
  if (actions.length === 0) return null
  return (
    <div className="reservation-actions">
      {actions.map(({ key, words, dialog, isMain }) => (
        <Button
          key={key}
          variant={isMain ? 'filled' : 'default'}
          disabled={isAway}
          {...(key === 'x' ? { ml: 'auto' } : {})}
          rightSection={<Key>{key.toUpperCase()}</Key>}
          onClick={() => open(dialog)}
        >
          {t(words)}
        </Button>
      ))}
    </div>
  )
}
