/** A rate plan in words. Pure. */
import type { Hotel } from '../../shared/contract/property.ts'
import { accessCodeSchema, type Derivation } from '../../shared/rates/plan-terms.ts'
import { amountText } from '../formats.ts'
import { t } from '../text/text.ts'

type RatePlan = Hotel['ratePlans'][number]

/** `−10 %, +18.00 a person` */
export function derivationText({ percent, amountMinor, per }: Derivation, currency: string): string {
  const words: string[] = []
  if (percent !== 0)
    words.push(t('plans.percent', { sign: percent > 0 ? '+' : '−', percent: Math.abs(percent) }))
  if (amountMinor !== 0)
    words.push(
      t(per === 'person' ? 'plans.amountPerson' : 'plans.amountRoom', {
        sign: amountMinor > 0 ? '+' : '−',
        amount: amountText(Math.abs(amountMinor), currency),
      }),
    )
  return words.length === 0 ? t('plans.same') : words.join(', ')
}

/** What was typed as an access code; null: none, everybody may buy. Undefined where it cannot be one. */
export function accessCodeOf(text: string): string | null | undefined {
  return text.trim() === '' ? null : accessCodeSchema.safeParse(text).data
}

export interface PlanRow {
  readonly plan: RatePlan
  /** How many plans it follows, one after the other. */
  readonly depth: number
}

/** Parents with those that follow them right behind. */
export function planTree(plans: readonly RatePlan[]): PlanRow[] {
  const below = (parentId: string | null, depth: number): PlanRow[] =>
    plans
      .filter(({ parent }) => (parent?.ratePlanId ?? null) === parentId)
      .flatMap((plan) => [{ plan, depth }, ...below(plan.id, depth + 1)])
  return below(null, 0)
}

/** Channels on which a plan is not sold, once those of a list are chosen anew: what is not in the list stays as it was. */
export function notSoldOn(
  before: readonly string[],
  listed: readonly string[],
  soldOn: readonly string[],
): string[] {
  return [...before.filter((id) => !listed.includes(id)), ...listed.filter((id) => !soldOn.includes(id))]
}
