/** plans.save and plans.setActive: what is sold, on which terms, from whose price. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function savePlan(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['plans.save']['input'],
): Outcome<Commands['plans.save']['output']> {
  throw new Error('plans.save is not built yet')
}

export function setPlanActive(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['plans.setActive']['input'],
): Outcome<Commands['plans.setActive']['output']> {
  throw new Error('plans.setActive is not built yet')
}
