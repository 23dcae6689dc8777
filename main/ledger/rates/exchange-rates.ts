/** pricing.importExchangeRates: the reference rates of the European Central Bank by day. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function importExchangeRates(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['pricing.importExchangeRates']['input'],
): Outcome<Commands['pricing.importExchangeRates']['output']> {
  throw new Error('pricing.importExchangeRates is not built yet')
}
