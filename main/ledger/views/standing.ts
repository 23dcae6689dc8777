/** What waits right now and since when: cells of every lane, messages in the inbox, overbooking cases. */
import type { Channel, Lane } from '../lanes/channel-rows.ts'
import type { QueryPorts } from './query-ports.ts'

export interface StandingLane {
  readonly lane: string
  readonly pendingCells: number
  readonly parkedCells: number
  /** Since when the oldest pending cell is pending, epoch ms; null where none is. */
  readonly oldestPendingAt: number | null
  readonly lastAcknowledgedAt: number | null
}

export interface StandingChannel {
  readonly channelId: string
  readonly enabled: boolean
  readonly lanes: readonly StandingLane[]
  /** Messages that wait for a mapping: neither applied nor superseded. */
  readonly inboxWaiting: number
  /** When the oldest of them came, epoch ms. */
  readonly inboxOldestAt: number | null
}

export interface Standing {
  readonly channels: readonly StandingChannel[]
  readonly openCases: number
}

export function createStanding({ store, rows, keeper, journal, now, property }: QueryPorts): () => Standing {
  const waiting = store.prepare((sql, p: { channelId: number }) =>
    sql
      .selectFrom('inbox')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('received_at').as('oldestAt')])
      .where('channel_id', '=', p.channelId)
      .where('outcome', '=', 'quarantined'),
  )
  const cases = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('overbooking_case')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('status', '=', 'open'),
  )
  /** Lanes that were seen with cells to send again, which no command has changed since: when that was seen first. */
  const seenPending = new Map<string, number>()

  /** A change is pending since its commit. What is only sent again (resync, unknown fate) is since it was seen so. */
  function pendingSince(channel: Channel, lane: Lane, leastSeq: number): number {
    const name = `${channel.id}|${lane.lane}`
    const seenAt = seenPending.get(name) ?? now()
    seenPending.set(name, seenAt)
    const isNewChange = lane.cursor > 0 && leastSeq > lane.cursor
    return (isNewChange ? journal.row(leastSeq)?.at : undefined) ?? seenAt
  }

  function standingLane(channel: Channel, lane: Lane, parkedCells: number): StandingLane {
    const { lane: name, lastAcknowledgedAt } = lane
    // Nothing is sent to a channel that is switched off, so nothing of it is late.
    if (!channel.enabled)
      return { lane: name, pendingCells: 0, parkedCells, oldestPendingAt: null, lastAcknowledgedAt }
    const { sends, waitingForPull, leastSeq } = keeper.pending(channel, lane)
    const pendingCells = sends.length + waitingForPull
    if (pendingCells === 0) seenPending.delete(`${channel.id}|${lane.lane}`)
    const oldestPendingAt = pendingCells === 0 ? null : pendingSince(channel, lane, leastSeq)
    return { lane: name, pendingCells, parkedCells, oldestPendingAt, lastAcknowledgedAt }
  }

  return () => {
    if (property() === undefined) return { channels: [], openCases: 0 }
    const channels = rows.all().map((channel): StandingChannel => {
      const parked = rows.parked(channel.id)
      const inbox = waiting.first({ channelId: channel.id })
      const lanes = rows.lanes(channel.id).map((lane) => {
        const ofLane = parked.filter(({ facet }) => lane.facets.includes(facet))
        return standingLane(channel, lane, ofLane.length)
      })
      return {
        channelId: channel.publicId,
        enabled: channel.enabled,
        lanes,
        inboxWaiting: inbox?.count ?? 0,
        inboxOldestAt: inbox?.oldestAt ?? null,
      }
    })
    return { channels, openCases: cases.first({})?.count ?? 0 }
  }
}
