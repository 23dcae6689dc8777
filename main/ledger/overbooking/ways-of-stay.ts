/** Ways out that leave everything else as it is: another room type, more rooms sold than there are, another house. */
import { addDays } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { giveRoom, moveInHouse } from '../assignment.ts'
import { closeWhenEmpty } from '../cancellation.ts'
import type { RoomType } from '../catalog.ts'
import type { CommandContext } from '../command.ts'
import { releaseNight } from '../night-counts.ts'
import type { Parts } from '../parts.ts'
import { endStay } from '../stay-life/ending.ts'
import { type Candidate, type CaseAtHand, cheapestNights } from './case-at-hand.ts'

/** As much as `overbooking.setAllowance` would take. */
const LARGEST_ALLOWANCE = 200

export function ofTheStay(parts: Parts, context: CommandContext, atHand: CaseAtHand): Candidate[] {
  return [
    ...upgrades(parts, context, atHand),
    allowance(parts, atHand),
    ...(atHand.stay.status === 'reserved' ? [relocation(parts, context, atHand)] : []),
  ]
}

/**
 * The stay counts for another type on all its nights to come, not on the ones that do not fit alone: nobody has to move
 * in between. The guest pays what was agreed; it costs what that type would have been sold for beyond it.
 */
function upgrades(parts: Parts, context: CommandContext, atHand: CaseAtHand): Candidate[] {
  return context.catalog.roomTypes.all
    .filter(({ id, maxOccupancy }) => id !== atHand.row.room_type_id && maxOccupancy >= atHand.guests)
    .flatMap((roomType) => {
      const left = atHand.toCome.map(({ date }) => leftOn(parts, roomType, date))
      if (left.some((rooms) => rooms < 1)) return []
      const costMinor = costOfUpgrade(parts, context, atHand, roomType)
      const leftAfter = Math.min(...left) - 1
      return {
        way: { kind: 'upgrade' as const, costMinor, roomTypeId: roomType.publicId, leftAfter },
        take: (context: CommandContext) => upgrade(parts, context, atHand, roomType),
      }
    })
}

/** For the stay as a whole: a night that is free by a promotion makes up for others. */
function costOfUpgrade(
  parts: Parts,
  context: CommandContext,
  { stay, toCome }: CaseAtHand,
  roomType: RoomType,
): number {
  const [first] = toCome
  const last = toCome.at(-1)
  if (first === undefined || last === undefined) return 0
  const prices = cheapestNights(parts, context, roomType.id, {
    from: first.date,
    to: addDays(last.date, 1),
    adults: stay.adults,
    childrenAges: JSON.parse(stay.children_ages) as number[],
  })
  const more = toCome.reduce((sum, { date, amountMinor }) => sum + (prices.get(date) ?? 0) - amountMinor, 0)
  return Math.max(0, more)
}

function leftOn(parts: Parts, { id }: RoomType, date: CaseAtHand['nights'][number]): number {
  const day = parts.inventory.day({ roomTypeId: id, date })
  return day === undefined ? 0 : day.total + day.overbookingAllowance - day.booked - day.held - day.blocked
}

function upgrade(parts: Parts, context: CommandContext, atHand: CaseAtHand, roomType: RoomType): void {
  const { stay, toCome } = atHand
  if (stay.status === 'in_house') {
    moveNow(parts, context, atHand, roomType)
    return
  }
  for (const night of toCome) {
    parts.rooms.clearNight(stay.id, night.date)
    parts.inventory.take(context, { roomTypeId: roomType.id, date: night.date })
    releaseNight(parts, context, night)
    const { date, amountMinor } = night
    parts.stays.setNight({ stayId: stay.id, date, roomTypeId: roomType.id, amountMinor, counted: 1 })
  }
}

/** A guest in house holds a room for every night to come: the first one of the type that is empty, and free for all of them. */
function moveNow(parts: Parts, context: CommandContext, { stay }: CaseAtHand, roomType: RoomType): void {
  const range = { from: context.property.businessDate, to: stay.departure }
  const room = context.catalog.rooms.all.find(
    ({ id, roomTypeId, inService }) =>
      roomTypeId === roomType.id &&
      inService &&
      parts.rooms.occupant(id) === undefined &&
      parts.rooms.firstTaken(id, range) === undefined,
  )
  if (room === undefined) {
    throw new DomainError('RoomTypeSoldOut', { roomTypeId: roomType.publicId, date: range.from })
  }
  moveInHouse(parts, stay, room)
  giveRoom(parts, context, stay.id, room, range)
}

/** One room more than the type may be sold beyond its rooms now. */
function allowance(parts: Parts, { row, nights }: CaseAtHand): Candidate {
  return {
    way: { kind: 'allowance', costMinor: 0, rooms: 1 },
    take: (context) => {
      for (const date of nights) {
        const night = { roomTypeId: row.room_type_id, date }
        const rooms = (parts.inventory.day(night)?.overbookingAllowance ?? 0) + 1
        if (rooms > LARGEST_ALLOWANCE) {
          const issues = [{ path: 'way', message: `at most ${LARGEST_ALLOWANCE} rooms` }]
          throw new DomainError('InvalidInput', { issues })
        }
        parts.inventory.setAllowance(context, night, rooms)
      }
    },
  }
}

/** The stay is cancelled without a fee. It costs the nights elsewhere, and what they would have brought here. */
function relocation(parts: Parts, { property }: CommandContext, { stay }: CaseAtHand): Candidate {
  const lost = parts.stays
    .nights(stay.id)
    .filter((night) => night.counted === 1 && night.date >= property.businessDate)
  const costMinor = lost.reduce((sum, { amountMinor }) => sum + amountMinor + property.rules.walkCostMinor, 0)
  return {
    way: { kind: 'relocate', costMinor },
    take: (context) => {
      endStay(parts, context, stay, 'cancelled')
      closeWhenEmpty(parts, stay.reservation_id)
    },
  }
}
