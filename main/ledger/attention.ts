/** Alerts: what someone must look at. They close by themselves when their cause is gone. */
import type { Store } from '../store/store.ts'
import type { IdSource } from './ids.ts'

export const ALERT_KINDS = [
  'channelStopped',
  'channelFailing',
  'pullFailing',
  'valueParked',
  'valuesDiffer',
  'unmappedBooking',
  'unreadableMessage',
  'channelCancelledInHouse',
  'channelChangedBegunStay',
  'stayOverdue',
  'calendarInDoubt',
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
