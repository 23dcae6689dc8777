/** A desk for transport tests: the real server, sessions and store; the ledger is told by each test what to do. */
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { CallsPort, OperationsPort, SyncPort } from '../../main/api/ports.ts'
import { createRouter, type DeskRouter } from '../../main/api/router.ts'
import { type HostClock, systemRandom } from '../../main/host/clock.ts'
import { createOpeningCodes, type OpeningCodes } from '../../main/host/opening-codes.ts'
import { type DeskServer, startServer } from '../../main/host/server.ts'
import { createSessions, type Sessions } from '../../main/host/sessions.ts'
import type { Ledger } from '../../main/ledger/ledger.ts'
import { openStore } from '../../main/store/open.ts'
import { PERMISSIONS, type Permission } from '../../shared/contract/procedure.ts'
import { DomainError } from '../../shared/errors.ts'
import { noRelay } from './no-relay.ts'

export interface TestDesk {
  /** Where its ledger file is. */
  readonly dir: string
  readonly server: DeskServer
  readonly router: DeskRouter
  readonly sessions: Sessions
  readonly codes: OpeningCodes
  readonly clock: TestClock
  readonly incidents: { id: string; error: unknown; where: string }[]
  /** A token with these permissions, all when none is named. */
  token(...permissions: Permission[]): string
}

/** Time that a test moves by hand. */
export interface TestClock extends HostClock {
  advance(ms: number): void
}

export function testClock(): TestClock {
  let at = 1_795_000_000_000
  let timers: { due: number; every: number | null; run: () => void }[] = []
  const add = (ms: number, every: number | null, run: () => void) => {
    const timer = { due: at + ms, every, run }
    timers.push(timer)
    return () => {
      timers = timers.filter((each) => each !== timer)
    }
  }
  return {
    now: () => at,
    monotonic: () => at,
    after: (ms, run) => add(ms, null, run),
    every: (ms, run) => add(ms, ms, run),
    advance(ms) {
      const end = at + ms
      for (;;) {
        const next = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
        if (next === undefined) break
        at = next.due
        if (next.every === null) timers = timers.filter((each) => each !== next)
        else next.due += next.every
        next.run()
      }
      at = end
    },
  }
}

export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'keyrack-host-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}

/** @param ledger what the tested procedures reach; anything else of it fails the call. */
export async function openTestDesk(
  ledger: object = {},
  onSyncRunning: SyncPort['onRunning'] = () => () => undefined,
): Promise<TestDesk> {
  const clock = testClock()
  const random = systemRandom()
  const dir = tempDir()
  const opened = await openStore(dir, clock.now())
  onTestFinished(() => {
    opened.store.sqlite.close()
    opened.lock.release()
  })
  const sessions = createSessions(opened.store, clock, random)
  const codes = createOpeningCodes(clock, random)
  const incidents: TestDesk['incidents'] = []
  const report = (error: unknown, where: string) => {
    const id = `incident-${incidents.length}`
    incidents.push({ id, error, where })
    return id
  }
  const router = createRouter({
    ledger: ledger as Ledger,
    sandbox: { running: () => null },
    demo: { open: async () => ({ hotelId: 'none' }) },
    sessions: { createOpeningLink: () => ({ url: '', expiresAt: 0 }) },
    sync: {
      isRunning: () => true,
      onRunning: onSyncRunning,
      ask: () => Promise.reject(new DomainError('SyncUnavailable', {})),
    },
    relay: noRelay(),
    operations: noMeasures,
    calls: noCalls,
    commands: { watch: (_name, _trace, work) => work() },
    report,
  })
  const pageDir = join(tempDir(), 'missing')
  const server = await startServer({
    router,
    sessions,
    codes,
    clock,
    report,
    metricsText: noMeasures.text,
    version: '0',
    pageDir,
    port: 0,
  })
  onTestFinished(() => server.close())
  const token = (...permissions: Permission[]) =>
    sessions.createToken('test', permissions.length === 0 ? PERMISSIONS : permissions)
  return { dir, server, router, sessions, codes, clock, incidents, token }
}

const noCalls: CallsPort = {
  list: () => ({ since: 0, gone: 0, calls: [] }),
  one: () => ({ call: null }),
  told: () => ({ since: 0, told: [], readBack: null }),
}

const noMeasures: OperationsPort = {
  measures: () => {
    throw new Error('this desk measures nothing')
  },
  text: async () => '# nothing is measured here\n',
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** The body as JSON; fails when it is not. */
  json(): Record<string, unknown> & { code?: string; data?: Record<string, unknown> }
}

export interface RawRequest {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

/** HTTP with every header under control, Host and Origin included. */
export function send(desk: TestDesk, { method = 'GET', path = '/', headers = {}, body }: RawRequest) {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>()
  const outgoing = request(
    { host: '127.0.0.1', port: desk.server.port, method, path, headers, agent: false },
    (incoming) => {
      let text = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (piece: string) => {
        text += piece
      })
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          json: () => JSON.parse(text) as ReturnType<RawAnswer['json']>,
        }),
      )
      incoming.on('error', reject)
    },
  )
  outgoing.on('error', reject)
  outgoing.end(body)
  return promise
}

export function sendJson(desk: TestDesk, path: string, value: unknown, headers: Record<string, string> = {}) {
  return send(desk, {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  })
}

export interface SocketEnd {
  readonly opened: boolean
  /** HTTP status of a refused upgrade, or the close code. */
  readonly code: number
  readonly text: string
}

/** Opens a socket; `ended` tells how it was refused or closed. */
export function openSocket(desk: TestDesk, headers: Record<string, string>, protocols: string[] = []) {
  const socket = new WebSocket(`ws://127.0.0.1:${desk.server.port}/rpc`, protocols, { headers })
  const { promise: ended, resolve } = Promise.withResolvers<SocketEnd>()
  const { promise: ready, resolve: isOpen } = Promise.withResolvers<void>()
  let opened = false
  socket.on('open', () => {
    opened = true
    isOpen()
  })
  socket.on('unexpected-response', (_request, incoming) => {
    let text = ''
    incoming.on('data', (piece: Buffer) => {
      text += piece.toString()
    })
    incoming.on('end', () => resolve({ opened, code: incoming.statusCode ?? 0, text }))
  })
  socket.on('error', () => undefined)
  socket.on('close', (code, reason) => resolve({ opened, code, text: reason.toString() }))
  onTestFinished(() => socket.terminate())
  return { socket, ended, ready }
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
export const ownOrigin = (desk: TestDesk) => ({ origin: desk.server.url })
