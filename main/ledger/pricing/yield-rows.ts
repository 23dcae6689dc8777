/** Rows of yield rules, of what they made of nights, and of how nights sell. */
import { sql as raw } from 'kysely'
import type { DateRange, IsoDate } from '../../../shared/dates.ts'
import type { PriceMove } from '../../../shared/rates/price-set.ts'
import type { PartialRestrictions } from '../../../shared/rates/restrictions.ts'
import type { YieldConditions, YieldEffect, YieldRule } from '../../../shared/rates/yield.ts'
import { inSql, type Store } from '../../store/store.ts'

const parsed = <T>(text: string): T => JSON.parse(text) as T

export function createYieldRows(store: Store) {
  const rules = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('yield_rule').selectAll().orderBy('id'),
  )
  const active = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('yield_rule').select('id').where('active', '=', 1).limit(1),
  )
  const nights = store.prepare((sql, p: { roomTypeId: number; from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('yield_night')
      .select(['date', 'effects'])
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '>=', p.from)
      .where('date', '<', p.to),
  )
  const put = store.prepare((sql, p: { roomTypeId: number; date: IsoDate; effects: string }) =>
    sql
      .insertInto('yield_night')
      .values({ room_type_id: p.roomTypeId, date: p.date, effects: p.effects })
      .onConflict((conflict) =>
        conflict
          .columns(['room_type_id', 'date'])
          .doUpdateSet((eb) => ({ effects: eb.ref('excluded.effects') })),
      ),
  )
  const drop = store.prepare((sql, p: { roomTypeId: number; date: IsoDate }) =>
    sql.deleteFrom('yield_night').where('room_type_id', '=', p.roomTypeId).where('date', '=', p.date),
  )
  const prune = store.prepare((sql, p: { before: IsoDate }) =>
    sql.deleteFrom('yield_night').where('date', '<', p.before),
  )
  const touched = store.prepare((sql, p: DateRange & { afterSeq: number }) =>
    inSql<{ date: IsoDate }>(
      sql,
      raw`SELECT DISTINCT date FROM inventory INDEXED BY inventory_by_seq
        WHERE seq > ${p.afterSeq} AND date >= ${p.from} AND date < ${p.to} ORDER BY date`,
    ),
  )
  return {
    rows: () => rules.all({}),
    isOn: (): boolean => active.first({}) !== undefined,
    /** Those that are switched on. */
    rules: (): YieldRule<number>[] =>
      rules
        .all({})
        .filter((row) => row.active === 1)
        .map((row) => ({
          id: row.public_id,
          name: row.name,
          conditions: parsed<YieldConditions>(row.conditions),
          roomTypeIds: row.room_types === null ? null : parsed<number[]>(row.room_types),
          move: row.move === null ? null : parsed<PriceMove>(row.move),
          restrictions: row.restrictions === null ? null : parsed<PartialRestrictions>(row.restrictions),
        })),
    /** JSON texts of the effects, by date. */
    nights: (roomTypeId: number, { from, to }: DateRange): Map<IsoDate, string> =>
      new Map(nights.all({ roomTypeId, from, to }).map(({ date, effects }) => [date, effects])),
    put: put.run,
    drop: drop.run,
    /** Forgets nights before the day. */
    prune: (before: IsoDate) => prune.run({ before }),
    /** Nights whose rooms changed after the command of that number. */
    touchedAfter: (afterSeq: number, { from, to }: DateRange): IsoDate[] =>
      touched.all({ afterSeq, from, to }).map(({ date }) => date),
  }
}
export type YieldRows = ReturnType<typeof createYieldRows>

export const effectsOf = (text: string | undefined): readonly YieldEffect[] =>
  text === undefined ? [] : parsed<YieldEffect[]>(text)
