/** stays.split: one stay becomes two at a night. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function splitStay(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['stays.split']['input'],
): Outcome<Commands['stays.split']['output']> {
  throw new Error('stays.split is not built yet')
}
