/** Counts by room type and night. Everything that is sold goes through `take`; only a channel's own sale may `force`. */
import { sql as raw } from 'kysely'
import { addDays, type DateRange, daysBetween, type IsoDate } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Store } from '../store/store.ts'
import type { CommandContext } from './command.ts'

export { HORIZON_DAYS } from '../../shared/selling-window.ts'

interface Night {
  readonly roomTypeId: number
  readonly date: IsoDate
}

export interface InventoryDay {
  readonly roomTypeId: number
  readonly date: IsoDate
  readonly total: number
  readonly blocked: number
  readonly held: number
  readonly booked: number
  readonly overbookingAllowance: number
  readonly oversold: number
}

export function createInventory(store: Store) {
  const guarded = store.prepare((sql, p: { roomTypeId: number; date: IsoDate; rooms: number; seq: number }) =>
    sql
      .updateTable('inventory')
      .set((eb) => ({ booked: eb('booked', '+', p.rooms), seq: p.seq }))
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date)
      .where(raw<boolean>`booked + held + blocked + ${p.rooms} <= total + overbooking_allowance`),
  )
  const unguarded = store.prepare(
    (sql, p: { roomTypeId: number; date: IsoDate; rooms: number; seq: number }) =>
      sql
        .updateTable('inventory')
        .set((eb) => ({
          booked: eb('booked', '+', p.rooms),
          oversold: raw<number>`max(0, booked + ${p.rooms} + held + blocked - total - overbooking_allowance)`,
          seq: p.seq,
        }))
        .where('room_type_id', '=', p.roomTypeId)
        .where('date', '=', p.date)
        .returning('oversold'),
  )
  const guardedBlock = store.prepare((sql, p: { roomTypeId: number; date: IsoDate; seq: number }) =>
    sql
      .updateTable('inventory')
      .set((eb) => ({ blocked: eb('blocked', '+', 1), seq: p.seq }))
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date)
      .where(raw<boolean>`booked + held + blocked + 1 <= total + overbooking_allowance`),
  )
  const unblock = store.prepare((sql, p: { roomTypeId: number; date: IsoDate; seq: number }) =>
    sql
      .updateTable('inventory')
      .set((eb) => ({
        blocked: eb('blocked', '-', 1),
        oversold: raw<number>`max(0, booked + held + blocked - 1 - total - overbooking_allowance)`,
        seq: p.seq,
      }))
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  const addRooms = store.prepare(
    (sql, p: { roomTypeId: number; from: IsoDate; rooms: number; seq: number }) =>
      sql
        .updateTable('inventory')
        .set((eb) => ({
          total: eb('total', '+', p.rooms),
          oversold: raw<number>`max(0, booked + held + blocked - total - ${p.rooms} - overbooking_allowance)`,
          seq: p.seq,
        }))
        .where('room_type_id', '=', p.roomTypeId)
        .where('date', '>=', p.from),
  )
  const day = store.prepare((sql, p: { roomTypeId: number; date: IsoDate }) =>
    sql
      .selectFrom('inventory')
      .selectAll()
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  const days = store.prepare((sql, p: { roomTypeId: number; from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('inventory')
      .select(['date', 'total', 'blocked', 'held', 'booked', 'overbooking_allowance', 'oversold'])
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '>=', p.from)
      .where('date', '<', p.to)
      .orderBy('date'),
  )
  const insertDay = store.prepare((sql, p: { roomTypeId: number; date: IsoDate; seq: number }) =>
    sql
      .insertInto('inventory')
      .values({
        room_type_id: p.roomTypeId,
        date: p.date,
        total: raw<number>`(SELECT count(*) FROM room WHERE room_type_id = ${p.roomTypeId} AND in_service = 1)`,
        seq: p.seq,
      })
      .onConflict((conflict) => conflict.doNothing()),
  )

  /** Why a guarded update changed nothing. */
  function refusal(context: CommandContext, night: Night): DomainError {
    if (day.first({ roomTypeId: night.roomTypeId, date: night.date }) === undefined) {
      return new DomainError('DateBeyondHorizon', { date: night.date, horizon: context.property.horizon })
    }
    const roomTypeId = context.catalog.roomTypes.get(night.roomTypeId).publicId
    return new DomainError('RoomTypeSoldOut', { roomTypeId, date: night.date })
  }

  return {
    /**
     * Takes one room of a type for a night, or nothing (I2).
     * @throws DomainError RoomTypeSoldOut, DateBeyondHorizon
     */
    take(context: CommandContext, night: Night): void {
      const changed = guarded.run({ ...night, rooms: 1, seq: context.seq })
      if (changed === 0) throw refusal(context, night)
    },

    /**
     * Takes one room of a type out of what can be sold for a night (I2).
     * @throws DomainError RoomTypeSoldOut, DateBeyondHorizon
     */
    block(context: CommandContext, night: Night): void {
      if (guardedBlock.run({ ...night, seq: context.seq }) === 0) throw refusal(context, night)
    },

    /** Puts it back. */
    unblock(context: CommandContext, night: Night): void {
      if (unblock.run({ ...night, seq: context.seq }) === 0) {
        throw new Error(`no inventory to unblock on ${night.date}`)
      }
    },

    /** A type has so many rooms more from `from` on. */
    addRooms(context: CommandContext, roomTypeId: number, from: IsoDate, rooms: number): void {
      addRooms.run({ roomTypeId, from, rooms, seq: context.seq })
    },

    /** Gives a night back. */
    release(context: CommandContext, night: Night): void {
      const row = unguarded.first({ ...night, rooms: -1, seq: context.seq })
      if (row === undefined) throw new Error(`no inventory to release on ${night.date}`)
    },

    /**
     * Counts a night that a channel has sold already, whatever is left. A night outside the inventory gets its row.
     * @returns rooms oversold on that night afterwards.
     */
    force(context: CommandContext, night: Night): number {
      insertDay.run({ ...night, seq: context.seq })
      return unguarded.first({ ...night, rooms: 1, seq: context.seq })?.oversold ?? 0
    },

    /** Adds the missing nights of `range` for every room type, with all rooms in service. @returns rows added. */
    extend(context: CommandContext, range: DateRange): number {
      let added = 0
      const nights = daysBetween(range.from, range.to)
      for (const roomType of context.catalog.roomTypes.all) {
        for (let night = 0; night < nights; night++) {
          added += insertDay.run({
            roomTypeId: roomType.id,
            date: addDays(range.from, night),
            seq: context.seq,
          })
        }
      }
      return added
    },

    day(night: Night): InventoryDay | undefined {
      const row = day.first({ roomTypeId: night.roomTypeId, date: night.date })
      return row === undefined
        ? undefined
        : { ...row, roomTypeId: row.room_type_id, overbookingAllowance: row.overbooking_allowance }
    },

    days(roomTypeId: number, range: DateRange) {
      return days.all({ roomTypeId, from: range.from, to: range.to })
    },
  }
}
export type Inventory = ReturnType<typeof createInventory>
