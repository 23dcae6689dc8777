/** Rows of holds and their nights. */
import type { Store } from '../../store/store.ts'
import type { Touched } from '../touched.ts'

/** @param touched gets every hold that is written, for its history. */
export function createHoldRows(store: Store, _touched: Touched) {
  const nextExpiry = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('hold')
      .select('expires_at as at')
      .where('status', '=', 'active')
      .orderBy('expires_at')
      .limit(1),
  )
  return {
    /** Whether an active hold has expired at that instant. */
    isDue: (at: number): boolean => (nextExpiry.first({})?.at ?? Number.POSITIVE_INFINITY) <= at,
  }
}
export type HoldRows = ReturnType<typeof createHoldRows>
