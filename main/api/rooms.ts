/** Physical rooms. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function roomsApi(desk: GuardedContract, ledger: Ledger) {
  return {
    block: desk.rooms.block.handler(({ input, context }) =>
      ledger.submit('rooms.block', context.caller.actor, input),
    ),
    unblock: desk.rooms.unblock.handler(({ input, context }) =>
      ledger.submit('rooms.unblock', context.caller.actor, input),
    ),
  }
}
