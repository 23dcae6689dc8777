/** What stands in the way on the nights of a case: rooms out of order, holds, allotments. Reads only. */
import { sql as raw } from 'kysely'
import type { IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'

interface Nights {
  readonly roomTypeId: number
  /** JSON array of dates: a list cannot be a slot of IN. */
  readonly nights: string
}

/** What is found is tried one by one; beyond that many the nearest are enough to choose from. */
const MOST_FOUND = 20

export function createWayRows(store: Store) {
  const among = (nights: string) => raw<IsoDate>`(SELECT value FROM json_each(${nights}))`
  const blocks = store.prepare((sql, p: Nights) =>
    sql
      .selectFrom('room_night as hook')
      .innerJoin('room_block as block', 'block.id', 'hook.block_id')
      .innerJoin('room', 'room.id', 'hook.room_id')
      .select(['block.id', 'block.public_id as publicId', 'block.reason', 'room.public_id as roomId'])
      .where('hook.block_id', 'is not', null)
      .where('block.kind', '=', 'out_of_order')
      .where('hook.room_type_id', '=', p.roomTypeId)
      .where('hook.date', 'in', among(p.nights))
      .groupBy(['block.id', 'room.id'])
      .orderBy(raw`count(*)`, 'desc')
      .orderBy('block.id')
      .limit(MOST_FOUND),
  )
  const holds = store.prepare((sql, p: Nights) =>
    sql
      .selectFrom('hold_night as night')
      .innerJoin('hold', 'hold.id', 'night.hold_id')
      .select(['hold.id', 'hold.public_id as publicId', 'hold.label'])
      .where('hold.status', '=', 'active')
      .where('night.room_type_id', '=', p.roomTypeId)
      .where('night.date', 'in', among(p.nights))
      .groupBy('hold.id')
      .orderBy(raw`count(*)`, 'desc')
      .orderBy('hold.expires_at')
      .limit(MOST_FOUND),
  )
  const heldNights = store.prepare((sql, p: { holdId: number; from: IsoDate }) =>
    sql
      .selectFrom('hold_night')
      .select(['room_type_id as roomTypeId', 'date', 'rooms'])
      .where('hold_id', '=', p.holdId)
      .where('date', '>=', p.from),
  )
  const allotments = store.prepare((sql, p: Nights) =>
    sql
      .selectFrom('group_night as night')
      .innerJoin('group_block as block', 'block.id', 'night.group_id')
      .select((eb) => [
        'block.id',
        'block.public_id as publicId',
        'block.name',
        eb.fn.sum<number>('night.amount_minor').as('amountMinor'),
      ])
      .where('block.status', '=', 'open')
      .where('night.room_type_id', '=', p.roomTypeId)
      .where('night.date', 'in', among(p.nights))
      .where(raw<boolean>`night.rooms > night.picked_up + night.released`)
      .groupBy('block.id')
      .orderBy(raw`count(*)`, 'desc')
      .orderBy('block.release_date')
      .limit(MOST_FOUND),
  )
  return {
    /** Rooms of the type out of order on some of the nights. */
    blocks: (roomTypeId: number, nights: readonly IsoDate[]) =>
      blocks.all({ roomTypeId, nights: JSON.stringify(nights) }),
    /** Active holds of rooms of the type on some of the nights. */
    holds: (roomTypeId: number, nights: readonly IsoDate[]) =>
      holds.all({ roomTypeId, nights: JSON.stringify(nights) }),
    /** All that a hold keeps back from `from` on. */
    heldNights: (holdId: number, from: IsoDate) => heldNights.all({ holdId, from }),
    /** Open groups with rooms of the type that nobody picked up on some of the nights, and what one room brings there. */
    allotments: (roomTypeId: number, nights: readonly IsoDate[]) =>
      allotments
        .all({ roomTypeId, nights: JSON.stringify(nights) })
        .map((row) => ({ ...row, amountMinor: Number(row.amountMinor) })),
  }
}
export type WayRows = ReturnType<typeof createWayRows>
