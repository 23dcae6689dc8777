/** Calendars of rooms: read, exported, published. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function calendarsApi(desk: GuardedContract, ledger: Ledger) {
  const { calendars } = desk
  return {
    list: calendars.list.handler(() => ledger.queries.calendars()),
    connect: calendars.connect.handler(({ input, context }) =>
      ledger.submit('calendars.connect', context.caller.actor, input),
    ),
    configure: calendars.configure.handler(({ input, context }) =>
      ledger.submit('calendars.configure', context.caller.actor, input),
    ),
    readNow: calendars.readNow.handler(({ input, context }) =>
      ledger.submit('calendars.readNow', context.caller.actor, input),
    ),
    disconnect: calendars.disconnect.handler(({ input, context }) =>
      ledger.submit('calendars.disconnect', context.caller.actor, input),
    ),
    importFile: calendars.importFile.handler(({ input, context }) =>
      ledger.submit('calendars.importFile', context.caller.actor, input),
    ),
    exportFile: calendars.exportFile.handler(({ input, context }) =>
      ledger.submit('calendars.exportFile', context.caller.actor, input),
    ),
    publish: calendars.publish.handler(({ input, context }) =>
      ledger.submit('calendars.publish', context.caller.actor, input),
    ),
    revoke: calendars.revoke.handler(({ input, context }) =>
      ledger.submit('calendars.revoke', context.caller.actor, input),
    ),
  }
}
