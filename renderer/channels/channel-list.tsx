/** One row a channel: its state, what waits, when it last answered; Enter opens what stands behind it. */
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown'
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight'
import { useLayoutEffect, useMemo, useRef } from 'react'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useHotel, useIsAway, useNow } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Status } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { ChannelDetail } from './channel-detail.tsx'
import { useChannelsState } from './channels-state.ts'
import { channelTone, channelWords, durationText, isTroubled, laneTotals, reasonText } from './lane-words.ts'

const COLUMNS = 6
const TICK_MS = 1_000

export function ChannelList({ channels }: { channels: readonly ChannelState[] }) {
  const isAway = useIsAway()
  const openDialog = useDeskState((state) => state.open)
  const { chosenId, opened, choose, setOpen } = useChannelsState()
  const list = useRef<HTMLTableElement>(null)
  const found = channels.findIndex((channel) => channel.id === chosenId)
  const index = Math.max(0, found)
  const chosen = channels[index]
  // Alone it is what one came for; among others the one in trouble is.
  const isOpen = (channel: ChannelState) =>
    opened[channel.id] ?? (channels.length === 1 || isTroubled(channel))
  const keys = useMemo(() => {
    const to = (step: number) => () => {
      const next = channels[index + step]
      if (next !== undefined) choose(next.id)
    }
    if (chosen === undefined) return {}
    const { id } = chosen
    const isRowOpen = opened[id] ?? (channels.length === 1 || isTroubled(chosen))
    return {
      arrowdown: to(1),
      arrowup: to(-1),
      enter: () => setOpen(id, !isRowOpen),
      e: () => openDialog({ kind: 'channel', channelId: id, startsAt: 'name' }),
      f: isAway ? undefined : () => openDialog({ kind: 'resync', channelId: id }),
    }
  }, [channels, index, chosen, opened, isAway, choose, setOpen, openDialog])
  useViewKeys(keys)
  useLayoutEffect(() => {
    if (chosenId === null) return
    const row = list.current?.querySelector<HTMLElement>(`[data-channel="${chosenId}"]`)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    <table className="table channels-table" aria-label={t('channels.title')} ref={list}>
      <colgroup>
        <col style={{ width: '22%' }} />
        <col />
        <col style={{ width: '13%' }} />
        <col style={{ width: '15%' }} />
        <col style={{ width: '15%' }} />
        <col style={{ width: '9%' }} />
      </colgroup>
      <thead>
        <tr>
          <th>{t('channels.column.channel')}</th>
          <th>{t('channels.column.state')}</th>
          <th className="right">{t('channels.column.waiting')}</th>
          <th className="right">{t('channels.column.acknowledged')}</th>
          <th className="right">{t('channels.column.fetched')}</th>
          <th className="right">{t('channels.column.refused')}</th>
        </tr>
      </thead>
      {channels.map((channel) => (
        <ChannelRow
          key={channel.id}
          channel={channel}
          isChosen={channel.id === chosen?.id}
          isOpen={isOpen(channel)}
        />
      ))}
    </table>
  )
}

function ChannelRow({
  channel,
  isChosen,
  isOpen,
}: {
  channel: ChannelState
  isChosen: boolean
  isOpen: boolean
}) {
  const setOpen = useChannelsState((state) => state.setOpen)
  const { clock } = useHotel()
  const now = useNow(TICK_MS)
  const { pending, unknown, parked, oldestPendingAt, lastAcknowledgedAt } = laneTotals(channel)
  const { pull } = channel
  const ago = (at: number | null) =>
    at === null ? t('channels.never') : t('channels.ago', { duration: durationText(now - at) })
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <tbody
      className={`channel-body${isChosen ? ' is-chosen' : ''}${isTroubled(channel) ? ` is-${channelTone(channel)}` : ''}`}
      data-testid={`channel-${channel.name}`}
    >
      <tr className="channel-row">
        <td className="channel-cell">
          <button
            type="button"
            className="channel-toggle"
            aria-expanded={isOpen}
            data-channel={channel.id}
            onClick={() => setOpen(channel.id, !isOpen)}
          >
            <Chevron size={16} stroke={1.75} aria-hidden="true" />
            <span className="lines">
              <b>{channel.name}</b>
              <span className="muted second">
                {t('channels.hotelCode', { code: channel.settings.hotelCode })}
              </span>
            </span>
          </button>
        </td>
        <td className="channel-cell">
          <span className="lines">
            <span data-testid="channel-state">
              <Status tone={channelTone(channel)}>{channelWords(channel)}</Status>
            </span>
            <StateReason channel={channel} />
          </span>
        </td>
        <td className="channel-cell right">
          <span className="lines">
            <span className={pending > 0 ? 'strong' : 'muted'} data-testid="channel-pending">
              {t('channels.cells', { count: pending })}
            </span>
            {oldestPendingAt !== null && (
              <span className="muted second" data-testid="channel-oldest">
                {t('channels.oldest', { duration: durationText(now - oldestPendingAt) })}
              </span>
            )}
            {unknown > 0 && (
              <span className="warning-text second">{t('channels.unknown', { count: unknown })}</span>
            )}
          </span>
        </td>
        <td className="channel-cell right">
          <span className="lines">
            {lastAcknowledgedAt !== null && <span>{clock.timeToSeconds(lastAcknowledgedAt)}</span>}
            <span className="muted second">{ago(lastAcknowledgedAt)}</span>
          </span>
        </td>
        <td className="channel-cell right">
          <span className="lines">
            {pull.lastCompletedAt !== null && <span>{clock.timeToSeconds(pull.lastCompletedAt)}</span>}
            <span className={pull.lastError === null ? 'muted second' : 'danger-text second'}>
              {pull.lastError === null ? ago(pull.lastCompletedAt) : t('channels.fetch.fails')}
            </span>
          </span>
        </td>
        <td className={`channel-cell right${parked > 0 ? ' danger-text strong' : ' muted'}`}>{parked}</td>
      </tr>
      {isOpen && (
        <tr className="channel-detail">
          <td className="channel-detail-cell" colSpan={COLUMNS}>
            <ChannelDetail channel={channel} />
          </td>
        </tr>
      )}
    </tbody>
  )
}

/** The reason of the worst lane, else of the fetching. */
function StateReason({ channel }: { channel: ChannelState }) {
  if (!channel.enabled) return <span className="muted second">{t('channels.state.offMeans')}</span>
  const lane = channel.lanes.find(({ state }) => state === 'stopped' || state === 'waiting')
  const error = lane?.lastError ?? channel.pull.lastError
  if (error == null) return null
  return (
    <span className="muted second cut" title={reasonText(error)}>
      {reasonText(error)}
    </span>
  )
}
