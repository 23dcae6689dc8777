/** The lanes' side of the ledger: what the sync process may ask, each in one job of the commit queue. */

import type { Facet } from '../../../shared/cells.ts'
import { CHANNEL_KINDS } from '../../../shared/channel-kinds/kinds.ts'
import { type Credentials, credentialsSchema, settingsOfKind } from '../../../shared/channel-settings.ts'
import type { Topic } from '../../../shared/contract/procedure.ts'
import type {
  ChannelConnection,
  Hint,
  LaneError,
  SendRange,
  Settlement,
} from '../../../shared/contract/sync-link.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Alerts } from '../attention.ts'
import type { IngestAnswer } from '../channel-bookings.ts'
import { checkSettings } from '../channel-settings.ts'
import type { CommitQueue } from '../commit-queue.ts'
import type { IngestOne } from '../ingest-one.ts'
import type { LaneDesk } from '../ledger.ts'
import type { Channel, ChannelRows, Lane } from './channel-rows.ts'
import type { Compared } from './comparison.ts'
import type { LaneKeeper } from './lane-keeper.ts'
import type { ClaimedWork, LaneObserver, SettledCall } from './lane-observer.ts'
import type { OpenBatch } from './open-batches.ts'
import type { WorkRange } from './work.ts'

/** So many attempts without an acknowledgement are an alert. */
const ATTEMPTS_BEFORE_ALERT = 4
/** A channel that asks for everything again is given it at most so often: one that never has enough would get nothing else. */
const RESYNC_EVERY_MS = 3_600_000
/** A completed pull is noted for people at most so often, unless its result changed. */
const PULL_NOTE_EVERY_MS = 10_000

export interface LaneDeskPorts {
  readonly queue: CommitQueue
  readonly clock: { now(): number; monotonic(): number }
  readonly rows: ChannelRows
  readonly keeper: LaneKeeper
  readonly alerts: Alerts
  readonly ingestOne: IngestOne
  readonly channels: () => readonly Channel[]
  /** @throws DomainError UnknownChannel */
  readonly findChannel: (channelId: string) => Channel
  readonly currency: () => string
  readonly openCredentials: (channel: Channel) => string
  readonly headSeq: () => number
  /** When a command was committed, epoch ms. */
  readonly committedAt: (seq: number) => number | undefined
  readonly newId: () => string
  readonly touch: (...topics: Topic[]) => void
  readonly hint: (hint: Hint) => void
  readonly onHint: LaneDesk['onHint']
}

const heldBackWords = ({ safetyBuffer }: Channel): string =>
  safetyBuffer === 0
    ? ''
    : ` Until then the other channels are offered ${safetyBuffer} fewer of each room type.`

