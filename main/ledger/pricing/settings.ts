/** pricing.saveSettings: rounding, bounds, autopilot, age bands. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function savePricingSettings(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['pricing.saveSettings']['input'],
): Outcome<Commands['pricing.saveSettings']['output']> {
  throw new Error('pricing.saveSettings is not built yet')
}
