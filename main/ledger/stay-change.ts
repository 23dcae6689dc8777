/** stays.change: other dates, room, type, party or rate plan, as one command, with the price kept, asked anew, or agreed. */
import { daysBetween, type IsoDate, laterOf, nightsOf } from '../../shared/dates.ts'
import { findStay, giveRoom, moveInHouse } from './assignment.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import { releaseNight } from './night-counts.ts'
import type { Parts } from './parts.ts'
import { checkSeen } from './reservation-changes.ts'
import { checkChange, checkParty } from './stay-life/change-checks.ts'
import { amountsAfterwards } from './stay-life/change-prices.ts'
import { settleSoldWith } from './stay-life/change-sold-with.ts'
import { type StayChange, type Target, targetOf } from './stay-life/change-target.ts'
import { requireStatus } from './stay-life/states.ts'
import type { StayRow } from './stay-rows.ts'

export function changeStay(
  parts: Parts,
  context: CommandContext,
  input: StayChange,
): Outcome<Commands['stays.change']['output']> {
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.change')
  const reservation = parts.stays.reservationById(stay.reservation_id)
  checkSeen(parts, reservation, input.seenSeq)
  const target = targetOf(context, stay, input)
  checkChange(context, stay, input, target)
  checkParty(parts, context, stay, input, target)
  const before = stateOf(parts, context, stay, target.first)

  if (stay.status === 'in_house' && target.room !== null) moveInHouse(parts, stay, target.room)
  parts.rooms.clear(stay.id, target.first)
  const { amountOf, offer } = amountsAfterwards(parts, context, stay, target, input.nightlyAmounts)
  dropNights(parts, context, stay, target)
  const pricedAnew = countNights(parts, context, stay, target, amountOf)
  parts.stays.changeStay({
    id: stay.id,
    roomTypeId: target.soldTypeId,
    ratePlanId: target.ratePlanId,
    arrival: target.from,
    departure: target.to,
    adults: target.adults,
    childrenAges: target.childrenAges,
  })
  settleSoldWith(parts, context.catalog, stay, target, offer, pricedAnew)
  settleRoom(parts, context, stay, target)
  if (target.to >= context.property.businessDate) {
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
      roomType: input.roomTypeId,
      ratePlan: input.ratePlanId,
      adults: input.adults,
      children: input.childrenAges?.length,
      price: input.price,
      totalMinor,
      before,
    },
    topics: ['inventory', 'reservations', 'cases'],
    facets: ['availability'],
    reservations: [reservation.id],
  }
}

function stateOf(parts: Parts, { catalog }: CommandContext, stay: StayRow, first: IsoDate) {
  const held = parts.rooms.ofStay(stay.id).find((night) => night.date >= first)
  return {
    arrival: stay.arrival,
    departure: stay.departure,
    room: held === undefined ? null : catalog.rooms.get(held.roomId).publicId,
    roomType: catalog.roomTypes.get(stay.room_type_id).publicId,
    ratePlan: stay.rate_plan_id === null ? null : catalog.ratePlans.get(stay.rate_plan_id).publicId,
    adults: stay.adults,
    children: (JSON.parse(stay.children_ages) as number[]).length,
    totalMinor: countedTotal(parts, stay.id),
  }
}

export function countedTotal(parts: Parts, stayId: number): number {
  return parts.stays
    .nights(stayId)
    .reduce((sum, night) => sum + (night.counted === 1 ? night.amountMinor : 0), 0)
}

/** Gives back the nights that the stay no longer has, before anything is taken: a shift needs no free room in between. */
function dropNights(parts: Parts, context: CommandContext, stay: StayRow, target: Target): void {
  for (const night of parts.stays.nights(stay.id)) {
    if (night.date >= target.from && night.date < target.to) continue
    if (night.counted === 1) {
      releaseNight(parts, context, night)
    }
    // Also one behind the business date, of a stay that never came and comes later now.
    parts.rooms.clearNight(stay.id, night.date)
    parts.stays.removeNight({ stayId: stay.id, date: night.date })
  }
}

/**
 * Takes the added nights, moves the others to the type they count for now, and prices both.
 * @returns the nights that do not keep their price.
 */
function countNights(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  target: Target,
  amountOf: (date: IsoDate) => number,
): Set<IsoDate> {
  const pricedAnew = new Set<IsoDate>()
  const existing = new Map(parts.stays.nights(stay.id).map((night) => [night.date, night]))
  const keepsTypes = target.price !== 'plan' && !target.isTypeGiven
  for (const date of nightsOf(target)) {
    const night = existing.get(date)
    if (night !== undefined && date < target.first) continue
    const keptTypeId = keepsTypes ? night?.roomTypeId : undefined
    const roomTypeId = target.room?.roomTypeId ?? keptTypeId ?? target.soldTypeId
    const isCounted = night?.counted === 1
    const isSameCount = isCounted && night.roomTypeId === roomTypeId
    if (!isSameCount) {
      parts.inventory.take(context, { roomTypeId, date })
      if (isCounted) releaseNight(parts, context, night)
    }
    const isKept = night !== undefined && target.price === 'keep'
    const amountMinor = isKept ? night.amountMinor : amountOf(date)
    if (!isKept) pricedAnew.add(date)
    const groupId = isSameCount ? night.groupId : null
    const row = { stayId: stay.id, date, roomTypeId, amountMinor, groupId }
    if (night === undefined) parts.stays.addNight(row)
    else parts.stays.setNight({ ...row, counted: 1 })
  }
  return pricedAnew
}

function settleRoom(parts: Parts, context: CommandContext, stay: StayRow, target: Target): void {
  // Not from `first` on: a stay that is moved to earlier nights has its room there.
  const toGive = { from: laterOf(target.from, context.property.businessDate), to: target.to }
  if (target.room === null) {
    if (stay.pinned === 1) parts.stays.setPinned({ stayId: stay.id, pinned: 0 })
  } else if (daysBetween(toGive.from, toGive.to) > 0) {
    giveRoom(parts, context, stay.id, target.room, toGive)
  }
}
