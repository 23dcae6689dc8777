/**
 * The measured hotel with a channel: its real sync process, forked and supervised as the host does it, and the sandbox
 * as the other end in a process of its own. Only the API is left out; the ledger is called directly.
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
import { ACTOR, type BenchHotel, CURRENCY, newKey, openBenchHotel } from './hotel.ts'

export const HORIZON_DAYS = 365
const HOTEL_CODE = 'bench-seehof'
const RATE_CODE = '7710011'
const ROOMS_PER_TYPE = 20
const SETTLED_WITHIN_MS = 20_000
export interface ConnectedHotel extends BenchHotel {
  readonly channelId: string
  /**
   * Asks `isDone` now and after each outcome of a request that was committed. Resolves with the time of the commit
   * (`performance.now`) after which it first held; rejects after 20 s.
   */
  settled(isDone: () => boolean): Promise<number>
  /** Whether every lane has acknowledged everything. */
  isInStep(): boolean
  /** The POSTs that the sandbox has received from the start, by the last part of their path. */
  calls(): Promise<ReadonlyMap<string, number>>
}

export async function openConnectedHotel(): Promise<ConnectedHotel> {
  const hotel = await openBenchHotel(ROOMS_PER_TYPE)
  const closers: (() => Promise<unknown>)[] = [hotel.close]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const credentials = { username: 'bench', password: 'bench-password' }
    const sandbox = await startSandbox({
      spawnChild: forkDeskChild,
      db: join(hotel.dir, 'sandbox.db'),
      port: 0,
      hotelCode: HOTEL_CODE,
      currency: CURRENCY,
      credentials,
    })
    closers.push(() => sandbox.stop())
    const channelId = await connect(hotel, sandbox, credentials)
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
    const calls = () => callsTo(sandbox)
    return { ...hotel, channelId, settled: outcomes.settled, isInStep, calls, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function connect(
  { ledger, roomTypeIds, ratePlanId }: BenchHotel,
  sandbox: SandboxProcess,
  credentials: { username: string; password: string },
): Promise<string> {
  const roomCodeOf = (index: number) => String(88_402_100 + index)
  await sandbox.setProducts(
    roomTypeIds.map((_, index) => ({
      roomCode: roomCodeOf(index),
      name: `Type ${index}`,
      rateCodes: [RATE_CODE],
    })),
  )
  const { channelId } = await ledger.submit('channels.connect', ACTOR, {
    idempotencyKey: newKey(),
    kind: 'bookingcom',
    name: 'Booking.com (sandbox)',
    settings: {
      ariBaseUrl: sandbox.url,
      reservationsBaseUrl: sandbox.url,
      hotelCode: HOTEL_CODE,
      ...SANDBOX_SETTINGS,
    },
    exposure: { buffer: 0, cap: null, horizonDays: HORIZON_DAYS },
    credentials,
    mapping: roomTypeIds.map((roomTypeId, index) => ({
      roomTypeId,
      roomCode: roomCodeOf(index),
      rates: [{ ratePlanId, rateCode: RATE_CODE }],
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

async function callsTo(sandbox: SandboxProcess): Promise<Map<string, number>> {
  const answer = await request(`${sandbox.url}/control/requests`)
  const entries = (await answer.body.json()) as { number: number; method: string; path: string }[]
  if (entries.length > 0 && entries[0]?.number !== 1) throw new Error('the sandbox has forgotten requests')
  const calls = new Map<string, number>()
  for (const { method, path } of entries) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (method === 'POST') calls.set(name, (calls.get(name) ?? 0) + 1)
  }
  return calls
}
