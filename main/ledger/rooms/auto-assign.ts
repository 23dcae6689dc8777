/** rooms.autoAssign: the best room for every arrival of a day. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function autoAssign(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['rooms.autoAssign']['input'],
): Outcome<Commands['rooms.autoAssign']['output']> {
  throw new Error('rooms.autoAssign is not built yet')
}
