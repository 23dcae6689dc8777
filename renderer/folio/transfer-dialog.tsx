/** Moves lines to another bill of the reservation: taken back here and posted there, which sums to zero. */
import { Select } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText } from '../formats.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import { useFolios, useFreshFolios } from './use-folios.ts'

export function TransferDialog({
  reservationId,
  folioId,
  postingIds,
}: {
  reservationId: string
  folioId: string
  postingIds: readonly string[]
}) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const freshen = useFreshFolios()
  const { data } = useFolios(reservationId)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const transfer = useCommand(calls.folios.transfer)
  const folio = data?.folios.find(({ id }) => id === folioId)
  if (data === undefined || folio === undefined) return null
  const others = data.folios.filter(({ id, status }) => id !== folioId && status === 'open')
  const target = others.find(({ id }) => id === chosenId) ?? others[0]
  const moved = folio.postings.filter(({ id }) => postingIds.includes(id))
  const amount = amountText(
    moved.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    folio.currency,
  )
  async function submit() {
    if (target === undefined) return
    const answer = await transfer.send({ toFolioId: target.id, postingIds: [...postingIds] })
    if (answer === undefined) return
    await freshen(reservationId)
    notify('done', t('folio.transfer.done', { count: moved.length, folio: target.name, amount }))
    close()
  }
  return (
    <DialogForm
      title={t('folio.transfer.title', { count: moved.length })}
      size={440}
      action={t('folio.transfer.do', { amount })}
      canSubmit={target !== undefined}
      isSending={transfer.isSending}
      failure={transfer.failure}
      onSubmit={submit}
    >
      {target === undefined ? (
        <p className="warning-text">{t('folio.transfer.none')}</p>
      ) : (
        <Select
          label={t('folio.transfer.to')}
          allowDeselect={false}
          data={others.map(({ id, name, balanceMinor, currency }) => ({
            value: id,
            label: `${name} · ${amountText(balanceMinor, currency)}`,
          }))}
          value={target.id}
          onChange={setChosenId}
        />
      )}
    </DialogForm>
  )
}
