/** reservations.create: one or more rooms sold, whole or not at all. */
import { addDays, type DateRange, daysBetween, nightsOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { firstBreach, type RateNight } from '../../shared/pricing.ts'
import type { Offer } from '../../shared/rates/quote.ts'
import { giveRoom, moveIn } from './assignment.ts'
import type { RatePlan, RoomType } from './catalog.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Parts } from './parts.ts'
import { promotionsOfOffer, promotionsText } from './rates/sold-with.ts'
import { checkCode, quoteStay } from './rates/stay-quote.ts'

type Input = Commands['reservations.create']['input']
type NewRoom = Input['rooms'][number]

export function createReservation(
  parts: Parts,
  context: CommandContext,
  input: Input,
): Outcome<Commands['reservations.create']['output']> {
  const { stays } = parts
  const bookerId = bookerOf(parts, context, input)
  const publicId = context.ids.publicId()
  const { id: reservationId, code } = stays.addReservation(
    {
      publicId,
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
    },
    context.ids.reservationCode,
  )
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
    reservations: [reservationId],
  }
}

/** A guest known already keeps what the sale does not say anew. @throws DomainError UnknownGuest */
function bookerOf(parts: Parts, context: CommandContext, { booker, bookerId }: Input): number {
  if (bookerId === undefined) return parts.guests.add(context.ids.publicId(), booker)
  const known = parts.guests.find(bookerId)
  if (known === undefined) throw new DomainError('UnknownGuest', { guestId: bookerId })
  parts.guests.change(known.id, {
    ...booker,
    email: booker.email === '' ? known.email : booker.email,
    phone: booker.phone === '' ? known.phone : booker.phone,
  })
  return known.id
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
  checkLength(context, range)
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
  const sold = nightsSold(parts, context, room, { roomType, ratePlan }, input.ignoreRestrictions)
  const guestId = room.guest === undefined ? bookerId : parts.guests.add(context.ids.publicId(), room.guest)
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
  if (sold.promotions.length > 0 || sold.inclusions.length > 0)
    parts.stays.setSoldWith({
      stayId,
      promotions: promotionsText(promotionsOfOffer(sold)),
      inclusions: JSON.stringify(sold.inclusions),
    })
  for (const { date, amountMinor } of sold.nights) {
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

export function checkDates(context: CommandContext, range: DateRange): void {
  const { businessDate, horizon } = context.property
  if (range.to <= range.from) {
    throw new DomainError('StayHasNoNights', { arrival: range.from, departure: range.to })
  }
  if (range.from < businessDate) {
    throw new DomainError('ArrivalInPast', { arrival: range.from, businessDate })
  }
  if (range.to > horizon) throw new DomainError('DateBeyondHorizon', { date: range.to, horizon })
}

/** The house's rule of the longest stay that is sold. @throws DomainError StayTooLong */
export function checkLength({ property }: CommandContext, range: DateRange): void {
  const nights = daysBetween(range.from, range.to)
  const maxNights = property.rules.maxStayNights
  if (nights > maxNights) throw new DomainError('StayTooLong', { nights, maxNights })
}

export function checkGuests(roomType: RoomType, guests: number): void {
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
}

/** The nights of a stay in order, at the agreed amounts or as they are offered, and what the stay was sold with. */
function nightsSold(
  parts: Parts,
  context: CommandContext,
  room: NewRoom,
  { roomType, ratePlan }: Product,
  ignoreRestrictions: boolean,
): Pick<Offer, 'nights' | 'promotions' | 'inclusions'> {
  const count = daysBetween(room.arrival, room.departure)
  const agreed = room.nightlyAmounts
  if (agreed !== undefined && agreed.length !== count) {
    const message = `give one amount for each of the ${count} nights`
    throw new DomainError('InvalidInput', { issues: [{ path: 'rooms.nightlyAmounts', message }] })
  }
  const { property, catalog } = context
  const promotions = parts.promotions.active()
  const request = { ...room, bookedOn: property.calendarDate, code: room.promotionCode }
  const offer = quoteStay(parts, request, { property, roomType, ratePlan, promotions })
  const { refusal } = offer
  if (refusal?.reason === 'notSold')
    throw new DomainError('RatePlanNotSold', { ratePlanId: ratePlan.publicId })
  if (!ignoreRestrictions && refusal?.reason === 'accessCode')
    throw new DomainError('RatePlanNeedsCode', { ratePlanId: ratePlan.publicId })
  if (!ignoreRestrictions && agreed !== undefined && refusal?.reason !== 'restriction') {
    // A night without a price hides a breach behind it: agreed amounts need no price.
    const rates = readRates(parts, { ratePlanId: ratePlan.id, roomTypeId: roomType.id }, room)
    const breach = firstBreach(rates.nights, rates.departure, property.calendarDate)
    if (breach !== null) throw new DomainError('RestrictionNotMet', breach)
  }
  if (!ignoreRestrictions && refusal?.reason === 'restriction') {
    const { reason: _reason, ...breach } = refusal
    throw new DomainError('RestrictionNotMet', breach)
  }
  checkCode({ promotions, ratePlans: catalog.ratePlans.all }, room.promotionCode, offer)
  if (agreed !== undefined) {
    const nights = nightsOf({ from: room.arrival, to: room.departure }).map((date, index) => ({
      date,
      amountMinor: agreed[index] ?? 0,
      parts: [],
    }))
    return { nights, promotions: [], inclusions: offer.inclusions }
  }
  if (offer.nights.length === count) return offer
  const priced = new Set(offer.nights.map((night) => night.date))
  const date =
    nightsOf({ from: room.arrival, to: room.departure }).find((night) => !priced.has(night)) ?? room.arrival
  throw new DomainError('NoRateForNight', {
    ratePlanId: ratePlan.publicId,
    roomTypeId: roomType.publicId,
    date,
  })
}

/** The plan's nights of a stay, and its entry for the departure day. */
function readRates(
  parts: Parts,
  key: { ratePlanId: number; roomTypeId: number },
  stay: Pick<NewRoom, 'arrival' | 'departure'>,
): { nights: RateNight[]; departure: RateNight | undefined } {
  const nights = parts.rates.nights(key, { from: stay.arrival, to: addDays(stay.departure, 1) })
  const departure = nights.at(-1)?.date === stay.departure ? nights.pop() : undefined
  return { nights, departure }
}
