/** Who stays and how to reach the booker, whose name and contact are edited in place. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { dateText, personText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { roomOf } from '../stays/stay-line.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { EditForm } from './edit-panel.tsx'
import type { PanelParts } from './note-panel.tsx'

const FIELDS = [
  { field: 'surname', label: 'reservation.surname', most: 120 },
  { field: 'firstName', label: 'reservation.firstName', most: 120 },
  { field: 'phone', label: 'reservation.phone', most: 60 },
  { field: 'email', label: 'reservation.email', most: 254 },
] as const satisfies readonly { field: keyof ReservationDetail['booker']; label: MessageId; most: number }[]

export function GuestPanel({ reservation, isEditing, onEdit }: PanelParts) {
  const isAway = useIsAway()
  return (
    <section className="panel-part" aria-label={t('reservation.guests')} data-testid="guest-panel">
      <div className="panel-part-head">
        <span className="strong">{t('reservation.guests')}</span>
        <span className="grow" />
        {!isEditing && (
          <button type="button" className="link-button" disabled={isAway} onClick={() => onEdit(true)}>
            <Key>G</Key> {t('reservation.guests.edit')}
          </button>
        )}
      </div>
      {isEditing ? (
        <GuestForm reservation={reservation} onClose={() => onEdit(false)} />
      ) : (
        <GuestList reservation={reservation} />
      )}
    </section>
  )
}

function GuestList({ reservation }: { reservation: ReservationDetail }) {
  const { hotel, names } = useHotel()
  const { booker, stays, stayedBefore } = reservation
  const contact = [booker.phone, booker.email].filter((text) => text !== '')
  const others = stays.filter((stay) => personText(stay.guest) !== personText(booker))
  return (
    <>
      <div>
        <div className="strong">{personText(booker)}</div>
        <div className="muted second">{t('reservation.booker')}</div>
        {stayedBefore !== null && (
          <div className="second" data-testid="stayed-before">
            {t('reservation.stayedBefore', {
              count: stayedBefore.stays,
              day: dateText(stayedBefore.lastDeparture),
            })}
          </div>
        )}
      </div>
      {others.map((stay) => {
        const roomId = roomOf(stay, hotel.businessDate)
        return (
          <div key={stay.id}>
            <div className="strong">{personText(stay.guest)}</div>
            <div className="muted second">
              {roomId === null
                ? names.roomType(stay.roomTypeId)
                : t('reservation.guest.room', { room: names.room(roomId) })}
            </div>
          </div>
        )
      })}
      <div className="panel-part-line">
        <div className="label">{t('reservation.contact')}</div>
        {contact.length === 0 ? (
          <p className="muted second">{t('reservation.contact.none')}</p>
        ) : (
          contact.map((text) => (
            <div key={text} className="break-words">
              {text}
            </div>
          ))
        )}
      </div>
    </>
  )
}

function GuestForm({ reservation, onClose }: { reservation: ReservationDetail; onClose: () => void }) {
  const [booker, setBooker] = useState(reservation.booker)
  const issueOf = (field: (typeof FIELDS)[number]['field'], most: number): string | null => {
    const letters = booker[field].trim().length
    if (letters > most) return t('reservation.tooLong', { most, letters })
    return field === 'surname' && letters === 0 ? t('reservation.surname.needed') : null
  }
  return (
    <EditForm
      reservation={reservation}
      changes={{ booker }}
      isValid={FIELDS.every(({ field, most }) => issueOf(field, most) === null)}
      standsText={({ booker: { phone, email, ...name } }) =>
        t('reservation.meanwhile.guest', {
          guest: [personText(name), phone, email].filter((text) => text !== '').join(', '),
        })
      }
      onClose={onClose}
    >
      {FIELDS.map(({ field, label, most }) => (
        <TextInput
          key={field}
          label={t(label)}
          autoComplete="off"
          {...(field === 'surname' ? FOCUS_AT_ONCE : {})}
          value={booker[field]}
          error={issueOf(field, most)}
          onChange={({ currentTarget: { value } }) => setBooker({ ...booker, [field]: value })}
        />
      ))}
    </EditForm>
  )
}
