/** The reservation's note, edited in place. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useIsAway } from '../desk-context.tsx'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { EditForm } from './edit-panel.tsx'

const MOST_LETTERS = 2000

export interface PanelParts {
  readonly reservation: ReservationDetail
  readonly isEditing: boolean
  readonly onEdit: (isEditing: boolean) => void
}

export function NotePanel({ reservation, isEditing, onEdit }: PanelParts) {
  const isAway = useIsAway()
  const { note } = reservation
  return (
    <section className="panel-part" aria-label={t('reservation.note')} data-testid="note-panel">
      <div className="panel-part-head">
        <span className="strong">{t('reservation.note')}</span>
        <span className="grow" />
        {!isEditing && (
          <button type="button" className="link-button" disabled={isAway} onClick={() => onEdit(true)}>
            <Key>T</Key> {t(note === '' ? 'reservation.note.add' : 'reservation.guests.edit')}
          </button>
        )}
      </div>
      {isEditing ? (
        <NoteForm reservation={reservation} onClose={() => onEdit(false)} />
      ) : note === '' ? (
        <p className="muted second">{t('reservation.note.none')}</p>
      ) : (
        <p className="note">{note}</p>
      )}
    </section>
  )
}

function NoteForm({ reservation, onClose }: { reservation: ReservationDetail; onClose: () => void }) {
  const [text, setText] = useState(reservation.note)
  const letters = text.trim().length
  const isTooLong = letters > MOST_LETTERS
  return (
    <EditForm
      reservation={reservation}
      changes={{ note: text.trim() }}
      isValid={!isTooLong}
      standsText={({ note }) =>
        note === '' ? t('reservation.meanwhile.noNote') : t('reservation.meanwhile.note', { note })
      }
      onClose={onClose}
    >
      <Textarea
        size="xs"
        aria-label={t('reservation.note')}
        {...FOCUS_AT_ONCE}
        autosize
        minRows={3}
        maxRows={10}
        value={text}
        error={isTooLong ? t('reservation.tooLong', { most: MOST_LETTERS, letters }) : null}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
    </EditForm>
  )
}
