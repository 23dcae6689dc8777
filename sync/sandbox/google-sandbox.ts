/**
 * A stand-in Google Hotel ARI on this machine: it shows what it was last told, by the time that a message bears and not by the
 * order of arrival, and sells nothing.
 */
import type { IncomingMessage } from 'node:http'
import { MalformedXml, parseXml } from '../channels/xml/xml-tree.ts'
import { handleControl } from './bookingcom/control-endpoints.ts'
import type { Answer } from './bookingcom/ota-answer.ts'
import { SaleRefused } from './bookingcom/sale-terms.ts'
import { openStock } from './bookingcom/stock.ts'
import { openStore, type Store } from './bookingcom/store.ts'
import { readUpdates } from './google/ari-updates.ts'
import { type Action, checkMessage, GoogleRefused, otaAnswer } from './google/google-answer.ts'
import { openShown } from './google/shown.ts'
import {
  plain,
  type Sandbox,
  type SandboxChannel,
  type ServerOptions,
  startSandboxServer,
  type Workings,
} from './sandbox-server.ts'

export interface GoogleSandboxOptions extends ServerOptions {
  /** Its SQLite file, or `:memory:`. */
  readonly db: string
  readonly hotelCode: string
  readonly key: string
  /** What the property sells in; EUR by default. */
  readonly currency?: string
}

const PATHS: Readonly<Record<string, Action>> = {
  '/travel/hotels/uploads/ota/hotel_inv_count_notif': 'OTA_HotelInvCountNotif',
  '/travel/hotels/uploads/ota/hotel_avail_notif': 'OTA_HotelAvailNotif',
  '/travel/hotels/uploads/ota/hotel_rate_amount_notif': 'OTA_HotelRateAmountNotif',
}

/** Listens on 127.0.0.1 only. Rejects when the port is taken or the file cannot be opened. */
export async function startGoogleSandbox(options: GoogleSandboxOptions): Promise<Sandbox> {
  const store = openStore(options.db)
  return startSandboxServer(
    options,
    (workings) => createChannel(options, store, workings),
    () => store.close(),
  )
}

function createChannel(options: GoogleSandboxOptions, store: Store, workings: Workings): SandboxChannel {
  const { hotelCode, key, currency = 'EUR' } = options
  const { now } = workings
  const stock = openStock(store)
  const shown = openShown(store, stock)
  const seen = new Set<string>()

  const receive = (action: Action, body: string): Answer => {
    let token = ''
    try {
      const root = parseXml(body)
      const message = checkMessage(action, root, { hotelCode, key })
      token = message.echoToken
      if (seen.has(token)) throw new GoogleRefused('EchoToken was used before')
      const updates = readUpdates(action, message.list, { products: stock.products(), currency })
      store.transaction(() => {
        for (const { update, nights } of updates) shown.apply(update, nights, message.at)
      })()
      seen.add(token)
      return otaAnswer(action, token, now(), null)
    } catch (error) {
      if (error instanceof MalformedXml)
        return otaAnswer(action, token, now(), new GoogleRefused(error.message))
      if (error instanceof GoogleRefused) return otaAnswer(action, token, now(), error)
      throw error
    }
  }
  const sellsNothing = (): never => {
    throw new SaleRefused('Closed')
  }

  return {
    endpointOf: (path) => (Object.hasOwn(PATHS, path) ? 'ari' : null),
    countUpdates: (body) => body.match(/<StatusApplicationControl[\s/>]/g)?.length ?? 0,
    answer(request: IncomingMessage, url: URL, body: string) {
      const action = PATHS[url.pathname]
      if (request.method !== 'POST' || action === undefined) return plain(405, 'Only POST is known here.')
      if (!/^(text|application)\/xml\b/.test(request.headers['content-type'] ?? ''))
        return plain(415, 'Content-Type must be application/xml.')
      return receive(action, body)
    },
    control: (method, url, input) =>
      handleControl(method, url, input, {
        ...workings,
        stock,
        bookings: { sell: sellsNothing, modify: sellsNothing, cancel: sellsNothing, all: () => [] },
      }),
    refusals: {
      rateLimited: () => plain(429, 'Too many requests.'),
      serverError: () => plain(500, 'Internal server error.'),
      unauthorized: () => plain(403, 'This address is not one of the partner.'),
      notFound: () => plain(404, 'There is no such endpoint.'),
    },
  }
}
