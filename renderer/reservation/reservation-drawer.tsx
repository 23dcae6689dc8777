/** One reservation: who booked it and where, a card per stay, what happened to it, and what can be done with it. */
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FolioKeyHints, FolioView } from '../folio/folio-view.tsx'
import { amountText, personText, stayDatesText } from '../formats.ts'
import { KeyHint } from '../frame/marks.tsx'
import { BesideScreen } from '../frame/over-screen.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { GuestPanel } from './guest-panel.tsx'
import { NotePanel } from './note-panel.tsx'
import { PaymentPanel } from './payment-panel.tsx'
import { ReservationActions } from './reservation-actions.tsx'
import { StayCard } from './stay-card.tsx'
import { Timeline } from './timeline.tsx'
import { type Editing, useDrawerKeys, useKeyAhead } from './use-drawer-keys.ts'

const WIDTH = 936

export function ReservationDrawer({ reservationId }: { reservationId: string }) {
  const { queries } = useDesk()
  const openReservation = useDeskState((state) => state.openReservation)
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  const [editing, setEditing] = useState<Editing>(null)
  /** The stay whose menu is open. */
  const [menuOf, setMenuOf] = useState<string | null>(null)
  const query = useQuery(queries.reservations.get.queryOptions({ input: { reservationId } }))
  const ahead = useKeyAhead(query.data === undefined)
  return (
    <BesideScreen
      onClose={() => openReservation(null)}
      position="right"
      size={WIDTH}
      zIndex={120}
      // The keyboard belongs to the dialog over the drawer while there is one, and Escape to what is being typed.
      closeOnEscape={!isDialogOpen && editing === null && menuOf === null}
      trapFocus={!isDialogOpen}
      className="reservation-drawer"
      title={query.data === undefined ? t('reservation.title') : <ReservationHead reservation={query.data} />}
      closeButtonProps={{ 'aria-label': t('reservation.close') }}
    >
      <QueryView query={query}>
        {(reservation) => (
          <Reservation
            reservation={reservation}
            editing={editing}
            onEdit={setEditing}
            menuOf={menuOf}
            onMenu={setMenuOf}
            ahead={ahead}
          />
        )}
      </QueryView>
    </BesideScreen>
  )
}

function ReservationHead({ reservation }: { reservation: ReservationDetail }) {
  const { clock } = useHotel()
  const { channel, stays } = reservation
  const arrivals = stays.map((stay) => stay.arrival).sort()
  const departures = stays.map((stay) => stay.departure).sort()
  const [arrival, departure] = [arrivals[0], departures.at(-1)]
  const facts = [
    channel === null
      ? t(reservation.source === 'walk_in' ? 'reservation.walkIn' : 'reservation.direct')
      : `${channel.name} ${channel.ref}`,
    t('reservation.booked', { when: clock.dayAndTime(reservation.createdAt) }),
    ...(arrival === undefined || departure === undefined ? [] : [stayDatesText(arrival, departure)]),
    ...(stays.length > 1 ? [t('reservation.rooms', { count: stays.length })] : []),
  ]
  return (
    <div className="reservation-head">
      <div className="grow">
        <div className="reservation-name">
          <h2>{personText(reservation.booker)}</h2>
          {reservation.status === 'cancelled' && (
            <span className="tag tag-danger">{t('reservation.cancelled')}</span>
          )}
        </div>
        <div className="muted second">
          <span data-testid="reservation-code">{reservation.code}</span> · {facts.join(' · ')}
        </div>
      </div>
      <div className="reservation-total">
        <span className="label">{t('reservation.total', { currency: reservation.currency })}</span>
        <span className="figures">{amountText(reservation.totalMinor, reservation.currency)}</span>
      </div>
    </div>
  )
}

function Reservation({
  reservation,
  editing,
  onEdit,
  menuOf,
  onMenu,
  ahead,
}: {
  reservation: ReservationDetail
  editing: Editing
  onEdit: (editing: Editing) => void
  menuOf: string | null
  onMenu: (stayId: string | null) => void
  ahead: RefObject<string | null>
}) {
  const neighbours = useDeskState((state) => state.neighbours)
  const [chosen, setChosen] = useState<string | null>(null)
  const [isFolio, setFolio] = useState(false)
  const { stays } = reservation
  const first = stays.find((stay) => stay.status === 'reserved' || stay.status === 'in_house') ?? stays[0]
  const stay = stays.find((each) => each.id === chosen) ?? first
  const step = (by: 1 | -1) => {
    const at = stays.findIndex((each) => each.id === stay?.id)
    const next = stays[at + by]
    if (next !== undefined) setChosen(next.id)
  }
  const body = useRef<HTMLDivElement>(null)
  // The drawer's own keys work at once; a ring around its close button would say something else.
  useLayoutEffect(() => {
    if (useDeskState.getState().dialog === null) body.current?.focus({ preventScroll: true })
  }, [])
  const onFolio = () => {
    setFolio(!isFolio)
    body.current?.focus({ preventScroll: true })
  }
  useDrawerKeys(reservation, stay, editing, {
    isFolio,
    onFolio,
    onMenu: () => onMenu(menuOf === null ? (stay?.id ?? null) : null),
    onEdit,
    onStep: step,
    ahead,
  })
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  return (
    <div ref={body} className="reservation" data-testid="reservation" tabIndex={-1}>
      <ReservationActions reservation={reservation} stay={stay} isFolio={isFolio} onFolio={onFolio} />
      {isFolio ? (
        <FolioView reservation={reservation} stay={stay} />
      ) : (
        <div className="reservation-columns">
          <div className="reservation-left">
            {stays.map((each) => (
              <StayCard
                key={each.id}
                stay={each}
                reservation={reservation}
                isChosen={stays.length > 1 && each.id === stay?.id}
                onChoose={() => setChosen(each.id)}
                isMenuOpen={menuOf === each.id && !isDialogOpen}
                onMenu={(isOpen) => {
                  setChosen(each.id)
                  onMenu(isOpen ? each.id : null)
                }}
              />
            ))}
            <Timeline reservation={reservation} />
          </div>
          <aside className="reservation-right" aria-label={t('reservation.guests')}>
            <GuestPanel
              reservation={reservation}
              isEditing={editing === 'guest'}
              onEdit={(isEditing) => onEdit(isEditing ? 'guest' : null)}
            />
            <PaymentPanel reservation={reservation} />
            <NotePanel
              reservation={reservation}
              isEditing={editing === 'note'}
              onEdit={(isEditing) => onEdit(isEditing ? 'note' : null)}
            />
          </aside>
        </div>
      )}
      <div className="reservation-foot">
        {isFolio && <FolioKeyHints />}
        {!isFolio && stays.length > 1 && <KeyHint keys={['↑', '↓']}>{t('reservation.key.room')}</KeyHint>}
        {neighbours.includes(reservation.id) && (
          <KeyHint keys={['[', ']']}>{t('reservation.key.neighbours')}</KeyHint>
        )}
        {!isFolio && <KeyHint keys={['.']}>{t('reservation.key.more')}</KeyHint>}
        {!isFolio && <KeyHint keys={['G', 'T']}>{t('reservation.key.edit')}</KeyHint>}
        <span className="grow" />
        <KeyHint keys={['Esc']}>{t('reservation.key.close')}</KeyHint>
      </div>
    </div>
  )
}
