/** A stay that does not take place: cancelled, or never came. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function cancelStay(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['stays.cancel']['input'],
): Outcome<Commands['stays.cancel']['output']> {
  throw new Error('stays.cancel is not built yet')
}

export function markNoShow(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['stays.noShow']['input'],
): Outcome<Commands['stays.noShow']['output']> {
  throw new Error('stays.noShow is not built yet')
}
