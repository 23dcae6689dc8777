/** Rows of the waitlist: reading and writing, no rules. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'

export interface NewEntry {
  readonly publicId: string
  readonly guestId: number
  /** JSON array of internal ids, the most wished for first. */
  readonly roomTypes: string
  readonly ratePlanId: number
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly flexibleDays: number
  readonly adults: number
  readonly childrenAges: string
  readonly priority: number
  readonly offerHours: number
  readonly note: string
  readonly at: number
}

export function createWaitlistRows(store: Store) {
  const insert = store.prepare((sql, p: NewEntry) =>
    sql.insertInto('waitlist_entry').values({
      public_id: p.publicId,
      status: 'waiting',
      guest_id: p.guestId,
      room_types: p.roomTypes,
      rate_plan_id: p.ratePlanId,
      arrival: p.arrival,
      departure: p.departure,
      flexible_days: p.flexibleDays,
      adults: p.adults,
      children_ages: p.childrenAges,
      priority: p.priority,
      offer_hours: p.offerHours,
      note: p.note,
      created_at: p.at,
    }),
  )
  const waiting = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('waitlist_entry').select('id').where('status', '=', 'waiting').limit(1),
  )
  const inOrder = store.prepare((sql, p: { limit: number }) =>
    sql
      .selectFrom('waitlist_entry')
      .selectAll()
      .where('status', '=', 'waiting')
      .orderBy('priority')
      .orderBy('created_at')
      .orderBy('id')
      .limit(p.limit),
  )
  const byPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('waitlist_entry').selectAll().where('public_id', '=', p.publicId),
  )
  const update = store.prepare((sql, p: { id: number; priority: number; offerHours: number; note: string }) =>
    sql
      .updateTable('waitlist_entry')
      .set({ priority: p.priority, offer_hours: p.offerHours, note: p.note })
      .where('id', '=', p.id),
  )
  const offer = store.prepare((sql, p: { id: number; holdId: number }) =>
    sql.updateTable('waitlist_entry').set({ status: 'offered', hold_id: p.holdId }).where('id', '=', p.id),
  )
  const settle = store.prepare(
    (sql, p: { holdId: number; status: 'booked' | 'lapsed'; at: number; reservationId: number | null }) =>
      sql
        .updateTable('waitlist_entry')
        .set({ status: p.status, ended_at: p.at, reservation_id: p.reservationId })
        .where('hold_id', 'is not', null)
        .where('hold_id', '=', p.holdId)
        .where('status', '=', 'offered'),
  )
  const end = store.prepare((sql, p: { id: number; status: 'lapsed' | 'withdrawn'; at: number }) =>
    sql.updateTable('waitlist_entry').set({ status: p.status, ended_at: p.at }).where('id', '=', p.id),
  )
  // Also after a start: what was added before it may not have been looked at yet.
  let hasAdded = true
  return {
    isWaiting: (): boolean => waiting.first({}) !== undefined,
    add(row: NewEntry): void {
      hasAdded = true
      insert.run(row)
    },
    /** Whether somebody may wait who did not when this was last asked. */
    takeAdded(): boolean {
      const wasAdded = hasAdded
      hasAdded = false
      return wasAdded
    },
    /** Offers were cut off: there may be more to make. */
    lookAgain(): void {
      hasAdded = true
    },
    /** Those that wait, in the order in which offers are made. */
    inOrder: (limit: number) => inOrder.all({ limit }),
    find: (publicId: string) => byPublicId.first({ publicId }),
    change: update.run,
    offer: offer.run,
    /** What was offered by this hold, if anything, has been booked or has lapsed. */
    settle: settle.run,
    /** Ends it without a word about its hold. */
    end: end.run,
  }
}
export type WaitlistRows = ReturnType<typeof createWaitlistRows>
export type WaitlistRow = NonNullable<ReturnType<WaitlistRows['find']>>
