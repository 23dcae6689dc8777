/** Ways out that give up what keeps rooms from being sold: rooms out of order, holds, allotments. */
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command.ts'
import { endHold } from '../holds/ending.ts'
import type { Parts } from '../parts.ts'
import { type Candidate, type CaseAtHand, cheapestPrice } from './case-at-hand.ts'

export function keptBack(parts: Parts, context: CommandContext, atHand: CaseAtHand): Candidate[] {
  return [
    ...unblocks(parts, atHand),
    ...holdReleases(parts, context, atHand),
    ...allotmentReleases(parts, atHand),
  ]
}

/** Only on the nights that do not fit; on the others the room stays out of order. It costs nothing that is known here. */
function unblocks(parts: Parts, { row, nights }: CaseAtHand): Candidate[] {
  const roomTypeId = row.room_type_id
  return parts.ways.blocks(roomTypeId, nights).map((block) => ({
    way: {
      kind: 'unblock',
      costMinor: 0,
      blockId: block.publicId,
      roomId: block.roomId,
      reason: block.reason,
    },
    take: (context) => {
      for (const date of nights) {
        if (parts.blocks.clearNight({ blockId: block.id, date })) {
          parts.inventory.unblock(context, { roomTypeId, date })
        }
      }
    },
  }))
}

/** Costs what the held nights would be sold for at the least, to as many guests as the price of a room is meant for. */
function holdReleases(parts: Parts, context: CommandContext, { row, nights }: CaseAtHand): Candidate[] {
  return parts.ways.holds(row.room_type_id, nights).map(({ id, publicId, label }) => {
    const costMinor = parts.ways
      .heldNights(id, context.property.businessDate)
      .reduce((sum, { roomTypeId, date, rooms }) => {
        const adults = context.catalog.roomTypes.get(roomTypeId).baseOccupancy
        return sum + rooms * (cheapestPrice(parts, context, roomTypeId, date, adults) ?? 0)
      }, 0)
    return {
      way: { kind: 'releaseHold', costMinor, holdId: publicId, label },
      take: (context) => {
        // Not holds.release: it would give what becomes free to the case that was opened first.
        endHold(parts, context, parts.holds.get(id), 'released')
      },
    }
  })
}

/** One room of the group on the nights that do not fit, at what the group pays for it. */
function allotmentReleases(parts: Parts, { row, nights }: CaseAtHand): Candidate[] {
  const roomTypeId = row.room_type_id
  return parts.ways.allotments(roomTypeId, nights).map(({ id, publicId, name, amountMinor }) => ({
    way: { kind: 'releaseAllotment', costMinor: amountMinor, groupId: publicId, name, rooms: 1 },
    take: (context) => {
      for (const date of nights) {
        const key = { groupId: id, roomTypeId, date }
        const night = parts.groups.night(key)
        if (night === undefined || night.rooms <= night.pickedUp + night.released) {
          const roomType = context.catalog.roomTypes.get(roomTypeId).publicId
          throw new DomainError('AllotmentUsedUp', { groupId: publicId, roomTypeId: roomType, date })
        }
        parts.groups.release(key, 1)
        parts.inventory.unblock(context, { roomTypeId, date })
      }
    },
  }))
}
