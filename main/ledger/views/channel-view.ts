/** Channels as people read them: lanes and what is pending, cells with what is shown, the inbox, parked values. */
import { compressRanges, type Facet } from '../../../shared/cells.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Store } from '../../store/store.ts'
import type { Catalog } from '../catalog.ts'
import type { Journal } from '../journal.ts'
import type { Channel, ChannelRows, Lane } from '../lanes/channel-rows.ts'
import { decideCell } from '../lanes/decision.ts'
import type { LaneKeeper } from '../lanes/lane-keeper.ts'
import type { ShownDay } from '../lanes/shown-day.ts'
import { cellName } from '../lanes/work.ts'
import type { LedgerQueries } from '../ledger.ts'
import { checkViewRange } from './reading.ts'

const MOST_CELL_DAYS = 100
const HOUR_MS = 3_600_000

/** Rooms that an unknown night may show, as far as that can be told. */
function mayShow(facet: Facet, { value, least, most }: ShownDay): CellView['mayShow'] {
  return facet !== 'availability' || value !== null || most === null ? null : { least, most }
}

type LaneState = ReturnType<LedgerQueries['channels']>[number]['lanes'][number]
type CellView = ReturnType<LedgerQueries['channelCells']>['cells'][number]

interface Traffic {
  readonly calls: number
  readonly failed: number
}

