/** Rows of channels, their mapping, lanes and parked values: reading and writing, no rules. */
import type { Facet } from '../../../shared/cells.ts'
import { type BookingcomSettings, bookingcomSettingsSchema } from '../../../shared/channel-settings.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import type { Schema } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { ProductKey } from './shown.ts'

export interface Channel {
  readonly id: number
  readonly publicId: string
  readonly kind: Schema['channel']['kind']
  readonly name: string
  readonly enabled: boolean
  readonly settings: BookingcomSettings
  readonly credentialsSealed: Buffer
  readonly buffer: number
  readonly cap: number | null
  readonly horizonDays: number
  readonly lastPullAt: number | null
  readonly lastPullError: Note | null
}

/** An error as people are shown it. */
export interface Note {
  readonly code: string
  readonly message: string
  readonly at: number
}

export interface Lane {
  readonly lane: string
  readonly facets: Facet[]
  readonly cursor: number
  readonly attempts: number
  readonly stopped: boolean
  readonly nextAttemptAt: number | null
  readonly lastAcknowledgedAt: number | null
  readonly lastError: Note | null
}

const note = (text: string | null): Note | null => (text === null ? null : (JSON.parse(text) as Note))

export function createChannelRows(store: Store) {
  const all = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('channel').selectAll().orderBy('id'),
  )
  const insert = store.prepare(
    (
      sql,
      p: {
        publicId: string
        kind: 'bookingcom'
        name: string
        settings: string
        credentials: Buffer
        buffer: number
        cap: number | null
        horizonDays: number
      },
    ) =>
      sql
        .insertInto('channel')
        .values({
          public_id: p.publicId,
          kind: p.kind,
          name: p.name,
          settings: p.settings,
          credentials_sealed: p.credentials,
          buffer: p.buffer,
          cap: p.cap,
          horizon_days: p.horizonDays,
        })
        .returning('id'),
  )
  const update = store.prepare(
    (
      sql,
      p: {
        id: number
        enabled: 0 | 1
        settings: string
        credentials: Buffer
        buffer: number
        cap: number | null
        horizonDays: number
      },
    ) =>
      sql
        .updateTable('channel')
        .set({
          enabled: p.enabled,
          settings: p.settings,
          credentials_sealed: p.credentials,
          buffer: p.buffer,
          cap: p.cap,
          horizon_days: p.horizonDays,
        })
        .where('id', '=', p.id),
  )
  const setPull = store.prepare((sql, p: { id: number; at: number | null; error: string | null }) =>
    sql.updateTable('channel').set({ last_pull_at: p.at, last_pull_error: p.error }).where('id', '=', p.id),
  )
  const lanes = store.prepare((sql, p: { channelId: number }) =>
    sql.selectFrom('channel_lane').selectAll().where('channel_id', '=', p.channelId).orderBy('position'),
  )
  const insertLane = store.prepare(
    (sql, p: { channelId: number; lane: string; facets: string; position: number }) =>
      sql
        .insertInto('channel_lane')
        .values({ channel_id: p.channelId, lane: p.lane, facets: p.facets, position: p.position }),
  )
  const setCursor = store.prepare((sql, p: { channelId: number; lane: string; cursor: number }) =>
    sql
      .updateTable('channel_lane')
      .set({ cursor: p.cursor })
      .where('channel_id', '=', p.channelId)
      .where('lane', '=', p.lane),
  )
  const resetCursors = store.prepare((sql, p: { channelId: number }) =>
    sql.updateTable('channel_lane').set({ cursor: 0 }).where('channel_id', '=', p.channelId),
  )
  const countAttempt = store.prepare((sql, p: { channelId: number; lane: string }) =>
    sql
      .updateTable('channel_lane')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('channel_id', '=', p.channelId)
      .where('lane', '=', p.lane),
  )
  const setResult = store.prepare(
    (
      sql,
      p: {
        channelId: number
        lane: string
        attempts: number
        stopped: 0 | 1
        nextAttemptAt: number | null
        lastAcknowledgedAt: number | null
        lastError: string | null
      },
    ) =>
      sql
        .updateTable('channel_lane')
        .set({
          attempts: p.attempts,
          stopped: p.stopped,
          next_attempt_at: p.nextAttemptAt,
          last_acknowledged_at: p.lastAcknowledgedAt,
          last_error: p.lastError,
        })
        .where('channel_id', '=', p.channelId)
        .where('lane', '=', p.lane),
  )
  const resumeLanes = store.prepare((sql, p: { channelId: number }) =>
    sql
      .updateTable('channel_lane')
      .set({ stopped: 0, attempts: 0, next_attempt_at: null })
      .where('channel_id', '=', p.channelId),
  )
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
    all: (): Channel[] =>
      all.all({}).map((row) => ({
        id: row.id,
        publicId: row.public_id,
        kind: row.kind,
        name: row.name,
        enabled: row.enabled === 1,
        settings: bookingcomSettingsSchema.parse(JSON.parse(row.settings)),
        credentialsSealed: row.credentials_sealed,
        buffer: row.buffer,
        cap: row.cap,
        horizonDays: row.horizon_days,
        lastPullAt: row.last_pull_at,
        lastPullError: note(row.last_pull_error),
      })),
    insert: (row: Parameters<typeof insert.first>[0]): number => insert.first(row)?.id ?? 0,
    update: update.run,
    setPull: setPull.run,
    lanes: (channelId: number): Lane[] =>
      lanes.all({ channelId }).map((row) => ({
        lane: row.lane,
        facets: JSON.parse(row.facets) as Facet[],
        cursor: row.cursor,
        attempts: row.attempts,
        stopped: row.stopped === 1,
        nextAttemptAt: row.next_attempt_at,
        lastAcknowledgedAt: row.last_acknowledged_at,
        lastError: note(row.last_error),
      })),
    insertLane: insertLane.run,
    setCursor: setCursor.run,
    resetCursors: (channelId: number): void => {
      resetCursors.run({ channelId })
    },
    countAttempt: countAttempt.run,
    setResult: setResult.run,
    resumeLanes: (channelId: number): void => {
      resumeLanes.run({ channelId })
    },
    roomMappings: (channelId: number) => rooms.all({ channelId }),
    rateMappings: (channelId: number) => rates.all({ channelId }),
    deactivateMappings: (channelId: number): void => {
      deactivateRates.run({ channelId })
      deactivateRooms.run({ channelId })
    },
    putRoom: putRoom.run,
    putRate: putRate.run,
    parked: (channelId: number) => parked.all({ channelId }),
    park: park.run,
    unparkOne: unparkOne.run,
    unparkAll: (channelId: number): number => unparkAll.run({ channelId }),
  }
}
export type ChannelRows = ReturnType<typeof createChannelRows>
