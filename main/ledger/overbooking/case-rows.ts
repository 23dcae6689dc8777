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
      .select(['id', 'public_id as publicId', 'stay_id as stayId', 'room_type_id as roomTypeId', 'nights'])
      .where('status', '=', 'open')
      .orderBy('opened_at')
      .orderBy('id'),
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
  const countedNights = store.prepare((sql, p: { stayId: number; roomTypeId: number; nights: string }) =>
    sql
      .selectFrom('stay_night')
      .innerJoin('inventory', (join) =>
        join
          .onRef('inventory.room_type_id', '=', 'stay_night.room_type_id')
          .onRef('inventory.date', '=', 'stay_night.date'),
      )
      .select(['stay_night.date', 'inventory.oversold'])
      .where('stay_night.stay_id', '=', p.stayId)
      .where('stay_night.room_type_id', '=', p.roomTypeId)
      .where('stay_night.counted', '=', 1)
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

  function review(context: CommandContext, from: IsoDate, firstId: number | null): void {
    const rows = open.all({})
    if (rows.length === 0) return
    const cases = [
      ...rows.filter((row) => row.id === firstId),
      ...rows.filter((row) => row.id !== firstId),
    ].map((row) => ({ ...row, before: JSON.parse(row.nights) as IsoDate[], left: nightsLeft(row, from) }))
    /** By type and night: cases more than there are rooms too few. */
    const surplus = new Map<string, number>()
    for (const { roomTypeId, left } of cases) {
      for (const { date, oversold } of left) {
        const key = `${roomTypeId} ${date}`
        surplus.set(key, (surplus.get(key) ?? -oversold) + 1)
      }
    }
    const take = (key: string): boolean => {
      const more = surplus.get(key) ?? 0
      if (more > 0) surplus.set(key, more - 1)
      return more > 0
    }
    const closing = cases.filter(({ roomTypeId, left }) => {
      const keys = left.map(({ date }) => `${roomTypeId} ${date}`)
      const fits = keys.every((key) => (surplus.get(key) ?? 0) > 0)
      if (fits) for (const key of keys) take(key)
      return fits
    })
    for (const row of closing) {
      const isOver = row.before.every((date) => date < from)
      const because =
        row.id === firstId ? 'a way out was taken' : isOver ? 'the nights are over' : 'the nights fit again'
      close.run({ id: row.id, at: context.at, because })
    }
    for (const row of cases) {
      if (closing.includes(row)) continue
      const dates = row.left.map(({ date }) => date).filter((date) => !take(`${row.roomTypeId} ${date}`))
      const nights = JSON.stringify(dates)
      if (nights !== row.nights) setNights.run({ id: row.id, nights })
    }
  }

  /** Its nights to come that the stay still counts on. */
  function nightsLeft(row: { stayId: number; roomTypeId: number; nights: string }, from: IsoDate) {
    const { stayId, roomTypeId, nights } = row
    return countedNights.all({ stayId, roomTypeId, nights }).filter((night) => night.date >= from)
  }

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
     * Leaves every night as many cases as rooms too few: closes those whose stay no longer counts there, then those that
     * fit as a whole, then takes single nights away; the case opened first comes first. Called after every release.
     * @param from first night that still matters.
     */
    review: (context: CommandContext, from = context.property.businessDate): void =>
      review(context, from, null),

    /** The same after something was done for this case: what became free is its own. */
    reviewFor: (context: CommandContext, caseId: number): void =>
      review(context, context.property.businessDate, caseId),

    find: (publicId: string) => byPublicId.first({ publicId }),

    /** The open ones of a stay, one for each type that it counts for. */
    ofStay: (stayId: number) => open.all({}).filter((row) => row.stayId === stayId),

    /** How it was solved, as JSON. */
    setResolution: setResolution.run,

    /** The stays counted for a type on a night, the latest booked first. */
    counted: (roomTypeId: number, date: IsoDate) =>
      counted.all({ roomTypeId, date }).map((row) => ({ ...row, hasCase: row.hasCase === 1 })),
  }
}
export type Cases = ReturnType<typeof createCases>