export function createChannelView(
  store: Store,
  rows: ChannelRows,
  keeper: LaneKeeper,
  journal: Pick<Journal, 'row'>,
  now: () => number,
) {
  const inbox = store.prepare((sql, p: { channelId: number; limit: number }) =>
    sql
      .selectFrom('inbox')
      .leftJoin('reservation', 'reservation.id', 'inbox.reservation_id')
      .select([
        'inbox.id',
        'inbox.received_at as receivedAt',
        'inbox.queue',
        'inbox.kind',
        'inbox.channel_ref as channelRef',
        'inbox.outcome',
        'inbox.reason',
        'reservation.public_id as reservationId',
      ])
      .where('inbox.channel_id', '=', p.channelId)
      .orderBy('inbox.id', 'desc')
      .limit(p.limit),
  )

  const message = store.prepare((sql, p: { channelId: number; id: number }) =>
    sql.selectFrom('inbox').select('raw').where('id', '=', p.id).where('channel_id', '=', p.channelId),
  )

  /** A lane that compares everything (rule 5) has no one change that is the oldest. */
  function changedAt(lane: Lane, leastSeq: number): number | null {
    if (lane.cursor === 0 || !Number.isFinite(leastSeq)) return null
    return journal.row(leastSeq)?.at ?? null
  }

  function laneState(channel: Channel, lane: Lane, traffic: Traffic | undefined): LaneState {
    const pending = keeper.pending(channel, lane)
    const pendingCells = pending.sends.length + pending.waitingForPull
    const parked = rows.parked(channel.id).filter((row) => lane.facets.includes(row.facet))
    const isBusy = keeper.isSending(channel, lane.lane) || pendingCells > 0
    const state = lane.stopped
      ? 'stopped'
      : lane.nextAttemptAt !== null && pendingCells > 0
        ? 'waiting'
        : isBusy
          ? 'sending'
          : 'in_step'
    return {
      lane: lane.lane,
      facets: lane.facets,
      state,
      pendingCells,
      unknownCells: pending.unknown,
      parkedCells: parked.length,
      oldestPendingAt: changedAt(lane, pending.leastSeq),
      callsLastHour: traffic?.calls ?? 0,
      failedLastHour: traffic?.failed ?? 0,
      attempts: lane.attempts,
      nextAttemptAt: lane.nextAttemptAt,
      lastAcknowledgedAt: lane.lastAcknowledgedAt,
      lastError: lane.lastError,
    }
  }

  return {
    channels: (channels: readonly Channel[], catalog: Catalog): ReturnType<LedgerQueries['channels']> =>
      channels.map((channel) => {
        const traffic = rows.traffic(channel.id, now() - HOUR_MS)
        return {
          id: channel.publicId,
          kind: channel.kind,
          name: channel.name,
          enabled: channel.enabled,
          settings: channel.settings,
          exposure: {
            buffer: channel.buffer,
            cap: channel.cap,
            horizonDays: channel.horizonDays,
            safetyBuffer: channel.safetyBuffer,
          },
          staleSince: rows.staleSince(channel.id),
          heldBack: Array.from(rows.heldBackFrom(channel.id), ([roomTypeId, rooms]) => ({
            roomTypeId: catalog.roomTypes.get(roomTypeId).publicId,
            rooms,
          })),
          lanes: rows.lanes(channel.id).map((lane) =>
            laneState(
              channel,
              lane,
              traffic.find((each) => each.lane === lane.lane),
            ),
          ),
          pull: { lastCompletedAt: channel.lastPullAt, lastError: channel.lastPullError },
        }
      }),

    cells(
      channel: Channel,
      catalog: Catalog,
      input: Parameters<LedgerQueries['channelCells']>[0],
    ): { cells: CellView[] } {
      checkViewRange(input, MOST_CELL_DAYS)
      const wanted = input.roomTypeId === undefined ? undefined : catalog.roomType(input.roomTypeId).id
      const exposure = { ...keeper.exposureOf(channel), from: input.from, to: input.to }
      const moment = keeper.momentOf(channel)
      const parked = keeper.parkedOf(channel)
      const open = keeper.shown.open(channel.id)
      const facets = rows.lanes(channel.id).flatMap((lane) => lane.facets)
      const cells = facets
        .filter((facet) => input.facet === undefined || input.facet === facet)
        .flatMap((facet) => keeper.desired.mapped(facet, exposure))
        .filter((cell) => wanted === undefined || cell.roomTypeId === wanted)
        .map((cell): CellView => {
          const shown = open.get(cell, cell.date)
          const parkedValue = parked.get(cellName(cell, cell.date))
          const decision = decideCell({ ...cell, shown, parked: parkedValue }, moment)
          const isParked = parkedValue !== undefined && parkedValue === cell.desired
          const isUnknown = (decision.act === 'send' || decision.act === 'wait_for_pull') && decision.unknown
          return {
            facet: cell.facet,
            roomTypeId: catalog.roomTypes.get(cell.roomTypeId).publicId,
            ratePlanId: cell.ratePlanId === 0 ? null : catalog.ratePlans.get(cell.ratePlanId).publicId,
            date: cell.date,
            desired: cell.desired,
            shown: shown?.value ?? null,
            mayShow: shown === undefined ? null : mayShow(cell.facet, shown),
            state: isParked
              ? 'parked'
              : isUnknown
                ? 'unknown'
                : shown !== undefined && shown.confirmAt !== null
                  ? 'confirming'
                  : decision.act === 'nothing'
                    ? 'settled'
                    : 'pending',
            seq: cell.seq,
          }
        })
      return { cells: input.unsettled ? cells.filter(({ state }) => state !== 'settled') : cells }
    },

    mapping(channel: Channel, catalog: Catalog): ReturnType<LedgerQueries['channelMapping']> {
      const rates = rows.rateMappings(channel.id).filter((row) => row.active === 1)
      const mapping = rows
        .roomMappings(channel.id)
        .filter((row) => row.active === 1)
        .map((room) => ({
          roomTypeId: catalog.roomTypes.get(room.room_type_id).publicId,
          roomCode: room.room_code,
          rates: rates
            .filter((rate) => rate.room_type_id === room.room_type_id)
            .map((rate) => ({
              ratePlanId: catalog.ratePlans.get(rate.rate_plan_id).publicId,
              rateCode: rate.rate_code,
            })),
        }))
      return { mapping }
    },

    /** @throws DomainError UnknownMessage */
    message(channel: Channel, messageId: number): ReturnType<LedgerQueries['channelMessage']> {
      const found = message.first({ channelId: channel.id, id: messageId })
      if (found === undefined) throw new DomainError('UnknownMessage', { messageId })
      return found
    },

    sent: (channel: Channel, limit: number): ReturnType<LedgerQueries['channelSent']> => ({
      requests: rows.requests(channel.id, limit),
    }),

    inbox: (channel: Channel, limit: number): ReturnType<LedgerQueries['channelInbox']> => ({
      messages: inbox.all({ channelId: channel.id, limit }),
    }),

    parked(channel: Channel, catalog: Catalog): ReturnType<LedgerQueries['channelParked']> {
      const groups = new Map<string, ReturnType<ChannelRows['parked']>>()
      for (const row of rows.parked(channel.id)) {
        const name = `${row.facet}|${row.room_type_id}|${row.rate_plan_id}|${row.code}|${row.message}`
        groups.set(name, [...(groups.get(name) ?? []), row])
      }
      const parked = [...groups.values()].flatMap((group) => {
        const [first] = group
        if (first === undefined) return []
        return compressRanges(group).map((range: { from: IsoDate; to: IsoDate; value: string }) => ({
          facet: first.facet,
          roomTypeId: catalog.roomTypes.get(first.room_type_id).publicId,
          ratePlanId: first.rate_plan_id === 0 ? null : catalog.ratePlans.get(first.rate_plan_id).publicId,
          from: range.from,
          to: range.to,
          value: range.value,
          code: first.code,
          message: first.message,
          at: first.at,
        }))
      })
      return { parked }
    },
  }
}
