/** overbooking.resolve: a way out of a case is taken, and kept with it. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function resolveCase(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['overbooking.resolve']['input'],
): Outcome<Commands['overbooking.resolve']['output']> {
  throw new Error('overbooking.resolve is not built yet')
}
