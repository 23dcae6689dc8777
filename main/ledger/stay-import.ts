/** reservations.import: stays that another system kept, taken over as they were; counted like any sale. */
import { daysBetween, nightsOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Parts } from './parts.ts'
import { checkGuests } from './sale.ts'

type Input = Commands['reservations.import']['input']
type ImportedStay = Input['stays'][number]

export function importStays(
  parts: Parts,
  context: CommandContext,
  input: Input,
): Outcome<Commands['reservations.import']['output']> {
  const issues = input.stays.flatMap((stay, index) =>
    issuesOf(context, stay).map((message) => ({ path: `stays.${index}`, message })),
  )
  if (issues.length > 0) throw new DomainError('InvalidInput', { issues: issues.slice(0, 20) })
  const reservations = input.stays.map((stay) => importStay(parts, context, stay))
  return {
    answer: { seq: context.seq, reservations: reservations.length },
    payload: { stays: input.stays.length, reservations: reservations.map(({ publicId }) => publicId) },
    topics: ['inventory', 'reservations'],
    facets: ['availability'],
    reservations: reservations.map(({ id }) => id),
  }
}

/** Epoch ms: 2000-01-01. No hotel's days begin before. */
const EARLIEST = 946_684_800_000

/** What contradicts itself, or the business date. */
function issuesOf({ property }: CommandContext, stay: ImportedStay): string[] {
  const nights = daysBetween(stay.arrival, stay.departure)
  if (nights < 1) {
    throw new DomainError('StayHasNoNights', { arrival: stay.arrival, departure: stay.departure })
  }
  const issues: string[] = []
  if (stay.nightlyAmounts.length !== nights) issues.push(`give one amount for each of the ${nights} nights`)
  const { businessDate } = property
  const { status, bookedAt, checkedInAt, checkedOutAt } = stay
  if ([bookedAt, checkedInAt ?? EARLIEST, checkedOutAt ?? EARLIEST].some((at) => at < EARLIEST)) {
    issues.push('give instants in epoch milliseconds, from the year 2000 on')
  }
  if (status === 'departed' && stay.departure > businessDate) {
    issues.push(`a departed stay cannot leave after the business date ${businessDate}`)
  }
  if (status === 'in_house' && (stay.arrival > businessDate || stay.roomId === null)) {
    issues.push('a stay in house has arrived and has a room')
  }
  if (status === 'no_show' && stay.arrival >= businessDate) issues.push('a no-show was due in before today')
  if (status === 'reserved' && stay.departure <= businessDate) {
    issues.push(`a reserved stay cannot leave before the business date ${businessDate} is over`)
  }
  return issues
}

function importStay(
  parts: Parts,
  context: CommandContext,
  stay: ImportedStay,
): { id: number; publicId: string } {
  const { catalog, property, ids } = context
  const roomType = catalog.roomType(stay.roomTypeId)
  const ratePlan = catalog.ratePlan(stay.ratePlanId)
  const room = stay.roomId === null ? null : catalog.room(stay.roomId)
  checkGuests(roomType, stay.adults + stay.childrenAges.length)
  const guestId = parts.guests.add(ids.publicId(), stay.guest)
  const publicId = ids.publicId()
  const { id } = parts.stays.addReservation(
    {
      publicId,
      source: stay.source,
      bookerId: guestId,
      channelId: null,
      channelRef: null,
      fingerprint: null,
      status: stay.status === 'cancelled' ? 'cancelled' : 'confirmed',
      isTombstone: 0,
      currency: property.currency,
      note: stay.note,
      at: stay.bookedAt,
    },
    ids.reservationCode,
  )
  const stayId = parts.stays.addStay({
    publicId: ids.publicId(),
    reservationId: id,
    guestId,
    roomTypeId: roomType.id,
    ratePlanId: ratePlan.id,
    channelRoomRef: null,
    arrival: stay.arrival,
    departure: stay.departure,
    adults: stay.adults,
    childrenAges: JSON.stringify(stay.childrenAges),
  })
  // A cancelled stay and a no-show took nothing in the end.
  const counts = stay.status !== 'cancelled' && stay.status !== 'no_show'
  const countedTypeId = counts && room !== null ? room.roomTypeId : roomType.id
  if (counts && room !== null) {
    const taken = parts.rooms.firstTaken(room.id, { from: stay.arrival, to: stay.departure })
    if (taken !== undefined) throw new DomainError('RoomNotFree', { roomId: room.publicId, date: taken.date })
  }
  for (const [index, date] of nightsOf({ from: stay.arrival, to: stay.departure }).entries()) {
    const night = { stayId, date, roomTypeId: countedTypeId, amountMinor: stay.nightlyAmounts[index] ?? 0 }
    if (counts) parts.inventory.take(context, night)
    else if (parts.inventory.day(night) === undefined) {
      throw new DomainError('DateBeyondHorizon', { date, horizon: property.horizon })
    }
    parts.stays.addNight(night)
    if (!counts) parts.stays.setNight({ ...night, counted: 0 })
    else if (room !== null) parts.rooms.give({ ...night, roomId: room.id })
  }
  setStatus(parts, stay, stayId, room)
  return { id, publicId }
}

function setStatus(
  parts: Parts,
  stay: ImportedStay,
  stayId: number,
  room: { readonly id: number; readonly publicId: string } | null,
): void {
  const checkedInAt = stay.checkedInAt ?? stay.bookedAt
  if (stay.status === 'in_house' && room !== null) {
    const occupant = parts.rooms.occupant(room.id)
    if (occupant !== undefined) {
      throw new DomainError('RoomOccupied', { roomId: room.publicId, stayId: occupant.publicId })
    }
    parts.stays.setInHouse({ stayId, roomId: room.id, at: checkedInAt })
  } else if (stay.status === 'departed') {
    // Never in house here, where somebody else may be in that room by now.
    parts.stays.setStayed({
      stayId,
      roomId: room?.id ?? null,
      checkedInAt,
      checkedOutAt: stay.checkedOutAt ?? checkedInAt,
    })
  } else if (stay.status !== 'reserved') {
    parts.stays.setStatus({ stayId, status: stay.status, endedAt: checkedInAt })
  }
}
