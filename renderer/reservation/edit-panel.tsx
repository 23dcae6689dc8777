/** A part of the drawer that is edited in place: opened by key or click, saved against what was seen, never overwriting. */
import { Button } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { DeskCalls } from '../connection/desk-client.ts'
import { useCommand, useDesk, useIsAway } from '../desk-context.tsx'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { useReturnFocus } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { isChangedMeanwhile, MeanwhileAlert } from './meanwhile-alert.tsx'

type EditInput = Omit<
  Parameters<DeskCalls['reservations']['edit']>[0],
  'idempotencyKey' | 'seenSeq' | 'reservationId'
>

export function EditForm({
  reservation,
  changes,
  isValid,
  standsText,
  onClose,
  children,
}: {
  reservation: ReservationDetail
  /** What is to be saved. */
  changes: EditInput
  isValid: boolean
  /** How the edited part of a reservation stands, in words; another text than at first means that somebody changed it. */
  standsText: (reservation: ReservationDetail) => string
  onClose: () => void
  children: ReactNode
}) {
  useReturnFocus()
  const { calls, cache, queries } = useDesk()
  const isAway = useIsAway()
  const edit = useCommand(calls.reservations.edit)
  const [seen, setSeen] = useState(reservation)
  const isChanged = standsText(reservation) !== standsText(seen) || isChangedMeanwhile(edit.failure)
  const canSave = isValid && !isAway && !edit.isSending
  async function save() {
    if (!canSave) return
    const answer = await edit.send({ reservationId: reservation.id, ...changes, seenSeq: seen.seq })
    if (answer === undefined) return
    await asItIsNow()
    onClose()
  }
  async function lookAgain() {
    const fresh = await asItIsNow()
    if (fresh === undefined) return
    edit.clear()
    setSeen(fresh)
  }
  /** Undefined while the host does not answer. */
  function asItIsNow(): Promise<ReservationDetail | undefined> {
    const query = queries.reservations.get.queryOptions({ input: { reservationId: reservation.id } })
    return cache.fetchQuery({ ...query, staleTime: 0 }).catch(() => undefined)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    void save()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }
  return (
    <form className="edit-form" onSubmit={submit} onKeyDown={onKeyDown}>
      {children}
      {isChanged && (
        <MeanwhileAlert
          reservationId={reservation.id}
          sinceSeq={seen.seq}
          onLookAgain={() => void lookAgain()}
        >
          <p>{standsText(reservation)}</p>
        </MeanwhileAlert>
      )}
      <FailureAlert failure={isChangedMeanwhile(edit.failure) ? null : edit.failure} />
      <div className="row">
        <Button type="submit" disabled={!canSave} rightSection={<Key>Ctrl Enter</Key>}>
          {t('common.save')}
        </Button>
        <Button variant="default" onClick={onClose} rightSection={<Key>Esc</Key>}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
