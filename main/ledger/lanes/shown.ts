/** What each channel shows, stored by month rows: a row per cell would be ten times as large and as slow. */

import type { Facet } from '../../../shared/cells.ts'
import { type IsoDate, monthOf } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import { decodeDay, encodeDay, isSettled, type ShownDay, type StoredMonth } from './shown-day.ts'

export interface ProductKey {
  readonly facet: Facet
  readonly roomTypeId: number
  /** 0 for availability. */
  readonly ratePlanId: number
}

export interface ShownProduct extends ProductKey {
  readonly date: IsoDate
  readonly day: ShownDay
}

type Month = Map<number, ShownDay>

interface OpenMonth {
  readonly key: ProductKey
  readonly month: string
  readonly days: Month
  changed: boolean
}

const isOf = ({ key, month }: OpenMonth, other: ProductKey, date: IsoDate): boolean =>
  date.startsWith(month) &&
  key.roomTypeId === other.roomTypeId &&
  key.ratePlanId === other.ratePlanId &&
  key.facet === other.facet

export function createShown(store: Store) {
  const one = store.prepare((sql, p: ProductKey & { channelId: number; month: string }) =>
    sql
      .selectFrom('channel_shown')
      .select('days')
      .where('channel_id', '=', p.channelId)
      .where('facet', '=', p.facet)
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('month', '=', p.month),
  )
  const all = store.prepare((sql, p: { channelId: number; facet: Facet }) =>
    sql
      .selectFrom('channel_shown')
      .select(['rate_plan_id as ratePlanId', 'room_type_id as roomTypeId', 'month', 'days'])
      .where('channel_id', '=', p.channelId)
      .where('facet', '=', p.facet),
  )
  const unsettled = store.prepare((sql, p: { channelId: number; facet: Facet }) =>
    sql
      .selectFrom('channel_shown')
      .select(['rate_plan_id as ratePlanId', 'room_type_id as roomTypeId', 'month', 'days'])
      .where('channel_id', '=', p.channelId)
      .where('facet', '=', p.facet)
      .where('unsettled', '=', 1),
  )
  const put = store.prepare(
    (sql, p: ProductKey & { channelId: number; month: string; days: string; unsettled: 0 | 1 }) =>
      sql
        .insertInto('channel_shown')
        .values({
          channel_id: p.channelId,
          facet: p.facet,
          rate_plan_id: p.ratePlanId,
          room_type_id: p.roomTypeId,
          month: p.month,
          days: p.days,
          unsettled: p.unsettled,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['channel_id', 'facet', 'rate_plan_id', 'room_type_id', 'month'])
            .doUpdateSet((eb) => ({
              days: eb.ref('excluded.days'),
              unsettled: eb.ref('excluded.unsettled'),
            })),
        ),
  )
  const prune = store.prepare((sql, p: { month: string }) =>
    sql.deleteFrom('channel_shown').where('month', '<', p.month),
  )

  const parse = (days: string): Month =>
    new Map(
      Object.entries(JSON.parse(days) as StoredMonth).map(([day, stored]) => [
        Number(day),
        decodeDay(stored),
      ]),
    )
  const expand = (
    facet: Facet,
    rows: { ratePlanId: number; roomTypeId: number; month: string; days: string }[],
  ): ShownProduct[] =>
    rows.flatMap((row) =>
      Array.from(parse(row.days), ([day, shown]) => ({
        facet,
        ratePlanId: row.ratePlanId,
        roomTypeId: row.roomTypeId,
        date: `${row.month}-${String(day).padStart(2, '0')}` as IsoDate,
        day: shown,
      })),
    )

  /** One channel's days, read by month on first use and written back together: one for each transaction. */
  function open(channelId: number) {
    const months = new Map<string, OpenMonth>()
    /** Nights are asked for one after the other: most are of the same month as the one before. */
    let latest: OpenMonth | undefined
    const monthFor = (key: ProductKey, date: IsoDate): OpenMonth => {
      if (latest !== undefined && isOf(latest, key, date)) return latest
      latest = monthOfProduct(key, date)
      return latest
    }
    const monthOfProduct = (key: ProductKey, date: IsoDate): OpenMonth => {
      const month = monthOf(date)
      const name = `${key.facet}|${key.ratePlanId}|${key.roomTypeId}|${month}`
      const known = months.get(name)
      if (known !== undefined) return known
      const { facet, ratePlanId, roomTypeId } = key
      const row = one.first({ facet, ratePlanId, roomTypeId, channelId, month })
      const read: OpenMonth = {
        key: { facet, roomTypeId, ratePlanId },
        month,
        days: row === undefined ? new Map() : parse(row.days),
        changed: false,
      }
      months.set(name, read)
      return read
    }
    return {
      get: (key: ProductKey, date: IsoDate): ShownDay | undefined =>
        monthFor(key, date).days.get(Number(date.slice(8))),
      set: (key: ProductKey, date: IsoDate, day: ShownDay): void => {
        const month = monthFor(key, date)
        month.days.set(Number(date.slice(8)), day)
        month.changed = true
      },
      save: (): void => {
        for (const { key, month, days, changed } of months.values()) {
          if (!changed) continue
          const stored: StoredMonth = {}
          let settled = true
          for (const [day, shown] of days) {
            stored[day] = encodeDay(shown)
            settled &&= isSettled(shown)
          }
          const { facet, ratePlanId, roomTypeId } = key
          const text = JSON.stringify(stored)
          put.run({ facet, ratePlanId, roomTypeId, channelId, month, days: text, unsettled: settled ? 0 : 1 })
        }
      },
    }
  }

  return {
    open,
    all: (channelId: number, facet: Facet): ShownProduct[] => expand(facet, all.all({ channelId, facet })),
    /** Days that are unknown or wait for their confirmation. */
    unsettled: (channelId: number, facet: Facet): ShownProduct[] =>
      expand(facet, unsettled.all({ channelId, facet })).filter(({ day }) => !isSettled(day)),
    /** Drops the months before `date`'s. */
    prune: (date: IsoDate): void => {
      prune.run({ month: monthOf(date) })
    },
  }
}
export type Shown = ReturnType<typeof createShown>
export type OpenShown = ReturnType<Shown['open']>
