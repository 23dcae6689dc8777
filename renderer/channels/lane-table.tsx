/** The lanes of a channel: how much waits, how much is unknown, and why. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useHotel } from '../desk-context.tsx'
import { Status } from '../frame/marks.tsx'
import { laneTone, laneWords, reasonText } from './lane-words.ts'

type Lane = ChannelState['lanes'][number]

export function LaneTable({ lanes }: { lanes: readonly Lane[] }) {
  return (
    <table className="table" aria-label="Lanes">
      <colgroup>
        <col style={{ width: 120 }} />
        <col style={{ width: 216 }} />
        <col style={{ width: 76 }} />
        <col style={{ width: 76 }} />
        <col style={{ width: 70 }} />
        <col style={{ width: 110 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>Lane</th>
          <th>State</th>
          <th className="right">Pending</th>
          <th className="right">Unknown</th>
          <th className="right">Refused</th>
          <th className="right">Acknowledged</th>
          <th>Last error</th>
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
  return (
    <tr data-testid={`lane-${lane.lane}`}>
      <td className="strong">{lane.lane}</td>
      <td className="wraps">
        <Status tone={laneTone(lane)}>{laneWords(lane)}</Status>
        {lane.state === 'waiting' && lane.attempts > 0 && (
          <div className="muted second">
            attempt {lane.attempts}
            {lane.nextAttemptAt !== null && `, next ${clock.timeToSeconds(lane.nextAttemptAt)}`}
          </div>
        )}
      </td>
      <td className={`right${lane.pendingCells > 0 ? ' strong' : ' muted'}`} data-testid="pending">
        {lane.pendingCells}
      </td>
      <td className={`right${lane.unknownCells > 0 ? ' warning-text strong' : ' muted'}`}>
        {lane.unknownCells}
      </td>
      <td className={`right${lane.parkedCells > 0 ? ' danger-text strong' : ' muted'}`}>
        {lane.parkedCells}
      </td>
      <td className="right">
        {lane.lastAcknowledgedAt === null ? 'never' : clock.timeToSeconds(lane.lastAcknowledgedAt)}
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
