/** Rows of holds and their nights: reading and writing, no rules. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { Schema } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { Touched } from '../touched.ts'

export interface NewHold {
  readonly publicId: string
  readonly kind: Schema['hold']['kind']
  readonly label: string
  readonly guestId: number | null
  readonly at: number
  readonly expiresAt: number
}

/** So many rooms of a type that a hold keeps on a night. */
export interface HoldNight {
  readonly roomTypeId: number
  readonly date: IsoDate
  readonly rooms: number
}

/** @param touched gets every hold that is written, for its history. */
export function createHoldRows(store: Store, touched: Touched) {
  const insert = store.prepare((sql, p: NewHold) =>
    sql.insertInto('hold').values({
      public_id: p.publicId,
      kind: p.kind,
      status: 'active',
      label: p.label,
      guest_id: p.guestId,
      created_at: p.at,
      expires_at: p.expiresAt,
    }),
  )
  const insertNight = store.prepare((sql, p: HoldNight & { holdId: number }) =>
    sql
      .insertInto('hold_night')
      .values({ hold_id: p.holdId, room_type_id: p.roomTypeId, date: p.date, rooms: p.rooms }),
  )
  const nights = store.prepare((sql, p: { holdId: number }) =>
    sql
      .selectFrom('hold_night')
      .select(['room_type_id as roomTypeId', 'date', 'rooms'])
      .where('hold_id', '=', p.holdId)
      .orderBy('room_type_id')
      .orderBy('date'),
  )
  const byPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('hold').selectAll().where('public_id', '=', p.publicId),
  )
  const byId = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('hold').selectAll().where('id', '=', p.id),
  )
  const setExpiry = store.prepare((sql, p: { id: number; expiresAt: number }) =>
    sql.updateTable('hold').set({ expires_at: p.expiresAt }).where('id', '=', p.id),
  )
  const end = store.prepare(
    (
      sql,
      p: {
        id: number
        status: 'converted' | 'released' | 'expired'
        at: number
        reservationId: number | null
      },
    ) =>
      sql
        .updateTable('hold')
        .set({ status: p.status, ended_at: p.at, reservation_id: p.reservationId })
        .where('id', '=', p.id),
  )
  const nextExpiry = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('hold')
      .select('expires_at as at')
      .where('status', '=', 'active')
      .orderBy('expires_at')
      .limit(1),
  )
  const due = store.prepare((sql, p: { at: number }) =>
    sql
      .selectFrom('hold')
      .selectAll()
      .where('status', '=', 'active')
      .where('expires_at', '<=', p.at)
      .orderBy('expires_at')
      .orderBy('id'),
  )
  return {
    /** @returns its id. */
    add(row: NewHold): number {
      const id = insert.insert(row)
      touched.note('hold', id)
      return id
    },
    addNight: insertNight.run,
    /** By type and date; they stay on record after the hold has ended. */
    nights: (holdId: number) => nights.all({ holdId }),
    find: (publicId: string) => byPublicId.first({ publicId }),
    /** For ids that come from the ledger's own rows. */
    get(id: number) {
      const row = byId.first({ id })
      if (row === undefined) throw new Error(`no hold ${id}`)
      return row
    },
    setExpiry: setExpiry.run,
    end(row: Parameters<typeof end.run>[0]): void {
      touched.note('hold', row.id)
      end.run(row)
    },
    /** Whether an active hold has expired at that instant. */
    isDue: (at: number): boolean => (nextExpiry.first({})?.at ?? Number.POSITIVE_INFINITY) <= at,
    /** The active ones that have expired at that instant, in the order in which they did. */
    due: (at: number) => due.all({ at }),
  }
}
export type HoldRows = ReturnType<typeof createHoldRows>
export type HoldRow = NonNullable<ReturnType<HoldRows['find']>>
