/**
 * The measured hotel with its channels: its real sync process, forked and supervised as the host does it, and for each
 * channel a sandbox as the other end, in a process of its own. Only the API is left out; the ledger is called directly.
 */
import { join } from 'node:path'
import { request } from 'undici'
import { systemClock, systemRandom } from '../main/host/clock.ts'
import { forkDeskChild } from '../main/host/forked-child.ts'
import { relayHttp } from '../main/host/relay-client.ts'
import { createRelayDesk } from '../main/host/relay-desk.ts'
import { SANDBOX_SETTINGS } from '../main/host/sandbox-channel.ts'
import { type SandboxProcess, startSandbox } from '../main/host/sandbox-process.ts'
import { superviseSync } from '../main/host/sync-supervisor.ts'
import type { LaneDesk } from '../main/ledger/ledger.ts'
import type { ChannelSettings, GivenSettings } from '../shared/channel-settings.ts'
import { ACTOR, type BenchHotel, CURRENCY, newKey, openBenchHotel } from './hotel.ts'

export const HORIZON_DAYS = 365
const HOTEL_CODE = 'bench-seehof'
const ROOMS_PER_TYPE = 20
const SETTLED_WITHIN_MS = 20_000

/** A request that a sandbox received. */
export interface ReceivedRequest {
  readonly number: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly status: number
  /** Updates in its message. */
  readonly ranges: number
  readonly bytes: number
}

/** What a sandbox would sell a product at on a night, by number of adults. */
export interface ShownPrice {
  readonly roomCode: string
  readonly rateCode: string
  readonly date: string
  readonly amounts: readonly (number | null)[]
}

/** A property at the channel, in a sandbox of its own; products have codes by their place in the hotel's lists. */
export interface ConnectedProperty {
  readonly channelId: string
  requests(): Promise<ReceivedRequest[]>
  /** Whether it answers nothing at all. */
  setDown(isDown: boolean): Promise<void>
  prices(): Promise<ShownPrice[]>
}

export interface Connection {
  readonly properties?: number
  /** Over those of the desk's own sandbox. */
  readonly settings?: Partial<ChannelSettings>
  /** Changes the hotel before it is connected. @returns the plans that are sold; the hotel's one plan by default. */
  readonly prepare?: (hotel: BenchHotel) => Promise<readonly string[]>
}

export const roomCodeOf = (typeIndex: number): string => String(88_402_100 + typeIndex)
export const rateCodeOf = (planIndex: number): string => String(7_710_011 + planIndex)

export interface ConnectedHotel extends BenchHotel {
  /** Of the first property. */
  readonly channelId: string
  readonly properties: readonly ConnectedProperty[]
  readonly soldPlanIds: readonly string[]
  /**
   * Asks `isDone` now and after each outcome of a request that was committed. Resolves with the time of the commit
   * (`performance.now`) after which it first held; rejects after 20 s.
   */
  settled(isDone: () => boolean): Promise<number>
  /** Whether every lane has acknowledged everything. */
  isInStep(): boolean
  /** The POSTs that the first property's sandbox has received from the start, by the last part of their path. */
  calls(): Promise<ReadonlyMap<string, number>>
}

