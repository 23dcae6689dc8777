/** Groups: an allotment set apart, changed, returned. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function createGroup(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['groups.create']['input'],
): Outcome<Commands['groups.create']['output']> {
  throw new Error('groups.create is not built yet')
}

export function changeGroup(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['groups.change']['input'],
): Outcome<Commands['groups.change']['output']> {
  throw new Error('groups.change is not built yet')
}

export function releaseGroup(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['groups.release']['input'],
): Outcome<Commands['groups.release']['output']> {
  throw new Error('groups.release is not built yet')
}

export function cancelGroup(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['groups.cancel']['input'],
): Outcome<Commands['groups.cancel']['output']> {
  throw new Error('groups.cancel is not built yet')
}
