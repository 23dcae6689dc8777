/** Messages of all channels that wait for a person: bookings of a room that is not mapped, and what could not be read. */
import type { Store } from '../../store/store.ts'
import type { Catalog } from '../catalog.ts'
import { readSnapshot } from '../inbox.ts'
import type { Channel, ChannelRows } from '../lanes/channel-rows.ts'
import type { LedgerQueries } from '../ledger.ts'

type Waiting = ReturnType<LedgerQueries['quarantine']>['messages'][number]

/** More than a person looks through; the newest ones. */
const MOST = 200

export function createQuarantineView(store: Store, rows: ChannelRows) {
  const waiting = store.prepare((sql, p: { limit: number }) =>
    sql
      .selectFrom('inbox')
      .select(['id', 'channel_id', 'received_at', 'kind', 'channel_ref', 'outcome', 'reason', 'snapshot'])
      .where('outcome', 'in', ['quarantined', 'unreadable'])
      .orderBy('id', 'desc')
      .limit(p.limit),
  )
  return (channels: readonly Channel[], catalog: Catalog): ReturnType<LedgerQueries['quarantine']> => {
    const known = new Map(channels.map((channel) => [channel.id, channel]))
    const mapped = new Map(channels.map(({ id }) => [id, typesByCode(id, catalog)]))
    const messages = waiting.all({ limit: MOST }).flatMap((row): Waiting[] => {
      const channel = known.get(row.channel_id)
      if (channel === undefined) return []
      const snapshot = readSnapshot(row.snapshot)
      const types = mapped.get(channel.id)
      return [
        {
          id: row.id,
          channelId: channel.publicId,
          receivedAt: row.received_at,
          kind: row.kind,
          channelRef: row.channel_ref,
          outcome: row.outcome === 'quarantined' ? 'quarantined' : 'unreadable',
          reason: row.reason,
          guestName:
            snapshot === null ? null : `${snapshot.booker.firstName} ${snapshot.booker.surname}`.trim(),
          currency: snapshot?.currency ?? null,
          rooms: (snapshot?.rooms ?? []).map((room) => ({
            roomCode: room.roomCode,
            roomTypeId: types?.get(room.roomCode) ?? null,
            rateCode: room.rateCode,
            arrival: room.arrival,
            departure: room.departure,
            adults: room.adults,
            nightlyAmounts: room.nightlyAmounts,
          })),
        },
      ]
    })
    return { messages }
  }

  function typesByCode(channelId: number, catalog: Catalog): Map<string, string> {
    return new Map(
      rows
        .roomMappings(channelId)
        .filter((row) => row.active === 1)
        .map((row) => [row.room_code, catalog.roomTypes.get(row.room_type_id).publicId]),
    )
  }
}
