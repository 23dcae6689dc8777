/**
 * When something last happened to each booking, and whether it was taken in. Agoda has no confirmation: here a booking counts as taken
 * in when its details were asked for, and two later lists were not followed by another question for them.
 */
import type { Store } from '../bookingcom/store.ts'

export type ActionStatus = 'ConfirmBooking' | 'AmendBooking' | 'CancelBooking'

export interface Action {
  readonly channelRef: string
  readonly status: ActionStatus
  /** Epoch milliseconds. */
  readonly at: number
}

const LISTS_AFTER = 2
/** Documented: how long details are kept. */
export const KEPT_MS = 90 * 86_400_000

export type Actions = ReturnType<typeof openActions>

export function openActions(store: Store) {
  store.exec(`CREATE TABLE IF NOT EXISTS agoda_action (
    channel_ref TEXT PRIMARY KEY, status TEXT NOT NULL, at INTEGER NOT NULL, lists INTEGER
  ) STRICT`)
  const note = store.prepare(
    `INSERT INTO agoda_action VALUES (?, ?, ?, NULL)
     ON CONFLICT DO UPDATE SET status = excluded.status, at = excluded.at, lists = NULL`,
  )
  const between = store.prepare<[number, number], Action>(
    'SELECT channel_ref AS channelRef, status, at FROM agoda_action WHERE at BETWEEN ? AND ? ORDER BY at, channel_ref',
  )
  const find = store.prepare<[string], Action & { lists: number | null }>(
    'SELECT channel_ref AS channelRef, status, at, lists FROM agoda_action WHERE channel_ref = ?',
  )
  const count = store.prepare('UPDATE agoda_action SET lists = lists + 1 WHERE lists IS NOT NULL')
  const serve = store.prepare('UPDATE agoda_action SET lists = 0 WHERE channel_ref = ?')
  return {
    note: (channelRef: string, status: ActionStatus, at: number): void =>
      void note.run(channelRef, status, at),
    list(from: number, to: number): Action[] {
      count.run()
      return between.all(from, to)
    },
    serve(channelRef: string): Action | undefined {
      serve.run(channelRef)
      return find.get(channelRef)
    },
    isTaken: (channelRef: string): boolean => (find.get(channelRef)?.lists ?? 0) >= LISTS_AFTER,
  }
}
