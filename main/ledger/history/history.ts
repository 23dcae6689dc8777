/**
 * How every stay, block, hold and allotment stood after each command that changed it: one row per change, so that any past
 * moment is read from it without a replay.
 */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { stayState } from '../../store/stay-state.ts'
import type { Store } from '../../store/store.ts'
import type { Touched, TouchedKind } from '../touched.ts'

export interface BlockState {
  readonly kind: 'out_of_order' | 'out_of_service'
  readonly nights: readonly [room: number, night: IsoDate][]
}
/** Of a hold or an allotment. */
export interface StockState {
  readonly nights: readonly [type: number, night: IsoDate, rooms: number][]
}

export function createHistory(store: Store, touched: Touched) {
  const stay = store.prepare((sql, p: { id: number }) =>
    sql
      .selectFrom('stay')
      .select([
        'reservation_id as reservationId',
        'arrival',
        'departure',
        'status',
        'room_type_id as roomTypeId',
        'rate_plan_id as ratePlanId',
        'adults',
        'children_ages as childrenAges',
        'pinned',
        'checked_in_at as checkedInAt',
        'checked_out_at as checkedOutAt',
        'ended_at as endedAt',
      ])
      .where('id', '=', p.id),
  )
  const stayNights = store.prepare((sql, p: { id: number }) =>
    sql
      .selectFrom('stay_night as night')
      .leftJoin('room_night as hook', (join) =>
        join.onRef('hook.stay_id', '=', 'night.stay_id').onRef('hook.date', '=', 'night.date'),
      )
      .select([
        'night.date',
        'night.room_type_id as roomTypeId',
        'hook.room_id as roomId',
        'night.amount_minor as amountMinor',
        'night.counted',
      ])
      .where('night.stay_id', '=', p.id)
      .orderBy('night.date'),
  )
  const block = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('room_block').select('kind').where('id', '=', p.id),
  )
  const blockNights = store.prepare((sql, p: { id: number }) =>
    sql
      .selectFrom('room_night')
      .select(['date', 'room_id as roomId'])
      .where('block_id', 'is not', null)
      .where('block_id', '=', p.id)
      .orderBy('date'),
  )
  const holdNights = store.prepare((sql, p: { id: number }) =>
    sql
      .selectFrom('hold_night as night')
      .innerJoin('hold', 'hold.id', 'night.hold_id')
      .select(['night.room_type_id as roomTypeId', 'night.date', 'night.rooms', 'hold.status'])
      .where('hold.id', '=', p.id)
      .orderBy('night.date'),
  )
  const groupNights = store.prepare((sql, p: { id: number }) =>
    sql
      .selectFrom('group_night as night')
      .select((eb) => [
        'night.room_type_id as roomTypeId',
        'night.date',
        eb(eb('night.rooms', '-', eb.ref('night.picked_up')), '-', eb.ref('night.released')).as('rooms'),
      ])
      .where('night.group_id', '=', p.id)
      .orderBy('night.date'),
  )
  const insert = store.prepare(
    (
      sql,
      p: {
        kind: TouchedKind
        key: number
        seq: number
        from: IsoDate | ''
        to: IsoDate | ''
        state: string
      },
    ) =>
      sql.insertInto('history').values({
        kind: p.kind,
        key: p.key,
        seq: p.seq,
        first_night: p.from,
        last_night_end: p.to,
        state: p.state,
      }),
  )

  /** @param nights in order; without any, it touches no range from now on. */
  function add(
    kind: TouchedKind,
    key: number,
    seq: number,
    nights: readonly { readonly date: IsoDate }[],
    state: BlockState | StockState,
  ): void {
    const [first, last] = [nights[0], nights.at(-1)]
    const from = first?.date ?? ''
    const to = last === undefined ? '' : addDays(last.date, 1)
    insert.run({ kind, key, seq, from, to, state: JSON.stringify(state) })
  }

  function recordStock(kind: 'hold' | 'group', key: number, seq: number): void {
    const rows =
      kind === 'hold'
        ? holdNights
            .all({ id: key })
            .map((row) => ({ ...row, rooms: row.status === 'active' ? row.rooms : 0 }))
        : groupNights.all({ id: key }).map((row) => ({ ...row, rooms: Number(row.rooms) }))
    add(kind, key, seq, rows, {
      nights: rows.flatMap(({ roomTypeId, date, rooms }) => (rooms > 0 ? [[roomTypeId, date, rooms]] : [])),
    })
  }

  function recordBlock(key: number, seq: number): void {
    const row = block.first({ id: key })
    if (row === undefined) return
    const nights = blockNights.all({ id: key })
    add('block', key, seq, nights, {
      kind: row.kind,
      nights: nights.map(({ roomId, date }) => [roomId, date]),
    })
  }

  return {
    /**
     * Records what the running command has changed.
     * @returns the reservations whose stays were changed.
     */
    record(seq: number): ReadonlySet<number> {
      const changed = touched.take()
      const reservations = new Set<number>()
      for (const key of changed.stay) {
        const row = stay.first({ id: key })
        if (row === undefined) continue
        reservations.add(row.reservationId)
        const state = JSON.stringify(stayState(row, stayNights.all({ id: key })))
        insert.run({ kind: 'stay', key, seq, from: row.arrival, to: row.departure, state })
      }
      for (const key of changed.block) recordBlock(key, seq)
      for (const key of changed.hold) recordStock('hold', key, seq)
      for (const key of changed.group) recordStock('group', key, seq)
      return reservations
    },
  }
}
export type History = ReturnType<typeof createHistory>
