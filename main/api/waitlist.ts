/** The waitlist. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function waitlistApi(desk: GuardedContract, ledger: Ledger) {
  return {
    add: desk.waitlist.add.handler(({ input, context }) =>
      ledger.submit('waitlist.add', context.caller.actor, input),
    ),
    change: desk.waitlist.change.handler(({ input, context }) =>
      ledger.submit('waitlist.change', context.caller.actor, input),
    ),
    withdraw: desk.waitlist.withdraw.handler(({ input, context }) =>
      ledger.submit('waitlist.withdraw', context.caller.actor, input),
    ),
    accept: desk.waitlist.accept.handler(({ input, context }) =>
      ledger.submit('waitlist.accept', context.caller.actor, input),
    ),
    list: desk.waitlist.list.handler(() => ledger.queries.waitlist()),
  }
}
