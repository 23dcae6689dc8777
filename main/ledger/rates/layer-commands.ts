/** seasons.apply: adds, changes or removes one layer and works out the nights that it touches. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function applyLayer(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['seasons.apply']['input'],
): Outcome<Commands['seasons.apply']['output']> {
  throw new Error('seasons.apply is not built yet')
}
