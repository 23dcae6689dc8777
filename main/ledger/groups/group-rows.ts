/** Rows of groups and of the nights of their allotments. */
import { sql as raw } from 'kysely'
import type { IsoDate } from '../../../shared/dates.ts'
import type { Schema } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { Touched } from '../touched.ts'

export interface AllotmentNight {
  readonly groupId: number
  readonly roomTypeId: number
  readonly date: IsoDate
}

export interface NewGroup {
  readonly publicId: string
  readonly code: string
  readonly name: string
  readonly reservationId: number
  readonly ratePlanId: number
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly releaseDate: IsoDate
  readonly note: string
  readonly at: number
}

/** @param touched gets every group that is written, for its history. */
export function createGroupRows(store: Store, touched: Touched) {
  const insert = store.prepare((sql, p: NewGroup) =>
    sql.insertInto('group_block').values({
      public_id: p.publicId,
      code: p.code,
      name: p.name,
      status: 'open',
      reservation_id: p.reservationId,
      rate_plan_id: p.ratePlanId,
      arrival: p.arrival,
      departure: p.departure,
      release_date: p.releaseDate,
      note: p.note,
      created_at: p.at,
    }),
  )
  const insertNight = store.prepare((sql, p: AllotmentNight & { rooms: number; amountMinor: number }) =>
    sql.insertInto('group_night').values({
      group_id: p.groupId,
      room_type_id: p.roomTypeId,
      date: p.date,
      rooms: p.rooms,
      amount_minor: p.amountMinor,
    }),
  )
  const setNight = store.prepare(
    (sql, p: AllotmentNight & { rooms: number; released: number; amountMinor: number }) =>
      sql
        .updateTable('group_night')
        .set({ rooms: p.rooms, released: p.released, amount_minor: p.amountMinor })
        .where('group_id', '=', p.groupId)
        .where('room_type_id', '=', p.roomTypeId)
        .where('date', '=', p.date),
  )
  const columns = [
    'room_type_id as roomTypeId',
    'date',
    'rooms',
    'picked_up as pickedUp',
    'released',
    'amount_minor as amountMinor',
  ] as const
  const night = store.prepare((sql, p: AllotmentNight) =>
    sql
      .selectFrom('group_night')
      .select(columns)
      .where('group_id', '=', p.groupId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  const nights = store.prepare((sql, p: { groupId: number; from: IsoDate }) =>
    sql
      .selectFrom('group_night')
      .select(columns)
      .where('group_id', '=', p.groupId)
      .where('date', '>=', p.from)
      .orderBy('room_type_id')
      .orderBy('date'),
  )
  const nearest = store.prepare((sql, p: AllotmentNight) =>
    sql
      .selectFrom('group_night')
      .select('amount_minor as amountMinor')
      .where('group_id', '=', p.groupId)
      .where('room_type_id', '=', p.roomTypeId)
      .orderBy(raw`abs(julianday(date) - julianday(${p.date}))`)
      .orderBy('date')
      .limit(1),
  )
  const pickUp = store.prepare((sql, p: AllotmentNight) =>
    sql
      .updateTable('group_night')
      .set((eb) => ({ picked_up: eb('picked_up', '+', 1) }))
      .where('group_id', '=', p.groupId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  const giveBack = store.prepare((sql, p: AllotmentNight & { released: number }) =>
    sql
      .updateTable('group_night')
      .set((eb) => ({
        picked_up: eb('picked_up', '-', 1),
        released: eb('released', '+', p.released),
      }))
      .where('group_id', '=', p.groupId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  const release = store.prepare((sql, p: AllotmentNight & { rooms: number }) =>
    sql
      .updateTable('group_night')
      .set((eb) => ({ released: eb('released', '+', p.rooms) }))
      .where('group_id', '=', p.groupId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  const setStatus = store.prepare((sql, p: { id: number; status: Schema['group_block']['status'] }) =>
    sql.updateTable('group_block').set({ status: p.status }).where('id', '=', p.id),
  )
  const update = store.prepare((sql, p: { id: number; name: string; releaseDate: IsoDate; note: string }) =>
    sql
      .updateTable('group_block')
      .set({ name: p.name, release_date: p.releaseDate, note: p.note })
      .where('id', '=', p.id),
  )
  const byId = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('group_block').selectAll().where('id', '=', p.id),
  )
  const byPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('group_block').selectAll().where('public_id', '=', p.publicId),
  )
  const byCode = store.prepare((sql, p: { code: string }) =>
    sql.selectFrom('group_block').select('id').where('code', '=', p.code),
  )
  const byReservation = store.prepare((sql, p: { reservationId: number }) =>
    sql.selectFrom('group_block').select('status').where('reservation_id', '=', p.reservationId),
  )
  const nextRelease = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('group_block')
      .select('release_date as date')
      .where('status', '=', 'open')
      .orderBy('release_date')
      .limit(1),
  )
  const due = store.prepare((sql, p: { businessDate: IsoDate }) =>
    sql
      .selectFrom('group_block')
      .selectAll()
      .where('status', '=', 'open')
      .where('release_date', '<=', p.businessDate)
      .orderBy('release_date')
      .orderBy('id'),
  )

  function get(id: number) {
    const row = byId.first({ id })
    if (row === undefined) throw new Error(`no group ${id}`)
    return row
  }

  const isMaster = store.prepare((sql, p: { reservationId: number }) =>
    sql.selectFrom('group_block').select('id').where('reservation_id', '=', p.reservationId),
  )
  return {
    /** Whether a reservation is the master of a group. */
    isMaster: (reservationId: number): boolean => isMaster.first({ reservationId }) !== undefined,
    /** For ids that come from the ledger's own rows. */
    publicId: (groupId: number): string => get(groupId).public_id,
    find: (publicId: string) => byPublicId.first({ publicId }),
    hasCode: (code: string): boolean => byCode.first({ code }) !== undefined,
    /** Whether it is the master reservation of a group that still has its allotment: it lives without stays. */
    isOpenMaster: (reservationId: number): boolean =>
      byReservation.first({ reservationId })?.status === 'open',

    /** @returns its id. */
    add(row: NewGroup): number {
      const id = insert.insert(row)
      touched.note('group', id)
      return id
    },
    change: update.run,
    setStatus: setStatus.run,
    addNight(row: Parameters<typeof insertNight.run>[0]): void {
      touched.note('group', row.groupId)
      insertNight.run(row)
    },
    setNight(row: Parameters<typeof setNight.run>[0]): void {
      touched.note('group', row.groupId)
      setNight.run(row)
    },
    night: (key: AllotmentNight) => night.first(key),
    /** From `from` on, by type and date. */
    nights: (groupId: number, from: IsoDate) => nights.all({ groupId, from }),
    /** What a room of the type costs on its night nearest to that date; undefined for a type the group does not have. */
    nearestAmount: (key: AllotmentNight): number | undefined => nearest.first(key)?.amountMinor,

    /** A room of the night gets its guest. */
    pickUp(key: AllotmentNight): void {
      touched.note('group', key.groupId)
      pickUp.run(key)
    },

    /** Rooms of the night that nobody has picked up are returned. */
    release(key: AllotmentNight, rooms: number): void {
      touched.note('group', key.groupId)
      release.run({ ...key, rooms })
    },

    /**
     * A picked-up night is given up. @returns whether the allotment takes it back; else, when the group has returned its
     * rooms or may not keep this one, it is for sale to anybody.
     */
    giveBack(night: AllotmentNight, mayKeep: boolean): boolean {
      touched.note('group', night.groupId)
      const isKept = mayKeep && get(night.groupId).status === 'open'
      giveBack.run({ ...night, released: isKept ? 0 : 1 })
      return isKept
    },

    /** Whether the release date of an open group has come. */
    isDue: (businessDate: string): boolean => {
      const next = nextRelease.first({})
      return next !== undefined && next.date <= businessDate
    },
    due: (businessDate: IsoDate) => due.all({ businessDate }),
  }
}
export type GroupRows = ReturnType<typeof createGroupRows>
export type GroupRow = NonNullable<ReturnType<GroupRows['find']>>
export type GroupNight = NonNullable<ReturnType<GroupRows['night']>>
