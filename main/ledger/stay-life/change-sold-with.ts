/** What a changed stay is sold with afterwards: promotions of the nights that were priced anew, and what is included. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { Offer } from '../../../shared/rates/quote.ts'
import type { Catalog } from '../catalog.ts'
import type { Parts } from '../parts.ts'
import { promotionsOfOffer, promotionsText, readPromotions } from '../rates/sold-with.ts'
import type { StayRow } from '../stay-rows.ts'
import type { Target } from './change-target.ts'

/**
 * The promotions stay with the stay also where they hold no longer: it may be changed back.
 * @param offer of the nights that were priced anew; null: their price was agreed, or there is no plan.
 */
export function settleSoldWith(
  parts: Parts,
  catalog: Catalog,
  stay: StayRow,
  target: Target,
  offer: Offer | null,
  pricedAnew: ReadonlySet<IsoDate>,
): void {
  const nights = parts.stays.nights(stay.id).map(({ date }) => date)
  const fresh = new Map(
    promotionsOfOffer(offer ?? { nights: [], promotions: [] }).map((each) => [each.id, each]),
  )
  const promotions = readPromotions(stay.promotions).map(({ id, byDate }) => {
    // What is not known of a night that keeps its price cannot be summed with what is known.
    if (byDate === null && nights.some((date) => !pricedAnew.has(date))) return { id, byDate }
    const amounts = nights.flatMap((date) => {
      const amountMinor = (pricedAnew.has(date) ? fresh.get(id)?.byDate : byDate)?.[date]
      return amountMinor === undefined ? [] : [[date, amountMinor] as const]
    })
    return { id, byDate: Object.fromEntries(amounts) }
  })
  const inclusions = includedAfterwards(catalog, stay, target, offer)
  parts.stays.setSoldWith({
    stayId: stay.id,
    promotions: promotionsText(promotions),
    inclusions: JSON.stringify(inclusions),
  })
}

/** A price that is kept keeps what it includes, but for what only the former plan promised. */
function includedAfterwards(catalog: Catalog, stay: StayRow, target: Target, offer: Offer | null): string[] {
  const before = JSON.parse(stay.inclusions) as string[]
  if (target.price === 'plan' && offer !== null) return [...offer.inclusions]
  if (target.ratePlanId === stay.rate_plan_id) return before
  const ofPlan = (id: number | null) => (id === null ? [] : catalog.ratePlans.get(id).terms.inclusions)
  const ofFormer = new Set(ofPlan(stay.rate_plan_id))
  return [...ofPlan(target.ratePlanId), ...before.filter((each) => !ofFormer.has(each))]
}
