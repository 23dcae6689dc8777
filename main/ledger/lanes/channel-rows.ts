/** Rows of channels and their lanes: reading and writing, no rules. */
import type { Facet } from '../../../shared/cells.ts'
import type { ChannelKind } from '../../../shared/channel-kinds/kinds.ts'
import { type ChannelSettings, type GivenSettings, settingsOfKind } from '../../../shared/channel-settings.ts'
import type { Schema } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { createMappingRows, createParkedRows } from './mapping-rows.ts'
import { createRequestRows } from './request-rows.ts'
import { createStaleRows } from './stale-rows.ts'

export interface Channel {
  readonly id: number
  readonly publicId: string
  readonly kind: Schema['channel']['kind']
  readonly name: string
  readonly enabled: boolean
  readonly settings: ChannelSettings
  readonly credentialsSealed: Buffer
  readonly buffer: number
  readonly cap: number | null
  readonly horizonDays: number
  readonly safetyBuffer: number
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
        kind: ChannelKind
        name: string
        settings: string
        credentials: Buffer
        buffer: number
        cap: number | null
        horizonDays: number
        safetyBuffer: number
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
          safety_buffer: p.safetyBuffer,
        })
        .returning('id'),
  )
  const update = store.prepare(
    (
      sql,
      p: {
        id: number
        name: string
        enabled: 0 | 1
        settings: string
        credentials: Buffer
        buffer: number
        cap: number | null
        horizonDays: number
        safetyBuffer: number
      },
    ) =>
      sql
        .updateTable('channel')
        .set({
          name: p.name,
          enabled: p.enabled,
          settings: p.settings,
          credentials_sealed: p.credentials,
          buffer: p.buffer,
          cap: p.cap,
          horizon_days: p.horizonDays,
          safety_buffer: p.safetyBuffer,
        })
        .where('id', '=', p.id),
  )
  const setPull = store.prepare((sql, p: { id: number; at: number | null; error: string | null }) =>
    sql.updateTable('channel').set({ last_pull_at: p.at, last_pull_error: p.error }).where('id', '=', p.id),
  )
  const setComparison = store.prepare((sql, p: { id: number; at: number; comparison: string }) =>
    sql.updateTable('channel').set({ compared_at: p.at, comparison: p.comparison }).where('id', '=', p.id),
  )
  const lastPull = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('channel').select('last_pull_at').where('id', '=', p.id),
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

  return {
    all: (): Channel[] =>
      all.all({}).map((row) => ({
        id: row.id,
        publicId: row.public_id,
        kind: row.kind,
        name: row.name,
        enabled: row.enabled === 1,
        // A setting that is newer than the channel is as its kind documents it.
        settings: settingsOfKind(row.kind, JSON.parse(row.settings) as GivenSettings),
        credentialsSealed: row.credentials_sealed,
        buffer: row.buffer,
        cap: row.cap,
        horizonDays: row.horizon_days,
        safetyBuffer: row.safety_buffer,
        lastPullAt: row.last_pull_at,
        lastPullError: note(row.last_pull_error),
      })),
    insert: (row: Parameters<typeof insert.first>[0]): number => insert.first(row)?.id ?? 0,
    update: update.run,
    setPull: setPull.run,
    setComparison: setComparison.run,
    lastPullAt: (id: number): number | null => lastPull.first({ id })?.last_pull_at ?? null,
    ...createStaleRows(store),
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
    ...createMappingRows(store),
    ...createParkedRows(store),
    ...createRequestRows(store),
  }
}
export type ChannelRows = ReturnType<typeof createChannelRows>
