/** Rows of the waitlist. */
import type { Store } from '../../store/store.ts'

export function createWaitlistRows(store: Store) {
  const waiting = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('waitlist_entry').select('id').where('status', '=', 'waiting').limit(1),
  )
  return {
    isWaiting: (): boolean => waiting.first({}) !== undefined,
  }
}
export type WaitlistRows = ReturnType<typeof createWaitlistRows>
