/** The hotel itself. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'
import type { DemoPort, SandboxPort } from './ports.ts'

export function propertyApi(desk: GuardedContract, ledger: Ledger, demo: DemoPort, sandbox: SandboxPort) {
  return {
    get: desk.property.get.handler(() => ({
      hotel: ledger.queries.hotel(),
      sandbox: sandbox.running() !== null,
    })),
    setUp: desk.property.setUp.handler(({ input, context }) =>
      ledger.submit('property.setUp', context.caller.actor, input),
    ),
    configure: desk.property.configure.handler(({ input, context }) =>
      ledger.submit('property.configure', context.caller.actor, input),
    ),
    setRules: desk.property.setRules.handler(({ input, context }) =>
      ledger.submit('property.setRules', context.caller.actor, input),
    ),
    savePolicy: desk.property.savePolicy.handler(({ input, context }) =>
      ledger.submit('property.savePolicy', context.caller.actor, input),
    ),
    addRooms: desk.property.addRooms.handler(({ input, context }) =>
      ledger.submit('property.addRooms', context.caller.actor, input),
    ),
    openDemo: desk.property.openDemo.handler(() => demo.open()),
  }
}
