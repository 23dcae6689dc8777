/** Rows of overbooking cases: stays whose nights do not fit. A case closes by itself when they do again, or are over. */
import { sql as raw } from 'kysely'
import type { IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { CommandContext } from '../command.ts'

export function createCases(store: Store) {
  const insert = store.prepare(
    (sql, p: { publicId: string; stayId: number; roomTypeId: number; nights: string; at: number }) =>
      sql.insertInto('overbooking_case').values({
        public_id: p.publicId,
        stay_id: p.stayId,
        room_type_id: p.roomTypeId,
        nights: p.nights,
        status: 'open',
        opened_at: p.at,
      }),
  )
  const open = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('overbooking_case')
      .select(['id', 'stay_id as stayId', 'room_type_id as roomTypeId', 'nights'])
      .where('status', '=', 'open'),
  )
  const byPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('overbooking_case').selectAll().where('public_id', '=', p.publicId),
  )
  const setNights = store.prepare((sql, p: { id: number; nights: string }) =>
    sql.updateTable('overbooking_case').set({ nights: p.nights }).where('id', '=', p.id),
  )
  const setResolution = store.prepare((sql, p: { id: number; resolution: string }) =>
    sql.updateTable('overbooking_case').set({ resolution: p.resolution }).where('id', '=', p.id),
  )
  const close = store.prepare((sql, p: { id: number; at: number; because: string }) =>
    sql
      .updateTable('overbooking_case')
      .set({ status: 'closed', closed_at: p.at, closed_because: p.because })
      .where('id', '=', p.id),
  )
  const stillOversold = store.prepare((sql, p: { stayId: number; roomTypeId: number; nights: string }) =>
    sql
      .selectFrom('stay_night')
      .innerJoin('inventory', (join) =>
        join
          .onRef('inventory.room_type_id', '=', 'stay_night.room_type_id')
          .onRef('inventory.date', '=', 'stay_night.date'),
      )
      .select('stay_night.date')
      .where('stay_night.stay_id', '=', p.stayId)
      .where('stay_night.room_type_id', '=', p.roomTypeId)
      .where('stay_night.counted', '=', 1)
      .where('inventory.oversold', '>', 0)
      // A list cannot be a slot of IN; a JSON array can.
      .where('stay_night.date', 'in', raw<IsoDate>`(SELECT value FROM json_each(${p.nights}))`)
      .orderBy('stay_night.date'),
  )
  const hasCase = (roomTypeId: number, date: IsoDate) =>
    raw<number>`EXISTS (
      SELECT 1 FROM overbooking_case AS c, json_each(c.nights) AS n
       WHERE c.stay_id = stay.id AND c.room_type_id = ${roomTypeId} AND c.status = 'open' AND n.value = ${date})`
  const counted = store.prepare((sql, p: { roomTypeId: number; date: IsoDate }) =>
    sql
      .selectFrom('stay_night as night')
      .innerJoin('stay', 'stay.id', 'night.stay_id')
      .innerJoin('reservation', 'reservation.id', 'stay.reservation_id')
      .select(['stay.id', 'stay.status', hasCase(p.roomTypeId, p.date).as('hasCase')])
      .where('night.room_type_id', '=', p.roomTypeId)
      .where('night.date', '=', p.date)
      .where('night.counted', '=', 1)
      .orderBy('reservation.created_at', 'desc')
      .orderBy('stay.id', 'desc'),
  )

  return {
    /** Opens a case for a stay's nights that do not fit, or adds the nights to its open one. Nights behind us are left out. */
    open(context: CommandContext, stayId: number, roomTypeId: number, dates: readonly IsoDate[]): void {
      const nights = dates.filter((date) => date >= context.property.businessDate)
      if (nights.length === 0) return
      const existing = open.all({}).find((row) => row.stayId === stayId && row.roomTypeId === roomTypeId)
      if (existing === undefined) {
        const publicId = context.ids.publicId()
        insert.run({ publicId, stayId, roomTypeId, nights: JSON.stringify(nights), at: context.at })
        return
      }
      const all = new Set([...(JSON.parse(existing.nights) as IsoDate[]), ...nights])
      setNights.run({ id: existing.id, nights: JSON.stringify([...all].sort()) })
    },

    /**
     * Closes the cases whose nights fit again, or whose stay no longer counts on them. Called after every release.
     * @param from first night that still matters.
     */
    review(context: CommandContext, from = context.property.businessDate): void {
      for (const row of open.all({})) {
        const left = stillOversold.all({ stayId: row.stayId, roomTypeId: row.roomTypeId, nights: row.nights })
        const toCome = left.filter((night) => night.date >= from)
        const nights = JSON.stringify(toCome.map((night) => night.date))
        const because = left.length === 0 ? 'the nights fit again' : 'the nights are over'
        if (toCome.length === 0) close.run({ id: row.id, at: context.at, because })
        else if (nights !== row.nights) setNights.run({ id: row.id, nights })
      }
    },

    find: (publicId: string) => byPublicId.first({ publicId }),

    /** Of the stays of an open case; those of a type have it for that type. */
    ofStay: (stayId: number) => open.all({}).filter((row) => row.stayId === stayId),

    /** How it was solved, as JSON. */
    setResolution: setResolution.run,

    /** The stays counted for a type on a night, the latest booked first. */
    counted: (roomTypeId: number, date: IsoDate) =>
      counted.all({ roomTypeId, date }).map((row) => ({ ...row, hasCase: row.hasCase === 1 })),
  }
}
export type Cases = ReturnType<typeof createCases>
