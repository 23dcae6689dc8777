/** Sends everything again, after saying what that costs and why it is seldom needed. */
import { useQuery } from '@tanstack/react-query'
import { useCommand, useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import { costOf } from './channel-entry.ts'

export function ResyncDialog({ channelId }: { channelId: string }) {
  const { calls, queries } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const resync = useCommand(calls.channels.resync)
  const channels = useQuery(queries.channels.list.queryOptions())
  const mapping = useQuery(queries.channels.mapping.queryOptions({ input: { channelId } }))
  const channel = channels.data?.channels.find(({ id }) => id === channelId)
  const name = channel?.name ?? ''
  const cells =
    channel === undefined || mapping.data === undefined
      ? null
      : costOf(mapping.data.mapping, [], channel.exposure.horizonDays).cells
  async function send() {
    const answer = await resync.send({ channelId })
    if (answer === undefined) return
    notify('done', t('channels.resynced', { channel: name }))
    close()
  }
  return (
    <DialogForm
      title={t('channels.resync.title')}
      action={t('channels.resync.act')}
      canSubmit={channel !== undefined}
      isAsking={channels.isLoading}
      isSending={resync.isSending}
      failure={resync.failure}
      onSubmit={send}
    >
      <p>{t('channels.resync.what', { channel: name })}</p>
      {cells !== null && <p data-testid="resync-cost">{t('channels.resync.cost', { cells })}</p>}
      <p className="muted second">{t('channels.resync.seldom')}</p>
    </DialogForm>
  )
}
