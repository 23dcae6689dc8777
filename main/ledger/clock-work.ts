/** What the clock does by itself before the next command: holds that have expired, allotments whose release date has come. */
import type { CommandContext, Outcome } from './command.ts'
import type { Parts } from './parts.ts'

/** Whether `expireHolds` has something to do at that instant. */
export const areHoldsDue = (parts: Parts, at: number): boolean => parts.holds.isDue(at)

export function expireHolds(_parts: Parts, _context: CommandContext): Outcome<{ expired: number }> {
  throw new Error('holds do not expire yet')
}

/** Whether `releaseGroups` has something to do on the business date. */
export const areGroupsDue = (_parts: Parts, _businessDate: string): boolean => false

export function releaseGroups(_parts: Parts, _context: CommandContext): Outcome<{ released: number }> {
  throw new Error('groups are not released yet')
}
