/** Rows of physical rooms, and what hangs on the hooks of a whole type: reading and writing, no rules. */
import { sql as raw } from 'kysely'
import type { IsoDate } from '../../../shared/dates.ts'
import type { Schema } from '../../store/schema.ts'
import { inSql, type Store } from '../../store/store.ts'

type Housekeeping = 'clean' | 'dirty' | 'inspected'

/** Nights of one stay, or of one block, on the hooks of one room. */
export interface RoomRun {
  readonly roomId: number
  readonly first: IsoDate
  readonly last: IsoDate
  /** Fewer than from `first` to `last` when something else lies between them. */
  readonly nights: number
  readonly stayId: number | null
  readonly stayPublicId: string | null
  readonly status: Schema['stay']['status'] | null
  readonly pinned: 0 | 1 | null
  readonly arrival: IsoDate | null
  readonly departure: IsoDate | null
  readonly blockId: number | null
  readonly blockPublicId: string | null
}

export function createRoomRows(store: Store) {
  const describe = store.prepare(
    (
      sql,
      p: { id: number; floor: string; accessible: 0 | 1; features: string; housekeeping: Housekeeping },
    ) =>
      sql
        .updateTable('room')
        .set({
          floor: p.floor,
          accessible: p.accessible,
          features: p.features,
          housekeeping: p.housekeeping,
        })
        .where('id', '=', p.id),
  )
  const setHousekeeping = store.prepare((sql, p: { id: number; housekeeping: Housekeeping }) =>
    sql.updateTable('room').set({ housekeeping: p.housekeeping }).where('id', '=', p.id),
  )
  // The rooms of a type first, then each one's hooks by their key: the table has no order by type.
  const runs = store.prepare((sql, p: { roomTypeId: number; from: IsoDate }) =>
    inSql<RoomRun>(
      sql,
      raw<RoomRun>`
        SELECT run.room_id AS roomId, run.first, run.last, run.nights,
               run.stay_id AS stayId, stay.public_id AS stayPublicId, stay.status, stay.pinned,
               stay.arrival, stay.departure,
               run.block_id AS blockId, block.public_id AS blockPublicId
          FROM (SELECT hook.room_id, hook.stay_id, hook.block_id,
                       min(hook.date) AS first, max(hook.date) AS last, count(*) AS nights
                  FROM room CROSS JOIN room_night AS hook ON hook.room_id = room.id
                 WHERE room.room_type_id = ${p.roomTypeId} AND hook.date >= ${p.from}
                 GROUP BY hook.room_id, hook.stay_id, hook.block_id) AS run
          LEFT JOIN stay ON stay.id = run.stay_id
          LEFT JOIN room_block AS block ON block.id = run.block_id
         ORDER BY run.room_id, run.first`,
    ),
  )
  const nightsInRoom = store.prepare((sql, p: { roomId: number; from: IsoDate }) =>
    sql
      .selectFrom('room_night')
      .select(['date', 'stay_id as stayId', 'block_id as blockId'])
      .where('room_id', '=', p.roomId)
      .where('date', '>=', p.from)
      .orderBy('date'),
  )
  const hooksBetween = store.prepare((sql, p: { roomId: number; from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('room_night')
      .select(['date', 'stay_id as stayId'])
      .where('room_id', '=', p.roomId)
      .where('date', '>=', p.from)
      .where('date', '<', p.to)
      .orderBy('date'),
  )
  const hook = store.prepare((sql, p: { roomId: number; date: IsoDate }) =>
    sql.selectFrom('room_night').select('date').where('room_id', '=', p.roomId).where('date', '=', p.date),
  )
  const named = store.prepare((sql, p: { stayId: number }) =>
    sql
      .selectFrom('stay')
      .innerJoin('reservation', 'reservation.id', 'stay.reservation_id')
      .innerJoin('guest', 'guest.id', 'stay.guest_id')
      .select([
        'stay.public_id as stayId',
        'reservation.code',
        'guest.surname',
        'guest.first_name as firstName',
        'stay.arrival',
        'stay.departure',
      ])
      .where('stay.id', '=', p.stayId),
  )
  const arriving = store.prepare((sql, p: { from: IsoDate; date: IsoDate }) =>
    sql
      .selectFrom('stay')
      .selectAll()
      .where('status', '=', 'reserved')
      .where('arrival', '>=', p.from)
      .where('arrival', '<=', p.date)
      .where('departure', '>', p.date)
      .orderBy('id'),
  )
  return {
    describe: describe.run,
    setHousekeeping: (id: number, housekeeping: Housekeeping) => setHousekeeping.run({ id, housekeeping }),
    /** What hangs on the hooks of a type's rooms from `from` on, by room. */
    runs: (roomTypeId: number, from: IsoDate) => runs.all({ roomTypeId, from }),
    nightsInRoom: (roomId: number, from: IsoDate) => nightsInRoom.all({ roomId, from }),
    /** The nights of a range on which a room is given away. */
    hooksBetween: (roomId: number, range: { from: IsoDate; to: IsoDate }) =>
      hooksBetween.all({ roomId, from: range.from, to: range.to }),
    isTaken: (roomId: number, date: IsoDate): boolean => hook.first({ roomId, date }) !== undefined,
    /** A stay as people know it. */
    named(stayId: number) {
      const row = named.first({ stayId })
      if (row === undefined) throw new Error(`no stay ${stayId}`)
      return row
    },
    /** Reserved stays that arrive from `from` to `date`, both included, and sleep here on `date`. */
    arriving: (range: { from: IsoDate; date: IsoDate }) =>
      arriving.all({ from: range.from, date: range.date }),
  }
}
export type RoomRows = ReturnType<typeof createRoomRows>
