/** Reservations. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function reservationsApi(desk: GuardedContract, ledger: Ledger) {
  return {
    create: desk.reservations.create.handler(({ input, context }) =>
      ledger.submit('reservations.create', context.caller.actor, input),
    ),
    cancel: desk.reservations.cancel.handler(({ input, context }) =>
      ledger.submit('reservations.cancel', context.caller.actor, input),
    ),
    get: desk.reservations.get.handler(({ input }) => ledger.queries.reservation(input)),
  }
}
