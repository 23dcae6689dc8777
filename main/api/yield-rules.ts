/** Rules that move prices by how nights sell. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function yieldRulesApi(desk: GuardedContract, ledger: Ledger) {
  return {
    list: desk.yieldRules.list.handler(() => ledger.queries.yieldRules()),
    save: desk.yieldRules.save.handler(({ input, context }) =>
      ledger.submit('yieldRules.save', context.caller.actor, input),
    ),
    preview: desk.yieldRules.preview.handler(({ input }) => ledger.queries.previewYieldRule(input)),
  }
}
