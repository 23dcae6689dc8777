/** What someone must look at: overbooking cases and alerts. Both close by themselves when their cause is gone. */
import { sql as raw } from 'kysely'
import type { IsoDate } from '../../shared/dates.ts'
import type { Store } from '../store/store.ts'
import type { CommandContext } from './command.ts'
import type { IdSource } from './ids.ts'

export const ALERT_KINDS = [
  'channelStopped',
  'channelFailing',
  'pullFailing',
  'valueParked',
  'unmappedBooking',
  'unreadableMessage',
  'channelCancelledInHouse',
  'channelChangedBegunStay',
  'stayOverdue',
  'walLarge',
  'relayUnreadable',
  'relayGap',
  'relayRefused',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export interface Alert {
  readonly kind: AlertKind
  /** With the kind: what it is about; at most one is open. */
  readonly key: string
  readonly severity: 'warning' | 'danger'
  /** For people: a channel's name, a reservation's code. Never a guest's name. */
  readonly subject: string
  readonly detail: string
}

export function createAlerts(store: Store, ids: IdSource) {
  const open = store.prepare(
    (
      sql,
      p: {
        publicId: string
        kind: string
        key: string
        severity: 'warning' | 'danger'
        subject: string
        detail: string
        at: number
      },
    ) =>
      sql
        .insertInto('alert')
        .values({
          public_id: p.publicId,
          kind: p.kind,
          subject_key: p.key,
          severity: p.severity,
          subject: p.subject,
          detail: p.detail,
          opened_at: p.at,
        })
        .onConflict((conflict) => conflict.doNothing()),
  )
  const close = store.prepare((sql, p: { kind: string; key: string; at: number }) =>
    sql
      .updateTable('alert')
      .set({ closed_at: p.at })
      .where('kind', '=', p.kind)
      .where('subject_key', '=', p.key)
      .where('closed_at', 'is', null),
  )
  const listOpen = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('alert')
      .selectAll()
      .where('closed_at', 'is', null)
      .orderBy('opened_at', 'desc')
      .limit(200),
  )
  return {
    /** @returns whether it is new. */
    open: (alert: Alert, at: number): boolean => open.run({ ...alert, publicId: ids.publicId(), at }) > 0,
    /** @returns whether one was open. */
    close: (kind: AlertKind, key: string, at: number): boolean => close.run({ kind, key, at }) > 0,
    listOpen: () => listOpen.all({}),
  }
}
export type Alerts = ReturnType<typeof createAlerts>

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
  const setNights = store.prepare((sql, p: { id: number; nights: string }) =>
    sql.updateTable('overbooking_case').set({ nights: p.nights }).where('id', '=', p.id),
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
  return {
    /** Opens a case for a stay's nights that do not fit, or adds the nights to its open one. */
    open(context: CommandContext, stayId: number, roomTypeId: number, nights: readonly IsoDate[]): void {
      const existing = open.all({}).find((row) => row.stayId === stayId && row.roomTypeId === roomTypeId)
      if (existing === undefined) {
        const publicId = context.ids.publicId()
        insert.run({ publicId, stayId, roomTypeId, nights: JSON.stringify(nights), at: context.at })
        return
      }
      const all = new Set([...(JSON.parse(existing.nights) as IsoDate[]), ...nights])
      setNights.run({ id: existing.id, nights: JSON.stringify([...all].sort()) })
    },

    /** Closes the cases whose nights fit again, or whose stay no longer counts on them. Called after every release. */
    review(context: CommandContext): void {
      for (const row of open.all({})) {
        const left = stillOversold.all({ stayId: row.stayId, roomTypeId: row.roomTypeId, nights: row.nights })
        const nights = JSON.stringify(left.map((night) => night.date))
        if (left.length === 0) close.run({ id: row.id, at: context.at, because: 'the nights fit again' })
        else if (nights !== row.nights) setNights.run({ id: row.id, nights })
      }
    },
  }
}
export type Cases = ReturnType<typeof createCases>
