/** The hook: which physical room is given to which stay on which night (I1, held by the table's key). */
import type { DateRange, IsoDate } from '../../shared/dates.ts'
import type { Store } from '../store/store.ts'
import type { Touched } from './touched.ts'

/** @param touched gets every stay whose rooms change, for its history. */
export function createRoomNights(store: Store, touched: Touched) {
  const insert = store.prepare(
    (sql, p: { roomId: number; roomTypeId: number; date: IsoDate; stayId: number }) =>
      sql.insertInto('room_night').values({
        room_id: p.roomId,
        room_type_id: p.roomTypeId,
        date: p.date,
        stay_id: p.stayId,
        block_id: null,
      }),
  )
  const clear = store.prepare((sql, p: { stayId: number; from: IsoDate }) =>
    sql.deleteFrom('room_night').where('stay_id', '=', p.stayId).where('date', '>=', p.from),
  )
  const clearNight = store.prepare((sql, p: { stayId: number; date: IsoDate }) =>
    sql.deleteFrom('room_night').where('stay_id', '=', p.stayId).where('date', '=', p.date),
  )
  const firstTaken = store.prepare((sql, p: { roomId: number; from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('room_night')
      .select(['date', 'stay_id as stayId'])
      .where('room_id', '=', p.roomId)
      .where('date', '>=', p.from)
      .where('date', '<', p.to)
      .orderBy('date')
      .limit(1),
  )
  const roomsOf = store.prepare((sql, p: { stayId: number }) =>
    sql
      .selectFrom('room_night')
      .select(['date', 'room_id as roomId'])
      .where('stay_id', '=', p.stayId)
      .orderBy('date'),
  )
  const takenRooms = store.prepare((sql, p: { from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('room_night')
      .select('room_id as roomId')
      .distinct()
      .where('date', '>=', p.from)
      .where('date', '<', p.to)
      .where('room_id', 'in', (eb) => eb.selectFrom('room').select('id')),
  )
  const occupied = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('stay')
      .select(['room_id as roomId', 'public_id as publicId'])
      .where('status', '=', 'in_house'),
  )
  const occupant = store.prepare((sql, p: { roomId: number }) =>
    sql
      .selectFrom('stay')
      .select(['id', 'public_id as publicId'])
      .where('status', '=', 'in_house')
      .where('room_id', '=', p.roomId),
  )
  return {
    give: (night: { roomId: number; roomTypeId: number; date: IsoDate; stayId: number }): void => {
      touched.note('stay', night.stayId)
      insert.run(night)
    },
    /** Takes the rooms of a stay away from `from` on. A move clears first and gives then: no night is ever replaced. */
    clear: (stayId: number, from: IsoDate): void => {
      touched.note('stay', stayId)
      clear.run({ stayId, from })
    },
    /** Takes a stay's room of one night away. */
    clearNight: (stayId: number, date: IsoDate): void => {
      touched.note('stay', stayId)
      clearNight.run({ stayId, date })
    },
    /** First night of the range on which the room is given away already. */
    firstTaken: (roomId: number, range: DateRange): { date: IsoDate; stayId: number | null } | undefined =>
      firstTaken.first({ roomId, from: range.from, to: range.to }),
    ofStay: (stayId: number) => roomsOf.all({ stayId }),
    takenIn: (range: DateRange): Set<number> =>
      new Set(takenRooms.all({ from: range.from, to: range.to }).map((row) => row.roomId)),
    occupied: (): Set<number> => new Set(occupied.all({}).flatMap((row) => row.roomId ?? [])),
    /** The stay that is in house in a room now. */
    occupant: (roomId: number) => occupant.first({ roomId }),
  }
}
export type RoomNights = ReturnType<typeof createRoomNights>
