/** Ends the waiting of a message that was dealt with in another way, and asks how: whoever looks later wants to know. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'

const MOST_REASON = 200

export function DismissDialog({
  channelId,
  messageId,
  channelRef,
}: {
  channelId: string
  messageId: number
  channelRef: string
}) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const dismiss = useCommand(calls.channels.dismiss)
  const [reason, setReason] = useState('')
  async function send() {
    const answer = await dismiss.send({ channelId, messageId, reason: reason.trim() })
    if (answer === undefined) return
    notify('done', t('channels.dismissed', { ref: channelRef }))
    close()
  }
  return (
    <DialogForm
      title={t('channels.dismiss.title', { ref: channelRef })}
      action={t('channels.dismiss.act')}
      startsInField
      canSubmit={reason.trim() !== ''}
      isSending={dismiss.isSending}
      failure={dismiss.failure}
      onSubmit={send}
    >
      <p>{t('channels.dismiss.what')}</p>
      <TextInput
        {...FOCUS_AT_ONCE}
        label={t('channels.dismiss.reason')}
        placeholder={t('channels.dismiss.example')}
        maxLength={MOST_REASON}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </DialogForm>
  )
}
