/** The fields of the second step in the order in which Enter walks through them. */
import { priceFields, type SetUpDraft } from './set-up-draft.ts'

export function fieldOrder(draft: SetUpDraft): string[] {
  const types = draft.types.flatMap((type) => [
    ...['code', 'name', 'base', 'most', 'rooms'].map((field) => `type.${type.key}.${field}`),
    ...Array.from({ length: priceFields(type) }, (_, adults) => `type.${type.key}.price.${adults}`),
  ])
  const plans = draft.plans.flatMap((plan) =>
    ['code', 'name', 'percent'].map((field) => `plan.${plan.key}.${field}`),
  )
  return [...types, ...plans]
}
