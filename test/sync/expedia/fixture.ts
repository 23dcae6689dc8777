/** A running sandbox, the adapter's context for it, and its levers. */
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { expediaAdapter } from '../../../sync/channels/expedia/adapter.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import type { Fault } from '../../../sync/sandbox/bookingcom/faults.ts'
import type { LoggedRequest } from '../../../sync/sandbox/bookingcom/request-log.ts'
import type { PriceRow, RestrictionRow, StockRow } from '../../../sync/sandbox/bookingcom/stock.ts'
import { type ExpediaSandboxOptions, startExpediaSandbox } from '../../../sync/sandbox/expedia-sandbox.ts'
import {
  connectionTo,
  DOUBLE,
  FLEXIBLE,
  HOTEL,
  NOW,
  prices,
  rooms,
  SAVER,
  SUITE,
  SUITE_RATE,
} from './scripted.ts'

export interface SoldSummary {
  channelRef: string
  status: string
  /** Null once everything of it is confirmed. */
  queue: string | null
  propertyCode: string | null
  totalMinor: number
  rateCode: string
}

export interface Shown {
  stock: (StockRow & { isClosed: boolean })[]
  prices: PriceRow[]
  restrictions: RestrictionRow[]
}

/** Ends by `close`; every sandbox of its own, in memory unless told otherwise. */
export async function startFixture(options: Partial<ExpediaSandboxOptions> = {}) {
  const bugs: unknown[] = []
  const bodies: string[] = []
  const { credentials } = connectionTo('')
  const sandbox = await startExpediaSandbox({
    db: ':memory:',
    hotelCode: HOTEL,
    ...credentials,
    clock: { now: () => NOW, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
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
  await lever('PUT', 'products', [
    { roomCode: DOUBLE, name: 'Double', rateCodes: [FLEXIBLE, SAVER] },
    { roomCode: SUITE, name: 'Suite', rateCodes: [SUITE_RATE] },
  ])
  const context: ChannelContext = {
    connection: connectionTo(sandbox.url),
    http: {
      async request(request) {
        bodies.push(request.body ?? '')
        const answer = await http.request(request)
        bodies.push(answer.body)
        return answer
      },
    },
    clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  const send = async (ranges: SendRange[], settings: object = {}) => {
    const connection = { ...context.connection, settings: { ...context.connection.settings, ...settings } }
    const result = await expediaAdapter.send('ari', ranges, { ...context, connection })
    return { ...result, statuses: result.outcomes.map(({ status }) => status).join(' ') }
  }
  return {
    url: sandbox.url,
    bugs,
    /** Of all requests and answers, in their order. */
    bodies,
    context,
    lever,
    send,
    fetch: () => expediaAdapter.fetch('bookings', context),
    confirm: (committed: { receipt: string; code: string | null }[]) =>
      expediaAdapter.acknowledge('bookings', committed, context),
    sell: (wish: object) => lever<SoldSummary>('POST', 'sell', wish),
    bookings: () => lever<SoldSummary[]>('GET', 'bookings'),
    shown: (from = '2000-01-01', to = '2199-12-31') => lever<Shown>('GET', `state?from=${from}&to=${to}`),
    requests: () => lever<LoggedRequest[]>('GET', 'requests'),
    faults: (faults: Partial<Fault>[]) => lever('PUT', 'faults', faults),
    /** Three doubles and one suite, five nights from 10 June. */
    stockUp: () =>
      send([rooms(3), rooms(1, SUITE), prices([8_000, 10_000]), prices([20_000, 20_000], SUITE_RATE, SUITE)]),
    async close() {
      await http.close()
      await sandbox.close()
    },
  }
}

export type Fixture = Awaited<ReturnType<typeof startFixture>>
