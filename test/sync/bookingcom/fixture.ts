/** A running sandbox, the adapter's context for it, and its levers: what the tests of the adapter stand on. */

import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import { bookingcomAdapter } from '../../../sync/channels/bookingcom/adapter.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import type { Fault } from '../../../sync/sandbox/bookingcom/faults.ts'
import type { LoggedRequest } from '../../../sync/sandbox/bookingcom/request-log.ts'
import type { PriceRow, RestrictionRow, StockRow } from '../../../sync/sandbox/bookingcom/stock.ts'
import { type SandboxOptions, startBookingcomSandbox } from '../../../sync/sandbox/bookingcom-sandbox.ts'

export const NOW = Date.parse('2027-03-01T08:15:00Z')
export const DOUBLE = '910447701'
export const SUITE = '910447702'
export const FLEXIBLE = '3320518'
export const SAVER = '3320519'

export interface SoldSummary {
  channelRef: string
  status: string
  revision: number
  queue: string | null
  propertyCode: string | null
  totalMinor: number
  rateCode: string
}

export interface Shown {
  stock: StockRow[]
  prices: PriceRow[]
  restrictions: RestrictionRow[]
}

export function connectionTo(url: string, settings: object = {}): ChannelConnection {
  return {
    channelId: 'channel-1',
    kind: 'bookingcom',
    name: 'Booking.com',
    currency: 'EUR',
    settings: settingsOfKind('bookingcom', {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      hotelCode: '882210',
      requestTimeoutMs: 5_000,
      ...settings,
    }),
    credentials: { username: 'machine', password: 'pa:ss wörd' },
    lanes: [],
  }
}

/** Ends by `close`; every sandbox of its own, in memory unless told otherwise. */
export async function startFixture(options: Partial<SandboxOptions> = {}) {
  const bugs: unknown[] = []
  const sandbox = await startBookingcomSandbox({
    db: ':memory:',
    hotelCode: '882210',
    username: 'machine',
    password: 'pa:ss wörd',
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
  const contextWith = (
    settings: object = {},
    credentials?: { username: string; password: string },
  ): ChannelContext => {
    const connection = connectionTo(sandbox.url, settings)
    return {
      connection: credentials === undefined ? connection : { ...connection, credentials },
      http,
      clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
      signal: new AbortController().signal,
    }
  }
  await lever('PUT', 'products', [
    { roomCode: DOUBLE, name: 'Double', rateCodes: [FLEXIBLE, SAVER] },
    { roomCode: SUITE, name: 'Suite', rateCodes: [FLEXIBLE] },
  ])
  const context = contextWith()
  return {
    url: sandbox.url,
    bugs,
    context,
    contextWith,
    lever,
    sell: (wish: object) => lever<SoldSummary>('POST', 'sell', wish),
    bookings: () => lever<SoldSummary[]>('GET', 'bookings'),
    shown: (from = '2000-01-01', to = '2199-12-31') => lever<Shown>('GET', `state?from=${from}&to=${to}`),
    requests: () => lever<LoggedRequest[]>('GET', 'requests'),
    faults: (faults: Partial<Fault>[]) => lever('PUT', 'faults', faults),
    send: (lane: string, ranges: SendRange[], settings: object = {}) =>
      bookingcomAdapter.send(lane, ranges, contextWith(settings)),
    fetch: (queue: string) => bookingcomAdapter.fetch(queue, context),
    /** Three doubles and one suite at 100.00 and 200.00, ten nights from 10 June. */
    async stockUp() {
      await bookingcomAdapter.send('availability', [rooms(3), rooms(1, SUITE)], context)
      await bookingcomAdapter.send(
        'prices',
        [prices([8_000, 10_000]), prices([20_000, 20_000], SUITE)],
        context,
      )
    },
    async close() {
      await http.close()
      await sandbox.close()
    },
  }
}

export type Fixture = Awaited<ReturnType<typeof startFixture>>

export const day = (text: string) => text as IsoDate

export function range(part: Partial<SendRange>): SendRange {
  return {
    facet: 'availability',
    roomTypeId: 'type-1',
    roomCode: DOUBLE,
    ratePlanId: null,
    rateCode: null,
    from: day('2027-06-10'),
    to: day('2027-06-20'),
    value: '3',
    ...part,
  }
}

export const rooms = (count: number, roomCode = DOUBLE): SendRange =>
  range({ value: String(count), roomCode })

export const prices = (amounts: number[], roomCode = DOUBLE, rateCode = FLEXIBLE): SendRange =>
  range({ facet: 'price', value: JSON.stringify(amounts), roomCode, rateCode, ratePlanId: 'plan-1' })

export const restricted = (value: string, rateCode = FLEXIBLE): SendRange =>
  range({ facet: 'restrictions', value, rateCode, ratePlanId: 'plan-1' })
