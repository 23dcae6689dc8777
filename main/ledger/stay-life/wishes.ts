/** What a guest announced and wished, and whether the room is fixed. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function announceStay(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['stays.announce']['input'],
): Outcome<Commands['stays.announce']['output']> {
  throw new Error('stays.announce is not built yet')
}

export function pinStay(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['stays.pin']['input'],
): Outcome<Commands['stays.pin']['output']> {
  throw new Error('stays.pin is not built yet')
}

export function wishForStay(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['stays.wish']['input'],
): Outcome<Commands['stays.wish']['output']> {
  throw new Error('stays.wish is not built yet')
}
