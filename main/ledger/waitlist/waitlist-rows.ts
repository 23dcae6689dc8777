/** Rows of the waitlist: reading and writing, no rules. */
import { sql as raw } from 'kysely'
import { addDays, type DateRange, type IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import { ALL_DATES, createDateSpan } from '../date-span.ts'

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
    sql
      .selectFrom('waitlist_entry')
      .select('id')
      .where('ended_at', 'is', null)
      .where('status', '=', 'waiting')
      .limit(1),
  )
  const inOrder = store.prepare((sql, p: DateRange & { businessDate: IsoDate; limit: number }) =>
    sql
      .selectFrom('waitlist_entry')
      .selectAll()
      .where('ended_at', 'is', null)
      .where('status', '=', 'waiting')
      .where(
        raw<boolean>`((date(arrival, '-' || flexible_days || ' days') < ${p.to}
          AND date(departure, '+' || flexible_days || ' days') > ${p.from})
          OR date(arrival, '+' || flexible_days || ' days') < ${p.businessDate})`,
      )
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
  // At a start all of them: who was added before it may not have been looked at yet.
  const toLookAt = createDateSpan(ALL_DATES)
  const lookedAtSinceCommit = createDateSpan(null)
  return {
    isWaiting: (): boolean => waiting.first({}) !== undefined,
    add(row: NewEntry): void {
      const { arrival, departure, flexibleDays } = row
      toLookAt.note({ from: addDays(arrival, -flexibleDays), to: addDays(departure, flexibleDays) })
      insert.run(row)
    },
    /** Who waits for any of these nights is looked at again. */
    lookAt: toLookAt.note,
    /** Everybody is: offers were cut off. */
    lookAgain: (): void => toLookAt.note(ALL_DATES),
    /** The nights to look at since this was last asked; null without any. */
    takeToLookAt(): DateRange | null {
      const taken = toLookAt.take()
      if (taken !== null) lookedAtSinceCommit.note(taken)
      return taken
    },
    /** What was offered is durable. */
    committed: (): void => {
      lookedAtSinceCommit.take()
    },
    /** What was offered may be undone, and is looked at again. */
    undone(): void {
      const range = lookedAtSinceCommit.take()
      if (range !== null) toLookAt.note(range)
    },
    /**
     * Those that wait for any night of the range, or whose dates have passed, in the order in which offers are made.
     * @param businessDate first day that can be an arrival
     */
    inOrder: ({ from, to }: DateRange, businessDate: IsoDate, limit: number) =>
      inOrder.all({ from, to, businessDate, limit }),
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
