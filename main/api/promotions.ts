/** Promotions and packages. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function promotionsApi(desk: GuardedContract, ledger: Ledger) {
  return {
    list: desk.promotions.list.handler(() => ledger.queries.promotions()),
    save: desk.promotions.save.handler(({ input, context }) =>
      ledger.submit('promotions.save', context.caller.actor, input),
    ),
  }
}
