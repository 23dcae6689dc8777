/** reservations.create: one or more rooms sold, whole or not at all. */
import { addDays, type DateRange, type IsoDate, nightsOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { amountFor, firstBreach, type RateNight } from '../../shared/pricing.ts'
import { giveRoom, moveIn } from './assignment.ts'
import type { RatePlan, RoomType } from './catalog.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './ledger.ts'
import type { Parts } from './parts.ts'

type Input = Commands['reservations.create']['input']
type NewRoom = Input['rooms'][number]

const CODE_ATTEMPTS = 5

export function createReservation(
  parts: Parts,
  context: CommandContext,
  input: Input,
): Outcome<Commands['reservations.create']['output']> {
  const { stays } = parts
  const bookerId = stays.addGuest(context.ids.publicId(), input.booker)
  const publicId = context.ids.publicId()
  const code = freeCode(parts, context)
  const reservationId = stays.addReservation({
    publicId,
    code,
    source: input.checkIn ? 'walk_in' : 'direct',
    bookerId,
    channelId: null,
    channelRef: null,
    fingerprint: null,
    status: 'confirmed',
    isTombstone: 0,
    currency: context.property.currency,
    note: input.note,
    at: context.at,
  })
  const sold = input.rooms.map((room) => sellRoom(parts, context, input, room, reservationId, bookerId))
  const totalMinor = sold.reduce((sum, stay) => sum + stay.totalMinor, 0)
  const answer = {
    seq: context.seq,
    reservationId: publicId,
    code,
    stayIds: sold.map((stay) => stay.publicId),
    totalMinor,
    currency: context.property.currency,
  }
  return {
    answer,
    payload: {
      reservation: publicId,
      code,
      stays: input.rooms.map((room, index) => ({
        stay: sold[index]?.publicId,
        roomType: room.roomTypeId,
        ratePlan: room.ratePlanId,
        arrival: room.arrival,
        departure: room.departure,
        room: room.roomId,
      })),
      totalMinor,
      checkIn: input.checkIn,
    },
    topics: ['inventory', 'reservations'],
    facets: ['availability'],
  }
}

/** A code that no reservation has; chance makes the first one fit nearly always. */
export function freeCode(parts: Parts, context: CommandContext): string {
  for (let attempt = 0; attempt < CODE_ATTEMPTS; attempt++) {
    const code = context.ids.reservationCode()
    if (!parts.stays.isCodeTaken(code)) return code
  }
  throw new Error('no free reservation code was found')
}

function sellRoom(
  parts: Parts,
  context: CommandContext,
  input: Input,
  room: NewRoom,
  reservationId: number,
  bookerId: number,
): { publicId: string; totalMinor: number } {
  const { catalog, property } = context
  const roomType = catalog.roomType(room.roomTypeId)
  const ratePlan = catalog.ratePlan(room.ratePlanId)
  const range = { from: room.arrival, to: room.departure }
  checkDates(context, range)
  checkGuests(roomType, room.adults + room.childrenAges.length)
  const publicId = context.ids.publicId()
  if (input.checkIn && room.arrival !== property.businessDate) {
    throw new DomainError('StayNotDueIn', {
      stayId: publicId,
      arrival: room.arrival,
      departure: room.departure,
      businessDate: property.businessDate,
    })
  }
  const nights = nightsOf(range)
  const amounts = pricesOf(parts, room, { roomType, ratePlan, nights }, input.ignoreRestrictions)
  const guestId =
    room.guest === undefined ? bookerId : parts.stays.addGuest(context.ids.publicId(), room.guest)
  const stayId = parts.stays.addStay({
    publicId,
    reservationId,
    guestId,
    roomTypeId: roomType.id,
    ratePlanId: ratePlan.id,
    channelRoomRef: null,
    arrival: room.arrival,
    departure: room.departure,
    adults: room.adults,
    childrenAges: JSON.stringify(room.childrenAges),
  })
  let totalMinor = 0
  for (const [index, date] of nights.entries()) {
    const amountMinor = amounts[index] ?? 0
    parts.inventory.take(context, { roomTypeId: roomType.id, date })
    parts.stays.addNight({ stayId, date, roomTypeId: roomType.id, amountMinor })
    totalMinor += amountMinor
  }
  if (input.checkIn) {
    moveIn(
      parts,
      context,
      { id: stayId, publicId, arrival: room.arrival, departure: room.departure },
      room.roomId,
    )
  } else if (room.roomId !== undefined) {
    giveRoom(parts, context, stayId, catalog.room(room.roomId), range)
  }
  return { publicId, totalMinor }
}

function checkDates(context: CommandContext, range: DateRange): void {
  const { businessDate, horizon } = context.property
  if (range.to <= range.from) {
    throw new DomainError('StayHasNoNights', { arrival: range.from, departure: range.to })
  }
  if (range.from < businessDate) {
    throw new DomainError('ArrivalInPast', { arrival: range.from, businessDate })
  }
  if (range.to > horizon) throw new DomainError('DateBeyondHorizon', { date: range.to, horizon })
}

function checkGuests(roomType: RoomType, guests: number): void {
  if (guests > roomType.maxOccupancy) {
    throw new DomainError('TooManyGuests', {
      roomTypeId: roomType.publicId,
      guests,
      maxOccupancy: roomType.maxOccupancy,
    })
  }
}

interface Product {
  readonly roomType: RoomType
  readonly ratePlan: RatePlan
  readonly nights: readonly IsoDate[]
}

/** The agreed amounts, or the plan's; one per night, in order. */
function pricesOf(
  parts: Parts,
  room: NewRoom,
  { roomType, ratePlan, nights }: Product,
  ignoreRestrictions: boolean,
): number[] {
  if (room.nightlyAmounts !== undefined && room.nightlyAmounts.length !== nights.length) {
    const message = `give one amount for each of the ${nights.length} nights`
    throw new DomainError('InvalidInput', { issues: [{ path: 'rooms.nightlyAmounts', message }] })
  }
  const rates = readRates(parts, { ratePlanId: ratePlan.id, roomTypeId: roomType.id }, room)
  if (!ignoreRestrictions) {
    const breach = firstBreach(rates.nights, rates.departure)
    if (breach !== null) throw new DomainError('RestrictionNotMet', breach)
  }
  if (room.nightlyAmounts !== undefined) return room.nightlyAmounts
  // Nights with a rate come in order, at most one for each date: the first that differs is missing.
  return nights.map((date, index) => {
    const night = rates.nights[index]
    const amount = night?.date === date ? amountFor(night.prices, room.adults) : undefined
    if (amount === undefined) {
      throw new DomainError('NoRateForNight', {
        ratePlanId: ratePlan.publicId,
        roomTypeId: roomType.publicId,
        date,
      })
    }
    return amount
  })
}

/** The plan's nights of a stay, and its entry for the departure day. */
export function readRates(
  parts: Parts,
  key: { ratePlanId: number; roomTypeId: number },
  stay: Pick<NewRoom, 'arrival' | 'departure'>,
): { nights: RateNight[]; departure: RateNight | undefined } {
  const all = parts.rates.nights(key, { from: stay.arrival, to: addDays(stay.departure, 1) })
  return {
    nights: all.filter((night) => night.date < stay.departure),
    departure: all.find((night) => night.date === stay.departure),
  }
}
