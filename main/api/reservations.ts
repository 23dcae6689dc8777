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
    edit: desk.reservations.edit.handler(({ input, context }) =>
      ledger.submit('reservations.edit', context.caller.actor, input),
    ),
    import: desk.reservations.import.handler(({ input, context }) =>
      ledger.submit('reservations.import', context.caller.actor, input),
    ),
    list: desk.reservations.list.handler(({ input }) => ledger.queries.reservations(input)),
    timeline: desk.reservations.timeline.handler(({ input }) => ledger.queries.timeline(input)),
    get: desk.reservations.get.handler(({ input }) => ledger.queries.reservation(input)),
  }
}
