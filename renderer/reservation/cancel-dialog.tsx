/** Cancels a reservation after saying what that does; a channel's own one only when the channel agreed. */
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk } from '../desk-context.tsx'
import { type CancelSubject, useDeskState } from '../desk-state.ts'
import { RICH_WORDS } from '../frame/rich-words.tsx'
import { DialogForm } from '../stays/dialog-form.tsx'
import { rich, t } from '../text/text.ts'
import { isChangedMeanwhile, MeanwhileAlert } from './meanwhile-alert.tsx'
import { useSeenReservation } from './seen-reservation.ts'

const MOST_REASON_LETTERS = 500

export function CancelDialog({ reservation }: { reservation: CancelSubject }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const [reason, setReason] = useState('')
  const [isAgreed, setAgreed] = useState(false)
  const cancel = useCommand(calls.reservations.cancel)
  const { seen, isChanged, lookAgain } = useSeenReservation(reservation.reservationId)
  const { channel, code, bookerName } = reservation
  const nights = seen === undefined ? reservation.nights : nightsToFree(seen.stays)
  async function submit() {
    if (seen === undefined) return
    const answer = await cancel.send({
      reservationId: reservation.reservationId,
      reason: reason.trim(),
      agreedWithChannel: isAgreed,
      seenSeq: seen.seq,
    })
    if (answer === undefined) return
    // What lies behind shows the change before it is worked on further.
    await lookAgain()
    notify('done', t('reservation.cancel.done', { code, name: bookerName, count: nights }))
    close()
  }
  return (
    <DialogForm
      title={t('reservation.cancel.title', { code })}
      action={t('reservation.cancel.do')}
      tone="danger"
      canSubmit={(channel === null || isAgreed) && seen !== undefined}
      isSending={cancel.isSending}
      failure={isChangedMeanwhile(cancel.failure) ? null : cancel.failure}
      onSubmit={submit}
    >
      <p>{rich('reservation.cancel.text', { ...RICH_WORDS, name: bookerName, count: nights })}</p>
      {channel !== null && (
        <>
          <p className="warning-text">
            {t('reservation.cancel.channel', { channel: channel.name, ref: channel.ref })}
          </p>
          <Checkbox
            label={t('reservation.cancel.agreed', { channel: channel.name })}
            checked={isAgreed}
            onChange={({ currentTarget: { checked } }) => setAgreed(checked)}
          />
        </>
      )}
      <TextInput
        label={t('reservation.cancel.reason')}
        description={t('reservation.cancel.reasonHint')}
        maxLength={MOST_REASON_LETTERS}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      {seen !== undefined && (isChanged || isChangedMeanwhile(cancel.failure)) && (
        <MeanwhileAlert
          reservationId={seen.id}
          sinceSeq={seen.seq}
          onLookAgain={() => {
            cancel.clear()
            void lookAgain()
          }}
        />
      )}
    </DialogForm>
  )
}

/** Counted nights of the stays that have not begun. */
function nightsToFree(stays: readonly { status: string; nights: readonly { counted: boolean }[] }[]): number {
  return stays
    .filter((stay) => stay.status === 'reserved')
    .flatMap((stay) => stay.nights)
    .filter((night) => night.counted).length
}
