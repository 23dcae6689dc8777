/**
 * The composition of the host: ledger, API, server, sync process and sandbox, started in an order in which each finds
 * what it needs and closed in the reverse one.
 */
import type { Permission } from '../../shared/contract/procedure.ts'
import { PERMISSIONS } from '../../shared/contract/procedure.ts'
import type { DeskStatus } from '../../shared/shell-link.ts'
import type { Caller } from '../api/context.ts'
import { createRouter, type DeskRouter } from '../api/router.ts'
import { openLedger } from '../ledger/open-ledger.ts'
import { createCalendarPublisher } from './calendar-publisher.ts'
import { watchChannels } from './channel-watch.ts'
import type { HostClock, HostRandom } from './clock.ts'
import { createDemo } from './demo.ts'
import { createDemoSandboxes } from './demo-sandboxes.ts'
import { deskStatus } from './desk-status.ts'
import type { SpawnChild } from './host-child.ts'
import { reportIncidents } from './incidents.ts'
import { openMeasures } from './measures/open-measures.ts'
import { createOpeningCodes } from './opening-codes.ts'
import { type DeskPort, servePort } from './port-server.ts'
import { createRelayClient, relayHttp } from './relay-client.ts'
import { createRelayDesk } from './relay-desk.ts'
import { createSandboxChannel, type SandboxChannel } from './sandbox-channel.ts'
import { type DeskServer, startServer } from './server.ts'
import { createSessions } from './sessions.ts'
import { type SyncSupervisor, superviseSync } from './sync-supervisor.ts'

export interface HostLog {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}

export interface HostOptions {
  readonly dir: string
  /** 0 takes any free one. */
  readonly port: number
  /** Takes any free port when this one is taken. */
  readonly portMayChange: boolean
  readonly demo: boolean
  /** A demo hotel is sold on further sandbox channels, beside the first. */
  readonly demoChannels: boolean
  readonly clock: HostClock
  readonly random: HostRandom
  readonly log: HostLog
  readonly version: string
  /** An OTLP collector that spans of commands go to; null: none are made. */
  readonly tracesTo: URL | null
  readonly pageDir: string
  readonly spawnChild: SpawnChild
}

export interface Host {
  readonly url: string
  readonly router: DeskRouter
  /** An address that signs one browser in; good for 60 s, once. */
  openingUrl(): string
  /** A bearer token with every permission; replaces the one of the last start. */
  startToken(): string
  readonly sync: SyncSupervisor
  /** Serves the desk's own page, which has no session: it was given the port by whoever started this host. */
  servePage(port: DeskPort): void
  /** Looks at the clock now, as after a sleep of the machine. */
  tick(): void
  status(): DeskStatus
  close(): Promise<void>
}

/** The person at the desk; there are no users yet. */
const DESK: Caller = { actor: 'desk', permissions: new Set(PERMISSIONS) }
const START_TOKEN = 'start'
/** The business date and the horizon are looked at so often, also after the machine has slept. */
const TICK_MS = 15_000

/** @throws DataFolderInUse, DataFolderRefused, HotelExists, or the system's error when the port cannot be had. */
export async function openHost(options: HostOptions): Promise<Host> {
  const { dir, clock, random, log } = options
  const report = reportIncidents(log, random)
  const opened = await openLedger({ dir, clock, random })
  if (opened.warning !== null) log.warn({}, opened.warning)
  const closers: (() => Promise<void>)[] = [() => opened.close()]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) {
      await closer().catch((error: unknown) => report(error, 'closing'))
    }
  }
  try {
    const { version, tracesTo } = options
    const measuring = await openMeasures({ ledger: opened, dir, clock, random, log, version, tracesTo })
    closers.push(measuring.close)
    const { ledger, operations, commands, traceIdsOf } = measuring
    const sessions = createSessions(ledger.store, clock, random)
    const codes = createOpeningCodes(clock, random)
    ledger.store.compileAll()
    const sandbox = createSandboxChannel({
      ledger,
      dir,
      spawnChild: options.spawnChild,
      clock,
      random,
      report,
    })
    closers.push(() => sandbox.stop())
    const { spawnChild } = options
    const sandboxes = createDemoSandboxes({ ledger, dir, spawnChild, clock, random, report })
    closers.push(() => sandboxes.stop())
    const first = createDemo({ ledger, sandbox, clock, random, report })
    const demo = {
      async open() {
        const opened = await first.open()
        if (options.demoChannels) sandboxes.begin()
        return opened
      },
    }
    const http = relayHttp()
    const relay = createRelayDesk({ ledger, http, clock, report })
    const publisher = createCalendarPublisher({ ledger, client: createRelayClient(http), clock, report })
    closers.push(() => publisher.stop())
    const book = watchChannels(ledger, clock)
    closers.push(async () => book.end())
    const sync = superviseSync({
      relay,
      lanes: ledger.lanes,
      spawnSync: () => options.spawnChild('sync'),
      clock,
      random,
      report,
      traceIdsOf,
      watched: book,
      log,
    })
    const at = { url: '' }
    const openingUrlFor = (caller: Caller) => {
      const { code, expiresAt } = codes.create(caller)
      return { url: `${at.url}/#code=${code}`, expiresAt }
    }
    const router = createRouter({
      ledger,
      sandbox,
      demo,
      sessions: { createOpeningLink: openingUrlFor },
      sync,
      relay,
      operations,
      calls: book,
      commands,
      report,
    })

    await prepareHotel(ledger, sandbox, options.demo ? demo : null)
    sandboxes.resume()
    sync.onRunning(() => sync.isRunning() || relay.unseen())
    sync.start()
    publisher.start()
    closers.push(() => sync.stop())
    const tick = () => {
      ledger.tick().catch((error: unknown) => report(error, 'tick'))
    }
    const endTicks = clock.every(TICK_MS, tick)
    closers.push(async () => endTicks())
    const server = await listen(options, {
      router,
      sessions,
      codes,
      clock,
      report,
      metricsText: operations.text,
    })
    closers.push(() => server.close())
    at.url = server.url
    ledger.recordUrl(server.url)
    return {
      url: server.url,
      router,
      openingUrl: () => openingUrlFor(DESK).url,
      startToken: () => sessions.replaceToken(START_TOKEN, PERMISSIONS satisfies readonly Permission[]),
      sync,
      servePage: (port) => servePort(router, port, DESK),
      tick,
      status: () => deskStatus(ledger.queries.channels(), sync.isRunning()),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function prepareHotel(
  ledger: Pick<Awaited<ReturnType<typeof openLedger>>, 'tick'>,
  sandbox: SandboxChannel,
  demo: { open(): Promise<unknown> } | null,
): Promise<void> {
  await ledger.tick()
  await sandbox.resume()
  await demo?.open()
}

async function listen(
  { port, portMayChange, version, pageDir }: HostOptions,
  parts: Omit<Parameters<typeof startServer>[0], 'port' | 'version' | 'pageDir'>,
): Promise<DeskServer> {
  try {
    return await startServer({ ...parts, version, pageDir, port })
  } catch (error) {
    if (!portMayChange || !isTaken(error)) throw error
    return startServer({ ...parts, version, pageDir, port: 0 })
  }
}

export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
