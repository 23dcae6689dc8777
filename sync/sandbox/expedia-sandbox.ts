/**
 * A stand-in Expedia QuickConnect on this machine: a real HTTP server with its own durable stock, that sells from what it
 * last received, answers one request at a time and has faults to switch on.
 */
import type { ServerResponse } from 'node:http'
import { nightsOf } from '../../shared/dates.ts'
import { type Booking, type Bookings, openBookings } from './bookingcom/bookings.ts'
import { type ControlledBookings, handleControl } from './bookingcom/control-endpoints.ts'
import type { Answer } from './bookingcom/ota-answer.ts'
import { SaleRefused } from './bookingcom/sale-terms.ts'
import { openStock, type Stock } from './bookingcom/stock.ts'
import { openStore, type Store } from './bookingcom/store.ts'
import { countUpdates, receiveAr } from './expedia/ar-endpoint.ts'
import { receiveConfirmation, serveRetrieval } from './expedia/booking-endpoints.ts'
import { type Account, type Endpoint, EqcRefused, errorAnswer } from './expedia/eqc-answer.ts'
import { openRoomClosings, type RoomClosings, refuseClosed } from './expedia/room-closings.ts'
import {
  type BookingType,
  openTransactions,
  type Release,
  type Transactions,
} from './expedia/transactions.ts'
import {
  plain,
  type Sandbox,
  type SandboxChannel,
  type ServerOptions,
  startSandboxServer,
  type Workings,
} from './sandbox-server.ts'

export interface ExpediaSandboxOptions extends ServerOptions, Account {
  /** Its SQLite file, or `:memory:`. */
  readonly db: string
  /** What the property sells in; EUR by default. */
  readonly currency?: string
  /** When a booking's next transaction can be had; Expedia's own pages disagree. After the confirmation by default. */
  readonly release?: Release
  /** Minor units; a price below is warned about and not taken. 1 by default. */
  readonly leastRate?: number
  /** A price for more persons is warned about and not taken; 20 by default. */
  readonly mostOccupants?: number
}

/** Listens on 127.0.0.1 only. Rejects when the port is taken or the file cannot be opened. */
export async function startExpediaSandbox(options: ExpediaSandboxOptions): Promise<Sandbox> {
  const store = openStore(options.db)
  return startSandboxServer(
    options,
    (workings) => createChannel(options, store, workings),
    () => store.close(),
  )
}

function createChannel(options: ExpediaSandboxOptions, store: Store, workings: Workings): SandboxChannel {
  const { currency = 'EUR', leastRate = 1, mostOccupants = 20 } = options
  const account = { hotelCode: options.hotelCode, username: options.username, password: options.password }
  const stock = openStock(store)
  const closings = openRoomClosings(store)
  // Expedia lowers its own stock and gives it back by itself.
  const bookings = openBookings(store, stock, { currency, topUp: true })
  const transactions = openTransactions(store, options.release ?? 'confirmation')
  const guests = guestsOf(store, bookings, transactions, closings)
  const shown: Stock = {
    ...stock,
    stock: (from, to) =>
      stock.stock(from, to).map((row) => ({ ...row, isClosed: closings.has(row.roomCode, row.date) })),
  }
  let isBusy = false

  const answerEqc = (endpoint: Endpoint, body: string): Answer => {
    try {
      if (endpoint === 'ar')
        return receiveAr(body, workings.now(), {
          store,
          stock,
          closings,
          account,
          currency,
          leastRate,
          mostOccupants,
        })
      return store.transaction(() =>
        endpoint === 'br'
          ? serveRetrieval(body, transactions, account)
          : receiveConfirmation(body, transactions, bookings, account),
      )()
    } catch (error) {
      if (!(error instanceof EqcRefused)) throw error
      return errorAnswer(endpoint, error.code, error.message)
    }
  }

  return {
    endpointOf(path) {
      const endpoint = endpointOf(path)
      return endpoint === undefined ? null : endpoint === 'ar' ? 'ari' : 'reservations'
    },
    countUpdates,
    enter(path: string, response: ServerResponse) {
      if (isBusy)
        return errorAnswer(
          endpointOf(path) ?? 'ar',
          3210,
          'Communication error: exceed max number of connections allowed (1).',
        )
      isBusy = true
      response.once('close', () => {
        isBusy = false
      })
      return null
    },
    answer(request, url, body) {
      if (request.method !== 'POST') return plain(405, 'Only POST is known here.')
      if (!/^text\/xml\b/.test(request.headers['content-type'] ?? ''))
        return plain(415, 'Content-Type must be text/xml.')
      return answerEqc(endpointOf(url.pathname) ?? 'ar', body)
    },
    control: (method, url, input) =>
      handleControl(method, url, input, { ...workings, stock: shown, bookings: guests }),
    refusals: {
      rateLimited: () => plain(429, 'Too many requests.'),
      serverError: () => plain(500, 'Internal server error.'),
      unauthorized: () => plain(401, 'Unknown username or password.'),
      notFound: () => plain(404, 'There is no such endpoint.'),
    },
  }
}

function endpointOf(path: string): Endpoint | undefined {
  return /^\/eqc\/(ar|br|bc)$/.exec(path)?.[1] as Endpoint | undefined
}

/** What guests do, each leaving a transaction behind. A booking is for one room; a closed room type is not sold. */
function guestsOf(
  store: Store,
  bookings: Bookings,
  transactions: Transactions,
  closings: RoomClosings,
): ControlledBookings {
  const noted = (type: BookingType, booking: Booking, now: number): Booking => {
    transactions.add(booking.channelRef, type, booking.content, now)
    return booking
  }
  return {
    sell: store.transaction((wishes, guest, now) => {
      if (wishes.length !== 1) throw new SaleRefused('NoSuchRoom')
      for (const wish of wishes) refuseClosed(closings, wish)
      return noted('Book', bookings.sell(wishes, guest, now), now)
    }) satisfies ControlledBookings['sell'],
    modify: store.transaction((channelRef, wish, now) => {
      const [room] = bookings.find(channelRef)?.content.rooms ?? []
      const roomCode = wish.roomCode ?? room?.roomCode ?? ''
      const stays = room !== undefined && room.roomCode === roomCode
      refuseClosed(
        closings,
        { ...wish, roomCode },
        stays ? nightsOf({ from: room.arrival, to: room.departure }) : [],
      )
      return noted('Modify', bookings.modify(channelRef, wish), now)
    }) satisfies ControlledBookings['modify'],
    cancel: store.transaction((channelRef, now) =>
      noted('Cancel', bookings.cancel(channelRef), now),
    ) satisfies ControlledBookings['cancel'],
    all: () => bookings.all(),
  }
}
