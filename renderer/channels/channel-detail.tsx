/** What stands behind a channel's row: its trouble, what can be done, and its lanes, cells, messages and refusals. */
import { Button, SegmentedControl } from '@mantine/core'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Key } from '../frame/marks.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { CellGrid } from './cell-grid.tsx'
import { ChannelTrouble } from './channel-trouble.tsx'
import { CHANNEL_TABS, type ChannelTab, useChannelsState } from './channels-state.ts'
import { InboxTable } from './inbox-table.tsx'
import { LaneTable } from './lane-table.tsx'
import { isTroubled, laneTotals } from './lane-words.ts'
import { ParkedTable } from './parked-table.tsx'
import { ResumeButton } from './resume-button.tsx'
import { SentTable } from './sent-table.tsx'

const TAB_NAMES: Readonly<Record<ChannelTab, MessageId>> = {
  lanes: 'channels.tab.lanes',
  cells: 'channels.tab.cells',
  inbox: 'channels.tab.inbox',
  sent: 'channels.tab.sent',
  parked: 'channels.tab.parked',
}

export function ChannelDetail({ channel }: { channel: ChannelState }) {
  const tab = useChannelsState((state) => state.tab)
  const showTab = useChannelsState((state) => state.showTab)
  const { parked } = laneTotals(channel)
  return (
    <>
      {isTroubled(channel) && <ChannelTrouble channel={channel} />}
      <div className="channel-tabs">
        <SegmentedControl
          aria-label={t('channels.tabs')}
          value={tab}
          onChange={(value) => showTab(value as ChannelTab)}
          data={CHANNEL_TABS.map((value) => ({ value, label: t(TAB_NAMES[value], { count: parked }) }))}
        />
        <span className="grow" />
        <ChannelActions channel={channel} />
      </div>
      {tab === 'lanes' && <LaneTable lanes={channel.lanes} />}
      {tab === 'cells' && <CellGrid channelId={channel.id} />}
      {tab === 'inbox' && <InboxTable channelId={channel.id} />}
      {tab === 'sent' && <SentTable channel={channel} />}
      {tab === 'parked' && <ParkedTable channelId={channel.id} />}
    </>
  )
}

function ChannelActions({ channel }: { channel: ChannelState }) {
  const isAway = useIsAway()
  const open = useDeskState((state) => state.open)
  const canResume = channel.lanes.some((lane) => lane.state === 'stopped' || lane.parkedCells > 0)
  return (
    <>
      {canResume && <ResumeButton channel={channel} />}
      <Button
        h={28}
        variant="default"
        disabled={isAway || !channel.enabled}
        rightSection={<Key>F</Key>}
        onClick={() => open({ kind: 'resync', channelId: channel.id })}
      >
        {t('channels.resync')}
      </Button>
      <Button
        h={28}
        variant="default"
        rightSection={<Key>E</Key>}
        onClick={() => open({ kind: 'channel', channelId: channel.id, startsAt: 'name' })}
      >
        {t('channels.settings')}
      </Button>
    </>
  )
}
