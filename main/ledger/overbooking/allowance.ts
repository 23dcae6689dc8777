/** overbooking.setAllowance: how far a type may be sold beyond its rooms. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function setAllowance(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['overbooking.setAllowance']['input'],
): Outcome<Commands['overbooking.setAllowance']['output']> {
  throw new Error('overbooking.setAllowance is not built yet')
}
