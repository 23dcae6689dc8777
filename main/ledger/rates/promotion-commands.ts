/** promotions.save. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function savePromotion(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['promotions.save']['input'],
): Outcome<Commands['promotions.save']['output']> {
  throw new Error('promotions.save is not built yet')
}
