/**
 * Ways out of an overbooking case. Each one is tried on the ledger itself and offered only if it closes the case. They are
 * ranked by what they cost the house, then by how little they disturb: a room put back in order, a hold or an allotment
 * given up, another room type, a bet on somebody who does not come, another house.
 */
import type { ChosenWay, Way } from '../../../shared/contract/overbooking.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import { type Candidate, type CaseAtHand, caseAtHand, type OpenCase } from './case-at-hand.ts'
import { keptBack } from './ways-kept-back.ts'
import { ofTheStay } from './ways-of-stay.ts'

const BY_DISTURBANCE: readonly Way['kind'][] = [
  'unblock',
  'releaseHold',
  'releaseAllotment',
  'upgrade',
  'allowance',
  'relocate',
]

/** The ways that work now, best first. Inside a command or a rehearsal: they are tried and undone. */
export function openWays(parts: Parts, context: CommandContext, row: OpenCase): Candidate[] {
  const atHand = caseAtHand(parts, context, row)
  return [...keptBack(parts, context, atHand), ...ofTheStay(parts, context, atHand)]
    .filter((candidate) => closesTheCase(parts, context, atHand, candidate))
    .sort(
      (a, b) =>
        a.way.costMinor - b.way.costMinor ||
        BY_DISTURBANCE.indexOf(a.way.kind) - BY_DISTURBANCE.indexOf(b.way.kind),
    )
}

function closesTheCase(
  parts: Parts,
  context: CommandContext,
  { row }: CaseAtHand,
  candidate: Candidate,
): boolean {
  try {
    return parts.trial(() => {
      candidate.take(context)
      parts.cases.reviewFor(context, row.id)
      return parts.cases.find(row.public_id)?.status === 'closed'
    })
  } catch (error) {
    // The ledger refuses it: not a way at all.
    if (error instanceof DomainError) return false
    throw error
  }
}

/** Whether it is the way that somebody chose, whatever it has come to cost meanwhile. */
export function isChosen(way: Way, chosen: ChosenWay): boolean {
  switch (chosen.kind) {
    case 'unblock':
      return way.kind === 'unblock' && way.blockId === chosen.blockId
    case 'releaseHold':
      return way.kind === 'releaseHold' && way.holdId === chosen.holdId
    case 'releaseAllotment':
      return way.kind === 'releaseAllotment' && way.groupId === chosen.groupId
    case 'upgrade':
      return way.kind === 'upgrade' && way.roomTypeId === chosen.roomTypeId
    default:
      return way.kind === chosen.kind
  }
}

/** Takes a way and keeps with the case what it was chosen from. @param to where the guest is sent, if elsewhere. */
export function takeWay(
  parts: Parts,
  context: CommandContext,
  row: OpenCase,
  choice: {
    readonly chosen: Candidate
    readonly from: readonly Candidate[]
    readonly actor: string
    readonly to: string | null
  },
): void {
  const { chosen, from, actor, to } = choice
  chosen.take(context)
  const resolution = { way: chosen.way, actor, at: context.at, from: from.map(({ way }) => way), to }
  parts.cases.setResolution({ id: row.id, resolution: JSON.stringify(resolution) })
  parts.cases.reviewFor(context, row.id)
}
