/** The waitlist: entries, and the offers that freed rooms become. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function addToWaitlist(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['waitlist.add']['input'],
): Outcome<Commands['waitlist.add']['output']> {
  throw new Error('waitlist.add is not built yet')
}

export function changeWaitlistEntry(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['waitlist.change']['input'],
): Outcome<Commands['waitlist.change']['output']> {
  throw new Error('waitlist.change is not built yet')
}

export function withdrawFromWaitlist(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['waitlist.withdraw']['input'],
): Outcome<Commands['waitlist.withdraw']['output']> {
  throw new Error('waitlist.withdraw is not built yet')
}

export function acceptOffer(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['waitlist.accept']['input'],
): Outcome<Commands['waitlist.accept']['output']> {
  throw new Error('waitlist.accept is not built yet')
}
