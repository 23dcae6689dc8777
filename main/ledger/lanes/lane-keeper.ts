/**
 * The bookkeeping of the lanes: claiming work, storing what became of it, moving cursors (rules 1 to 4, 7, 9). Runs
 * inside the commit queue; writes no journal row and takes no number.
 */

import { FACETS, type Facet } from '../../../shared/cells.ts'
import type { RangeOutcome, Settlement } from '../../../shared/contract/sync-link.ts'
import { addDays, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Store } from '../../store/store.ts'
import type { Channel, ChannelRows, Lane } from './channel-rows.ts'
import { createComparison } from './comparison.ts'
import type { LaneMoment } from './decision.ts'
import { createDesired, type Exposure } from './desired.ts'
import { type OpenBatch, OpenBatches } from './open-batches.ts'
import type { LaneRules } from './rules.ts'
import { createShown, type OpenShown, type ProductKey } from './shown.ts'
import {
  acknowledged,
  answered,
  disturbed,
  forgotten,
  marked,
  NEVER_SHOWN,
  type ShownDay,
  uncertain,
} from './shown-day.ts'
import { cellName, changesOf, deriveWork, type LaneWork, toRanges, type WorkRange } from './work.ts'

export interface ClaimedBatch {
  readonly requestId: string
  readonly ranges: readonly WorkRange[]
  readonly seqs: readonly number[]
  readonly isWhole: boolean
}

export interface LaneKeeperPorts {
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly monotonic: () => number
  readonly newRequestId: () => string
  readonly headSeq: () => number
  /** A channel as it is set up now: its settings may have changed since a batch was claimed. */
  readonly channel: (id: number) => Channel
  /** The property's calendar day: channels are filled from it on. */
  readonly today: () => IsoDate
  readonly rules: LaneRules
}

type IsParked = (key: ProductKey, date: IsoDate) => boolean

/** By then the channel has delivered what it sold until now, so that confirming does not undo it. */
const PULLS_BEFORE_CONFIRMING = 3

