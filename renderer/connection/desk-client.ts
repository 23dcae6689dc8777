/** The desk's typed client: calls and queries of the contract over the live link, kept fresh by the change feed. */
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient, InferContractRouterOutputs } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient } from '@tanstack/react-query'
import type { Contract } from '../../shared/contract/contract.ts'
import { followChange } from './change-feed.ts'
import { type CallContext, type LinkPorts, LiveLink } from './live-link.ts'
import { refreshing } from './refresh.ts'

export type DeskCalls = ContractRouterClient<Contract, CallContext>
export type Answers = InferContractRouterOutputs<Contract>

export interface DeskClient {
  readonly link: LiveLink
  readonly calls: DeskCalls
  readonly queries: ReturnType<typeof createTanstackQueryUtils<DeskCalls>>
  readonly cache: QueryClient
  close(): void
}

/** Makes the client and starts to connect. */
export function openDeskClient(ports: LinkPorts): DeskClient {
  const link = new LiveLink(ports)
  const calls: DeskCalls = createORPCClient(link)
  const cache = new QueryClient({
    defaultOptions: {
      queries: {
        // The change feed says what is stale; the link itself waits for the host and sends again.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  const stopFollowing = followChanges(link, calls, cache, ports)
  link.connect()
  return {
    link,
    calls,
    queries: createTanstackQueryUtils(calls),
    cache,
    close() {
      stopFollowing()
      link.close()
      cache.clear()
    },
  }
}

const RESUBSCRIBE_MS = 1_000

/** Listens to `events.changed` on every connection; the journal number it knows outlives the connection. */
function followChanges(link: LiveLink, calls: DeskCalls, cache: QueryClient, ports: LinkPorts): () => void {
  const refresh = refreshing(cache)
  let knownSeq: number | null = null
  let current: AbortController | null = null
  let cancelTimer: () => void = () => {}

  const listen = async (stop: AbortController) => {
    try {
      const stream = await calls.events.changed(undefined, { context: { stream: true }, signal: stop.signal })
      for await (const changed of stream) {
        const step = followChange(knownSeq, changed)
        knownSeq = step.knownSeq
        refresh(step.stale)
      }
    } catch {
      // The connection was lost or the stream refused; both are tried again below.
    }
    if (current !== stop || link.state.kind !== 'live') return
    cancelTimer = ports.setTimer(RESUBSCRIBE_MS, () => {
      if (current === stop) restart()
    })
  }
  const restart = () => {
    cancelTimer()
    current?.abort()
    current = new AbortController()
    void listen(current)
  }
  const unsubscribe = link.subscribe(() => {
    if (link.state.kind === 'live') restart()
  })
  return () => {
    unsubscribe()
    cancelTimer()
    current?.abort()
    current = null
  }
}
