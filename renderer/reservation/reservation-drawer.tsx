/** One reservation: who booked it and where, a card per stay, and what can be done with it. */

import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, counted, personText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { useReturnFocus } from '../frame/return-focus.ts'
import { StayCard } from './stay-card.tsx'

export function ReservationDrawer({ reservationId }: { reservationId: string }) {
  useReturnFocus()
  const { queries } = useDesk()
  const openReservation = useDeskState((state) => state.openReservation)
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  const query = useQuery(queries.reservations.get.queryOptions({ input: { reservationId } }))
  return (
    <Drawer
      opened
      onClose={() => openReservation(null)}
      position="right"
      size={680}
      withOverlay={false}
      zIndex={120}
      // The keyboard belongs to the dialog over the drawer while there is one.
      closeOnEscape={!isDialogOpen}
      trapFocus={!isDialogOpen}
      className="reservation-drawer"
      title={query.data === undefined ? 'Reservation' : <ReservationHead reservation={query.data} />}
      closeButtonProps={{ 'aria-label': 'Close the reservation' }}
    >
      <QueryView query={query}>{(reservation) => <Reservation reservation={reservation} />}</QueryView>
    </Drawer>
  )
}

function ReservationHead({ reservation }: { reservation: ReservationDetail }) {
  return (
    <div className="reservation-head">
      <h2>{personText(reservation.booker)}</h2>
      {reservation.status === 'cancelled' && <span className="tag tag-danger">Cancelled</span>}
      <span className="grow" />
      <span className="muted second">{reservation.currency}</span>
      <span className="strong figures">{amountText(reservation.totalMinor, reservation.currency)}</span>
    </div>
  )
}

function Reservation({ reservation }: { reservation: ReservationDetail }) {
  const { clock } = useHotel()
  const { booker, channel } = reservation
  const contact = [booker.email, booker.phone].filter((text) => text !== '').join(' · ')
  const origin =
    channel === null
      ? reservation.source === 'walk_in'
        ? 'Walk-in'
        : 'Direct'
      : `${channel.name} ${channel.ref}`
  return (
    <div className="reservation" data-testid="reservation">
      <div className="muted second">
        <span data-testid="reservation-code">{reservation.code}</span> · {origin} · booked{' '}
        {clock.dayAndTime(reservation.createdAt)}
        {contact !== '' && ` · ${contact}`}
      </div>
      {reservation.note !== '' && <p>{reservation.note}</p>}
      {reservation.stays.map((stay) => (
        <StayCard key={stay.id} stay={stay} reservation={reservation} />
      ))}
      <CancelButton reservation={reservation} />
    </div>
  )
}

function CancelButton({ reservation }: { reservation: ReservationDetail }) {
  const open = useDeskState((state) => state.open)
  const isAway = useIsAway()
  const toCancel = reservation.stays.filter((stay) => stay.status === 'reserved')
  if (reservation.status === 'cancelled' || toCancel.length === 0) return null
  const { id, code, booker, channel } = reservation
  const nights = toCancel.flatMap((stay) => stay.nights).filter((night) => night.counted).length
  return (
    <div className="row">
      <Button
        variant="default"
        disabled={isAway}
        onClick={() =>
          open({
            kind: 'cancel',
            reservation: { reservationId: id, code, bookerName: personText(booker), channel, nights },
          })
        }
      >
        Cancel the reservation…
      </Button>
      <span className="muted second">frees {counted(nights, 'night')}</span>
    </div>
  )
}
