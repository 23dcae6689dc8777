/** rates.undo: what a command found of the layers that it changed is put back. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function undoRates(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['rates.undo']['input'],
): Outcome<Commands['rates.undo']['output']> {
  throw new Error('rates.undo is not built yet')
}