export function createLaneKeeper(store: Store, rows: ChannelRows, ports: LaneKeeperPorts) {
  const { rules } = ports
  const desired = createDesired(store)
  const shown = createShown(store)
  const batches = new OpenBatches()
  /** Journal number at the beginning of each channel's last completed pull; after a start a new pull is waited for. */
  const pulledThrough = new Map<number, number>()
  /** Journal number of each channel's last change of settings or day in this run: an earlier one is waited for after a start anyway. */
  const settingsChanged = new Map<number, number>()

  /** Journal number at which somebody last allowed each channel's lanes again: what was asked before stops none of them. */
  const resumed = new Map<number, number>()

  const exposureOf = (channel: Channel): Exposure => {
    const from = ports.today()
    const { id, buffer, cap, horizonDays } = channel
    const heldBack = rows.heldBackFrom(id)
    const bufferOf = (roomTypeId: number) => buffer + (heldBack.get(roomTypeId) ?? 0)
    return { channelId: id, bufferOf, cap, from, to: addDays(from, horizonDays) }
  }

  const momentOf = (channel: Channel): LaneMoment => ({
    now: ports.monotonic(),
    pulledThroughSeq: pulledThrough.get(channel.id) ?? 0,
    settingsSeq: settingsChanged.get(channel.id) ?? 0,
    raisesWaitForPull: rules.raisesWaitForPull,
  })

  function parkedOf(channel: Channel): Map<string, string> {
    return new Map(
      rows
        .parked(channel.id)
        .map((row) => [
          cellName(
            { facet: row.facet, ratePlanId: row.rate_plan_id, roomTypeId: row.room_type_id },
            row.date,
          ),
          row.value,
        ]),
    )
  }

  function work(channel: Channel, lane: Lane, open: OpenShown): LaneWork {
    const question = {
      facets: lane.facets,
      exposure: exposureOf(channel),
      cursor: lane.cursor,
      moment: momentOf(channel),
      rules,
      parked: parkedOf(channel),
    }
    return deriveWork(question, desired, shown, open)
  }

  function changeDays(range: WorkRange, open: OpenShown, change: (day: ShownDay) => ShownDay): void {
    for (const date of nightsOf(range)) {
      open.set(range, date, change(open.get(range, date) ?? NEVER_SHOWN))
    }
  }

  const mark = (range: WorkRange) => {
    const rooms = range.facet === 'availability' ? Number(range.value) : null
    return (day: ShownDay) => marked(day, rooms)
  }

  function claim(
    channel: Channel,
    lane: Lane,
    maxRanges: number,
  ): { batch: ClaimedBatch | null; wakeAfterMs: number | null; waitsForPull: boolean } {
    const open = shown.open(channel.id)
    if (rules.oneInFlight) abandonRequest(channel, lane, open)
    if (lane.stopped) {
      open.save()
      return { batch: null, wakeAfterMs: null, waitsForPull: false }
    }
    const readSeq = ports.headSeq()
    const derived = work(channel, lane, open)
    const wakeAfterMs =
      derived.wakeAt === null ? null : Math.max(1, Math.ceil(derived.wakeAt - ports.monotonic()))
    const waitsForPull = derived.waitingForPull > 0
    if (derived.sends.length === 0) {
      open.save()
      const isSettled = derived.leastSeq > readSeq && derived.examined > 0
      if (isSettled && lane.cursor < readSeq) {
        rows.setCursor({ channelId: channel.id, lane: lane.lane, cursor: readSeq })
      }
      return { batch: null, wakeAfterMs, waitsForPull }
    }
    const { ranges, leavesWork } = toRanges(derived.sends, maxRanges)
    if (rules.unknownBeforeSending) for (const range of ranges) changeDays(range, open, mark(range))
    open.save()
    rows.countAttempt({ channelId: channel.id, lane: lane.lane })
    const requestId = ports.newRequestId()
    const claimedAt = ports.monotonic()
    const { id: channelId } = channel
    const { lane: laneName } = lane
    const changes = changesOf(derived.sends, lane.cursor)
    const batch = { requestId, channelId, lane: laneName, ranges, leavesWork, readSeq, claimedAt, ...changes }
    batches.add({ ...batch, isVoid: false })
    // A cursor of 0 looks at every cell that is mapped or shown.
    const isWhole = lane.cursor === 0 && !leavesWork && derived.sends.length === derived.examined
    return { batch: { requestId, ranges, seqs: changes.seqs, isWhole }, wakeAfterMs, waitsForPull }
  }

  /**
   * Rule 2: a claim means that the fate of the lane's earlier request will never be told. What was on its way is found
   * in the file and not in memory, which a commit that failed may have left behind.
   */
  function abandonRequest(channel: Channel, lane: Lane, open: OpenShown): void {
    const batch = batches.ofLane(channel.id, lane.lane)
    if (batch !== undefined) batches.drop(batch)
    for (const facet of lane.facets) {
      for (const { date, day, ...key } of shown.unsettled(channel.id, facet)) {
        if (day.inFlight) open.set(key, date, lost(channel, day))
      }
    }
  }

  const lost = (channel: Channel, day: ShownDay): ShownDay =>
    rules.confirmsAfterUncertainty
      ? uncertain(day, ports.monotonic() + channel.settings.requestDeadlineMs)
      : answered(day)

  function settleRange(
    batch: OpenBatch,
    range: WorkRange,
    outcome: RangeOutcome,
    open: OpenShown,
    isParked: IsParked,
  ): void {
    const channel = ports.channel(batch.channelId)
    if (outcome.status === 'acknowledged') {
      for (const date of nightsOf(range)) acknowledge(batch, range, date, open, isParked)
    } else if (outcome.status === 'uncertain') {
      changeDays(range, open, (day) => lost(channel, day))
    } else {
      changeDays(range, open, answered)
      if (outcome.status === 'refused') park(channel, range, outcome)
    }
  }

  /** Rule 7. */
  function park(
    channel: Channel,
    { facet, roomTypeId, ratePlanId, value, from, to }: WorkRange,
    why: RangeOutcome,
  ) {
    const { code, message } = why
    for (const date of nightsOf({ from, to })) {
      const cell = { facet, roomTypeId, ratePlanId, channelId: channel.id, date }
      rows.park({ ...cell, value, code, message, at: ports.now() })
    }
  }

  /** The channel shows the value sent, unless it sold in between or was reset (rules 1, 4, 6, 9). */
  function acknowledge(
    batch: OpenBatch,
    range: WorkRange,
    date: IsoDate,
    open: OpenShown,
    isParked: IsParked,
  ): void {
    const day = open.get(range, date) ?? NEVER_SHOWN
    if (batch.isVoid || (rules.ownSalesDisturb && day.disturbedSeq > batch.readSeq)) {
      open.set(range, date, answered(day))
      return
    }
    const value = rules.storesWhatWasSent
      ? range.value
      : (desired.point(range, date, exposureOf(ports.channel(batch.channelId)))?.desired ?? range.value)
    open.set(range, date, acknowledged(day, value, batch.claimedAt))
    if (isParked(range, date)) rows.unparkOne({ ...range, channelId: batch.channelId, date })
  }

  return {
    claim,

    /**
     * Stores what became of a batch and moves the cursor.
     * @returns the batch as it was claimed, and whether anything was acknowledged or parked.
     * @throws DomainError UnknownBatch
     */
    settle(settlement: Settlement): {
      channel: Channel
      batch: OpenBatch
      acknowledged: boolean
      parked: number
    } {
      const batch = batches.get(settlement.requestId)
      if (batch === undefined || batch.ranges.length !== settlement.outcomes.length) {
        throw new DomainError('UnknownBatch', { requestId: settlement.requestId })
      }
      const channel = ports.channel(batch.channelId)
      const open = shown.open(channel.id)
      // A batch has thousands of nights, and hardly ever is one of the channel's parked.
      const parkedBefore = parkedOf(channel)
      const isParked: IsParked = (key, date) => parkedBefore.size > 0 && parkedBefore.has(cellName(key, date))
      let isAcknowledged = false
      let parked = 0
      for (const [index, range] of batch.ranges.entries()) {
        const outcome = settlement.outcomes[index]
        if (outcome === undefined) continue
        settleRange(batch, range, outcome, open, isParked)
        isAcknowledged ||= outcome.status === 'acknowledged'
        if (outcome.status === 'refused') parked++
      }
      open.save()
      batches.drop(batch)
      if (isAcknowledged || parked > 0) moveCursor(batch, channel, open)
      return { channel, batch, acknowledged: isAcknowledged, parked }
    },

    /** Rule 9: the channel sold or gave back by itself; nobody knows what it shows of these nights. */
    disturb(channelId: number, roomTypeId: number, nights: Iterable<IsoDate>, seq: number): void {
      if (!rules.ownSalesDisturb) return
      const open = shown.open(channelId)
      const key = { facet: 'availability' as const, roomTypeId, ratePlanId: 0 }
      for (const date of nights) {
        const day = open.get(key, date)
        // What was never sent is unknown as it is.
        if (day !== undefined) open.set(key, date, disturbed(day, seq))
      }
      open.save()
    },

    /**
     * Rule 9 for what the channel does not tell: a message says how a booking stands now, and what it stood at in
     * between (booked and changed before the pull, changed twice, cancelled unseen) took rooms of nights that nobody
     * names. So every night is confirmed `PULLS_BEFORE_CONFIRMING` pulls later, once for all messages of that time;
     * nothing becomes unknown, so that decreases do not wait.
     */
    confirmAll(channel: Channel): void {
      if (!rules.confirmsUntoldSales) return
      const open = shown.open(channel.id)
      const due = ports.monotonic() + PULLS_BEFORE_CONFIRMING * channel.settings.pullIntervalMs
      for (const { date, day, ...key } of shown.all(channel.id, 'availability')) {
        // A request under way may have been applied before that unseen sale: its answer confirms nothing.
        if (day.inFlight) open.set(key, date, { ...day, confirmAt: Math.max(day.confirmAt ?? 0, due) })
        else if (day.value !== null && day.confirmAt === null) {
          open.set(key, date, { ...day, confirmAt: due })
        }
      }
      open.save()
    },

    /** Rule 4 at a start: what was on its way may still land until T from now. */
    beginEpoch(channels: readonly Channel[]): void {
      batches.clear()
      for (const channel of channels) {
        const open = shown.open(channel.id)
        const confirmAt = ports.monotonic() + channel.settings.requestDeadlineMs
        for (const lane of rows.lanes(channel.id)) {
          for (const facet of lane.facets) {
            for (const { date, day, ...key } of shown.unsettled(channel.id, facet)) {
              const due = rules.confirmsAfterUncertainty ? confirmAt : null
              open.set(key, date, { ...day, inFlight: false, confirmAt: due })
            }
          }
        }
        open.save()
      }
    },

    /**
     * Rule 6: nobody knows any more what the channel shows. The cells stay listed as unknown, so that what is no
     * longer mapped is still closed and what may still land is still confirmed.
     */
    forget(channelId: number, facets: readonly Facet[] = FACETS): void {
      if (!rules.resyncForgets) return
      const open = shown.open(channelId)
      for (const facet of facets) {
        for (const { date, day, ...key } of shown.all(channelId, facet)) {
          open.set(key, date, forgotten(day))
        }
      }
      open.save()
      batches.voidAll(channelId)
    },

    /** A pull that began at `seq` has completed. @returns whether raises may have been waiting for it. */
    pulled(channelId: number, seq: number): boolean {
      const before = pulledThrough.get(channelId) ?? 0
      pulledThrough.set(channelId, Math.max(before, seq))
      return seq > before
    },

    /** Rule 9 for raises that no command made, so that no number tells them from what a pull before them knew. */
    awaitPull(channelId: number): void {
      pulledThrough.delete(channelId)
    },

    /** See comparison.ts. */
    comparison: createComparison(shown, {
      newId: ports.newRequestId,
      headSeq: ports.headSeq,
      window: exposureOf,
    }),

    /** Rule 9: a smaller buffer, a higher cap, another mapping, another day raise what is shown, and no cell has the number of that. */
    settingsChangedAt(channelId: number, seq: number): void {
      settingsChanged.set(channelId, seq)
    },

    resumedAt(channelId: number, seq: number): void {
      resumed.set(channelId, seq)
    },

    /** Whether a refusal of the credentials is about those that somebody has corrected since the claim. */
    isRefusalOld: (batch: OpenBatch): boolean => (resumed.get(batch.channelId) ?? 0) > batch.readSeq,

    prune: (today: IsoDate) => shown.prune(today),

    isSending: (channel: Channel, lane: string) => batches.ofLane(channel.id, lane) !== undefined,

    /** For people and tests: what is to be done for a lane right now. */
    pending: (channel: Channel, lane: Lane): LaneWork => work(channel, lane, shown.open(channel.id)),

    desired,
    shown,
    exposureOf,
    momentOf,
    parkedOf,
  }

  /** Rule 3. The claim that follows a batch that left work moves it then: deriving all of that here would be in vain. */
  function moveCursor(
    { lane: laneName, readSeq, leavesWork }: OpenBatch,
    channel: Channel,
    open: OpenShown,
  ): void {
    if (rules.cursorIsLowWaterMark && leavesWork) return
    const lane = rows.lanes(channel.id).find((row) => row.lane === laneName)
    if (lane === undefined || lane.cursor >= readSeq) return
    const isSettled = !rules.cursorIsLowWaterMark || work(channel, lane, open).leastSeq > readSeq
    if (isSettled) rows.setCursor({ channelId: channel.id, lane: lane.lane, cursor: readSeq })
  }
}
export type LaneKeeper = ReturnType<typeof createLaneKeeper>