export async function openConnectedHotel(connection: Connection = {}): Promise<ConnectedHotel> {
  const hotel = await openBenchHotel(ROOMS_PER_TYPE)
  const closers: (() => Promise<unknown>)[] = [hotel.close]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const soldPlanIds = (await connection.prepare?.(hotel)) ?? [hotel.ratePlanId]
    const properties: ConnectedProperty[] = []
    for (let number = 0; number < (connection.properties ?? 1); number++) {
      const credentials = { username: 'bench', password: 'bench-password' }
      const hotelCode = `${HOTEL_CODE}-${number}`
      const sandbox = await startSandbox({
        spawnChild: forkDeskChild,
        db: join(hotel.dir, `sandbox-${number}.db`),
        port: 0,
        hotelCode,
        currency: CURRENCY,
        credentials,
      })
      closers.push(() => sandbox.stop())
      const settings = {
        ariBaseUrl: sandbox.url,
        reservationsBaseUrl: sandbox.url,
        hotelCode,
        ...SANDBOX_SETTINGS,
        ...connection.settings,
      }
      const channelId = await connect(hotel, soldPlanIds, sandbox, credentials, settings)
      properties.push({
        channelId,
        requests: () => requestsTo(sandbox),
        setDown: (isDown) => setFaults(sandbox, isDown ? [{ kind: 'timeout' }] : []),
        prices: async () => (await told<{ prices: ShownPrice[] }>(sandbox, 'state')).prices,
      })
    }
    const [first] = properties
    if (first === undefined) throw new Error('a connected hotel has a property')
    const outcomes = observed(hotel.ledger.lanes)
    const sync = superviseSync({
      lanes: outcomes.lanes,
      relay: createRelayDesk({
        ledger: hotel.ledger,
        http: relayHttp(),
        clock: systemClock(),
        report: (error) => {
          throw error
        },
      }),
      spawnSync: () => forkDeskChild('sync'),
      clock: systemClock(),
      random: systemRandom(),
      report: (error) => {
        throw error
      },
      log: { info: () => undefined, warn: (fields, text) => console.error(text, fields) },
    })
    sync.start()
    closers.push(() => sync.stop())
    const isInStep = () =>
      hotel.ledger.queries.channels().every(({ lanes }) => lanes.every(({ state }) => state === 'in_step'))
    const calls = async () => callsAmong(await first.requests())
    const { channelId } = first
    const { settled } = outcomes
    return { ...hotel, channelId, properties, soldPlanIds, settled, isInStep, calls, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Journal number through which every property (but one) has acknowledged everything on the lanes of that name. */
export function acknowledgedThrough({ ledger }: BenchHotel, lanes: string, exceptChannelId = ''): number {
  const row = ledger.store.sqlite
    .prepare(
      `SELECT min(cursor) AS cursor FROM channel_lane JOIN channel ON channel.id = channel_id
       WHERE lane LIKE ? AND public_id <> ?`,
    )
    .get(lanes, exceptChannelId) as { cursor: number }
  return row.cursor
}

async function connect(
  { ledger, roomTypeIds }: BenchHotel,
  soldPlanIds: readonly string[],
  sandbox: SandboxProcess,
  credentials: { username: string; password: string },
  settings: GivenSettings,
): Promise<string> {
  await sandbox.setProducts(
    roomTypeIds.map((_, index) => ({
      roomCode: roomCodeOf(index),
      name: `Type ${index}`,
      rateCodes: soldPlanIds.map((_plan, plan) => rateCodeOf(plan)),
    })),
  )
  const { channelId } = await ledger.submit('channels.connect', ACTOR, {
    idempotencyKey: newKey(),
    kind: 'bookingcom',
    name: `Booking.com (${settings.hotelCode})`,
    settings,
    exposure: { buffer: 0, cap: null, horizonDays: HORIZON_DAYS, safetyBuffer: 0 },
    credentials,
    mapping: roomTypeIds.map((roomTypeId, index) => ({
      roomTypeId,
      roomCode: roomCodeOf(index),
      rates: soldPlanIds.map((ratePlanId, plan) => ({ ratePlanId, rateCode: rateCodeOf(plan) })),
    })),
  })
  return channelId
}

/** The lanes' desk with an ear on it: told of each outcome after its commit, before its answer goes to sync. */
function observed(desk: LaneDesk): { lanes: LaneDesk; settled: ConnectedHotel['settled'] } {
  const listeners = new Set<(at: number) => void>()
  const lanes: LaneDesk = {
    ...desk,
    async settle(settlement) {
      await desk.settle(settlement)
      const at = performance.now()
      for (const listener of listeners) listener(at)
    },
  }
  const settled = async (isDone: () => boolean): Promise<number> => {
    if (isDone()) return performance.now()
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    const listener = (at: number) => {
      if (isDone()) resolve(at)
    }
    const late = setTimeout(() => reject(new Error('the channel did not settle in time')), SETTLED_WITHIN_MS)
    listeners.add(listener)
    try {
      return await promise
    } finally {
      clearTimeout(late)
      listeners.delete(listener)
    }
  }
  return { lanes, settled }
}

async function told<Answer>(sandbox: SandboxProcess, what: string): Promise<Answer> {
  const answer = await request(`${sandbox.url}/control/${what}`)
  return (await answer.body.json()) as Answer
}

async function setFaults(sandbox: SandboxProcess, faults: readonly { kind: string }[]): Promise<void> {
  const { statusCode, body } = await request(`${sandbox.url}/control/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  })
  await body.dump()
  if (statusCode !== 200) throw new Error(`the sandbox answered ${statusCode}`)
}

async function requestsTo(sandbox: SandboxProcess): Promise<ReceivedRequest[]> {
  const entries = await told<ReceivedRequest[]>(sandbox, 'requests')
  if (entries.length > 0 && entries[0]?.number !== 1) throw new Error('the sandbox has forgotten requests')
  return entries
}

function callsAmong(entries: readonly ReceivedRequest[]): Map<string, number> {
  const calls = new Map<string, number>()
  for (const { method, path } of entries) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (method === 'POST') calls.set(name, (calls.get(name) ?? 0) + 1)
  }
  return calls
}
