/** Sends refused values of a channel once more and starts its stopped lanes again. */
import { Button } from '@mantine/core'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useCommand, useDesk, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'

export function ResumeButton({
  channel,
  isMain = false,
}: {
  channel: Pick<ChannelState, 'id' | 'name'>
  /** What Enter does here. */
  isMain?: boolean
}) {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const resume = useCommand(calls.channels.resume)
  async function send() {
    const answer = await resume.send({ channelId: channel.id })
    if (answer === undefined) return
    notify('done', t('channels.resumed', { channel: channel.name, count: answer.unparkedCells }))
  }
  useViewKeys({ enter: isMain && !isAway && !resume.isSending ? () => void send() : undefined })
  return (
    <>
      <Button
        h={isMain ? 28 : 24}
        variant={isMain ? 'filled' : 'default'}
        {...(isMain ? { rightSection: <Key>Enter</Key> } : {})}
        disabled={isAway}
        loading={resume.isSending}
        title={t('channels.resume.what')}
        onClick={() => void send()}
      >
        {t('channels.resume')}
      </Button>
      <FailureAlert failure={resume.failure} />
    </>
  )
}
