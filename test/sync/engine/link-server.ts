/** The host's end of the link for these tests: any `Desk`, served under the real contract. */
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { ChannelCall } from '../../../shared/contract/channel-calls.ts'
import { syncLink } from '../../../shared/contract/sync-link.ts'
import type { Desk } from '../../../sync/engine/ports.ts'
import type { LinkPort } from '../../../sync/process-port.ts'

const notPaired = (): never => {
  throw new ORPCError('RelayChanged', { status: 409 })
}

export function serveDesk(
  port: LinkPort,
  desk: Desk,
  noteCall: (call: ChannelCall) => void = () => undefined,
): void {
  const link = implement(syncLink).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      const { code } = error as { code?: unknown }
      throw typeof code === 'string' ? new ORPCError(code, { status: 409 }) : error
    }
  })
  const router = link.router({
    connections: link.connections.handler(async () => ({
      connections: await desk.connections(),
      relay: null,
    })),
    hints: link.hints.handler(async function* ({ signal }) {
      yield* desk.hints(signal ?? new AbortController().signal)
    }),
    claim: link.claim.handler(({ input }) => desk.claim(input)),
    settle: link.settle.handler(async ({ input }) => {
      await desk.settle(input)
      return { settled: true }
    }),
    beginPull: link.beginPull.handler(async ({ input }) => ({
      pullId: await desk.beginPull(input.channelId),
    })),
    ingest: link.ingest.handler(({ input }) => desk.ingest(input.channelId, input.message)),
    completePull: link.completePull.handler(async ({ input }) => {
      await desk.completePull(input.channelId, input.pullId, input.error)
      return {}
    }),
    beginComparison: link.beginComparison.handler(({ input }) => desk.beginComparison(input)),
    settleComparison: link.settleComparison.handler(({ input }) => desk.settleComparison(input)),
    noteCall: link.noteCall.handler(({ input }) => {
      noteCall(input)
      return {}
    }),
    answerInquiry: link.answerInquiry.handler(async ({ input }) => {
      await desk.answerInquiry(input.inquiryId, input.answer)
      return {}
    }),
    ingestRelayed: link.ingestRelayed.handler(notPaired),
    bridgeRelayGap: link.bridgeRelayGap.handler(notPaired),
    relaySeen: link.relaySeen.handler(notPaired),
  })
  new RPCHandler(router).upgrade(port)
}
