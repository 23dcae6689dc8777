/** The desk at the other end of a port: the contract `syncLink` over oRPC, where every call ends. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { ChannelCall } from '../shared/contract/channel-calls.ts'
import type { Hint, SyncLinkContract } from '../shared/contract/sync-link.ts'
import { type Desk, DeskFailure } from './engine/ports.ts'
import type { LinkPort } from './process-port.ts'

/** The host answers in milliseconds; one that is silent for so long is stuck or gone. */
export const CALL_TIMEOUT_MS = 15_000

type Client = ContractRouterClient<SyncLinkContract>

export interface DeskLink {
  readonly desk: Desk
  /** What people can look at at the desk; not needed for the work itself. */
  noteCall(call: ChannelCall): Promise<void>
  /** Resolves when the link has closed; calls under way and later ones fail with `LinkClosed`. */
  readonly closed: Promise<void>
}

export function linkDesk(port: LinkPort, callTimeoutMs: number = CALL_TIMEOUT_MS): DeskLink {
  const end = new AbortController()
  // Registered before oRPC's own listener, so that calls fail with `LinkClosed` rather than with its AbortError.
  port.on('close', () => end.abort())
  const client: Client = createORPCClient(new RPCLink({ port }))
  const call = <T>(make: (signal: AbortSignal) => Promise<T>) => bounded(make, end.signal, callTimeoutMs)
  const desk: Desk = {
    connections: async () => (await call((signal) => client.connections(undefined, { signal }))).connections,
    hints: (signal) => hintsOf(client, end.signal, signal, callTimeoutMs),
    claim: (claim) => call((signal) => client.claim(claim, { signal })),
    settle: async (settlement) => {
      await call((signal) => client.settle(settlement, { signal }))
    },
    beginPull: async (channelId) =>
      (await call((signal) => client.beginPull({ channelId }, { signal }))).pullId,
    ingest: (channelId, message) => call((signal) => client.ingest({ channelId, message }, { signal })),
    completePull: async (channelId, pullId, error) => {
      await call((signal) => client.completePull({ channelId, pullId, error }, { signal }))
    },
    beginComparison: (question) => call((signal) => client.beginComparison(question, { signal })),
    settleComparison: (found) => call((signal) => client.settleComparison(found, { signal })),
    answerInquiry: async (inquiryId, answer) => {
      await call((signal) => client.answerInquiry({ inquiryId, answer }, { signal }))
    },
    relay: async () => (await call((signal) => client.connections(undefined, { signal }))).relay,
    ingestRelayed: (message) => call((signal) => client.ingestRelayed(message, { signal })),
    bridgeRelayGap: async (bridge) => {
      await call((signal) => client.bridgeRelayGap(bridge, { signal }))
    },
    relaySeen: async (sighting) => {
      await call((signal) => client.relaySeen(sighting, { signal }))
    },
  }
  const closed = new Promise<void>((resolve) => {
    if (end.signal.aborted) resolve()
    else end.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  const noteCall: DeskLink['noteCall'] = async (noted) => {
    await call((signal) => client.noteCall(noted, { signal }))
  }
  return { desk, noteCall, closed }
}

/** oRPC leaves a call on a closed port waiting for ever, so the end of the link is watched here. */
async function bounded<T>(
  make: (signal: AbortSignal) => Promise<T>,
  linkEnd: AbortSignal,
  timeoutMs: number,
): Promise<T> {
  if (linkEnd.aborted) throw linkClosed()
  const giveUp = new AbortController()
  const { promise: failed, reject } = Promise.withResolvers<never>()
  const fail = (failure: DeskFailure) => {
    reject(failure)
    giveUp.abort(failure)
  }
  const onEnd = () => fail(linkClosed())
  linkEnd.addEventListener('abort', onEnd, { once: true })
  const timer = setTimeout(() => fail(silent(timeoutMs)), timeoutMs)
  try {
    return await Promise.race([make(giveUp.signal), failed])
  } finally {
    clearTimeout(timer)
    linkEnd.removeEventListener('abort', onEnd)
  }
}

async function* hintsOf(
  client: Client,
  linkEnd: AbortSignal,
  signal: AbortSignal,
  timeoutMs: number,
): AsyncGenerator<Hint> {
  const stop = new AbortController()
  const onEnd = () => stop.abort()
  for (const source of [signal, linkEnd]) source.addEventListener('abort', onEnd, { once: true })
  try {
    if (signal.aborted) return
    const subscribed = await bounded(
      () => client.hints(undefined, { signal: stop.signal }),
      linkEnd,
      timeoutMs,
    )
    yield { kind: 'connections' }
    for await (const hint of subscribed) yield hint
  } catch (error) {
    if (signal.aborted) return
    throw linkEnd.aborted ? linkClosed() : error
  } finally {
    stop.abort()
    for (const source of [signal, linkEnd]) source.removeEventListener('abort', onEnd)
  }
}

function linkClosed(): DeskFailure {
  return new DeskFailure('LinkClosed', 'The link to the desk has closed.')
}

function silent(timeoutMs: number): DeskFailure {
  return new DeskFailure('Timeout', `The desk did not answer within ${timeoutMs} ms.`)
}