export function createLaneDesk(ports: LaneDeskPorts): LaneDesk {
  const { queue, clock, rows, keeper, alerts, findChannel } = ports
  /** Pulls that have begun: the journal number they began at. */
  const pulls = new Map<string, { channelId: string; seq: number }>()
  const waitingForPull = new Set<string>()
  /** When a channel was last given everything at its own request; monotonic ms. */
  const resyncedAt = new Map<number, number>()
  const observers = new Set<LaneObserver>()

  function enabledChannel(channelId: string): Channel {
    const channel = findChannel(channelId)
    if (!channel.enabled) throw new DomainError('UnknownChannel', { channelId })
    return channel
  }

  const storedCredentials = (channel: Channel): Credentials =>
    credentialsSchema.parse(JSON.parse(ports.openCredentials(channel)))

  function laneOf(channel: Channel, name: string): Lane {
    const lane = rows.lanes(channel.id).find((row) => row.lane === name)
    if (lane === undefined) throw new DomainError('UnknownChannel', { channelId: channel.publicId })
    return lane
  }

  function toSendRanges(channel: Channel, ranges: readonly WorkRange[]): SendRange[] {
    const rooms = new Map(rows.roomMappings(channel.id).map((row) => [row.room_type_id, row.room_code]))
    const rates = new Map(
      rows.rateMappings(channel.id).map((row) => [`${row.room_type_id}|${row.rate_plan_id}`, row.rate_code]),
    )
    return ranges.map((range) => ({
      facet: range.facet,
      roomTypeId: String(range.roomTypeId),
      roomCode: rooms.get(range.roomTypeId) ?? '',
      ratePlanId: range.ratePlanId === 0 ? null : String(range.ratePlanId),
      rateCode: range.ratePlanId === 0 ? null : (rates.get(`${range.roomTypeId}|${range.ratePlanId}`) ?? ''),
      from: range.from,
      to: range.to,
      value: range.value,
    }))
  }

  function storeResult(settlement: Settlement, channel: Channel, name: string, acknowledged: boolean): void {
    const lane = laneOf(channel, name)
    const now = clock.now()
    const { error } = settlement
    rows.setResult({
      channelId: channel.id,
      lane: lane.lane,
      attempts: acknowledged ? 0 : lane.attempts,
      stopped: settlement.stop ? 1 : 0,
      nextAttemptAt: settlement.nextAttemptAt,
      lastAcknowledgedAt: acknowledged ? now : lane.lastAcknowledgedAt,
      lastError:
        error === null
          ? lane.lastError && !acknowledged
            ? JSON.stringify(lane.lastError)
            : null
          : JSON.stringify({ ...error, at: now }),
    })
    tellPeople(settlement, channel, lane, acknowledged)
    if (lane.facets.includes('availability')) noteStaleness(settlement, channel, lane, acknowledged)
  }

  /**
   * A channel that may go on selling what is gone: the others are offered its safety buffer less until it takes a change again
   * (rule 5, as for any buffer).
   */
  function noteStaleness(settlement: Settlement, channel: Channel, lane: Lane, acknowledged: boolean): void {
    const wasStale = rows.staleSince(channel.id) !== null
    const isStale = !acknowledged && (wasStale || settlement.stop || lane.attempts >= ATTEMPTS_BEFORE_ALERT)
    if (isStale === wasStale) return
    rows.setStaleSince({ id: channel.id, since: isStale ? clock.now() : null })
    ports.touch('channels', 'inventory')
    if (channel.safetyBuffer === 0) return
    for (const other of ports.channels()) {
      if (other.id === channel.id) continue
      rows.resetCursors(other.id)
      awaitPull(other)
    }
    ports.hint({ kind: 'work', facets: ['availability'] })
  }

  /** For people: when it was compared, and an alert where values had to be sent again that nobody here changed. */
  function noteComparison(channel: Channel, { cells, believed, suspected }: Compared): void {
    const now = clock.now()
    const comparison = JSON.stringify({ cells, differences: believed + suspected })
    rows.setComparison({ id: channel.id, at: now, comparison })
    ports.touch('channels')
    if (believed === 0) return
    rows.resetCursors(channel.id)
    awaitPull(channel)
    ports.hint({ kind: 'work', facets: ['availability', 'price', 'restrictions'] })
    const detail = `${channel.name} showed other values than it had confirmed on ${believed} nights of a room type or rate. They are sent again; somebody may change them there by hand.`
    alerts.open(
      { kind: 'valuesDiffer', key: channel.publicId, severity: 'warning', subject: channel.name, detail },
      now,
    )
    ports.touch('cases')
  }

  /** Rule 6 at the channel's own request: of these facets nobody knows any more what it shows. */
  function resync(channel: Channel, facets: readonly Facet[]): void {
    const now = clock.monotonic()
    const before = resyncedAt.get(channel.id) ?? Number.NEGATIVE_INFINITY
    if (facets.length === 0 || now - before < RESYNC_EVERY_MS) return
    resyncedAt.set(channel.id, now)
    keeper.forget(channel.id, facets)
    rows.resetCursors(channel.id)
    ports.hint({ kind: 'work', facets: [...facets] })
  }

  /** What raises availability from here on waits for a pull that has not begun yet. */
  function awaitPull(channel: Channel): void {
    keeper.awaitPull(channel.id)
    for (const [id, pull] of pulls) if (pull.channelId === channel.publicId) pulls.delete(id)
  }

  /** @returns the same for who measures: what is counted is what is kept. */
  function noteRequest(
    { outcomes, error, sent }: Settlement,
    batch: OpenBatch,
    channel: Channel,
    attempt: number,
  ): SettledCall {
    const now = clock.now()
    const claimedAt = now - Math.max(0, Math.round(clock.monotonic() - batch.claimedAt))
    const kept = rows.noteRequest({
      channelId: batch.channelId,
      lane: batch.lane,
      claimedAt,
      settledAt: now,
      ranges: batch.ranges,
      outcomes,
      error: error === null ? null : JSON.stringify({ ...error, at: now }),
    })
    const changedAt = batch.oldestSeq === null ? undefined : ports.committedAt(batch.oldestSeq)
    return {
      ...kept,
      channelId: channel.publicId,
      requestId: batch.requestId,
      attempt,
      errorCode: error?.code ?? null,
      outcomes,
      changedAt: changedAt ?? null,
      sent: sent ?? null,
    }
  }

  function tellPeople(settlement: Settlement, channel: Channel, lane: Lane, acknowledged: boolean): void {
    const now = clock.now()
    const key = `${channel.publicId}|${lane.lane}`
    const subject = `${channel.name}, ${lane.lane}`
    const said = settlement.error === null ? '' : ` ${settlement.error.message}`
    if (settlement.stop) {
      const detail = `${channel.name} refuses the credentials. Correct them; nothing is sent until then.${heldBackWords(channel)}${said}`
      alerts.open(
        { kind: 'channelStopped', key: channel.publicId, severity: 'danger', subject: channel.name, detail },
        now,
      )
    } else if (acknowledged) {
      if (alerts.close('channelFailing', key, now)) ports.touch('cases')
      if (alerts.close('channelStopped', channel.publicId, now)) ports.touch('cases')
    } else if (lane.attempts >= ATTEMPTS_BEFORE_ALERT) {
      const detail = `${channel.name} could not be updated ${lane.attempts} times and may sell what is gone.${heldBackWords(channel)}${said}`
      if (alerts.open({ kind: 'channelFailing', key, severity: 'danger', subject, detail }, now))
        ports.touch('cases')
    }
  }

  return {
    connections: (): ChannelConnection[] =>
      ports
        .channels()
        .filter((channel) => channel.enabled)
        .map((channel) => ({
          channelId: channel.publicId,
          kind: channel.kind,
          name: channel.name,
          currency: ports.currency(),
          settings: channel.settings,
          credentials: storedCredentials(channel),
          lanes: rows
            .lanes(channel.id)
            .map(({ lane, facets, attempts, stopped }) => ({ lane, facets, attempts, stopped })),
          lastPullAt: rows.lastPullAt(channel.id),
        })),

    triedConnection({ channelId, kind, settings: given, credentials }) {
      const channel = channelId === null ? null : findChannel(channelId)
      const settings = { ...settingsOfKind(kind, given), reservationsBy: 'pull' as const }
      // What is stored was given for where it is stored with: a test leaves no trace, and must not carry it elsewhere.
      const isElsewhere =
        channel?.kind !== kind ||
        channel.settings.ariBaseUrl !== settings.ariBaseUrl ||
        channel.settings.reservationsBaseUrl !== settings.reservationsBaseUrl
      const used = credentials ?? (channel === null || isElsewhere ? null : storedCredentials(channel))
      if (used === null) throw new DomainError('CredentialsNeeded', {})
      checkSettings(kind, settings, used, undefined)
      return {
        // Under its own id the channel takes turns with what is sent to it by itself.
        channelId: channel?.publicId ?? ports.newId(),
        kind,
        name: channel?.name ?? CHANNEL_KINDS[kind].title,
        currency: ports.currency(),
        settings,
        credentials: used,
        lanes: [],
      }
    },

    onHint: ports.onHint,

    beginEpoch: () =>
      queue.submit(() => {
        pulls.clear()
        keeper.beginEpoch(ports.channels())
      }),

    async claim({ channelId, lane, maxRanges }) {
      const claimed = await queue.submit(() => {
        const channel = enabledChannel(channelId)
        const result = keeper.claim(channel, laneOf(channel, lane), maxRanges)
        if (result.batch !== null) ports.touch('channels')
        const batch = result.batch && {
          requestId: result.batch.requestId,
          ranges: toSendRanges(channel, result.batch.ranges),
          ...(result.batch.isWhole ? { isWhole: true } : {}),
        }
        return { ...result, batch, seqs: result.batch?.seqs ?? [] }
      })
      if (claimed.batch !== null) {
        const { requestId, ranges } = claimed.batch
        const work: ClaimedWork = { channelId, lane, requestId, ranges, seqs: claimed.seqs }
        for (const observer of observers) observer.claimed(work)
      }
      if (claimed.waitsForPull) {
        waitingForPull.add(channelId)
        ports.hint({ kind: 'pull', channelId })
      }
      return { batch: claimed.batch, wakeAfterMs: claimed.wakeAfterMs }
    },

    async settle(settlement) {
      const call = await queue.submit(() => {
        const { channel, batch, acknowledged, parked } = keeper.settle(settlement)
        const { attempts } = laneOf(channel, batch.lane)
        const stop = settlement.stop && !keeper.isRefusalOld(batch)
        storeResult({ ...settlement, stop }, channel, batch.lane, acknowledged)
        const noted = noteRequest(settlement, batch, channel, attempts)
        resync(channel, settlement.resync ?? [])
        ports.touch('channels')
        if (parked === 0) return noted
        const detail = `${channel.name} refused values. They are listed with its reason; the others go on.`
        const alert = { kind: 'valueParked', key: channel.publicId, severity: 'warning', detail } as const
        alerts.open({ ...alert, subject: channel.name }, clock.now())
        ports.touch('cases')
        return noted
      })
      for (const observer of observers) observer.settled(call)
    },

    observe(observer) {
      observers.add(observer)
      return () => observers.delete(observer)
    },

    beginPull: async (channelId) => {
      enabledChannel(channelId)
      for (const [id, pull] of pulls) if (pull.channelId === channelId) pulls.delete(id)
      const pullId = ports.newId()
      pulls.set(pullId, { channelId, seq: ports.headSeq() })
      return pullId
    },

    ingest: (channelId, message) =>
      queue.submit((): IngestAnswer => ports.ingestOne(enabledChannel(channelId), message)),

    completePull: async (channelId, pullId, error) => {
      const pull = pulls.get(pullId)
      pulls.delete(pullId)
      const channel = enabledChannel(channelId)
      if (pull !== undefined && error === null) {
        const isNews = keeper.pulled(channel.id, pull.seq)
        if (isNews && waitingForPull.delete(channelId)) ports.hint({ kind: 'work', facets: ['availability'] })
      }
      await notePull(channel, error)
    },

    async beginComparison({ channelId, facets, from }) {
      const channel = enabledChannel(channelId)
      const { comparisonId, ranges, next } = keeper.comparison.begin(channel, facets, from)
      return { comparisonId, ranges: toSendRanges(channel, ranges), next }
    },

    settleComparison: ({ channelId, comparisonId, differing }) =>
      queue.submit(() => {
        const channel = enabledChannel(channelId)
        const compared = keeper.comparison.settle(channel, comparisonId, differing)
        noteComparison(channel, compared)
        return compared
      }),

    longestDeadlineMs: () =>
      ports.channels().reduce((longest, channel) => Math.max(longest, channel.settings.requestDeadlineMs), 0),
  }

  /** For people: when the last pull went well, or what went wrong. */
  async function notePull(channel: Channel, error: LaneError | null): Promise<void> {
    const now = clock.now()
    const latest = rows.all().find((row) => row.id === channel.id) ?? channel
    const sameError = (error?.code ?? null) === (latest.lastPullError?.code ?? null)
    const isFresh = now - (latest.lastPullAt ?? 0) < PULL_NOTE_EVERY_MS
    if (sameError && (isFresh || error !== null)) return
    await queue.submit(() => {
      rows.setPull({
        id: channel.id,
        at: error === null ? now : latest.lastPullAt,
        error: error === null ? null : JSON.stringify({ ...error, at: now }),
      })
      const alert = { kind: 'pullFailing', key: channel.publicId, severity: 'danger' } as const
      const detail = `Bookings of ${channel.name} cannot be fetched. ${error?.message}`
      if (error === null) alerts.close('pullFailing', channel.publicId, now)
      else alerts.open({ ...alert, subject: channel.name, detail }, now)
      ports.touch('channels', 'cases')
    })
  }
}
