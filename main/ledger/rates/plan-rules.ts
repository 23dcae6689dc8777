/** What has to hold between rate plans that follow each other, whichever command changes them. */
import type { Catalog, RatePlan } from '../catalog.ts'

/** The plans from `plan` through `parent` to the one that comes twice; null where they end. */
export function circleOf(
  catalog: Pick<Catalog, 'ratePlans'>,
  plan: RatePlan,
  parent: RatePlan | null,
): RatePlan[] | null {
  const path = [plan]
  for (let next = parent; next !== null; next = parentOf(catalog, next)) {
    const closes = path.includes(next)
    path.push(next)
    if (closes) return path
  }
  return null
}

export function parentOf({ ratePlans }: Pick<Catalog, 'ratePlans'>, { parent }: RatePlan): RatePlan | null {
  return parent === null ? null : ratePlans.get(parent.id)
}

/** Plans in sale whose price follows this one's. */
export function followersOf({ ratePlans }: Pick<Catalog, 'ratePlans'>, { id }: RatePlan): RatePlan[] {
  return ratePlans.all.filter(({ parent, isActive }) => isActive && parent?.id === id)
}
