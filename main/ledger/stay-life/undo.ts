/** What was done to a stay by mistake, undone. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function reinstateStay(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['stays.reinstate']['input'],
): Outcome<Commands['stays.reinstate']['output']> {
  throw new Error('stays.reinstate is not built yet')
}

export function undoCheckIn(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['stays.undoCheckIn']['input'],
): Outcome<Commands['stays.undoCheckIn']['output']> {
  throw new Error('stays.undoCheckIn is not built yet')
}

export function undoCheckOut(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['stays.undoCheckOut']['input'],
): Outcome<Commands['stays.undoCheckOut']['output']> {
  throw new Error('stays.undoCheckOut is not built yet')
}
