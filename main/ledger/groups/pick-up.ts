/** Rooms of a group get their guests. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function pickUp(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['groups.pickUp']['input'],
): Outcome<Commands['groups.pickUp']['output']> {
  throw new Error('groups.pickUp is not built yet')
}

export function importRoomingList(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['groups.importRoomingList']['input'],
): Outcome<Commands['groups.importRoomingList']['output']> {
  throw new Error('groups.importRoomingList is not built yet')
}
