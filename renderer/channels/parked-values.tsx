/** What one channel refuses, why that holds nothing else up, and the two ways on: change the value, or send it again. */
import { Button } from '@mantine/core'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import { ParkedTable } from './parked-table.tsx'
import { ResumeButton } from './resume-button.tsx'

export function ParkedValues({ channel }: { channel: ChannelState }) {
  const open = useDeskState((state) => state.open)
  return (
    <div className="waiting-detail is-wide">
      <header className="waiting-head">
        <h2>{t('channels.waiting.refusedBy', { channel: channel.name })}</h2>
        <p className="muted">{t('channels.waiting.refusedWhat')}</p>
      </header>
      <ParkedTable channelId={channel.id} />
      <div className="waiting-foot">
        <Button
          variant="default"
          h={28}
          onClick={() => open({ kind: 'channel', channelId: channel.id, startsAt: 'name' })}
        >
          {t('channels.waiting.mapping')}
        </Button>
        <ResumeButton channel={channel} isMain />
      </div>
    </div>
  )
}
