/** Opens a further bill: of one stay, or of the whole reservation. */
import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import { useFreshFolios } from './use-folios.ts'

export function OpenFolioDialog({ reservationId, stayId }: { reservationId: string; stayId: string }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const freshen = useFreshFolios()
  const [name, setName] = useState('')
  const [of, setOf] = useState<'stay' | 'reservation'>('stay')
  const open = useCommand(calls.folios.open)
  async function submit() {
    const stay = of === 'stay' ? { stayId } : {}
    const answer = await open.send({ reservationId, ...stay, name: name.trim() })
    if (answer === undefined) return
    await freshen(reservationId)
    notify('done', t('folio.open.done', { name: name.trim() }))
    close()
  }
  return (
    <DialogForm
      title={t('folio.open.title')}
      size={440}
      action={t('folio.open.do')}
      startsInField
      canSubmit={name.trim() !== ''}
      isSending={open.isSending}
      failure={open.failure}
      onSubmit={submit}
    >
      <TextInput
        label={t('folio.open.name')}
        placeholder={t('folio.open.nameHint')}
        maxLength={80}
        {...FOCUS_AT_ONCE}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <SegmentedControl
        aria-label={t('folio.open.of')}
        value={of}
        onChange={(value) => setOf(value as typeof of)}
        data={[
          { value: 'stay', label: t('folio.open.stay') },
          { value: 'reservation', label: t('folio.open.reservation') },
        ]}
      />
    </DialogForm>
  )
}
