/** Overbooking: allowances, and ways out of a case. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function overbookingApi(desk: GuardedContract, ledger: Ledger) {
  return {
    resolve: desk.overbooking.resolve.handler(({ input, context }) =>
      ledger.submit('overbooking.resolve', context.caller.actor, input),
    ),
    setAllowance: desk.overbooking.setAllowance.handler(({ input, context }) =>
      ledger.submit('overbooking.setAllowance', context.caller.actor, input),
    ),
    ways: desk.overbooking.ways.handler(({ input }) => ledger.queries.waysOut(input)),
  }
}
