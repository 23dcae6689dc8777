/** What the clock does by itself before the next command: holds that have expired, allotments whose release date has come. */
import type { CommandContext, Outcome } from './command.ts'
import { returnAllotment } from './groups/allotment.ts'
import { endHold } from './holds/ending.ts'
import type { Parts } from './parts.ts'

/** Whether `expireHolds` has something to do at that instant. */
export const areHoldsDue = (parts: Parts, at: number): boolean => parts.holds.isDue(at)

/** Ends every hold whose expiry has passed: however long the machine slept, none of them counts for the next command. */
export function expireHolds(parts: Parts, context: CommandContext): Outcome<{ expired: number }> {
  const due = parts.holds.due(context.at)
  for (const hold of due) endHold(parts, context, hold, 'expired')
  parts.cases.review(context)
  return {
    answer: { expired: due.length },
    payload: { holds: due.map((hold) => hold.public_id) },
    topics: ['inventory', 'holds', 'cases'],
    facets: ['availability'],
  }
}

/** Whether `releaseGroups` has something to do on the business date. */
export const areGroupsDue = (parts: Parts, businessDate: string): boolean => parts.groups.isDue(businessDate)

/** Returns what is not picked up of every open group whose release date has come. */
export function releaseGroups(parts: Parts, context: CommandContext): Outcome<{ released: number }> {
  const due = parts.groups.due(context.property.businessDate)
  const released = due.map((group) => ({
    group: group.public_id,
    releasedNights: returnAllotment(parts, context, group, 'released'),
  }))
  parts.cases.review(context)
  return {
    answer: { released: due.length },
    payload: { groups: released },
    topics: ['inventory', 'holds', 'cases'],
    facets: ['availability'],
    reservations: due.map((group) => group.reservation_id),
  }
}
