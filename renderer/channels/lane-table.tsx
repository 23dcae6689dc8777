/** The lanes of a channel: what waits, what is unknown, when it last answered and why it does not. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useHotel, useNow } from '../desk-context.tsx'
import { numberText } from '../formats.ts'
import { Status } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { durationText, facetsText, laneTone, laneWords, reasonText } from './lane-words.ts'

type Lane = ChannelState['lanes'][number]
const TICK_MS = 1_000

export function LaneTable({ lanes }: { lanes: readonly Lane[] }) {
  return (
    <table className="table" aria-label={t('channels.tab.lanes')}>
      <colgroup>
        <col style={{ width: '15%' }} />
        <col style={{ width: '19%' }} />
        <col style={{ width: '8%' }} />
        <col style={{ width: '9%' }} />
        <col style={{ width: '9%' }} />
        <col style={{ width: '8%' }} />
        <col style={{ width: '11%' }} />
        <col style={{ width: '11%' }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>{t('channels.column.lane')}</th>
          <th>{t('channels.column.state')}</th>
          <th className="right">{t('channels.column.pending')}</th>
          <th className="right">{t('channels.column.oldest')}</th>
          <th className="right">{t('channels.column.unknown')}</th>
          <th className="right">{t('channels.column.refused')}</th>
          <th className="right">{t('channels.column.calls')}</th>
          <th className="right">{t('channels.column.acknowledged')}</th>
          <th>{t('channels.column.lastError')}</th>
        </tr>
      </thead>
      <tbody>
        {lanes.map((lane) => (
          <LaneLine key={lane.lane} lane={lane} />
        ))}
      </tbody>
    </table>
  )
}

function LaneLine({ lane }: { lane: Lane }) {
  const { clock } = useHotel()
  const now = useNow(TICK_MS)
  return (
    <tr data-testid={`lane-${lane.lane}`}>
      <td className="strong">{facetsText(lane)}</td>
      <td className="wraps">
        <Status tone={laneTone(lane)}>{laneWords(lane)}</Status>
        {lane.state === 'waiting' && lane.attempts > 0 && (
          <div className="muted second">
            <NextAttempt lane={lane} />
          </div>
        )}
      </td>
      <td className={`right${lane.pendingCells > 0 ? ' strong' : ' muted'}`} data-testid="pending">
        {numberText(lane.pendingCells)}
      </td>
      <td className="right" data-testid="oldest">
        {lane.oldestPendingAt === null ? (
          <span className="muted">–</span>
        ) : (
          durationText(now - lane.oldestPendingAt)
        )}
      </td>
      <td className={`right${lane.unknownCells > 0 ? ' warning-text strong' : ' muted'}`}>
        {numberText(lane.unknownCells)}
      </td>
      <td className={`right${lane.parkedCells > 0 ? ' danger-text strong' : ' muted'}`}>
        {numberText(lane.parkedCells)}
      </td>
      <td className="right" data-testid="calls">
        <span className="lines">
          <span>{numberText(lane.callsLastHour)}</span>
          {lane.failedLastHour > 0 && (
            <span className="warning-text second">
              {t('channels.calls.failed', { count: lane.failedLastHour })}
            </span>
          )}
        </span>
      </td>
      <td className="right">
        {lane.lastAcknowledgedAt === null
          ? t('channels.never')
          : clock.timeToSeconds(lane.lastAcknowledgedAt)}
      </td>
      <td className="wraps second" data-testid="last-error">
        {lane.lastError === null ? (
          <span className="muted">–</span>
        ) : (
          <span title={lane.lastError.message}>
            {clock.timeToSeconds(lane.lastError.at)} {reasonText(lane.lastError)}
          </span>
        )}
      </td>
    </tr>
  )
}

/** `attempt 5 in 2 min 11 s`, counted down. */
export function NextAttempt({ lane }: { lane: Lane }) {
  const now = useNow(TICK_MS)
  const attempt = lane.attempts + 1
  return lane.nextAttemptAt === null || lane.nextAttemptAt <= now
    ? t('channels.attempt.now', { attempt })
    : t('channels.attempt.in', { attempt, duration: durationText(lane.nextAttemptAt - now) })
}
