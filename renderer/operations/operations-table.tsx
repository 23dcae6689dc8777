/** Each channel over the range and now: what it was sent, what failed, how late it was, and how it stands. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import { channelTone, channelWords } from '../channels/lane-words.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useHotel } from '../desk-context.tsx'
import { decimalText, numberText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { lagTone, shareText, tookText } from './operations-words.ts'

type Measures = Answers['operations']['measures']
type Totals = Measures['channels'][number]

export function OperationsTable({
  measures,
  channels,
  chosenId,
}: {
  measures: Measures
  channels: readonly ChannelState[]
  chosenId: string | null
}) {
  const totalsOf = new Map(measures.channels.map((totals) => [totals.channelId, totals]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: in a narrow window it scrolls, so the keyboard must reach it
    <section className="scrolls" tabIndex={0} aria-label={t('operations.table')}>
      <table className="table ops-table" aria-label={t('operations.table')}>
        <thead>
          <tr>
            <th>{t('channels.column.channel')}</th>
            <th className="right">{t('operations.column.cells')}</th>
            <th className="right">{t('operations.calls')}</th>
            <th className="right">{t('operations.column.cellsPerCall')}</th>
            <th className="right">{t('operations.retries')}</th>
            <th className="right">{t('operations.errors')}</th>
            <th className="right">{t('operations.column.lagP50')}</th>
            <th className="right">{t('operations.column.lagP99')}</th>
            <th className="right">{t('operations.column.within')}</th>
            <th className="right">{t('operations.pending')}</th>
            <th className="right">{t('operations.oldest')}</th>
            <th className="right">{t('operations.parked')}</th>
            <th className="right">{t('channels.column.acknowledged')}</th>
            <th>{t('channels.column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {channels
            .filter(({ id }) => chosenId === null || id === chosenId)
            .map((channel) => (
              <Line key={channel.id} channel={channel} totals={totalsOf.get(channel.id)} at={measures.at} />
            ))}
        </tbody>
      </table>
    </section>
  )
}

function Line({ channel, totals, at }: { channel: ChannelState; totals: Totals | undefined; at: number }) {
  const { clock } = useHotel()
  if (totals === undefined) return null
  const { calls, cells, retries, errors, lagP50Ms, lagP99Ms, measured, withinTarget } = totals
  const { pendingCells, parkedCells, oldestPendingAt, lastAcknowledgedAt } = totals
  const oldestMs = oldestPendingAt === null ? null : Math.max(0, at - oldestPendingAt)
  const isLate = oldestMs !== null && lagTone(oldestMs) === 'danger'
  return (
    <tr className={isLate ? 'is-late' : ''} data-testid={`measured-${channel.id}`}>
      <td>
        <span className="status">
          <Mark tone={channelTone(channel)} />
          {channel.name}
        </span>
      </td>
      <td className="right">{numberText(cells)}</td>
      <td className="right" data-testid="calls">
        {numberText(calls)}
      </td>
      <td className="right">{calls === 0 ? '–' : decimalText(cells / calls)}</td>
      <td className="right">{numberText(retries)}</td>
      <td className={`right${errors > 0 ? ' warning-text strong' : ''}`} data-testid="errors">
        {numberText(errors)}
      </td>
      <td className="right">{tookText(lagP50Ms)}</td>
      <td className="right">{tookText(lagP99Ms)}</td>
      <td className="right">{shareText(withinTarget, measured)}</td>
      <td className="right" data-testid="pending">
        {numberText(pendingCells)}
      </td>
      <td className={`right${isLate ? ' danger-text strong' : ''}`} data-testid="oldest">
        {tookText(oldestMs)}
      </td>
      <td className={`right${parkedCells > 0 ? ' danger-text strong' : ''}`}>{numberText(parkedCells)}</td>
      <td className="right">
        {lastAcknowledgedAt === null ? t('channels.never') : clock.timeToSeconds(lastAcknowledgedAt)}
      </td>
      <td>{channelWords(channel)}</td>
    </tr>
  )
}
