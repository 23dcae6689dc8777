/** Channels whose availability cannot be changed, and the rooms that the others are not offered for that. */
import { sql as raw } from 'kysely'
import { inSql, type Store } from '../../store/store.ts'

export function createStaleRows(store: Store) {
  const since = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('channel').select('stale_since').where('id', '=', p.id),
  )
  const setSince = store.prepare((sql, p: { id: number; since: number | null }) =>
    sql.updateTable('channel').set({ stale_since: p.since }).where('id', '=', p.id),
  )
  const heldBack = store.prepare<{ id: number }, { roomTypeId: number; rooms: number }>((sql, p) =>
    inSql(
      sql,
      raw<{ roomTypeId: number; rooms: number }>`
        SELECT m.room_type_id AS roomTypeId, max(c.safety_buffer) AS rooms
        FROM channel AS c JOIN channel_room_mapping AS m ON m.channel_id = c.id AND m.active = 1
        WHERE c.stale_since IS NOT NULL AND c.enabled = 1 AND c.safety_buffer > 0 AND c.id <> ${p.id}
        GROUP BY m.room_type_id`,
    ),
  )
  return {
    /** Epoch ms; null while its availability can be changed. */
    staleSince: (id: number): number | null => since.first({ id })?.stale_since ?? null,
    setStaleSince: setSince.run,
    /**
     * Rooms of each type that a channel is not offered because another one is stale: the largest safety buffer, not their sum, or ten
     * channels behind one broken line would close the house.
     */
    heldBackFrom: (id: number): Map<number, number> =>
      new Map(heldBack.all({ id }).map(({ roomTypeId, rooms }) => [roomTypeId, rooms])),
  }
}
