/** rooms.repack: stays change rooms as one reviewed change. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function repackRooms(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['rooms.repack']['input'],
): Outcome<Commands['rooms.repack']['output']> {
  throw new Error('rooms.repack is not built yet')
}
