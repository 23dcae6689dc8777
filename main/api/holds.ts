/** Holds. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function holdsApi(desk: GuardedContract, ledger: Ledger) {
  return {
    place: desk.holds.place.handler(({ input, context }) =>
      ledger.submit('holds.place', context.caller.actor, input),
    ),
    extend: desk.holds.extend.handler(({ input, context }) =>
      ledger.submit('holds.extend', context.caller.actor, input),
    ),
    release: desk.holds.release.handler(({ input, context }) =>
      ledger.submit('holds.release', context.caller.actor, input),
    ),
    convert: desk.holds.convert.handler(({ input, context }) =>
      ledger.submit('holds.convert', context.caller.actor, input),
    ),
    list: desk.holds.list.handler(({ input }) => ledger.queries.holds(input)),
  }
}
