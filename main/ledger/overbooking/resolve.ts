/** overbooking.resolve: a way out of a case is taken, and kept with it; by itself too, where the owner's policy says so. */
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import type { OpenCase } from './case-at-hand.ts'
import { isChosen, openWays, takeWay } from './ways.ts'

/** @throws DomainError UnknownCase, CaseClosed */
function requireOpenCase(parts: Parts, caseId: string): OpenCase {
  const row = parts.cases.find(caseId)
  if (row === undefined) throw new DomainError('UnknownCase', { caseId })
  if (row.status === 'closed') throw new DomainError('CaseClosed', { caseId })
  return row
}

export function resolveCase(
  parts: Parts,
  context: CommandContext,
  input: Commands['overbooking.resolve']['input'],
): Outcome<Commands['overbooking.resolve']['output']> {
  const row = requireOpenCase(parts, input.caseId)
  const from = openWays(parts, context, row)
  const chosen = from.find(({ way }) => isChosen(way, input.way))
  if (chosen === undefined) {
    throw new DomainError('WayNotOpen', { caseId: row.public_id, kind: input.way.kind })
  }
  const to = input.way.kind === 'relocate' ? input.way.to : null
  takeWay(parts, context, row, { chosen, from, actor: context.actor, to })
  const stay = parts.stays.stayById(row.stay_id)
  return {
    answer: { seq: context.seq, closed: parts.cases.find(row.public_id)?.status === 'closed' },
    payload: { case: row.public_id, stay: stay.public_id, way: chosen.way, of: from.length, to },
    topics: ['inventory', 'reservations', 'cases', 'holds', 'folios'],
    facets: ['availability'],
    reservations: [stay.reservation_id],
  }
}

/** Who takes a way when nobody is asked. */
const POLICY = 'policy'

/**
 * Takes the cheapest upgrade for every open case of a reservation that has one; the others wait for a person.
 * @returns the cases that it closed.
 */
export function upgradeByPolicy(parts: Parts, context: CommandContext, reservationId: number): string[] {
  const upgraded: string[] = []
  for (const stay of parts.stays.staysOf(reservationId)) {
    for (const { publicId } of parts.cases.ofStay(stay.id)) {
      const row = parts.cases.find(publicId)
      if (row === undefined || row.status === 'closed') continue
      const from = openWays(parts, context, row)
      const chosen = from.find(({ way }) => way.kind === 'upgrade')
      if (chosen === undefined) continue
      takeWay(parts, context, row, { chosen, from, actor: POLICY, to: null })
      upgraded.push(publicId)
    }
  }
  return upgraded
}
