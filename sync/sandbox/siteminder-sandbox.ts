/**
 * A stand-in SiteMinder on this machine: a real HTTP server with its own stock, that sells from what it last received,
 * takes a message whole or not at all, and keeps each message about a reservation until it is reported.
 */
import type { IncomingMessage } from 'node:http'
import { element } from '../channels/xml/xml-writer.ts'
import { type Booking, type Bookings, openBookings } from './bookingcom/bookings.ts'
import { type ControlledBookings, handleControl } from './bookingcom/control-endpoints.ts'
import type { Answer } from './bookingcom/ota-answer.ts'
import { openStock } from './bookingcom/stock.ts'
import { openStore, type Store } from './bookingcom/store.ts'
import {
  plain,
  type Sandbox,
  type SandboxChannel,
  type ServerOptions,
  startSandboxServer,
  type Workings,
} from './sandbox-server.ts'
import { applyAri, countUpdates } from './siteminder/ari-updates.ts'
import { type MessageStatus, type Messages, openMessages } from './siteminder/messages.ts'
import { receiveReport, serveUndelivered } from './siteminder/reservations.ts'
import {
  type Account,
  checkMessage,
  EnvelopeRefused,
  errorAnswer,
  faultAnswer,
  MessageRefused,
  readMessage,
  type SoapMessage,
  soapAnswer,
} from './siteminder/soap-answer.ts'

export interface SiteminderSandboxOptions extends ServerOptions, Account {
  /** Its SQLite file, or `:memory:`. */
  readonly db: string
  /** What the property sells in; EUR by default. */
  readonly currency?: string
}

/** Documented: larger ones are not looked at. */
const MOST_BYTES = 2_000_000

/** Listens on 127.0.0.1 only. Rejects when the port is taken or the file cannot be opened. */
export async function startSiteminderSandbox(options: SiteminderSandboxOptions): Promise<Sandbox> {
  const store = openStore(options.db)
  return startSandboxServer(
    options,
    (workings) => createChannel(options, store, workings),
    () => store.close(),
  )
}

const ANSWERS: Readonly<Record<string, string>> = {
  OTA_HotelAvailNotif: 'OTA_HotelAvailNotifRS',
  OTA_HotelRateAmountNotif: 'OTA_HotelRateAmountNotifRS',
  OTA_Read: 'OTA_ResRetrieveRS',
  OTA_NotifReport: 'OTA_NotifReportRS',
}

function createChannel(options: SiteminderSandboxOptions, store: Store, workings: Workings): SandboxChannel {
  const { currency = 'EUR', hotelCode } = options
  const { now } = workings
  const stock = openStock(store)
  // "SiteMinder never tops up": a change or a cancellation leaves the rooms taken until the desk sends their number.
  const bookings = openBookings(store, stock, { currency, topUp: false })
  const messages = openMessages(store)

  const contentOf = (message: SoapMessage) => {
    if (message.action === 'OTA_Read') return serveUndelivered(message, messages, hotelCode)
    if (message.action === 'OTA_NotifReport') receiveReport(message, messages, bookings)
    else applyAri(message, { stock, currency })
    return [element('Success', {})]
  }

  const answerMessage = (path: string, body: string): Answer => {
    try {
      const { message, security } = readMessage(body)
      const root = ANSWERS[message.action]
      if (root === undefined) return faultAnswer(500, 'Client', `${message.root.name} is not known here.`)
      try {
        checkMessage(message, security, path, options)
        const content = store.transaction(() => contentOf(message))()
        return soapAnswer(root, message.echoToken, now(), ...content)
      } catch (error) {
        if (!(error instanceof MessageRefused)) throw error
        return errorAnswer(root, message.echoToken, now(), error)
      }
    } catch (error) {
      if (!(error instanceof EnvelopeRefused)) throw error
      return faultAnswer(500, 'Client', error.message)
    }
  }

  return {
    endpointOf(path, body) {
      if (requestorOf(path) === undefined) return null
      return /<OTA_Hotel(Avail|RateAmount)NotifRQ[\s>]/.test(body) ? 'ari' : 'reservations'
    },
    countUpdates,
    answer(request: IncomingMessage, url, body) {
      if (request.method !== 'POST') return plain(405, 'Only POST is known here.')
      if (request.headers['content-type']?.toLowerCase() !== 'text/xml; charset=utf-8')
        return plain(415, 'Content-Type must be text/xml; charset=utf-8.')
      if (Buffer.byteLength(body) > MOST_BYTES)
        return faultAnswer(500, 'Client', 'The message is larger than 2MB.')
      return answerMessage(requestorOf(url.pathname) ?? '', body)
    },
    control: (method, url, input) =>
      handleControl(method, url, input, {
        ...workings,
        stock,
        bookings: guestsOf(store, bookings, messages),
      }),
    refusals: {
      rateLimited: () => plain(429, 'Too many requests.'),
      serverError: () => faultAnswer(500, 'Server', 'Internal error.'),
      unauthorized: () => plain(401, 'Unknown username or password.'),
      notFound: () => plain(404, 'There is no such endpoint.'),
    },
  }
}

function requestorOf(path: string): string | undefined {
  return /^\/(?:webservices\/)?([\w-]{1,32})$/.exec(path)?.[1]
}

/** What guests do, each leaving a message behind. */
function guestsOf(store: Store, bookings: Bookings, messages: Messages): ControlledBookings {
  const noted = (status: MessageStatus, booking: Booking, at: number): Booking => {
    const { channelRef, content, createdAt } = booking
    messages.add({ channelRef, status, content, bookedAt: createdAt, at })
    return booking
  }
  return {
    sell: store.transaction((wishes, guest, now) =>
      noted('Commit', bookings.sell(wishes, guest, now), now),
    ) satisfies ControlledBookings['sell'],
    modify: store.transaction((channelRef, wish, now) =>
      noted('Modify', bookings.modify(channelRef, wish), now),
    ) satisfies ControlledBookings['modify'],
    cancel: store.transaction((channelRef, now) =>
      noted('Cancel', bookings.cancel(channelRef), now),
    ) satisfies ControlledBookings['cancel'],
    all: () => bookings.all(),
  }
}
