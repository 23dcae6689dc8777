/** Rows of calendars, their events and what was exported of them: reading and writing, no rules. */
import type { DateRange, IsoDate } from '../../../shared/dates.ts'
import type { Schema } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'

export interface CalendarRow {
  readonly channelId: number
  readonly roomTypeId: number
  readonly roomId: number | null
  readonly feedHost: string | null
  readonly confirmations: number
  readonly madeAt: number
  readonly endedAt: number | null
  readonly unreadable: number
  readonly tokenSealed: Buffer | null
}

/** An event as it was taken. */
export interface KnownEvent extends DateRange {
  readonly uid: string
  readonly channelRef: string
  readonly state: Schema['calendar_event']['state']
  /** In order. */
  readonly nights: readonly IsoDate[]
  readonly holdId: number | null
  readonly blockId: number | null
  readonly absences: number
  readonly unexplained: number
}

/** Older ones cannot be what a channel still shows: it asks every few hours. */
const MOST_EXPORTS = 30

export function createCalendarRows(store: Store) {
  const all = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('calendar')
      .select([
        'channel_id as channelId',
        'room_type_id as roomTypeId',
        'room_id as roomId',
        'feed_host as feedHost',
        'confirmations',
        'made_at as madeAt',
        'ended_at as endedAt',
        'unreadable',
        'token_sealed as tokenSealed',
      ])
      .orderBy('channel_id'),
  )
  const insert = store.prepare(
    (
      sql,
      p: {
        channelId: number
        roomTypeId: number
        roomId: number | null
        feedHost: string | null
        confirmations: number
        at: number
      },
    ) =>
      sql.insertInto('calendar').values({
        channel_id: p.channelId,
        room_type_id: p.roomTypeId,
        room_id: p.roomId,
        feed_host: p.feedHost,
        confirmations: p.confirmations,
        made_at: p.at,
      }),
  )
  const update = store.prepare(
    (sql, p: { channelId: number; feedHost: string | null; confirmations: number; endedAt: number | null }) =>
      sql
        .updateTable('calendar')
        .set({ feed_host: p.feedHost, confirmations: p.confirmations, ended_at: p.endedAt })
        .where('channel_id', '=', p.channelId),
  )
  const setToken = store.prepare((sql, p: { channelId: number; token: Buffer | null }) =>
    sql.updateTable('calendar').set({ token_sealed: p.token }).where('channel_id', '=', p.channelId),
  )
  const setUnreadable = store.prepare((sql, p: { channelId: number; unreadable: number }) =>
    sql.updateTable('calendar').set({ unreadable: p.unreadable }).where('channel_id', '=', p.channelId),
  )
  const events = store.prepare((sql, p: { channelId: number }) =>
    sql
      .selectFrom('calendar_event')
      .selectAll()
      .where('channel_id', '=', p.channelId)
      .orderBy('first_night')
      .orderBy('uid'),
  )
  const insertEvent = store.prepare(
    (
      sql,
      p: {
        channelId: number
        uid: string
        channelRef: string
        from: IsoDate
        to: IsoDate
        state: KnownEvent['state']
        nights: string
        holdId: number | null
        blockId: number | null
        absences: number
        unexplained: number
      },
    ) =>
      sql.insertInto('calendar_event').values({
        channel_id: p.channelId,
        uid: p.uid,
        channel_ref: p.channelRef,
        first_night: p.from,
        departure: p.to,
        state: p.state,
        nights: p.nights,
        hold_id: p.holdId,
        block_id: p.blockId,
        absences: p.absences,
        unexplained: p.unexplained,
      }),
  )
  const removeEvent = store.prepare((sql, p: { channelId: number; uid: string }) =>
    sql.deleteFrom('calendar_event').where('channel_id', '=', p.channelId).where('uid', '=', p.uid),
  )
  const lastServed = store.prepare((sql, p: { channelId: number }) =>
    sql
      .selectFrom('calendar_export')
      .select(['busy', 'served_at as servedAt'])
      .where('channel_id', '=', p.channelId)
      .where('served_at', 'is not', null)
      .orderBy('served_at', 'desc')
      .limit(1),
  )
  const putExport = store.prepare(
    (sql, p: { channelId: number; tag: string; busy: string; madeAt: number; servedAt: number | null }) =>
      sql
        .insertInto('calendar_export')
        .values({
          channel_id: p.channelId,
          tag: p.tag,
          busy: p.busy,
          made_at: p.madeAt,
          served_at: p.servedAt,
        })
        .onConflict((conflict) =>
          conflict.columns(['channel_id', 'tag']).doUpdateSet((eb) => ({
            made_at: eb.ref('excluded.made_at'),
            served_at: eb.fn.coalesce('excluded.served_at', 'calendar_export.served_at'),
          })),
        ),
  )
  const setServed = store.prepare((sql, p: { channelId: number; tag: string; at: number }) =>
    sql
      .updateTable('calendar_export')
      .set({ served_at: p.at })
      .where('channel_id', '=', p.channelId)
      .where('tag', '=', p.tag)
      .where((eb) => eb.or([eb('served_at', 'is', null), eb('served_at', '<', p.at)])),
  )
  const pruneExports = store.prepare((sql, p: { channelId: number; kept: number }) =>
    sql
      .deleteFrom('calendar_export')
      .where('channel_id', '=', p.channelId)
      .where('tag', 'not in', (eb) =>
        eb
          .selectFrom('calendar_export')
          .select('tag')
          .where('channel_id', '=', p.channelId)
          .orderBy((order) => order.fn.coalesce('served_at', 'made_at'), 'desc')
          .limit(p.kept),
      ),
  )
  const remove = (channelId: number, uid: string): void => {
    removeEvent.run({ channelId, uid })
  }

  return {
    all: (): CalendarRow[] => all.all({}),
    insert: insert.run,
    update: update.run,
    setToken: setToken.run,
    setUnreadable: setUnreadable.run,
    /** By their first nights. */
    events: (channelId: number): KnownEvent[] =>
      events.all({ channelId }).map((row) => ({
        uid: row.uid,
        channelRef: row.channel_ref,
        from: row.first_night,
        to: row.departure,
        state: row.state,
        nights: JSON.parse(row.nights) as IsoDate[],
        holdId: row.hold_id,
        blockId: row.block_id,
        absences: row.absences,
        unexplained: row.unexplained,
      })),
    /** In the place of the event of that UID, or of none. */
    putEvent(channelId: number, event: KnownEvent, insteadOf: string | null): void {
      if (insteadOf !== null) remove(channelId, insteadOf)
      insertEvent.run({ ...event, channelId, nights: JSON.stringify(event.nights) })
    },
    removeEvent: remove,
    /** Null where none was ever fetched or taken as a file. */
    lastServed(channelId: number): { busy: DateRange[]; at: number } | null {
      const row = lastServed.first({ channelId })
      if (row === undefined) return null
      const busy = (JSON.parse(row.busy) as [IsoDate, IsoDate][]).map(([from, to]) => ({ from, to }))
      return { busy, at: row.servedAt ?? 0 }
    },
    putExport(made: {
      channelId: number
      tag: string
      busy: readonly DateRange[]
      madeAt: number
      servedAt: number | null
    }): void {
      const busy = JSON.stringify(made.busy.map(({ from, to }) => [from, to]))
      putExport.run({ ...made, busy })
      pruneExports.run({ channelId: made.channelId, kept: MOST_EXPORTS })
    },
    setServed: setServed.run,
  }
}
export type CalendarRows = ReturnType<typeof createCalendarRows>
