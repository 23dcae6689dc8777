/** Postings: charges, nights, payments, and what takes them back. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

export function postCharge(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.post']['input'],
): Outcome<Commands['folios.post']['output']> {
  throw new Error('folios.post is not built yet')
}

export function postNights(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.postNights']['input'],
): Outcome<Commands['folios.postNights']['output']> {
  throw new Error('folios.postNights is not built yet')
}

export function recordPayment(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.pay']['input'],
): Outcome<Commands['folios.pay']['output']> {
  throw new Error('folios.pay is not built yet')
}

export function recordRefund(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.refund']['input'],
): Outcome<Commands['folios.refund']['output']> {
  throw new Error('folios.refund is not built yet')
}

export function reversePosting(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.reverse']['input'],
): Outcome<Commands['folios.reverse']['output']> {
  throw new Error('folios.reverse is not built yet')
}

export function splitPosting(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.split']['input'],
): Outcome<Commands['folios.split']['output']> {
  throw new Error('folios.split is not built yet')
}

export function transferPostings(
  _parts: Parts,
  _context: CommandContext,
  _input: Commands['folios.transfer']['input'],
): Outcome<Commands['folios.transfer']['output']> {
  throw new Error('folios.transfer is not built yet')
}
