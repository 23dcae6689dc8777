/** Rows of a channel's mapping and of its parked values: reading and writing, no rules. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { ProductKey } from './shown.ts'

export function createMappingRows(store: Store) {
  const rooms = store.prepare((sql, p: { channelId: number }) =>
    sql.selectFrom('channel_room_mapping').selectAll().where('channel_id', '=', p.channelId),
  )
  const rates = store.prepare((sql, p: { channelId: number }) =>
    sql.selectFrom('channel_rate_mapping').selectAll().where('channel_id', '=', p.channelId),
  )
  const deactivateRooms = store.prepare((sql, p: { channelId: number }) =>
    sql.updateTable('channel_room_mapping').set({ active: 0 }).where('channel_id', '=', p.channelId),
  )
  const deactivateRates = store.prepare((sql, p: { channelId: number }) =>
    sql.updateTable('channel_rate_mapping').set({ active: 0 }).where('channel_id', '=', p.channelId),
  )
  const putRoom = store.prepare((sql, p: { channelId: number; roomTypeId: number; roomCode: string }) =>
    sql
      .insertInto('channel_room_mapping')
      .values({ channel_id: p.channelId, room_type_id: p.roomTypeId, room_code: p.roomCode })
      .onConflict((conflict) =>
        conflict
          .columns(['channel_id', 'room_type_id'])
          .doUpdateSet((eb) => ({ room_code: eb.ref('excluded.room_code'), active: 1 })),
      ),
  )
  const putRate = store.prepare(
    (sql, p: { channelId: number; roomTypeId: number; ratePlanId: number; rateCode: string }) =>
      sql
        .insertInto('channel_rate_mapping')
        .values({
          channel_id: p.channelId,
          room_type_id: p.roomTypeId,
          rate_plan_id: p.ratePlanId,
          rate_code: p.rateCode,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['channel_id', 'room_type_id', 'rate_plan_id'])
            .doUpdateSet((eb) => ({ rate_code: eb.ref('excluded.rate_code'), active: 1 })),
        ),
  )

  return {
    roomMappings: (channelId: number) => rooms.all({ channelId }),
    rateMappings: (channelId: number) => rates.all({ channelId }),
    deactivateMappings: (channelId: number): void => {
      deactivateRates.run({ channelId })
      deactivateRooms.run({ channelId })
    },
    putRoom: putRoom.run,
    putRate: putRate.run,
  }
}

export function createParkedRows(store: Store) {
  const parked = store.prepare((sql, p: { channelId: number }) =>
    sql
      .selectFrom('parked_cell')
      .selectAll()
      .where('channel_id', '=', p.channelId)
      .orderBy('facet')
      .orderBy('room_type_id')
      .orderBy('rate_plan_id')
      .orderBy('date'),
  )
  const park = store.prepare(
    (
      sql,
      p: ProductKey & {
        channelId: number
        date: IsoDate
        value: string
        code: string
        message: string
        at: number
      },
    ) =>
      sql
        .insertInto('parked_cell')
        .values({
          channel_id: p.channelId,
          facet: p.facet,
          rate_plan_id: p.ratePlanId,
          room_type_id: p.roomTypeId,
          date: p.date,
          value: p.value,
          code: p.code,
          message: p.message,
          at: p.at,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['channel_id', 'facet', 'rate_plan_id', 'room_type_id', 'date'])
            .doUpdateSet((eb) => ({
              value: eb.ref('excluded.value'),
              code: eb.ref('excluded.code'),
              message: eb.ref('excluded.message'),
              at: eb.ref('excluded.at'),
            })),
        ),
  )
  const unparkOne = store.prepare((sql, p: ProductKey & { channelId: number; date: IsoDate }) =>
    sql
      .deleteFrom('parked_cell')
      .where('channel_id', '=', p.channelId)
      .where('facet', '=', p.facet)
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  const unparkAll = store.prepare((sql, p: { channelId: number }) =>
    sql.deleteFrom('parked_cell').where('channel_id', '=', p.channelId),
  )

  return {
    parked: (channelId: number) => parked.all({ channelId }),
    park: park.run,
    unparkOne: unparkOne.run,
    unparkAll: (channelId: number): number => unparkAll.run({ channelId }),
  }
}
