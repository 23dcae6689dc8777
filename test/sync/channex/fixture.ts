/** A running sandbox, the adapter's context for it, and its levers. */
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import { channexAdapter } from '../../../sync/channels/channex/adapter.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import type { Fault } from '../../../sync/sandbox/bookingcom/faults.ts'
import type { LoggedRequest } from '../../../sync/sandbox/bookingcom/request-log.ts'
import type { PriceRow, StockRow } from '../../../sync/sandbox/bookingcom/stock.ts'
import type { PlanRow } from '../../../sync/sandbox/channex/stock.ts'
import { type ChannexSandboxOptions, startChannexSandbox } from '../../../sync/sandbox/channex-sandbox.ts'
import {
  connectionTo,
  DOUBLE,
  DOUBLE_FLEX,
  DOUBLE_SAVER,
  KEY,
  NOW,
  PROPERTY,
  prices,
  rooms,
  SUITE,
  SUITE_FLEX,
} from './samples.ts'

export interface SoldSummary {
  readonly channelRef: string
  readonly status: string
  readonly queue: string | null
  readonly totalMinor: number
}

export interface Shown {
  readonly stock: StockRow[]
  readonly prices: PriceRow[]
  readonly restrictions: PlanRow[]
}

/** Ends by `close`. Its clock stands still, so that no limit of a minute is ever over by itself. */
export async function startFixture(options: Partial<ChannexSandboxOptions> = {}) {
  const bugs: unknown[] = []
  let now = NOW
  const sandbox = await startChannexSandbox({
    propertyId: PROPERTY,
    key: KEY,
    requestsPerMinute: 100_000,
    clock: { now: () => now, sleep: () => Promise.resolve() },
    report: (error) => bugs.push(error),
    ...options,
  })
  const http = new ChannelHttp()
  const lever = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${sandbox.url}/control/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  const contextWith = (connection: ChannelConnection = connectionTo(sandbox.url)): ChannelContext => ({
    connection,
    http,
    clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  })
  await lever('PUT', 'products', [
    { roomCode: DOUBLE, name: 'Double', rateCodes: [DOUBLE_FLEX, DOUBLE_SAVER] },
    { roomCode: SUITE, name: 'Suite', rateCodes: [SUITE_FLEX] },
  ])
  const context = contextWith()
  return {
    url: sandbox.url,
    bugs,
    context,
    contextWith,
    lever,
    pass: (ms: number) => {
      now += ms
    },
    sell: (wish: object) => lever<SoldSummary>('POST', 'sell', wish),
    bookings: () => lever<SoldSummary[]>('GET', 'bookings'),
    shown: (from = '2000-01-01', to = '2199-12-31') => lever<Shown>('GET', `state?from=${from}&to=${to}`),
    requests: () => lever<LoggedRequest[]>('GET', 'requests'),
    faults: (faults: Partial<Fault>[]) => lever('PUT', 'faults', faults),
    send: (lane: string, ranges: SendRange[]) => channexAdapter.send(lane, ranges, context),
    fetch: () => channexAdapter.fetch('revisions', context),
    /** Three doubles and one suite at 100.00 and 200.00, ten nights from 10 June. */
    async stockUp() {
      await channexAdapter.send('availability', [rooms(3), rooms(1, SUITE)], context)
      const told = [prices([8_000, 10_000]), prices([20_000, 20_000], SUITE_FLEX, SUITE)]
      await channexAdapter.send('rates', told, context)
    },
    async close() {
      await http.close()
      await sandbox.close()
    },
  }
}

export type Fixture = Awaited<ReturnType<typeof startFixture>>
