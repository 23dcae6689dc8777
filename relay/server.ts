/** The relay's HTTP server: which path goes where, how long anything may take, and an end that loses nothing. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { RELAY_PATHS } from '../shared/relay-protocol.ts'
import type { createCalendars } from './calendars.ts'
import type { createHooks } from './hooks.ts'
import type { Hotels } from './hotels.ts'
import { type Answer, json, refusalAnswer, writeAnswer } from './http-exchange.ts'
import { type Mailbox, MailboxUnavailable } from './mailbox.ts'
import type { openSessions } from './mailbox-sessions.ts'
import { bearerHotel, type createPairingEndpoints } from './pairing-endpoints.ts'
import { REFUSALS, Refusal, type RefusalCode } from './refusals.ts'

const HEADERS_WITHIN_MS = 10_000
const REQUEST_WITHIN_MS = 20_000
const KEPT_ALIVE_MS = 65_000
const MOST_CONNECTIONS = 20_000
const LARGEST_HEADERS_BYTES = 8_192
/** What is under way gets so long at the end. */
const CLOSE_WITHIN_MS = 3_000
const HEALTH_KEPT_MS = 1_000

export interface ServerParts {
  readonly host: string
  readonly port: number
  readonly hotels: Hotels
  readonly mailbox: Mailbox
  readonly hooks: ReturnType<typeof createHooks>
  readonly pairing: ReturnType<typeof createPairingEndpoints>
  readonly calendars: ReturnType<typeof createCalendars>
  readonly sessions: Awaited<ReturnType<typeof openSessions>>
  readonly monotonic: () => number
  readonly after: (ms: number, run: () => void) => () => void
  /** Of a bug: where, and never what the request said. */
  readonly report: (error: unknown) => void
}

export interface RelayServer {
  readonly url: string
  close(): Promise<void>
}

export async function startServer(parts: ServerParts): Promise<RelayServer> {
  const { hooks, pairing, calendars, sessions, report } = parts
  const health = createHealth(parts)
  let isClosing = false

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (path.startsWith(`${RELAY_PATHS.hooks}/`)) {
      const [hotelId = '', sourceId = '', action = '', ...more] = path
        .slice(RELAY_PATHS.hooks.length + 1)
        .split('/')
      if (more.length === 0) return hooks(request, hotelId, sourceId, action)
    }
    if (path === '/health') return health()
    if (path === RELAY_PATHS.mailbox) throw new Refusal('UpgradeExpected')
    const answer = (await pairing(request, path)) ?? (await calendars(request, path))
    if (answer === null) throw new Refusal('UnknownPath')
    return answer
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (isClosing) response.setHeader('connection', 'close')
    answerTo(request)
      .catch((error: unknown) => {
        if (error instanceof Refusal) return refusalAnswer(error)
        if (error instanceof MailboxUnavailable)
          return refusalAnswer({ code: 'Unavailable', retryAfterS: 30 })
        throw error
      })
      .then((answer) => writeAnswer(response, answer))
      .catch((error: unknown) => {
        // A sender that goes away in the middle of its request is no bug.
        if (request.complete) report(error)
        response.destroy()
      })
  }

  const server = createServer(
    {
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      keepAliveTimeout: KEPT_ALIVE_MS,
      maxHeaderSize: LARGEST_HEADERS_BYTES,
      connectionsCheckingInterval: 5_000,
    },
    handle,
  )
  server.maxConnections = MOST_CONNECTIONS
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    connection.on('error', () => connection.destroy())
    const path = (request.url ?? '').split('?', 1)[0]
    if (path !== RELAY_PATHS.mailbox) return refuseUpgrade(connection, 'UnknownPath')
    const hotel = bearerHotel(request, parts.hotels)
    if (hotel === undefined) return refuseUpgrade(connection, 'NotSignedIn')
    if (isClosing || !sessions.admit(request, connection, head, hotel))
      refuseUpgrade(connection, 'Unavailable')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.port, parts.host, resolve)
  })
  const { address, port, family } = server.address() as AddressInfo

  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      isClosing = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await sessions.close()
      server.closeIdleConnections()
      const cancel = parts.after(CLOSE_WITHIN_MS, () => {
        sessions.terminate()
        server.closeAllConnections()
      })
      await closed
      cancel()
    },
  }
}

function refuseUpgrade(connection: Duplex, code: RefusalCode): void {
  const { status, message } = REFUSALS[code]
  const body = JSON.stringify({ code, message })
  connection.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** Whether something can be stored right now: tried by writing, at most once a second. */
function createHealth({ mailbox, monotonic }: ServerParts): () => Promise<Answer> {
  let latest: { at: number; answer: Promise<Answer> } | null = null
  const look = async (): Promise<Answer> => {
    const { writable, durableCopies } = await mailbox.health()
    return json(writable ? 200 : 503, { ok: writable, durableCopies })
  }
  return () => {
    const now = monotonic()
    if (latest === null || now - latest.at > HEALTH_KEPT_MS) latest = { at: now, answer: look() }
    return latest.answer
  }
}
