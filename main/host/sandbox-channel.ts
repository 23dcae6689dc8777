/**
 * The sandbox as a channel of this data folder: started again with the desk, kept running, and found by the channel
 * even when its port had to change.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Credentials } from '../../shared/channel-settings.ts'
import type { ReportIncident } from '../api/failures.ts'
import type { RunningSandbox, SandboxPort } from '../api/ports.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { HostClock, HostRandom } from './clock.ts'
import type { SpawnChild } from './host-child.ts'
import { type SandboxProcess, startSandbox } from './sandbox-process.ts'
import { restartDelayMs } from './sync-supervisor.ts'

/** The sandbox's number of the demo hotel; no real property has letters in it. */
export const SANDBOX_HOTEL_CODE = 'demo-adler'

/** The sandbox is on this machine and has no limits to respect: everything may be quick to watch. */
export const SANDBOX_SETTINGS = {
  reservationsBy: 'pull' as const,
  pullIntervalMs: 250,
  pauseAfterAcknowledgeMs: 0,
  requestTimeoutMs: 2_000,
  requestDeadlineMs: 3_000,
  requestsPerMinute: 60_000,
  maxRangesPerRequest: 1_000,
  maxRequestBytes: 1_000_000,
  backoffBaseMs: 200,
  backoffMaxMs: 5_000,
}
const DATABASE = 'sandbox-bookingcom.db'

export interface SandboxParts {
  readonly ledger: Ledger
  readonly dir: string
  readonly spawnChild: SpawnChild
  readonly clock: HostClock
  readonly random: HostRandom
  readonly report: ReportIncident
}

export interface SandboxChannel extends SandboxPort {
  /** Starts it when this folder's hotel is connected to it; does nothing otherwise. */
  resume(): Promise<void>
  /** Starts it for a hotel that is to be connected to it. */
  begin(currency: string, credentials: Credentials): Promise<SandboxProcess>
  /** The channel's id, once the hotel is connected to the sandbox. */
  channelId(): string | null
  stop(): Promise<void>
}

export function createSandboxChannel(parts: SandboxParts): SandboxChannel {
  const { ledger } = parts
  const db = join(parts.dir, DATABASE)
  let active: SandboxProcess | null = null
  let stopping = false
  let deaths = 0
  let cancelRestart: () => void = () => {}

  const channel = () =>
    ledger.queries.channels().find(({ settings }) => settings.hotelCode === SANDBOX_HOTEL_CODE) ?? null

  async function launch(port: number, currency: string, credentials: Credentials): Promise<SandboxProcess> {
    const start = { spawnChild: parts.spawnChild, db, hotelCode: SANDBOX_HOTEL_CODE, currency, credentials }
    // The port of last time may belong to somebody else by now.
    const started = await startSandbox({ ...start, port }).catch((error: unknown) => {
      if (port === 0) throw error
      return startSandbox({ ...start, port: 0 })
    })
    active = started
    started.onExit(() => {
      active = null
      relaunchLater(() => launch(Number(new URL(started.url).port), currency, credentials))
    })
    await followAddress(started.url)
    return started
  }

  function relaunchLater(relaunch: () => Promise<unknown>): void {
    if (stopping) return
    cancelRestart = parts.clock.after(restartDelayMs(deaths++, parts.random.fraction()), () => {
      relaunch().catch((error: unknown) => {
        parts.report(error, 'sandbox start')
        relaunchLater(relaunch)
      })
    })
  }

  /** Tells the channel where the sandbox is now. */
  async function followAddress(url: string): Promise<void> {
    const connected = channel()
    if (connected === null || connected.settings.ariBaseUrl === url) return
    await ledger.submit('channels.configure', 'host', {
      idempotencyKey: `sandbox-${Buffer.from(parts.random.bytes(12)).toString('hex')}`,
      channelId: connected.id,
      settings: { ...connected.settings, ariBaseUrl: url, reservationsBaseUrl: url },
    })
  }

  return {
    running(): RunningSandbox | null {
      const connected = active === null ? null : channel()
      return active === null || connected === null ? null : { ...active, channelId: connected.id }
    },
    async resume() {
      const hotel = ledger.queries.hotel()
      if (hotel === null || active !== null || !existsSync(db)) return
      const known = ledger.lanes
        .connections()
        .find(({ settings }) => settings.hotelCode === SANDBOX_HOTEL_CODE)
      if (known === undefined) return
      const port = Number(new URL(known.settings.ariBaseUrl).port)
      await launch(port, hotel.currency, known.credentials)
    },
    begin: async (currency, credentials) => active ?? launch(0, currency, credentials),
    channelId: () => channel()?.id ?? null,
    async stop() {
      stopping = true
      cancelRestart()
      await active?.stop()
    },
  }
}
