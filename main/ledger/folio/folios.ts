/** Folios: opened, closed, and where a stay's charges go. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function openFolio(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.open']['input'],
): Outcome<Commands['folios.open']['output']> {
  throw new Error('folios.open is not built yet')
}

export function closeFolio(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.close']['input'],
): Outcome<Commands['folios.close']['output']> {
  throw new Error('folios.close is not built yet')
}

export function reopenFolio(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.reopen']['input'],
): Outcome<Commands['folios.reopen']['output']> {
  throw new Error('folios.reopen is not built yet')
}

export function routeCharges(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.route']['input'],
): Outcome<Commands['folios.route']['output']> {
  throw new Error('folios.route is not built yet')
}

export function saveArticle(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.saveArticle']['input'],
): Outcome<Commands['folios.saveArticle']['output']> {
  throw new Error('folios.saveArticle is not built yet')
}
