/** Channels, and what needs someone's attention because of them. */
import { probeAnswerSchema, productsAnswerSchema } from '../../shared/contract/channel-inquiry.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'
import type { CallsPort, SyncPort } from './ports.ts'

export function channelsApi(desk: GuardedContract, ledger: Ledger, sync: SyncPort, calls: CallsPort) {
  return {
    list: desk.channels.list.handler(() => ({
      channels: ledger.queries.channels(),
      syncRunning: sync.isRunning(),
    })),
    connect: desk.channels.connect.handler(({ input, context }) =>
      ledger.submit('channels.connect', context.caller.actor, input),
    ),
    configure: desk.channels.configure.handler(({ input, context }) =>
      ledger.submit('channels.configure', context.caller.actor, input),
    ),
    resync: desk.channels.resync.handler(({ input, context }) =>
      ledger.submit('channels.resync', context.caller.actor, input),
    ),
    resume: desk.channels.resume.handler(({ input, context }) =>
      ledger.submit('channels.resume', context.caller.actor, input),
    ),
    replay: desk.channels.replay.handler(({ input, context }) =>
      ledger.submit('channels.replay', context.caller.actor, input),
    ),
    dismiss: desk.channels.dismiss.handler(({ input, context }) =>
      ledger.submit('channels.dismiss', context.caller.actor, input),
    ),
    exposure: desk.channels.exposure.handler(() => ledger.queries.exposure()),
    quarantine: desk.channels.quarantine.handler(() => ledger.queries.quarantine()),
    test: desk.channels.test.handler(async ({ input }) => {
      const answer = await sync.ask({ ask: 'probe', connection: ledger.lanes.triedConnection(input) })
      return { answer: probeAnswerSchema.parse(answer) }
    }),
    products: desk.channels.products.handler(async ({ input }) => {
      const answer = await sync.ask({ ask: 'products', connection: ledger.lanes.triedConnection(input) })
      return { answer: productsAnswerSchema.parse(answer) }
    }),
    cells: desk.channels.cells.handler(({ input }) => ledger.queries.channelCells(input)),
    inbox: desk.channels.inbox.handler(({ input }) => ledger.queries.channelInbox(input)),
    message: desk.channels.message.handler(({ input }) => ledger.queries.channelMessage(input)),
    sent: desk.channels.sent.handler(({ input }) => ledger.queries.channelSent(input)),
    calls: desk.channels.calls.handler(({ input }) => calls.list(input.channelId)),
    call: desk.channels.call.handler(({ input }) => calls.one(input.channelId, input.callId)),
    told: desk.channels.told.handler(({ input }) => calls.told(input)),
    mapping: desk.channels.mapping.handler(({ input }) => ledger.queries.channelMapping(input)),
    parked: desk.channels.parked.handler(({ input }) => ledger.queries.channelParked(input)),
  }
}

export function attentionApi(desk: GuardedContract, ledger: Ledger) {
  return {
    cases: desk.attention.cases.handler(() => ledger.queries.cases()),
    alerts: desk.attention.alerts.handler(() => ledger.queries.alerts()),
  }
}
