/** pricing.saveYieldRules, and what the rules make of each night. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function saveYieldRules(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['pricing.saveYieldRules']['input'],
): Outcome<Commands['pricing.saveYieldRules']['output']> {
  throw new Error('pricing.saveYieldRules is not built yet')
}
