/** Rate plans. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function plansApi(desk: GuardedContract, ledger: Ledger) {
  return {
    save: desk.plans.save.handler(({ input, context }) =>
      ledger.submit('plans.save', context.caller.actor, input),
    ),
    setActive: desk.plans.setActive.handler(({ input, context }) =>
      ledger.submit('plans.setActive', context.caller.actor, input),
    ),
  }
}
