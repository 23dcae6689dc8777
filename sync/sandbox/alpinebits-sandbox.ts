/**
 * A stand-in portal on this machine that speaks AlpineBits: a real HTTP server with one address, its own stock, that sells
 * from what it last received, and keeps what guests did until it is acknowledged.
 */
import type { IncomingMessage } from 'node:http'
import { element } from '../channels/xml/xml-writer.ts'
import {
  type Account,
  checkRequest,
  type Demand,
  MessageRefused,
  RequestRefused,
  readRequest,
  rootOf,
  writeAnswer,
  writeErrors,
} from './alpinebits/answers.ts'
import { applyFreeRooms, applyRatePlans, countUpdates } from './alpinebits/ari-updates.ts'
import { fieldsOf } from './alpinebits/form.ts'
import { type GuestRequests, openGuestRequests } from './alpinebits/guest-requests.ts'
import { agreementOf, EVERYTHING } from './alpinebits/handshake.ts'
import { openBookings } from './bookingcom/bookings.ts'
import { handleControl } from './bookingcom/control-endpoints.ts'
import type { Answer } from './bookingcom/ota-answer.ts'
import { openStock, type Stock } from './bookingcom/stock.ts'
import { openStore, type Store } from './bookingcom/store.ts'
import {
  plain,
  type Sandbox,
  type SandboxChannel,
  type ServerOptions,
  startSandboxServer,
  type Workings,
} from './sandbox-server.ts'

export interface AlpinebitsSandboxOptions extends ServerOptions, Account {
  /** Its SQLite file, or `:memory:`. */
  readonly db: string
  /** What the property sells in; EUR by default. */
  readonly currency?: string
  /** Its capabilities; everything by default. */
  readonly capabilities?: readonly string[]
  /** What it asks for in its next answers: a `Status` of the standard, or null. */
  readonly demand?: Demand
  readonly settlesUnseen?: boolean
}

/** Listens on 127.0.0.1 only. Rejects when the port is taken or the file cannot be opened. */
export async function startAlpinebitsSandbox(options: AlpinebitsSandboxOptions): Promise<Sandbox> {
  const store = openStore(options.db)
  return startSandboxServer(
    options,
    (workings) => createChannel(options, store, workings),
    () => store.close(),
  )
}

function createChannel(options: AlpinebitsSandboxOptions, store: Store, workings: Workings): SandboxChannel {
  const { currency = 'EUR', capabilities = EVERYTHING, demand = () => null } = options
  const stock = openStock(store)
  // Counts are absolute: a portal puts no room on sale again by itself.
  const bookings = openBookings(store, stock, { currency, topUp: false })
  const requests = openGuestRequests(bookings, {
    hotelCode: options.hotelCode,
    now: workings.now,
    settlesUnseen: options.settlesUnseen ?? false,
  })
  const perform = createPerformer({ stock, currency, capabilities, requests })

  const answerRequest = (request: IncomingMessage, body: string): Answer => {
    const { action, message } = readRequest(request, fieldsOf(request.headers['content-type'], body))
    const name = rootOf(action)
    try {
      checkRequest(message, action, options)
      return writeAnswer(name, demand(), ...store.transaction(() => perform(action, message))())
    } catch (error) {
      if (!(error instanceof MessageRefused)) throw error
      return writeErrors(name, error)
    }
  }

  return {
    endpointOf(path, body) {
      if (path !== '/' && path !== '/alpinebits') return null
      return /OTA_(Read|NotifReport):/.test(body.slice(0, 1_000)) ? 'reservations' : 'ari'
    },
    countUpdates,
    answer(request, _, body) {
      if (request.method !== 'POST') return plain(405, 'Only POST is known here.')
      if (request.headers.authorization !== basicOf(options)) return plain(401, 'Unknown user or password.')
      try {
        return answerRequest(request, body)
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error
        return plain(400, `ERROR: ${error.message}`)
      }
    },
    control: (method, url, input) => handleControl(method, url, input, { ...workings, stock, bookings }),
    refusals: {
      rateLimited: () => plain(429, 'Too many requests.'),
      serverError: () => plain(500, 'Internal error.'),
      unauthorized: () => plain(401, 'Unknown user or password.'),
      notFound: () => plain(404, 'There is no such endpoint.'),
    },
  }
}

interface Parts {
  readonly stock: Stock
  readonly currency: string
  readonly capabilities: readonly string[]
  readonly requests: GuestRequests
}

/** What an action does, and the content of its answer behind `Success`. Each @throws MessageRefused */
function createPerformer({ stock, currency, capabilities, requests }: Parts) {
  return (action: string, message: Parameters<typeof applyFreeRooms>[0]) => {
    if (action === 'OTA_Ping:Handshaking') return agreementOf(message, capabilities)
    if (action === 'OTA_HotelInvCountNotif:FreeRooms') applyFreeRooms(message, { stock, capabilities })
    else if (action === 'OTA_HotelRatePlanNotif:RatePlans')
      applyRatePlans(message, { stock, currency, capabilities })
    else if (action === 'OTA_Read:GuestRequests')
      return [element('ReservationsList', {}, ...requests.serve(message))]
    else requests.acknowledge(message)
    return []
  }
}

function basicOf({ username, password }: Account): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
