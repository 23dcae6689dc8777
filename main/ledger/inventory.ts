/** Counts by room type and night. Everything that is sold goes through `take`; only a channel's own sale may `force`. */
import { sql as raw } from 'kysely'
import { addDays, type DateRange, daysBetween, type IsoDate } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Store } from '../store/store.ts'
import type { CommandContext } from './command.ts'
import { ALL_DATES, createDateSpan } from './date-span.ts'

export { HORIZON_DAYS } from '../../shared/selling-window.ts'

interface Night {
  readonly roomTypeId: number
  readonly date: IsoDate
}

/** What a night's counters change by. */
interface Shift extends Night {
  readonly booked: number
  readonly held: number
  readonly blocked: number
  readonly seq: number
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

function shiftOf(
  context: CommandContext,
  { roomTypeId, date }: Night,
  change: { booked?: number; held?: number; blocked?: number },
): Shift {
  return { roomTypeId, date, booked: 0, held: 0, blocked: 0, ...change, seq: context.seq }
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
  const guardedShift = store.prepare((sql, p: Shift) =>
    sql
      .updateTable('inventory')
      .set((eb) => ({
        booked: eb('booked', '+', p.booked),
        held: eb('held', '+', p.held),
        blocked: eb('blocked', '+', p.blocked),
        seq: p.seq,
      }))
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date)
      .where(
        raw<boolean>`booked + held + blocked + ${p.booked} + ${p.held} + ${p.blocked} <= total + overbooking_allowance`,
      ),
  )
  const shift = store.prepare((sql, p: Shift) =>
    sql
      .updateTable('inventory')
      .set((eb) => ({
        booked: eb('booked', '+', p.booked),
        held: eb('held', '+', p.held),
        blocked: eb('blocked', '+', p.blocked),
        oversold: raw<number>`max(0, booked + held + blocked + ${p.booked} + ${p.held} + ${p.blocked}
          - total - overbooking_allowance)`,
        seq: p.seq,
      }))
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date)
      .returning('oversold'),
  )
  const setAllowance = store.prepare(
    (sql, p: { roomTypeId: number; date: IsoDate; rooms: number; seq: number }) =>
      sql
        .updateTable('inventory')
        .set({
          overbooking_allowance: p.rooms,
          oversold: raw<number>`max(0, booked + held + blocked - total - ${p.rooms})`,
          seq: p.seq,
        })
        .where('room_type_id', '=', p.roomTypeId)
        .where('date', '=', p.date)
        .where('overbooking_allowance', '<>', p.rooms)
        .returning('oversold'),
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

  // At a start all of them: what was given back before it may not have been offered to the waitlist yet.
  const givenBack = createDateSpan(ALL_DATES)
  const noteNight = ({ date }: Night): void => givenBack.note({ from: date, to: addDays(date, 1) })

  /** Why a guarded update changed nothing. */
  function refusal(context: CommandContext, night: Night): DomainError {
    if (day.first({ roomTypeId: night.roomTypeId, date: night.date }) === undefined) {
      return new DomainError('DateBeyondHorizon', { date: night.date, horizon: context.property.horizon })
    }
    const roomTypeId = context.catalog.roomTypes.get(night.roomTypeId).publicId
    return new DomainError('RoomTypeSoldOut', { roomTypeId, date: night.date })
  }

  function mustShift(change: Shift): void {
    if (shift.first(change) === undefined) throw new Error(`no inventory to change on ${change.date}`)
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
     * Takes rooms of a type out of what can be sold for a night (I2).
     * @throws DomainError RoomTypeSoldOut, DateBeyondHorizon
     */
    block(context: CommandContext, night: Night, rooms = 1): void {
      const change = shiftOf(context, night, { blocked: rooms })
      if (guardedShift.run(change) === 0) throw refusal(context, night)
    },

    /**
     * The same although the night is sold out then; whoever calls it opens a case.
     * @returns rooms oversold on that night afterwards.
     * @throws DomainError DateBeyondHorizon
     */
    forceBlock(context: CommandContext, night: Night): number {
      const row = shift.first(shiftOf(context, night, { blocked: 1 }))
      if (row === undefined) throw refusal(context, night)
      return row.oversold
    },

    /** Puts them back. */
    unblock(context: CommandContext, night: Night, rooms = 1): void {
      noteNight(night)
      mustShift(shiftOf(context, night, { blocked: -rooms }))
    },

    /**
     * Holds rooms of a type back for a night (I2).
     * @throws DomainError RoomTypeSoldOut, DateBeyondHorizon
     */
    hold(context: CommandContext, night: Night, rooms: number): void {
      if (guardedShift.run(shiftOf(context, night, { held: rooms })) === 0) throw refusal(context, night)
    },

    /** Gives them back. */
    unhold(context: CommandContext, night: Night, rooms: number): void {
      noteNight(night)
      mustShift(shiftOf(context, night, { held: -rooms }))
    },

    /** A room of an allotment becomes a booked one: what is left for others stays the same. */
    pickUp(context: CommandContext, night: Night): void {
      mustShift(shiftOf(context, night, { booked: 1, blocked: -1 }))
    },

    /** A booked one goes back into its allotment. */
    putBack(context: CommandContext, night: Night): void {
      mustShift(shiftOf(context, night, { booked: -1, blocked: 1 }))
    },

    /** @returns rooms oversold on that night afterwards; undefined when the allowance was that already, or there is no such night. */
    setAllowance(context: CommandContext, night: Night, rooms: number): number | undefined {
      noteNight(night)
      return setAllowance.first({ ...night, rooms, seq: context.seq })?.oversold
    },

    /** A type has so many rooms more from `from` on. */
    addRooms(context: CommandContext, roomTypeId: number, from: IsoDate, rooms: number): void {
      givenBack.note({ from, to: ALL_DATES.to })
      addRooms.run({ roomTypeId, from, rooms, seq: context.seq })
    },

    /** Gives a night back. */
    release(context: CommandContext, night: Night): void {
      noteNight(night)
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
      givenBack.note(range)
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

    /** Nights on which more may be left than when this was last asked; null without any. */
    takeGivenBack: givenBack.take,

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
