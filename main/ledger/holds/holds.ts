/** Holds: rooms kept back until an instant, given back, or made a reservation. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function placeHold(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['holds.place']['input'],
): Outcome<Commands['holds.place']['output']> {
  throw new Error('holds.place is not built yet')
}

export function extendHold(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['holds.extend']['input'],
): Outcome<Commands['holds.extend']['output']> {
  throw new Error('holds.extend is not built yet')
}

export function releaseHold(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['holds.release']['input'],
): Outcome<Commands['holds.release']['output']> {
  throw new Error('holds.release is not built yet')
}

export function convertHold(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['holds.convert']['input'],
): Outcome<Commands['holds.convert']['output']> {
  throw new Error('holds.convert is not built yet')
}
