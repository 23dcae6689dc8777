/** What becomes of a channel's message, by what is mapped and what happened before; and its rooms in the ledger's terms. */
import { daysBetween } from '../../shared/dates.ts'
import type { InboundMessage, ReservationSnapshot } from '../../shared/snapshot.ts'
import type { Channel, ChannelRows } from './lanes/channel-rows.ts'
import type { MappedRoom } from './stay-changes.ts'
import type { ReservationRow } from './stay-rows.ts'

export type Verdict =
  | { outcome: 'applied'; reason: string; snapshot: ReservationSnapshot }
  | { outcome: 'quarantined'; reason: string; snapshot: ReservationSnapshot; roomCode: string }
  | { outcome: 'ignored' | 'unreadable'; reason: string }

export function createVerdicts(rows: ChannelRows) {
  const activeRooms = (channel: Channel) => rows.roomMappings(channel.id).filter((row) => row.active === 1)

  return {
    judge(
      channel: Channel,
      message: Pick<InboundMessage, 'kind' | 'snapshot' | 'unreadable'>,
      existing: ReservationRow | undefined,
    ): Verdict {
      const { snapshot } = message
      if (snapshot === null) return { outcome: 'unreadable', reason: message.unreadable ?? 'no content' }
      if (snapshot.status === 'cancelled') return { outcome: 'applied', reason: '', snapshot }
      if (existing?.is_tombstone === 1 && message.kind === 'new') {
        return { outcome: 'ignored', reason: 'it was cancelled before it arrived' }
      }
      const broken = snapshot.rooms.find(
        (room) =>
          room.departure <= room.arrival ||
          room.nightlyAmounts.length !== daysBetween(room.arrival, room.departure),
      )
      if (broken !== undefined || snapshot.rooms.length === 0) {
        return { outcome: 'unreadable', reason: 'a room has no nights, or not one amount for each' }
      }
      const mapped = new Set(activeRooms(channel).map((row) => row.room_code))
      const unmapped = snapshot.rooms.find((room) => !mapped.has(room.roomCode))
      if (unmapped !== undefined) {
        const { roomCode } = unmapped
        const reason = `room code ${roomCode} is not mapped to a room type`
        return { outcome: 'quarantined', reason, snapshot, roomCode }
      }
      return { outcome: 'applied', reason: '', snapshot }
    },

    /** Of a snapshot that was judged to be applied. */
    mapRooms(channel: Channel, snapshot: ReservationSnapshot): MappedRoom[] {
      const types = new Map(activeRooms(channel).map((row) => [row.room_code, row.room_type_id]))
      const rates = rows.rateMappings(channel.id).filter((row) => row.active === 1)
      return snapshot.rooms.map((room) => {
        const roomTypeId = types.get(room.roomCode)
        if (roomTypeId === undefined) throw new Error('a room was judged mapped and is not')
        const rate = rates.find((row) => row.room_type_id === roomTypeId && row.rate_code === room.rateCode)
        return {
          ref: room.ref,
          roomTypeId,
          // A rate that is not mapped takes its inventory all the same, at the channel's price.
          ratePlanId: rate?.rate_plan_id ?? null,
          range: { from: room.arrival, to: room.departure },
          room,
        }
      })
    },
  }
}
