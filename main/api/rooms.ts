/** Physical rooms. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function roomsApi(desk: GuardedContract, ledger: Ledger) {
  return {
    describe: desk.rooms.describe.handler(({ input, context }) =>
      ledger.submit('rooms.describe', context.caller.actor, input),
    ),
    block: desk.rooms.block.handler(({ input, context }) =>
      ledger.submit('rooms.block', context.caller.actor, input),
    ),
    unblock: desk.rooms.unblock.handler(({ input, context }) =>
      ledger.submit('rooms.unblock', context.caller.actor, input),
    ),
    autoAssign: desk.rooms.autoAssign.handler(({ input, context }) =>
      ledger.submit('rooms.autoAssign', context.caller.actor, input),
    ),
    repack: desk.rooms.repack.handler(({ input, context }) =>
      ledger.submit('rooms.repack', context.caller.actor, input),
    ),
    proposals: desk.rooms.proposals.handler(({ input }) => ledger.queries.roomProposals(input)),
    planRepack: desk.rooms.planRepack.handler(({ input }) => ledger.queries.planRepack(input)),
  }
}
