/** Leads from what was sent to how it was said, as long as that is kept. */
import { Button } from '@mantine/core'
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'

export function ShowCall({ channelId, callId }: { channelId: string; callId: number | undefined }) {
  const open = useDeskState((state) => state.open)
  if (callId === undefined) return null
  return (
    <Button h={24} variant="default" onClick={() => open({ kind: 'call', channelId, callId })}>
      {t('channels.call.show')}
    </Button>
  )
}
