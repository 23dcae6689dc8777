/**
 * A stand-in Booking.com on this machine: a real HTTP server with its own durable stock, that sells from what it last
 * received and has faults to switch on.
 */
import type { IncomingMessage } from 'node:http'
import { type AriAction, countUpdates, receiveAri } from './bookingcom/ari-endpoints.ts'
import { openBookings } from './bookingcom/bookings.ts'
import { handleControl } from './bookingcom/control-endpoints.ts'
import { isAuthorized } from './bookingcom/http-exchange.ts'
import { type Answer, createAnswerWriter } from './bookingcom/ota-answer.ts'
import { QUEUE_OF_ACTION, receiveAcknowledgement, serveQueue } from './bookingcom/reservation-endpoints.ts'
import { openStock } from './bookingcom/stock.ts'
import { openStore } from './bookingcom/store.ts'
import {
  plain,
  type Sandbox,
  type SandboxChannel,
  type ServerOptions,
  startSandboxServer,
  type Workings,
} from './sandbox-server.ts'

export interface SandboxOptions extends ServerOptions {
  /** Its SQLite file, or `:memory:`. */
  readonly db: string
  readonly hotelCode: string
  readonly username: string
  readonly password: string
  /** What the property sells in; EUR by default. */
  readonly currency?: string
  /** Gives stock back when a stay is cancelled or shortened; off by default, as at Booking.com. */
  readonly topUp?: boolean
}

/** Listens on 127.0.0.1 only. Rejects when the port is taken or the file cannot be opened. */
export async function startBookingcomSandbox(options: SandboxOptions): Promise<Sandbox> {
  const store = openStore(options.db)
  return startSandboxServer(
    options,
    (workings) => createChannel(options, store, workings),
    () => store.close(),
  )
}

function createChannel(
  options: SandboxOptions,
  store: ReturnType<typeof openStore>,
  workings: Workings,
): SandboxChannel {
  const currency = options.currency ?? 'EUR'
  const { now } = workings
  const stock = openStock(store)
  const bookings = openBookings(store, stock, { currency, topUp: options.topUp ?? false })
  const answers = createAnswerWriter(now)

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
    if (method === 'GET') return serveQueue(queue, bookings, options.hotelCode, now())
    if (method !== 'POST') return plain(405, 'Only GET and POST are known here.')
    return store.transaction(() => receiveAcknowledgement(queue, body, bookings, answers))()
  }

  return {
    endpointOf(path) {
      const action = actionOf(path)
      if (action === undefined) return null
      return action in QUEUE_OF_ACTION ? 'reservations' : 'ari'
    },
    countUpdates,
    answer: (request, url, body) =>
      answerOta(request.method ?? 'GET', actionOf(url.pathname) ?? '', request, body),
    control: (method, url, input) => handleControl(method, url, input, { ...workings, stock, bookings }),
    refusals: {
      rateLimited: () => plain(429, 'Too many requests.'),
      serverError: () => plain(500, 'Internal server error.'),
      unauthorized,
      notFound: () => plain(404, 'There is no such endpoint.'),
    },
  }
}

function actionOf(path: string): string | undefined {
  return /^\/hotels\/ota\/(OTA_Hotel(?:Avail|RateAmount|Res|ResModify)Notif)$/.exec(path)?.[1]
}

function unauthorized(): Answer {
  return { ...plain(401, 'Unknown username or password.'), headers: { 'www-authenticate': 'Basic' } }
}
