/** A channel's room becomes a stay, and changes one: counted whatever is left, with a case where it does not fit. */
import { type DateRange, daysBetween, type IsoDate, isoDate, laterOf, nightsOf } from '../../shared/dates.ts'
import type { SnapshotRoom } from '../../shared/snapshot.ts'
import { giveRoom } from './assignment.ts'
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
  const guestId =
    room.guest === null ? reservation.bookerId : parts.guests.add(context.ids.publicId(), room.guest)
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

/**
 * Makes a stay what the channel's snapshot says. Nights of a stay in house that lie behind stay as they are; of the
 * others, what is no longer sold is given back before anything is taken, and the room is kept where that is possible.
 */
export function reshapeStay(parts: Parts, context: CommandContext, stay: StayRow, mapped: MappedRoom): void {
  const { room, roomTypeId, range } = mapped
  const isInHouse = stay.status === 'in_house'
  const from = isInHouse ? laterOf(stay.arrival, context.property.businessDate) : EARLIEST
  const heldRoom = parts.rooms.ofStay(stay.id).find((night) => night.date >= from)
  parts.rooms.clear(stay.id, from)
  countNights(parts, context, stay, mapped, from)
  parts.stays.changeStay({
    id: stay.id,
    roomTypeId,
    ratePlanId: mapped.ratePlanId,
    arrival: isInHouse ? stay.arrival : range.from,
    departure: isInHouse && range.to <= stay.arrival ? stay.departure : range.to,
    adults: room.adults,
    childrenAges: JSON.stringify(room.childrenAges),
  })
  // The channel still counts on it: a guest who did not come, or whose booking was cancelled here, comes after all.
  if (stay.status === 'cancelled' || stay.status === 'no_show') {
    parts.stays.setStatus({ stayId: stay.id, status: 'reserved', endedAt: null })
    reverseFees(parts, context, stay.id)
  }
  if (room.guest !== null) parts.guests.change(stay.guest_id, room.guest)
  if (heldRoom !== undefined) keepRoom(parts, context, stay, mapped, heldRoom.roomId, from)
}

const EARLIEST = isoDate('2000-01-01')

/** Moves the counts from the nights that the stay had to those of the snapshot; a night that stays is not touched. */
function countNights(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  { room, roomTypeId, range }: MappedRoom,
  from: IsoDate,
): void {
  const amounts = new Map(nightsOf(range).map((date, index) => [date, room.nightlyAmounts[index] ?? 0]))
  const existing = new Map(parts.stays.nights(stay.id).map((night) => [night.date, night]))
  // An upgrade made at the desk outlives a change that leaves the sold type alone.
  const typeOf = (date: IsoDate): number =>
    stay.room_type_id === roomTypeId ? (existing.get(date)?.roomTypeId ?? roomTypeId) : roomTypeId
  const isKept = (date: IsoDate): boolean => {
    const night = existing.get(date)
    return amounts.has(date) && night?.counted === 1 && night.roomTypeId === typeOf(date)
  }
  for (const night of existing.values()) {
    if (night.date < from || isKept(night.date)) continue
    if (night.counted === 1) {
      releaseNight(parts, context, night)
    }
    if (!amounts.has(night.date)) parts.stays.removeNight({ stayId: stay.id, date: night.date })
  }
  const tooMany = new Map<number, IsoDate[]>()
  for (const [date, amountMinor] of amounts) {
    if (date < from) continue
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

/** Gives the room back that the stay had, when it is free for all its nights and of their type; else none. */
function keepRoom(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  { range }: MappedRoom,
  roomId: number,
  from: IsoDate,
): void {
  const room = context.catalog.rooms.get(roomId)
  const dates = { from: laterOf(from, range.from), to: range.to }
  if (daysBetween(dates.from, dates.to) < 1) return
  const nights = parts.stays.nights(stay.id).filter((night) => night.date >= dates.from)
  if (nights.some((night) => night.roomTypeId !== room.roomTypeId)) return
  if (!room.inService || parts.rooms.firstTaken(roomId, dates) !== undefined) return
  giveRoom(parts, context, stay.id, room, dates)
}
