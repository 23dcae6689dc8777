/** pricing.decide: recommendations accepted, edited or ignored. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function decideRecommendations(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['pricing.decide']['input'],
): Outcome<Commands['pricing.decide']['output']> {
  throw new Error('pricing.decide is not built yet')
}
