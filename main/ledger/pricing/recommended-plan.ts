/** Whose price is recommended. */
import { DomainError } from '../../../shared/errors.ts'
import type { Catalog, RatePlan } from '../catalog.ts'

/**
 * The plan that is named, or the first one in sale that follows no other; undefined where there is none.
 * @throws DomainError UnknownRatePlan, PlanFollowsParent
 */
export function recommendedPlan(catalog: Catalog, id: string | undefined): RatePlan | undefined {
  if (id === undefined)
    return catalog.ratePlans.all.find(({ parent, isActive }) => parent === null && isActive)
  const plan = catalog.ratePlan(id)
  if (plan.parent !== null) throw new DomainError('PlanFollowsParent', { ratePlanId: id })
  return plan
}
