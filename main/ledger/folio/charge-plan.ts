/** How what is charged for one thing (a night, a stay's fees) becomes what should be charged for it. Pure. */
import type { StandingPosting } from './posting-rows.ts'

/** Money that is added to a folio; null: to the one that the stay's charges go to. */
export interface Share {
  readonly folioId: number | null
  readonly amountMinor: number
}

export interface ChargePlan {
  readonly takeBack: readonly StandingPosting[]
  readonly post: readonly Share[]
}

const NOTHING: ChargePlan = { takeBack: [], post: [] }

/**
 * Where the standing parts do not add up to what is wanted, those on open folios are taken back and what is wanted is posted
 * anew: on the folio that they stood on, or shared out as they were. Parts on closed folios stay; what is posted anew is
 * then the difference to them, which may be a credit. Repeated, it finds nothing to do.
 * @param standing of whatever folio, neither reversals nor reversed.
 */
export function planCharge(
  standing: readonly StandingPosting[],
  wantedMinor: number,
  currency: string,
): ChargePlan {
  // A channel may change a reservation's currency; what was charged in the other one says nothing in this one.
  const counted = standing.filter((posting) => posting.currency === currency)
  const strange = standing.filter((posting) => posting.currency !== currency && isOpen(posting))
  if (strange.length === 0 && sum(counted) === wantedMinor) return NOTHING
  const movable = counted.filter(isOpen)
  const missingMinor = wantedMinor - (sum(counted) - sum(movable))
  return { takeBack: [...strange, ...movable], post: shareOut(missingMinor, movable) }
}

const isOpen = (posting: StandingPosting): boolean => posting.folioStatus === 'open'

function sum(postings: readonly StandingPosting[]): number {
  return postings.reduce((total, posting) => total + posting.amount_minor, 0)
}

/** By the shares that stood on each folio; all on the first one where they say no proportion. */
function shareOut(amountMinor: number, before: readonly StandingPosting[]): Share[] {
  const weights = new Map<number, number>()
  for (const { folio_id: folioId, amount_minor: minor } of before) {
    weights.set(folioId, (weights.get(folioId) ?? 0) + minor)
  }
  const total = sum(before)
  const isProportion = [...weights.values()].every((weight) => Math.sign(weight) === Math.sign(total))
  const first = before[0]?.folio_id ?? null
  if (weights.size < 2 || total === 0 || !isProportion) {
    return amountMinor === 0 ? [] : [{ folioId: first, amountMinor }]
  }
  const shares: Share[] = []
  let weightBefore = 0
  let given = 0
  for (const [folioId, weight] of weights) {
    weightBefore += weight
    // The last one gets what is left, so that nothing is lost in rounding.
    const upTo = weightBefore === total ? amountMinor : Math.round(amountMinor * (weightBefore / total))
    if (upTo !== given) shares.push({ folioId, amountMinor: upTo - given })
    given = upTo
  }
  return shares
}
