/** Once a business date the recommendations that autopilot may take are taken. */
import { addDays, earlierOf, type IsoDate } from '../../../shared/dates.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { decideRecommendations } from './decide.ts'
import type { PricingRules } from './pricing-rows.ts'
import { recommendedPlan } from './recommended-plan.ts'

/** What `pricing.recommendations` answers at once. */
const MOST_DAYS_AT_ONCE = 120
/** What `pricing.decide` takes; the nearest nights go first, and the others have the next day. */
const MOST_DECISIONS = 2_000

type Recommend = (range: { from: IsoDate; to: IsoDate }) => ReturnType<LedgerQueries['recommendations']>
type Row = ReturnType<LedgerQueries['recommendations']>['rows'][number]

/** Whether it is on and has not looked yet on the business date. */
export function isAutopilotDue(parts: Parts, businessDate: IsoDate): boolean {
  return parts.pricing.rules().autopilot !== 'off' && parts.pricing.autopilotDate() !== businessDate
}

/** @param recommend what the hotel's history asks of nights as they stand now. */
export function runAutopilot(
  parts: Parts,
  context: CommandContext,
  recommend: Recommend,
): Outcome<{ changedCells: number }> {
  const { property, catalog } = context
  const rules = parts.pricing.rules()
  const bounded = new Set(
    catalog.roomTypes.all
      .filter(({ floorMinor, ceilingMinor }) => floorMinor !== null && ceilingMinor !== null)
      .map(({ publicId }) => publicId),
  )
  const rows: Row[] = []
  const end = addDays(property.businessDate, rules.autopilotDays)
  for (
    let from = property.businessDate;
    from < end && bounded.size > 0;
    from = addDays(from, MOST_DAYS_AT_ONCE)
  ) {
    const to = addDays(from, MOST_DAYS_AT_ONCE)
    rows.push(...recommend({ from, to: earlierOf(to, end) }).rows)
  }
  const taken = rows
    .filter((row) => bounded.has(row.roomTypeId) && mayTake(row, rules))
    .slice(0, MOST_DECISIONS)
  parts.pricing.setAutopilotDate(property.businessDate)
  const plan = recommendedPlan(catalog, undefined)
  if (taken.length === 0 || plan === undefined)
    return {
      answer: { changedCells: 0 },
      payload: { by: 'autopilot', accepted: 0, looked: rows.length, changedCells: 0 },
      topics: ['rates'],
      facets: [],
    }
  const { answer, ...outcome } = decideRecommendations(
    parts,
    context,
    {
      ratePlanId: plan.publicId,
      decisions: taken.map(({ roomTypeId, date, recommendedMinor }) => ({
        roomTypeId,
        date,
        recommendedMinor,
        priceMinor: recommendedMinor,
      })),
      confirmBounds: false,
    },
    'autopilot',
  )
  return { ...outcome, answer: { changedCells: answer.changedCells } }
}

function mayTake({ state, currentMinor, recommendedMinor }: Row, rules: PricingRules): boolean {
  if (state !== 'open') return false
  if (rules.autopilot === 'within_bounds') return true
  return Math.abs(recommendedMinor - currentMinor) * 100 <= rules.autopilotPercent * currentMinor
}
