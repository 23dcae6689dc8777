/** Rows of reservations, stays and their nights: reading and writing, no rules. */
import type { IsoDate } from '../../shared/dates.ts'
import type { Schema } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Touched } from './touched.ts'

/** A code that another reservation has is drawn again; chance makes the first one fit nearly always. */
const CODE_ATTEMPTS = 5

export interface NewReservation {
  readonly publicId: string
  readonly source: Schema['reservation']['source']
  readonly bookerId: number | null
  readonly channelId: number | null
  readonly channelRef: string | null
  readonly fingerprint: Buffer | null
  readonly status: 'confirmed' | 'cancelled'
  readonly isTombstone: 0 | 1
  readonly currency: string
  readonly note: string
  readonly at: number
}

export interface NewStay {
  readonly publicId: string
  readonly reservationId: number
  readonly guestId: number
  readonly roomTypeId: number
  readonly ratePlanId: number | null
  readonly channelRoomRef: string | null
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly adults: number
  readonly childrenAges: string
  /** The group whose room it is. */
  readonly groupId?: number | null
}

/** One night of a stay; `groupId` is the allotment that it was picked up from. */
export interface NewNight {
  readonly stayId: number
  readonly date: IsoDate
  readonly roomTypeId: number
  readonly amountMinor: number
  readonly groupId?: number | null
}

