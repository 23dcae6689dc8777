/**
 * A stand-in Booking.com on this machine: a real HTTP server with its own durable stock, that sells from what it last
 * received and has faults to switch on.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AriAction, countUpdates, receiveAri } from './bookingcom/ari-endpoints.ts'
import { openBookings } from './bookingcom/bookings.ts'
import { type ControlParts, handleControl } from './bookingcom/control-endpoints.ts'
import { createFaultBox, type Fault } from './bookingcom/faults.ts'
import { isAuthorized, readBody, writeAnswer, writeHalf } from './bookingcom/http-exchange.ts'
import { type Answer, createAnswerWriter } from './bookingcom/ota-answer.ts'
import { createRequestLog } from './bookingcom/request-log.ts'
import { QUEUE_OF_ACTION, receiveAcknowledgement, serveQueue } from './bookingcom/reservation-endpoints.ts'
import { seededRandom } from './bookingcom/seeded-random.ts'
import { openStock } from './bookingcom/stock.ts'
import { openStore } from './bookingcom/store.ts'
import { type SandboxClock, systemClock } from './system-clock.ts'

export interface SandboxOptions {
  /** Its SQLite file, or `:memory:`. */
  readonly db: string
  readonly hotelCode: string
  readonly username: string
  readonly password: string
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** What the property sells in; EUR by default. */
  readonly currency?: string
  /** Gives stock back when a stay is cancelled or shortened; off by default, as at Booking.com. */
  readonly topUp?: boolean
  /** Of the chance with which faults strike and guests are named; 1 by default. */
  readonly seed?: number
  readonly clock?: SandboxClock
  /** Hears of bugs; the request that met one is cut. */
  readonly report?: (error: unknown) => void
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`, for both base URLs of the channel. */
  readonly url: string
  close(): Promise<void>
}

/** Listens on 127.0.0.1 only. Rejects when the port is taken or the file cannot be opened. */
export async function startBookingcomSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = options.clock ?? systemClock
  const store = openStore(options.db)
  const stopping = new AbortController()
  const handle = createHandler(options, store, clock, stopping.signal)
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A sender that goes away in the middle of its request is no bug.
      if (request.complete) options.report?.(error)
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  }).catch((error: unknown) => {
    store.close()
    throw error
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      stopping.abort()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      store.close()
    },
  }
}

function createHandler(
  options: SandboxOptions,
  store: ReturnType<typeof openStore>,
  clock: SandboxClock,
  stopping: AbortSignal,
) {
  const currency = options.currency ?? 'EUR'
  const random = seededRandom(options.seed ?? 1)
  const stock = openStock(store)
  const bookings = openBookings(store, stock, { currency, topUp: options.topUp ?? false })
  const answers = createAnswerWriter(clock.now)
  const faults = createFaultBox(random)
  const log = createRequestLog()
  const control: ControlParts = { stock, bookings, faults, log, now: clock.now, random }

  const answerOta = (method: string, action: string, request: IncomingMessage, body: string): Answer => {
    if (!isAuthorized(request, options.username, options.password)) return unauthorized()
    if (request.headers['accept-version'] !== '1.1') return plain(400, 'Accept-Version 1.1 is required.')
    if (method === 'POST' && !/^(application|text)\/xml\b/.test(request.headers['content-type'] ?? '')) {
      return plain(400, 'Content-Type must be application/xml.')
    }
    const queue = QUEUE_OF_ACTION[action]
    if (queue === undefined) {
      if (method !== 'POST') return plain(405, 'Only POST is known here.')
      return receiveAri(action as AriAction, body, { store, stock, answers, currency })
    }
    if (method === 'GET') return serveQueue(queue, bookings, options.hotelCode, clock.now())
    if (method !== 'POST') return plain(405, 'Only GET and POST are known here.')
    return store.transaction(() => receiveAcknowledgement(queue, body, bookings, answers))()
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET'
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const body = await readBody(request)
    if (body === null) return writeAnswer(response, plain(413, 'The body is too large.'))
    if (url.pathname.startsWith('/control/'))
      return writeAnswer(response, guardControl(request, url, body, control))
    const action = /^\/hotels\/ota\/(OTA_Hotel(?:Avail|RateAmount|Res|ResModify)Notif)$/.exec(
      url.pathname,
    )?.[1]
    if (action === undefined) return writeAnswer(response, plain(404, 'There is no such endpoint.'))

    const fault = faults.take(action in QUEUE_OF_ACTION ? 'reservations' : 'ari')
    const bytes = Buffer.byteLength(body)
    const path = url.pathname
    const ranges = countUpdates(body)
    const entry = log.add({ at: clock.now(), method, path, ranges, bytes, fault: fault?.kind ?? null })
    const respond = (answer: Answer, write = writeAnswer) => {
      entry.status = answer.status
      write(response, answer)
    }
    const early = fault === null ? null : answerOfFault(fault)
    if (early !== null) return respond(early)
    if (fault?.kind === 'timeout') return
    if (fault?.kind === 'slow' || fault?.kind === 'lateApply') await clock.sleep(fault.delayMs, stopping)
    if (stopping.aborted) return
    const answer = answerOta(method, action, request, body)
    if (fault?.kind === 'lateApply') return
    if (fault?.kind === 'lostAnswer') {
      request.socket.destroy()
      return
    }
    respond(answer, fault?.kind === 'truncated' ? writeHalf : writeAnswer)
  }
}

/** Answers of faults that apply nothing. */
function answerOfFault(fault: Fault): Answer | null {
  if (fault.kind === 'rateLimited') {
    return {
      ...plain(429, 'Too many requests.'),
      headers: { 'retry-after': String(fault.retryAfterSeconds) },
    }
  }
  if (fault.kind === 'serverError') return plain(500, 'Internal server error.')
  if (fault.kind === 'unauthorized') return unauthorized()
  if (fault.kind === 'garbage') return { status: 200, body: 'Service temporarily %$#!' }
  return null
}

/** A page in a browser must not drive it: no Origin, no foreign Host, and JSON, which a form cannot send. */
function guardControl(request: IncomingMessage, url: URL, body: string, parts: ControlParts): Answer {
  const host = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')
  if (!host) return plain(421, 'Ask for 127.0.0.1.')
  if (request.headers.origin !== undefined) return plain(403, 'Pages may not drive the sandbox.')
  const method = request.method ?? 'GET'
  if (method === 'GET') return handleControl(method, url, undefined, parts)
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return plain(415, 'Content-Type must be application/json.')
  }
  let input: unknown
  try {
    input = JSON.parse(body)
  } catch {
    return plain(400, 'The body is not JSON.')
  }
  return handleControl(method, url, input, parts)
}

function unauthorized(): Answer {
  return { ...plain(401, 'Unknown username or password.'), headers: { 'www-authenticate': 'Basic' } }
}

function plain(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` }
}
