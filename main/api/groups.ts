/** Groups and their allotments. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function groupsApi(desk: GuardedContract, ledger: Ledger) {
  return {
    create: desk.groups.create.handler(({ input, context }) =>
      ledger.submit('groups.create', context.caller.actor, input),
    ),
    change: desk.groups.change.handler(({ input, context }) =>
      ledger.submit('groups.change', context.caller.actor, input),
    ),
    pickUp: desk.groups.pickUp.handler(({ input, context }) =>
      ledger.submit('groups.pickUp', context.caller.actor, input),
    ),
    importRoomingList: desk.groups.importRoomingList.handler(({ input, context }) =>
      ledger.submit('groups.importRoomingList', context.caller.actor, input),
    ),
    release: desk.groups.release.handler(({ input, context }) =>
      ledger.submit('groups.release', context.caller.actor, input),
    ),
    cancel: desk.groups.cancel.handler(({ input, context }) =>
      ledger.submit('groups.cancel', context.caller.actor, input),
    ),
    list: desk.groups.list.handler(() => ledger.queries.groups()),
    get: desk.groups.get.handler(({ input }) => ledger.queries.group(input)),
  }
}
