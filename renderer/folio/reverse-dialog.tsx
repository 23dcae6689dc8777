/** Takes a line of a folio back: nothing is removed, its reversal is posted with the reason. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import { postingWords } from './folio-words.ts'
import { useFreshFolios } from './use-folios.ts'
import { usePosting } from './use-posting.ts'

export function ReverseDialog(props: { reservationId: string; folioId: string; postingId: string }) {
  const { reservationId, postingId } = props
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const freshen = useFreshFolios()
  const { folio, posting, articleNames } = usePosting(props)
  const [reason, setReason] = useState('')
  const reverse = useCommand(calls.folios.reverse)
  if (folio === undefined || posting === undefined) return null
  const line = postingWords(posting, articleNames)
  const amount = amountText(posting.amountMinor, folio.currency)
  async function submit() {
    const answer = await reverse.send({ postingId, reason: reason.trim() })
    if (answer === undefined) return
    await freshen(reservationId)
    notify('done', t('folio.reverse.done', { line, amount }))
    close()
  }
  return (
    <DialogForm
      title={t('folio.reverse.title', { line })}
      size={480}
      tone="danger"
      action={t('folio.reverse.do', { amount })}
      startsInField
      canSubmit={reason.trim() !== ''}
      isSending={reverse.isSending}
      failure={reverse.failure}
      onSubmit={submit}
    >
      <p>{t('folio.reverse.text')}</p>
      <TextInput
        label={t('folio.reason')}
        description={t('reservation.cancel.reasonHint')}
        maxLength={200}
        {...FOCUS_AT_ONCE}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </DialogForm>
  )
}
