/** Rows of rooms out of order: a block and the nights on which it hangs on the room's hook. */
import type { DateRange, IsoDate } from '../../shared/dates.ts'
import type { Store } from '../store/store.ts'
import type { Touched } from './touched.ts'

type BlockKind = 'out_of_order' | 'out_of_service'

/** @param touched gets every block that is written, for its history. */
export function createRoomBlocks(store: Store, touched: Touched) {
  const insert = store.prepare((sql, p: { publicId: string; reason: string; kind: BlockKind }) =>
    sql.insertInto('room_block').values({ public_id: p.publicId, reason: p.reason, kind: p.kind }),
  )
  const insertNight = store.prepare(
    (sql, p: { roomId: number; roomTypeId: number; date: IsoDate; blockId: number }) =>
      sql.insertInto('room_night').values({
        room_id: p.roomId,
        room_type_id: p.roomTypeId,
        date: p.date,
        stay_id: null,
        block_id: p.blockId,
      }),
  )
  const nights = store.prepare((sql, p: { blockId: number; from: IsoDate }) =>
    sql
      .selectFrom('room_night')
      .select(['date', 'room_id as roomId', 'room_type_id as roomTypeId'])
      .where('block_id', 'is not', null)
      .where('block_id', '=', p.blockId)
      .where('date', '>=', p.from)
      .orderBy('date'),
  )
  const clear = store.prepare((sql, p: { blockId: number; from: IsoDate }) =>
    sql
      .deleteFrom('room_night')
      .where('block_id', 'is not', null)
      .where('block_id', '=', p.blockId)
      .where('date', '>=', p.from),
  )
  const clearNight = store.prepare((sql, p: { blockId: number; date: IsoDate }) =>
    sql
      .deleteFrom('room_night')
      .where('block_id', 'is not', null)
      .where('block_id', '=', p.blockId)
      .where('date', '=', p.date),
  )
  const byPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('room_block').selectAll().where('public_id', '=', p.publicId),
  )
  const between = store.prepare((sql, p: DateRange) =>
    sql
      .selectFrom('room_night as hook')
      .innerJoin('room_block as block', 'block.id', 'hook.block_id')
      .select([
        'block.public_id as blockId',
        'block.reason',
        'block.kind',
        'hook.room_id as roomId',
        'hook.date',
      ])
      .where('hook.block_id', 'is not', null)
      .where('hook.date', '>=', p.from)
      .where('hook.date', '<', p.to)
      .orderBy('hook.block_id')
      .orderBy('hook.date'),
  )
  return {
    add: (publicId: string, reason: string, kind: BlockKind): number =>
      insert.insert({ publicId, reason, kind }),
    give(night: Parameters<typeof insertNight.run>[0]): void {
      touched.note('block', night.blockId)
      insertNight.run(night)
    },
    /** Its nights from `from` on, in order. */
    nights: (blockId: number, from: IsoDate) => nights.all({ blockId, from }),
    clear(from: { blockId: number; from: IsoDate }): void {
      touched.note('block', from.blockId)
      clear.run(from)
    },
    /** Takes one night out of it. @returns whether it had that night. */
    clearNight(night: { blockId: number; date: IsoDate }): boolean {
      touched.note('block', night.blockId)
      return clearNight.run(night) > 0
    },
    find: (publicId: string) => byPublicId.first({ publicId }),
    /** Nights out of order, by block and then by date. */
    between: (range: DateRange) => between.all({ from: range.from, to: range.to }),
  }
}
export type RoomBlocks = ReturnType<typeof createRoomBlocks>