/** @param touched gets every stay that is written, for its history. */
export function createStayRows(store: Store, touched: Touched) {
  const insertReservation = store.prepare((sql, p: NewReservation & { code: string }) =>
    sql
      .insertInto('reservation')
      .values({
        public_id: p.publicId,
        code: p.code,
        status: p.status,
        source: p.source,
        booker_id: p.bookerId,
        channel_id: p.channelId,
        channel_ref: p.channelRef,
        snapshot_fingerprint: p.fingerprint,
        is_tombstone: p.isTombstone,
        currency: p.currency,
        note: p.note,
        created_at: p.at,
      })
      .onConflict((conflict) => conflict.column('code').doNothing()),
  )
  const insertStay = store.prepare((sql, p: Omit<NewStay, 'groupId'> & { groupId: number | null }) =>
    sql.insertInto('stay').values({
      public_id: p.publicId,
      reservation_id: p.reservationId,
      guest_id: p.guestId,
      room_type_id: p.roomTypeId,
      rate_plan_id: p.ratePlanId,
      channel_room_ref: p.channelRoomRef,
      arrival: p.arrival,
      departure: p.departure,
      adults: p.adults,
      children_ages: p.childrenAges,
      status: 'reserved',
      group_id: p.groupId,
    }),
  )
  const updateStay = store.prepare(
    (
      sql,
      p: {
        id: number
        roomTypeId: number
        ratePlanId: number | null
        arrival: IsoDate
        departure: IsoDate
        adults: number
        childrenAges: string
      },
    ) =>
      sql
        .updateTable('stay')
        .set({
          room_type_id: p.roomTypeId,
          rate_plan_id: p.ratePlanId,
          arrival: p.arrival,
          departure: p.departure,
          adults: p.adults,
          children_ages: p.childrenAges,
        })
        .where('id', '=', p.id),
  )
  const insertNight = store.prepare(
    (
      sql,
      p: { stayId: number; date: IsoDate; roomTypeId: number; amountMinor: number; groupId: number | null },
    ) =>
      sql.insertInto('stay_night').values({
        stay_id: p.stayId,
        date: p.date,
        room_type_id: p.roomTypeId,
        amount_minor: p.amountMinor,
        group_id: p.groupId,
      }),
  )
  const setNight = store.prepare(
    (
      sql,
      p: {
        stayId: number
        date: IsoDate
        roomTypeId: number
        amountMinor: number
        counted: 0 | 1
        groupId: number | null
      },
    ) =>
      sql
        .updateTable('stay_night')
        .set({
          room_type_id: p.roomTypeId,
          amount_minor: p.amountMinor,
          counted: p.counted,
          group_id: p.groupId,
        })
        .where('stay_id', '=', p.stayId)
        .where('date', '=', p.date),
  )
  const deleteNight = store.prepare((sql, p: { stayId: number; date: IsoDate }) =>
    sql.deleteFrom('stay_night').where('stay_id', '=', p.stayId).where('date', '=', p.date),
  )
  const nights = store.prepare((sql, p: { stayId: number }) =>
    sql
      .selectFrom('stay_night')
      .select([
        'date',
        'room_type_id as roomTypeId',
        'amount_minor as amountMinor',
        'counted',
        'group_id as groupId',
      ])
      .where('stay_id', '=', p.stayId)
      .orderBy('date'),
  )
  const stayByPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('stay').selectAll().where('public_id', '=', p.publicId),
  )
  const stayById = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('stay').selectAll().where('id', '=', p.id),
  )
  const staysOf = store.prepare((sql, p: { reservationId: number }) =>
    sql.selectFrom('stay').selectAll().where('reservation_id', '=', p.reservationId).orderBy('id'),
  )
  const reservationByPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('reservation').selectAll().where('public_id', '=', p.publicId),
  )
  const reservationById = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('reservation').selectAll().where('id', '=', p.id),
  )
  const reservationByRef = store.prepare((sql, p: { channelId: number; channelRef: string }) =>
    sql
      .selectFrom('reservation')
      .selectAll()
      .where('channel_id', '=', p.channelId)
      .where('channel_ref', '=', p.channelRef),
  )
  const setReservation = store.prepare(
    (
      sql,
      p: {
        id: number
        status: 'confirmed' | 'cancelled'
        bookerId: number | null
        fingerprint: Buffer | null
        isTombstone: 0 | 1
        currency: string
        note: string
      },
    ) =>
      sql
        .updateTable('reservation')
        .set({
          status: p.status,
          booker_id: p.bookerId,
          snapshot_fingerprint: p.fingerprint,
          is_tombstone: p.isTombstone,
          currency: p.currency,
          note: p.note,
        })
        .where('id', '=', p.id),
  )
  const setSoldWith = store.prepare((sql, p: { stayId: number; promotions: string; inclusions: string }) =>
    sql
      .updateTable('stay')
      .set({ promotions: p.promotions, inclusions: p.inclusions })
      .where('id', '=', p.stayId),
  )
  const setNote = store.prepare((sql, p: { id: number; note: string }) =>
    sql.updateTable('reservation').set({ note: p.note }).where('id', '=', p.id),
  )
  const setStatus = store.prepare(
    (sql, p: { stayId: number; status: Schema['stay']['status']; endedAt: number | null }) =>
      sql.updateTable('stay').set({ status: p.status, ended_at: p.endedAt }).where('id', '=', p.stayId),
  )
  const setGuest = store.prepare((sql, p: { stayId: number; guestId: number }) =>
    sql.updateTable('stay').set({ guest_id: p.guestId }).where('id', '=', p.stayId),
  )
  const setNotArrived = store.prepare((sql, p: { stayId: number }) =>
    sql
      .updateTable('stay')
      .set({ status: 'reserved', room_id: null, checked_in_at: null })
      .where('id', '=', p.stayId),
  )
  const setPinned = store.prepare((sql, p: { stayId: number; pinned: 0 | 1 }) =>
    sql.updateTable('stay').set({ pinned: p.pinned }).where('id', '=', p.stayId),
  )
  const setAnnounced = store.prepare((sql, p: { stayId: number; expectedAt: string | null; note: string }) =>
    sql
      .updateTable('stay')
      .set({ expected_at: p.expectedAt, arrival_note: p.note })
      .where('id', '=', p.stayId),
  )
  const setWishes = store.prepare((sql, p: { stayId: number; wishes: string }) =>
    sql.updateTable('stay').set({ wishes: p.wishes }).where('id', '=', p.stayId),
  )
  const setReservationStatus = store.prepare((sql, p: { id: number; status: 'confirmed' | 'cancelled' }) =>
    sql.updateTable('reservation').set({ status: p.status }).where('id', '=', p.id),
  )
  const setInHouse = store.prepare((sql, p: { stayId: number; roomId: number; at: number | null }) =>
    sql
      .updateTable('stay')
      .set({ status: 'in_house', room_id: p.roomId, checked_in_at: p.at, checked_out_at: null })
      .where('id', '=', p.stayId),
  )
  const setRoom = store.prepare((sql, p: { stayId: number; roomId: number }) =>
    sql.updateTable('stay').set({ room_id: p.roomId }).where('id', '=', p.stayId),
  )
  const setDeparted = store.prepare((sql, p: { stayId: number; at: number }) =>
    sql.updateTable('stay').set({ status: 'departed', checked_out_at: p.at }).where('id', '=', p.stayId),
  )

  const setStayed = store.prepare(
    (sql, p: { stayId: number; roomId: number | null; checkedInAt: number; checkedOutAt: number }) =>
      sql
        .updateTable('stay')
        .set({
          status: 'departed',
          room_id: p.roomId,
          checked_in_at: p.checkedInAt,
          checked_out_at: p.checkedOutAt,
        })
        .where('id', '=', p.stayId),
  )

  return {
    addReservation(row: NewReservation, drawCode: () => string): { id: number; code: string } {
      for (let attempt = 0; attempt < CODE_ATTEMPTS; attempt++) {
        const code = drawCode()
        const id = insertReservation.insert({ ...row, code })
        if (id !== 0) return { id, code }
      }
      throw new Error('no free reservation code was found')
    },
    addStay(row: NewStay): number {
      const id = insertStay.insert({ ...row, groupId: row.groupId ?? null })
      touched.note('stay', id)
      return id
    },
    changeStay(row: Parameters<typeof updateStay.run>[0]): void {
      touched.note('stay', row.id)
      updateStay.run(row)
    },
    addNight(row: NewNight): void {
      touched.note('stay', row.stayId)
      insertNight.run({ ...row, groupId: row.groupId ?? null })
    },
    /** Promotions and inclusions that a stay was sold with; JSON arrays. */
    setSoldWith: setSoldWith.run,
    setNote: setNote.run,
    /** Somebody else stays; not part of the history, as names are those of now. */
    setGuest: setGuest.run,
    /** Without `groupId` the night is no longer one of an allotment. */
    setNight(row: NewNight & { readonly counted: 0 | 1 }): void {
      touched.note('stay', row.stayId)
      setNight.run({ ...row, groupId: row.groupId ?? null })
    },
    removeNight(row: { stayId: number; date: IsoDate }): void {
      touched.note('stay', row.stayId)
      deleteNight.run(row)
    },
    nights: (stayId: number) => nights.all({ stayId }),
    stay: (publicId: string) => stayByPublicId.first({ publicId }),
    /** For ids that come from the ledger's own rows. */
    stayById(id: number) {
      const row = stayById.first({ id })
      if (row === undefined) throw new Error(`no stay ${id}`)
      return row
    },
    staysOf: (reservationId: number) => staysOf.all({ reservationId }),
    reservation: (publicId: string) => reservationByPublicId.first({ publicId }),
    /** For ids that come from the ledger's own rows. */
    reservationById(id: number) {
      const row = reservationById.first({ id })
      if (row === undefined) throw new Error(`no reservation ${id}`)
      return row
    },
    findReservation: (id: number) => reservationById.first({ id }),
    reservationByRef: (channelId: number, channelRef: string) =>
      reservationByRef.first({ channelId, channelRef }),
    setReservation: setReservation.run,
    setReservationStatus: setReservationStatus.run,
    /** @param endedAt when it was cancelled, or marked as a no-show; null for a stay that is reserved again. */
    setStatus(row: { stayId: number; status: Schema['stay']['status']; endedAt: number | null }): void {
      touched.note('stay', row.stayId)
      setStatus.run(row)
    },
    setInHouse(row: { stayId: number; roomId: number; at: number | null }): void {
      touched.note('stay', row.stayId)
      setInHouse.run(row)
    },
    /** Reserved again, as before it was checked in. */
    setNotArrived(stayId: number): void {
      touched.note('stay', stayId)
      setNotArrived.run({ stayId })
    },
    setRoom(row: { stayId: number; roomId: number }): void {
      touched.note('stay', row.stayId)
      setRoom.run(row)
    },
    setDeparted(row: { stayId: number; at: number }): void {
      touched.note('stay', row.stayId)
      setDeparted.run(row)
    },
    /** Arrived and left, in one step. */
    setStayed(row: Parameters<typeof setStayed.run>[0]): void {
      touched.note('stay', row.stayId)
      setStayed.run(row)
    },
    setPinned(row: { stayId: number; pinned: 0 | 1 }): void {
      touched.note('stay', row.stayId)
      setPinned.run(row)
    },
    setAnnounced: setAnnounced.run,
    setWishes: setWishes.run,
  }
}
export type StayRows = ReturnType<typeof createStayRows>
export type StayRow = NonNullable<ReturnType<StayRows['stay']>>
export type ReservationRow = NonNullable<ReturnType<StayRows['reservation']>>
