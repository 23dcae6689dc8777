/** Rows of reservations, stays and their nights: reading and writing, no rules. */
import type { IsoDate } from '../../shared/dates.ts'
import type { Schema } from '../store/schema.ts'
import type { Store } from '../store/store.ts'

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
}

export function createStayRows(store: Store) {
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
  const insertStay = store.prepare((sql, p: NewStay) =>
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
    (sql, p: { stayId: number; date: IsoDate; roomTypeId: number; amountMinor: number }) =>
      sql
        .insertInto('stay_night')
        .values({ stay_id: p.stayId, date: p.date, room_type_id: p.roomTypeId, amount_minor: p.amountMinor }),
  )
  const setNight = store.prepare(
    (sql, p: { stayId: number; date: IsoDate; roomTypeId: number; amountMinor: number; counted: 0 | 1 }) =>
      sql
        .updateTable('stay_night')
        .set({ room_type_id: p.roomTypeId, amount_minor: p.amountMinor, counted: p.counted })
        .where('stay_id', '=', p.stayId)
        .where('date', '=', p.date),
  )
  const deleteNight = store.prepare((sql, p: { stayId: number; date: IsoDate }) =>
    sql.deleteFrom('stay_night').where('stay_id', '=', p.stayId).where('date', '=', p.date),
  )
  const nights = store.prepare((sql, p: { stayId: number }) =>
    sql
      .selectFrom('stay_night')
      .select(['date', 'room_type_id as roomTypeId', 'amount_minor as amountMinor', 'counted'])
      .where('stay_id', '=', p.stayId)
      .orderBy('date'),
  )
  const stayByPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('stay').selectAll().where('public_id', '=', p.publicId),
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
  const setNote = store.prepare((sql, p: { id: number; note: string }) =>
    sql.updateTable('reservation').set({ note: p.note }).where('id', '=', p.id),
  )
  const setStatus = store.prepare((sql, p: { stayId: number; status: Schema['stay']['status'] }) =>
    sql.updateTable('stay').set({ status: p.status }).where('id', '=', p.stayId),
  )
  const setReservationStatus = store.prepare((sql, p: { id: number; status: 'confirmed' | 'cancelled' }) =>
    sql.updateTable('reservation').set({ status: p.status }).where('id', '=', p.id),
  )
  const setInHouse = store.prepare((sql, p: { stayId: number; roomId: number; at: number }) =>
    sql
      .updateTable('stay')
      .set({ status: 'in_house', room_id: p.roomId, checked_in_at: p.at })
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
    addStay: insertStay.insert,
    changeStay: updateStay.run,
    addNight: insertNight.run,
    setNote: setNote.run,
    setNight: setNight.run,
    removeNight: deleteNight.run,
    nights: (stayId: number) => nights.all({ stayId }),
    stay: (publicId: string) => stayByPublicId.first({ publicId }),
    staysOf: (reservationId: number) => staysOf.all({ reservationId }),
    reservation: (publicId: string) => reservationByPublicId.first({ publicId }),
    /** For ids that come from the ledger's own rows. */
    reservationById(id: number) {
      const row = reservationById.first({ id })
      if (row === undefined) throw new Error(`no reservation ${id}`)
      return row
    },
    reservationByRef: (channelId: number, channelRef: string) =>
      reservationByRef.first({ channelId, channelRef }),
    setReservation: setReservation.run,
    setReservationStatus: setReservationStatus.run,
    setStatus: setStatus.run,
    setInHouse: setInHouse.run,
    setRoom: setRoom.run,
    setDeparted: setDeparted.run,
    /** Arrived and left, in one step. */
    setStayed: setStayed.run,
  }
}
export type StayRows = ReturnType<typeof createStayRows>
export type StayRow = NonNullable<ReturnType<StayRows['stay']>>
export type ReservationRow = NonNullable<ReturnType<StayRows['reservation']>>
