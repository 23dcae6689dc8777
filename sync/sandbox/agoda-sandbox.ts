/**
 * A stand-in Agoda YCS5 on this machine: one address for everything, its own stock, from which it sells what it last
 * received, partial successes, and bookings that are listed by when something happened to them.
 */
import type { IncomingMessage } from 'node:http'
import { nightsOf } from '../../shared/dates.ts'
import { type ActionStatus, type Actions, openActions } from './agoda/actions.ts'
import { AgodaRefused, failureAnswer, typeOf, writeError } from './agoda/agoda-answer.ts'
import { serveDetails, serveList } from './agoda/booking-endpoints.ts'
import { countUpdates, receiveAri } from './agoda/set-ari.ts'
import { type Booking, type Bookings, openBookings, type RoomWish } from './bookingcom/bookings.ts'
import { type ControlledBookings, handleControl } from './bookingcom/control-endpoints.ts'
import type { Answer } from './bookingcom/ota-answer.ts'
import { SaleRefused } from './bookingcom/sale-terms.ts'
import { openStock, type Stock } from './bookingcom/stock.ts'
import { openStore, type Store } from './bookingcom/store.ts'
import { openRoomClosings, type RoomClosings, refuseClosed } from './expedia/room-closings.ts'
import {
  plain,
  type Sandbox,
  type SandboxChannel,
  type ServerOptions,
  startSandboxServer,
  type Workings,
} from './sandbox-server.ts'

export interface AgodaSandboxOptions extends ServerOptions {
  /** Its SQLite file, or `:memory:`. */
  readonly db: string
  readonly propertyId: string
  readonly key: string
  /** What the property sells in; EUR by default. */
  readonly currency?: string
  /** Minor units; a price below is refused. 1 by default. */
  readonly leastRate?: number
  /** Whether a partial success names what was refused. It does by default. */
  readonly tellsParts?: boolean
}

/** Listens on 127.0.0.1 only. Rejects when the port is taken or the file cannot be opened. */
export async function startAgodaSandbox(options: AgodaSandboxOptions): Promise<Sandbox> {
  const store = openStore(options.db)
  return startSandboxServer(
    options,
    (workings) => createChannel(options, store, workings),
    () => store.close(),
  )
}

function createChannel(options: AgodaSandboxOptions, store: Store, workings: Workings): SandboxChannel {
  const { propertyId, key, currency = 'EUR', leastRate = 1, tellsParts = true } = options
  const { now } = workings
  const stock = openStock(store)
  const closings = openRoomClosings(store)
  const bookings = openBookings(store, stock, { currency, topUp: true })
  const actions = openActions(store)
  const guests = guestsOf(store, { bookings, actions, closings })
  const shown: Stock = {
    ...stock,
    stock: (from, to) =>
      stock.stock(from, to).map((row) => ({ ...row, isClosed: closings.has(row.roomCode, row.date) })),
  }
  const refused = (status: number, code: number, text: string) =>
    failureAnswer(status, now(), propertyId, [writeError(code, text)])
  const unauthorized = () =>
    refused(401, 1503, 'Authentication failed: The supplied authentication is invalid')

  const answerTo = (body: string): Answer => {
    const type = typeOf(body)
    if (type === null) return refused(400, 1511, 'request@type is required')
    const parts = { bookings, actions, propertyId, now: now() }
    if (type === 'setAri')
      return receiveAri(body, {
        store,
        stock,
        closings,
        propertyId,
        currency,
        leastRate,
        tellsParts,
        now: now(),
      })
    return store.transaction(() =>
      type === 'bookingList' ? serveList(body, parts) : serveDetails(body, parts),
    )()
  }

  return {
    endpointOf: (path, body) => (path !== '/api' ? null : typeOf(body) === 'setAri' ? 'ari' : 'reservations'),
    countUpdates,
    answer(request: IncomingMessage, url: URL, body: string) {
      if (request.method !== 'POST') return plain(405, 'Only POST is known here.')
      if (!/^(text|application)\/xml\b/.test(request.headers['content-type'] ?? ''))
        return plain(415, 'Content-Type must be text/xml.')
      if (url.searchParams.get('apiKey') !== key) return unauthorized()
      try {
        return answerTo(body)
      } catch (error) {
        if (!(error instanceof AgodaRefused)) throw error
        return refused(error.status, error.code, error.message)
      }
    },
    control: (method, url, input) =>
      handleControl(method, url, input, { ...workings, stock: shown, bookings: guests }),
    refusals: {
      rateLimited: () => plain(429, 'Too many requests.'),
      serverError: () => plain(500, 'Internal server error.'),
      unauthorized,
      notFound: () => plain(404, 'There is no such endpoint.'),
    },
  }
}

/** What guests do, each noted with its time. A booking is for rooms of one type; a closed room type is not sold. */
function guestsOf(
  store: Store,
  { bookings, actions, closings }: { bookings: Bookings; actions: Actions; closings: RoomClosings },
): ControlledBookings {
  const shown = (booking: Booking): Booking => {
    const waits = booking.status === 'booked' && booking.revision === 1 ? 'new' : 'modified'
    return { ...booking, queue: actions.isTaken(booking.channelRef) ? null : waits }
  }
  const noted = (status: ActionStatus, booking: Booking, now: number): Booking => {
    actions.note(booking.channelRef, status, now)
    return shown(booking)
  }
  return {
    sell: store.transaction((wishes, guest, now) => {
      const [first, ...others] = wishes
      if (first === undefined || others.some((wish: RoomWish) => !isAlike(wish, first)))
        throw new SaleRefused('NoSuchRoom')
      refuseClosed(closings, first)
      return noted('ConfirmBooking', bookings.sell(wishes, guest, now), now)
    }) satisfies ControlledBookings['sell'],
    modify: store.transaction((channelRef, wish, now) => {
      const [room] = bookings.find(channelRef)?.content.rooms ?? []
      const roomCode = wish.roomCode ?? room?.roomCode ?? ''
      const stays = room !== undefined && room.roomCode === roomCode
      const owned = stays ? nightsOf({ from: room.arrival, to: room.departure }) : []
      refuseClosed(closings, { ...wish, roomCode }, owned)
      return noted('AmendBooking', bookings.modify(channelRef, wish), now)
    }) satisfies ControlledBookings['modify'],
    cancel: store.transaction((channelRef, now) =>
      noted('CancelBooking', bookings.cancel(channelRef), now),
    ) satisfies ControlledBookings['cancel'],
    all: () => bookings.all().map(shown),
  }
}

function isAlike(wish: RoomWish, other: RoomWish): boolean {
  const { roomCode, rateCode, arrival, departure } = wish
  return (
    roomCode === other.roomCode &&
    rateCode === other.rateCode &&
    arrival === other.arrival &&
    departure === other.departure
  )
}
