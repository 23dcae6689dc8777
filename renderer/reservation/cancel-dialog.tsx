/** Cancels a reservation after saying what that does; a channel's own one only when the channel agreed. */
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk } from '../desk-context.tsx'
import { type CancelSubject, useDeskState } from '../desk-state.ts'
import { counted } from '../formats.ts'
import { DialogForm } from '../stays/stay-dialogs.tsx'

export function CancelDialog({ reservation }: { reservation: CancelSubject }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const [reason, setReason] = useState('')
  const [isAgreed, setAgreed] = useState(false)
  const cancel = useCommand(calls.reservations.cancel)
  const { channel, code, bookerName, nights } = reservation
  async function submit() {
    const answer = await cancel.send({
      reservationId: reservation.reservationId,
      reason: reason.trim(),
      agreedWithChannel: isAgreed,
    })
    if (answer === undefined) return
    notify('done', `${code} of ${bookerName} is cancelled; ${counted(nights, 'night')} can be sold again.`)
    close()
  }
  return (
    <DialogForm
      title={`Cancel ${code}?`}
      action="Cancel the reservation"
      tone="danger"
      canSubmit={channel === null || isAgreed}
      isSending={cancel.isSending}
      failure={cancel.failure}
      onSubmit={submit}
    >
      <p>
        The reservation of <span className="strong">{bookerName}</span> is cancelled and{' '}
        {counted(nights, 'night')} can be sold again, here and on every channel.
      </p>
      {channel !== null && (
        <>
          <p className="warning-text">
            {channel.name} sold this as {channel.ref} and still counts on it. Cancel it there and it arrives
            here by itself; cancel it here only when that is agreed.
          </p>
          <Checkbox
            label={`Agreed with ${channel.name}`}
            checked={isAgreed}
            onChange={({ currentTarget: { checked } }) => setAgreed(checked)}
          />
        </>
      )}
      <TextInput
        label="Reason, for the journal"
        maxLength={500}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </DialogForm>
  )
}
