/** A channel's room becomes a stay, and changes one: counted whatever is left, with a case where it does not fit. */
import {
  addDays,
  type DateRange,
  daysBetween,
  earlierOf,
  type IsoDate,
  isoDate,
  laterOf,
  nightsOf,
} from '../../shared/dates.ts'
import type { SnapshotRoom } from '../../shared/snapshot.ts'
import { giveRoom } from './assignment.ts'
import { guestOf } from './channel-guests.ts'
import type { CommandContext } from './command.ts'
import { reverseFees } from './folio/hooks.ts'
import { releaseNight } from './night-counts.ts'
import type { Parts } from './parts.ts'
import type { StayRow } from './stay-rows.ts'

/** A snapshot's room in the ledger's own terms. */
export interface MappedRoom {
  readonly ref: string
  readonly roomTypeId: number
  /** Null for a rate that is not mapped. */
  readonly ratePlanId: number | null
  readonly range: DateRange
  readonly room: SnapshotRoom
}

export function addChannelStay(
  parts: Parts,
  context: CommandContext,
  reservation: { id: number; bookerId: number },
  mapped: MappedRoom,
): void {
  const { room, roomTypeId, range } = mapped
  const guestId = room.guest === null ? reservation.bookerId : guestOf(parts, context, room.guest)
  const stayId = parts.stays.addStay({
    publicId: context.ids.publicId(),
    reservationId: reservation.id,
    guestId,
    roomTypeId,
    ratePlanId: mapped.ratePlanId,
    channelRoomRef: mapped.ref,
    arrival: range.from,
    departure: range.to,
    adults: room.adults,
    childrenAges: JSON.stringify(room.childrenAges),
  })
  const tooMany: IsoDate[] = []
  for (const [index, date] of nightsOf(range).entries()) {
    if (parts.inventory.force(context, { roomTypeId, date }) > 0) tooMany.push(date)
    parts.stays.addNight({ stayId, date, roomTypeId, amountMinor: room.nightlyAmounts[index] ?? 0 })
  }
  if (tooMany.length > 0) parts.cases.open(context, stayId, roomTypeId, tooMany)
}

/** A stay as the snapshot would have it. */
interface Reshaped extends DateRange {
  readonly roomTypeId: number
  /** First night that may change. */
  readonly first: IsoDate
  /** Minor units of the nights that the snapshot sells. */
  readonly amounts: ReadonlyMap<IsoDate, number>
}

/**
 * A guest who is in house has arrived, whatever the channel says of it, and leaves on the business date at the earliest, or
 * should have left already.
 */
function reshaped(context: CommandContext, stay: StayRow, { room, roomTypeId, range }: MappedRoom): Reshaped {
  const amounts = new Map(nightsOf(range).map((date, index) => [date, room.nightlyAmounts[index] ?? 0]))
  if (stay.status !== 'in_house') return { ...range, roomTypeId, first: EARLIEST, amounts }
  const { businessDate } = context.property
  const earliest = laterOf(addDays(stay.arrival, 1), earlierOf(businessDate, stay.departure))
  const first = laterOf(stay.arrival, businessDate)
  return { from: stay.arrival, to: laterOf(range.to, earliest), roomTypeId, first, amounts }
}

/**
 * Makes a stay what the channel's snapshot says. Nights of a stay in house that lie behind stay as they are; of the
 * others, what is no longer sold is given back before anything is taken, and the room is kept where that is possible.
 */
export function reshapeStay(parts: Parts, context: CommandContext, stay: StayRow, mapped: MappedRoom): void {
  const { room, roomTypeId } = mapped
  const target = reshaped(context, stay, mapped)
  const heldRoom = parts.rooms.ofStay(stay.id).find((night) => night.date >= target.first)
  parts.rooms.clear(stay.id, target.first)
  countNights(parts, context, stay, target)
  parts.stays.changeStay({
    id: stay.id,
    roomTypeId,
    ratePlanId: mapped.ratePlanId,
    arrival: target.from,
    departure: target.to,
    adults: room.adults,
    childrenAges: JSON.stringify(room.childrenAges),
  })
  // The channel still counts on it: a guest who did not come, or whose booking was cancelled here, comes after all.
  if (stay.status === 'cancelled' || stay.status === 'no_show') {
    parts.stays.setStatus({ stayId: stay.id, status: 'reserved', endedAt: null })
    reverseFees(parts, context, stay.id)
  }
  if (heldRoom !== undefined) keepRoom(parts, context, stay, target, heldRoom.roomId)
}

const EARLIEST = isoDate('2000-01-01')

/** Moves the counts from the nights that the stay had to those of the snapshot; a night that stays is not touched. */
function countNights(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  { roomTypeId, first, amounts, ...range }: Reshaped,
): void {
  const existing = new Map(parts.stays.nights(stay.id).map((night) => [night.date, night]))
  // An upgrade made at the desk outlives a change that leaves the sold type alone.
  const typeOf = (date: IsoDate): number =>
    stay.room_type_id === roomTypeId ? (existing.get(date)?.roomTypeId ?? roomTypeId) : roomTypeId
  const isKept = (date: IsoDate): boolean => {
    const night = existing.get(date)
    return isIn(date) && night?.counted === 1 && night.roomTypeId === typeOf(date)
  }
  const isIn = (date: IsoDate): boolean => date >= range.from && date < range.to
  for (const night of existing.values()) {
    if (night.date < first || isKept(night.date)) continue
    if (night.counted === 1) {
      releaseNight(parts, context, night)
    }
    if (!isIn(night.date)) parts.stays.removeNight({ stayId: stay.id, date: night.date })
  }
  const tooMany = new Map<number, IsoDate[]>()
  for (const date of nightsOf(range)) {
    // Nights behind are as they were slept; those of a guest who stayed on unasked have to be counted yet.
    if (date < first && existing.has(date)) continue
    const amountMinor = amounts.get(date) ?? existing.get(date)?.amountMinor ?? 0
    const groupId = isKept(date) ? (existing.get(date)?.groupId ?? null) : null
    const night = { stayId: stay.id, date, roomTypeId: typeOf(date), amountMinor, groupId }
    if (!isKept(date) && parts.inventory.force(context, night) > 0) {
      tooMany.set(night.roomTypeId, [...(tooMany.get(night.roomTypeId) ?? []), date])
    }
    if (existing.has(date)) parts.stays.setNight({ ...night, counted: 1 })
    else parts.stays.addNight(night)
  }
  for (const [countedType, nights] of tooMany) parts.cases.open(context, stay.id, countedType, nights)
}

/**
 * Gives the room back that the stay had, as long as it is free and of the type that is counted. A guest who is in it keeps it
 * until then; one who has not come is rather given another one for all nights.
 */
function keepRoom(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  target: Reshaped,
  roomId: number,
): void {
  const room = context.catalog.rooms.get(roomId)
  const from = laterOf(target.first, target.from)
  const taken = parts.rooms.firstTaken(roomId, { from, to: target.to })?.date ?? target.to
  const other = parts.stays
    .nights(stay.id)
    .find((night) => night.date >= from && night.roomTypeId !== room.roomTypeId)
  const to = earlierOf(taken, other?.date ?? target.to)
  if (!room.inService || (to < target.to && stay.status !== 'in_house')) return
  if (daysBetween(from, to) > 0) giveRoom(parts, context, stay.id, room, { from, to })
}
