/** Where a stay's charges go from now on: the room and chosen articles to another bill, or back to the stay's own. */
import { MultiSelect, Select } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import { useArticles, useFolios, useFreshFolios } from './use-folios.ts'

/** The room stands for the article that it is not. */
const ROOM = 'room'
const OWN = 'own'

export function RouteDialog({ reservationId, stayId }: { reservationId: string; stayId: string }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const freshen = useFreshFolios()
  const { data } = useFolios(reservationId)
  const { articles } = useArticles()
  const [what, setWhat] = useState<string[]>([ROOM])
  const [chosenId, setChosenId] = useState<string | null>(null)
  const route = useCommand(calls.folios.route)
  const open = data?.folios.filter(({ status }) => status === 'open') ?? []
  const toId = chosenId ?? open.at(-1)?.id ?? OWN
  async function submit() {
    const articleIds = what.map((id) => (id === ROOM ? null : id))
    const answer = await route.send({ stayId, articleIds, folioId: toId === OWN ? null : toId })
    if (answer === undefined) return
    await freshen(reservationId)
    notify(
      'done',
      toId === OWN
        ? t('folio.route.ended')
        : t('folio.route.done', { folio: open.find(({ id }) => id === toId)?.name ?? '' }),
    )
    close()
  }
  return (
    <DialogForm
      title={t('folio.route.title')}
      size={480}
      action={t('folio.route.do')}
      canSubmit={what.length > 0}
      isSending={route.isSending}
      failure={route.failure}
      onSubmit={submit}
    >
      <p className="muted">{t('folio.route.hint')}</p>
      <MultiSelect
        size="xs"
        label={t('folio.route.what')}
        data={[
          { value: ROOM, label: t('folio.route.room') },
          ...articles.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={what}
        onChange={setWhat}
      />
      <Select
        label={t('folio.route.to')}
        allowDeselect={false}
        data={[
          ...open.map(({ id, name }) => ({ value: id, label: name })),
          { value: OWN, label: t('folio.route.own') },
        ]}
        value={toId}
        onChange={setChosenId}
      />
    </DialogForm>
  )
}
