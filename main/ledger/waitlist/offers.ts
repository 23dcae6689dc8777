/** What became free is offered to the entry of the waitlist that comes first. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Parts } from '../parts.ts'

/** Offers made after one command; more wait for the next one, or for the clock. */
export const MOST_OFFERS_AT_ONCE = 50

/** Offers what can be offered now. @returns null when there is nothing, and nothing was changed. */
export function offerFreed(_parts: Parts, _context: CommandContext): Outcome<{ offers: number }> | null {
  return null
}
