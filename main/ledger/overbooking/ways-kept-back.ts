/** Ways out that give up what keeps rooms from being sold: rooms out of order, holds, allotments. */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command.ts'
import { endHold } from '../holds/ending.ts'
import type { Parts } from '../parts.ts'
import { type Candidate, type CaseAtHand, cheapestNights } from './case-at-hand.ts'

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

/** Costs what the held nights would be sold for at the least. */
function holdReleases(parts: Parts, context: CommandContext, { row, nights }: CaseAtHand): Candidate[] {
  return parts.ways.holds(row.room_type_id, nights).map(({ id, publicId, label }) => {
    const costMinor = priceOfHold(parts, context, id)
    return {
      way: { kind: 'releaseHold', costMinor, holdId: publicId, label },
      take: (context) => {
        // Not holds.release: it would give what becomes free to the case that was opened first.
        endHold(parts, context, parts.holds.get(id), 'released')
      },
    }
  })
}

/** As stays of the nights that are held one after the other, of as many adults as the price of a room is meant for. */
function priceOfHold(parts: Parts, context: CommandContext, holdId: number): number {
  const byType = Map.groupBy(
    parts.ways.heldNights(holdId, context.property.businessDate),
    ({ roomTypeId }) => roomTypeId,
  )
  let total = 0
  for (const [roomTypeId, held] of byType) {
    const adults = context.catalog.roomTypes.get(roomTypeId).baseOccupancy
    for (const nights of runsOf(held)) {
      const [first, last] = [nights[0], nights.at(-1)]
      if (first === undefined || last === undefined) continue
      const range = { from: first.date, to: addDays(last.date, 1) }
      const prices = cheapestNights(parts, context, roomTypeId, { ...range, adults, childrenAges: [] })
      for (const { date, rooms } of nights) total += rooms * (prices.get(date) ?? 0)
    }
  }
  return total
}

/** Nights that follow each other, together. */
function runsOf<Night extends { readonly date: IsoDate }>(nights: readonly Night[]): Night[][] {
  const runs: Night[][] = []
  for (const night of nights.toSorted((one, other) => (one.date < other.date ? -1 : 1))) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run !== undefined && last !== undefined && addDays(last.date, 1) === night.date) run.push(night)
    else runs.push([night])
  }
  return runs
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
