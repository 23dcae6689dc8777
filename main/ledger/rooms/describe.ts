/** rooms.describe: what a room is like. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function describeRoom(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['rooms.describe']['input'],
): Outcome<Commands['rooms.describe']['output']> {
  throw new Error('rooms.describe is not built yet')
}
