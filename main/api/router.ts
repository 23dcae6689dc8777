/** The contract, implemented: every area behind the same guards. */
import type { Ledger } from '../ledger/ledger.ts'
import { boardApi, guestsApi, searchApi } from './board.ts'
import { calendarsApi } from './calendars.ts'
import { attentionApi, channelsApi } from './channels.ts'
import { eventsApi } from './events.ts'
import type { ReportIncident } from './failures.ts'
import { foliosApi } from './folios.ts'
import { groupsApi } from './groups.ts'
import { guardedContract } from './guard.ts'
import { holdsApi } from './holds.ts'
import { inventoryApi } from './inventory.ts'
import { journalApi } from './journal.ts'
import { operationsApi } from './operations.ts'
import { overbookingApi } from './overbooking.ts'
import { plansApi } from './plans.ts'
import type {
  CallsPort,
  CommandWatch,
  DemoPort,
  OperationsPort,
  RelayPort,
  SandboxPort,
  SessionsPort,
  SyncPort,
} from './ports.ts'
import { pricingApi } from './pricing.ts'
import { promotionsApi } from './promotions.ts'
import { propertyApi } from './property.ts'
import { ratesApi } from './rates.ts'
import { relayApi } from './relay.ts'
import { reservationsApi } from './reservations.ts'
import { roomsApi } from './rooms.ts'
import { sandboxApi } from './sandbox.ts'
import { seasonsApi } from './seasons.ts'
import { sessionApi } from './session.ts'
import { staysApi } from './stays.ts'
import { waitlistApi } from './waitlist.ts'
import { yieldRulesApi } from './yield-rules.ts'

export interface ApiParts {
  readonly ledger: Ledger
  readonly sandbox: SandboxPort
  readonly demo: DemoPort
  readonly sessions: SessionsPort
  readonly sync: SyncPort
  readonly relay: RelayPort
  readonly operations: OperationsPort
  readonly calls: CallsPort
  readonly commands: CommandWatch
  readonly report: ReportIncident
}

export function createRouter(parts: ApiParts) {
  const { ledger, sandbox, demo, sessions, sync, relay } = parts
  const desk = guardedContract(parts.report, parts.commands)
  return desk.router({
    property: propertyApi(desk, ledger, demo, sandbox),
    inventory: inventoryApi(desk, ledger),
    reservations: reservationsApi(desk, ledger),
    stays: staysApi(desk, ledger),
    rooms: roomsApi(desk, ledger),
    folios: foliosApi(desk, ledger),
    groups: groupsApi(desk, ledger),
    holds: holdsApi(desk, ledger),
    overbooking: overbookingApi(desk, ledger),
    waitlist: waitlistApi(desk, ledger),
    board: boardApi(desk, ledger),
    search: searchApi(desk, ledger),
    guests: guestsApi(desk, ledger),
    rates: ratesApi(desk, ledger),
    plans: plansApi(desk, ledger),
    seasons: seasonsApi(desk, ledger),
    promotions: promotionsApi(desk, ledger),
    pricing: pricingApi(desk, ledger),
    yieldRules: yieldRulesApi(desk, ledger),
    channels: channelsApi(desk, ledger, sync, parts.calls),
    calendars: calendarsApi(desk, ledger),
    relay: relayApi(desk, relay),
    attention: attentionApi(desk, ledger),
    operations: operationsApi(desk, parts.operations),
    journal: journalApi(desk, ledger),
    session: sessionApi(desk, sessions),
    events: eventsApi(desk, ledger, sync, relay),
    sandbox: sandboxApi(desk, ledger, sandbox),
  })
}
export type DeskRouter = ReturnType<typeof createRouter>
