/** stays.change: other dates, another room or both, as one command, with the price kept or taken from the plan anew. */
import { daysBetween, type IsoDate, laterOf, nightsOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { amountFor } from '../../shared/pricing.ts'
import { findStay, giveRoom, moveInHouse, requireStatus } from './assignment.ts'
import type { Room } from './catalog.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import { releaseNight } from './night-counts.ts'
import type { Parts } from './parts.ts'
import { checkSeen } from './reservation-changes.ts'
import { checkGuests, readRates } from './sale.ts'
import type { StayRow } from './stay-rows.ts'

type Input = Commands['stays.change']['input']
export type StayChange = Omit<Input, 'idempotencyKey'>

export function changeStay(
  parts: Parts,
  context: CommandContext,
  input: StayChange,
): Outcome<Commands['stays.change']['output']> {
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.change', 'reserved', 'in_house')
  const reservation = parts.stays.reservationById(stay.reservation_id)
  checkSeen(parts, reservation, input.seenSeq)
  const room = input.roomId === null ? null : context.catalog.room(input.roomId)
  checkChange(context, stay, input, room)
  // What lies behind the business date has been slept: a stay in house keeps it as it was.
  const from = laterOf(stay.arrival, context.property.businessDate)
  const before = stateOf(parts, context, stay, from)

  if (stay.status === 'in_house' && room !== null) moveInHouse(parts, stay, room)
  parts.rooms.clear(stay.id, from)
  const soldTypeId = input.price === 'plan' && room !== null ? room.roomTypeId : stay.room_type_id
  const target = { ...input, from, room, soldTypeId }
  const amountOf = priceList(parts, context, stay, target)
  dropNights(parts, context, stay, input)
  countNights(parts, context, stay, target, amountOf)
  parts.stays.changeStay({
    id: stay.id,
    roomTypeId: soldTypeId,
    ratePlanId: stay.rate_plan_id,
    arrival: input.arrival,
    departure: input.departure,
    adults: stay.adults,
    childrenAges: stay.children_ages,
  })
  const toGive = { from: laterOf(input.arrival, from), to: input.departure }
  if (room !== null && daysBetween(toGive.from, toGive.to) > 0)
    giveRoom(parts, context, stay.id, room, toGive)
  if (input.departure >= context.property.businessDate) {
    parts.alerts.close('stayOverdue', stay.public_id, context.at)
  }
  parts.cases.review(context)
  const totalMinor = countedTotal(parts, stay.id)
  return {
    answer: { seq: context.seq, totalMinor },
    payload: {
      reservation: reservation.public_id,
      stay: stay.public_id,
      arrival: input.arrival,
      departure: input.departure,
      room: input.roomId,
      price: input.price,
      totalMinor,
      before,
    },
    topics: ['inventory', 'reservations', 'cases'],
    facets: ['availability'],
    reservations: [reservation.id],
  }
}

function checkChange(context: CommandContext, stay: StayRow, input: StayChange, room: Room | null): void {
  const { businessDate, horizon } = context.property
  const { arrival, departure } = input
  if (departure <= arrival) throw new DomainError('StayHasNoNights', { arrival, departure })
  if (departure > horizon) throw new DomainError('DateBeyondHorizon', { date: departure, horizon })
  const isInHouse = stay.status === 'in_house'
  if (isInHouse && arrival !== stay.arrival) {
    const issues = [{ path: 'arrival', message: 'the guest is in house: only the departure can change' }]
    throw new DomainError('InvalidInput', { issues })
  }
  if (isInHouse && departure < businessDate) {
    const issues = [{ path: 'departure', message: `must not be before the business date ${businessDate}` }]
    throw new DomainError('InvalidInput', { issues })
  }
  if (arrival < businessDate && arrival !== stay.arrival) {
    throw new DomainError('ArrivalInPast', { arrival, businessDate })
  }
  if (isInHouse && room === null) throw new DomainError('RoomRequired', { stayId: stay.public_id })
  if (room !== null) {
    const guests = stay.adults + (JSON.parse(stay.children_ages) as number[]).length
    checkGuests(context.catalog.roomTypes.get(room.roomTypeId), guests)
  }
}

function stateOf(parts: Parts, context: CommandContext, stay: StayRow, from: IsoDate) {
  const held = parts.rooms.ofStay(stay.id).find((night) => night.date >= from)
  return {
    arrival: stay.arrival,
    departure: stay.departure,
    room: held === undefined ? null : context.catalog.rooms.get(held.roomId).publicId,
    totalMinor: countedTotal(parts, stay.id),
  }
}

export function countedTotal(parts: Parts, stayId: number): number {
  return parts.stays
    .nights(stayId)
    .reduce((sum, night) => sum + (night.counted === 1 ? night.amountMinor : 0), 0)
}

/** Gives back the nights that the stay no longer has, before anything is taken: a shift needs no free room in between. */
function dropNights(parts: Parts, context: CommandContext, stay: StayRow, input: StayChange): void {
  for (const night of parts.stays.nights(stay.id)) {
    if (night.date >= input.arrival && night.date < input.departure) continue
    if (night.counted === 1) {
      releaseNight(parts, context, night)
    }
    // Also one behind the business date, of a stay that never came and comes later now.
    parts.rooms.clearNight(stay.id, night.date)
    parts.stays.removeNight({ stayId: stay.id, date: night.date })
  }
}

interface Target extends Pick<StayChange, 'arrival' | 'departure' | 'price'> {
  /** First night that may change. */
  readonly from: IsoDate
  readonly room: Room | null
  readonly soldTypeId: number
}

/** Takes the added nights, moves the others to the type they count for now, and prices both. */
function countNights(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  target: Target,
  amountOf: (date: IsoDate) => number,
): void {
  const existing = new Map(parts.stays.nights(stay.id).map((night) => [night.date, night]))
  for (const date of nightsOf({ from: target.arrival, to: target.departure })) {
    const night = existing.get(date)
    if (night !== undefined && date < target.from) continue
    const keptTypeId = target.price === 'keep' ? night?.roomTypeId : undefined
    const roomTypeId = target.room?.roomTypeId ?? keptTypeId ?? target.soldTypeId
    const isCounted = night?.counted === 1
    const isSameCount = isCounted && night.roomTypeId === roomTypeId
    if (!isSameCount) {
      parts.inventory.take(context, { roomTypeId, date })
      if (isCounted) releaseNight(parts, context, night)
    }
    const isKept = night !== undefined && target.price === 'keep'
    const amountMinor = isKept ? night.amountMinor : amountOf(date)
    const groupId = isSameCount ? night.groupId : null
    const row = { stayId: stay.id, date, roomTypeId, amountMinor, groupId }
    if (night === undefined) parts.stays.addNight(row)
    else parts.stays.setNight({ ...row, counted: 1 })
  }
}

/**
 * What the plan asks for a night of the sold type. A stay without a plan (a channel's rate that is not mapped) extends at
 * what its last night cost, and cannot be priced anew.
 */
function priceList(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  target: Target,
): (date: IsoDate) => number {
  const roomType = context.catalog.roomTypes.get(target.soldTypeId)
  const none = (date: IsoDate, ratePlanId: string): never => {
    throw new DomainError('NoRateForNight', { ratePlanId, roomTypeId: roomType.publicId, date })
  }
  if (stay.rate_plan_id === null) {
    const last = parts.stays.nights(stay.id).at(-1)
    return (date) => (last === undefined || target.price === 'plan' ? none(date, '') : last.amountMinor)
  }
  const plan = context.catalog.ratePlans.get(stay.rate_plan_id)
  const { nights } = readRates(parts, { ratePlanId: plan.id, roomTypeId: roomType.id }, target)
  const prices = new Map(nights.map((night) => [night.date, amountFor(night.prices, stay.adults)]))
  return (date) => prices.get(date) ?? none(date, plan.publicId)
}
