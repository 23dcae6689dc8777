/**
 * stays.split: one stay becomes two at a night. Nothing is counted anew: the nights of the second part, with their prices,
 * rooms and allotment, change the stay that they belong to.
 */
import { type IsoDate, laterOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { findStay } from '../assignment.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import { inheritRouting } from '../folio/hooks.ts'
import type { Parts } from '../parts.ts'
import { promotionsText, promotionsWithin, readPromotions } from '../rates/sold-with.ts'
import { checkSeen } from '../reservation-changes.ts'
import type { StayRow } from '../stay-rows.ts'
import { requireStatus } from './states.ts'

export function splitStay(
  parts: Parts,
  context: CommandContext,
  input: Commands['stays.split']['input'],
): Outcome<Commands['stays.split']['output']> {
  const { at } = input
  const stay = findStay(parts, input.stayId)
  requireStatus(stay, 'stays.split')
  const reservation = parts.stays.reservationById(stay.reservation_id)
  checkSeen(parts, reservation, input.seenSeq)
  // The second part is still to come, and so it begins after the business date.
  const from = laterOf(stay.arrival, context.property.businessDate)
  if (at <= from || at >= stay.departure) {
    throw new DomainError('SplitNotWithin', { splitAt: at, from, to: stay.departure })
  }
  const publicId = context.ids.publicId()
  const secondId = parts.stays.addStay({
    publicId,
    reservationId: stay.reservation_id,
    guestId: stay.guest_id,
    roomTypeId: stay.room_type_id,
    ratePlanId: stay.rate_plan_id,
    // A channel knows one room by one name: the first part keeps it.
    channelRoomRef: null,
    arrival: at,
    departure: stay.departure,
    adults: stay.adults,
    childrenAges: stay.children_ages,
    groupId: stay.group_id,
  })
  parts.stays.setWishes({ stayId: secondId, wishes: stay.wishes })
  if (stay.pinned === 1) parts.stays.setPinned({ stayId: secondId, pinned: 1 })
  handOver(parts, context, stay, secondId, at)
  partSoldWith(parts, stay, secondId, at)
  inheritRouting(parts, stay.id, secondId)
  parts.stays.changeStay({
    id: stay.id,
    roomTypeId: stay.room_type_id,
    ratePlanId: stay.rate_plan_id,
    arrival: stay.arrival,
    departure: at,
    adults: stay.adults,
    childrenAges: stay.children_ages,
  })
  parts.cases.review(context)
  return {
    answer: { seq: context.seq, stayId: publicId },
    payload: {
      reservation: reservation.public_id,
      stay: stay.public_id,
      secondStay: publicId,
      at,
      before: { departure: stay.departure },
    },
    topics: ['inventory', 'reservations', 'cases'],
    facets: [],
    reservations: [reservation.id],
  }
}

/** Both parts keep what they were sold with: their nights keep their prices, and so they keep what the promotions made of them. */
function partSoldWith(parts: Parts, stay: StayRow, secondId: number, at: IsoDate): void {
  const { inclusions } = stay
  const promotions = readPromotions(stay.promotions)
  const within = (from: IsoDate, to: IsoDate) => promotionsText(promotionsWithin(promotions, { from, to }))
  parts.stays.setSoldWith({ stayId: stay.id, promotions: within(stay.arrival, at), inclusions })
  parts.stays.setSoldWith({ stayId: secondId, promotions: within(at, stay.departure), inclusions })
}

/** The nights from `at` on, with what hangs on them: rooms, and the case of those that do not fit. */
function handOver(parts: Parts, context: CommandContext, stay: StayRow, secondId: number, at: IsoDate): void {
  const held = new Map(parts.rooms.ofStay(stay.id).map((night) => [night.date, night.roomId]))
  parts.rooms.clear(stay.id, at)
  for (const night of parts.stays.nights(stay.id)) {
    if (night.date < at) continue
    const { date, roomTypeId } = night
    parts.stays.removeNight({ stayId: stay.id, date })
    parts.stays.addNight({ ...night, stayId: secondId })
    if (night.counted === 0) parts.stays.setNight({ ...night, stayId: secondId })
    const roomId = held.get(date)
    if (roomId !== undefined) parts.rooms.give({ roomId, roomTypeId, date, stayId: secondId })
  }
  for (const open of parts.cases.ofStay(stay.id)) {
    const nights = (JSON.parse(open.nights) as IsoDate[]).filter((date) => date >= at)
    if (nights.length > 0) parts.cases.open(context, secondId, open.roomTypeId, nights)
  }
}
