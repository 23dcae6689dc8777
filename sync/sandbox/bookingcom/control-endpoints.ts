/** The sandbox's own levers, for tests, the demo and the desk's button; not part of any channel. */
import { z } from 'zod'
import { type IsoDate, isIsoDate } from '../../../shared/dates.ts'
import { isoDateSchema } from '../../../shared/snapshot.ts'
import type { Booking, Guest, RoomWish } from './bookings.ts'
import { type FaultBox, faultsSchema } from './faults.ts'
import type { Answer } from './ota-answer.ts'
import type { RequestLog } from './request-log.ts'
import { SaleRefused } from './sale-terms.ts'
import type { Stock } from './stock.ts'

export interface ControlParts {
  readonly stock: Pick<Stock, 'products' | 'setProducts' | 'stock' | 'prices' | 'restrictions'>
  readonly bookings: ControlledBookings
  readonly faults: FaultBox
  readonly log: RequestLog
  readonly now: () => number
  readonly random: () => number
}

/** What guests do, whatever the channel. Each @throws SaleRefused */
export interface ControlledBookings {
  sell(wishes: readonly RoomWish[], guest: Guest, now: number): Booking
  modify(
    channelRef: string,
    wish: { arrival: IsoDate; departure: IsoDate; roomCode: string | null },
    now: number,
  ): Booking
  cancel(channelRef: string, now: number): Booking
  all(): Booking[]
}

const code = z.string().min(1).max(60)
const productsSchema = z
  .array(
    z.strictObject({
      roomCode: code,
      name: z.string().max(200),
      rateCodes: z.array(code).max(100),
      rateNames: z.array(z.string().max(200)).max(100).optional(),
    }),
  )
  .max(500)
const roomSchema = z.strictObject({
  roomCode: code,
  arrival: isoDateSchema,
  departure: isoDateSchema,
  adults: z.number().int().min(1).max(30).default(2),
  rateCode: code.optional(),
})
const guestFields = {
  guestSurname: z.string().min(1).max(64).optional(),
  withCard: z.boolean().default(false),
  virtualCardFrom: isoDateSchema.optional(),
  guestFirstName: z.string().max(64).default('Sandbox'),
  guestEmail: z.string().max(254).default(''),
}
const sellSchema = z.union([
  roomSchema.extend(guestFields),
  z.strictObject({ rooms: z.array(roomSchema).min(1).max(20), ...guestFields }),
])
const modifySchema = z.strictObject({
  channelRef: z.string().max(60),
  arrival: isoDateSchema,
  departure: isoDateSchema,
  roomCode: code.optional(),
})
const cancelSchema = z.strictObject({ channelRef: z.string().max(60) })

/** A well-known number that passes Luhn and belongs to nobody. */
const TEST_CARD = '4111111111111111'
const SURNAMES = [
  'Almeida',
  'Bakker',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'Greco',
  'Horvat',
  'Ivanova',
  'Jansen',
]

/** Answers a control request whose body, if it has one, is already JSON. */
export function handleControl(method: string, url: URL, body: unknown, parts: ControlParts): Answer {
  try {
    const answer = route(`${method} ${url.pathname}`, url.searchParams, body, parts)
    return answer === undefined
      ? json(404, { error: 'There is no such control endpoint.' })
      : json(200, answer)
  } catch (error) {
    if (error instanceof SaleRefused) {
      return json(409, { reason: error.reason, date: error.date, message: error.message })
    }
    if (error instanceof z.ZodError) {
      const issues = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
      return json(400, { error: 'The input is not valid.', issues })
    }
    throw error
  }
}

function route(target: string, query: URLSearchParams, body: unknown, parts: ControlParts): unknown {
  const { stock, bookings, faults, log, now } = parts
  if (target === 'GET /control/products') return stock.products()
  if (target === 'PUT /control/products') {
    stock.setProducts(productsSchema.parse(body))
    return stock.products()
  }
  if (target === 'GET /control/faults') return faults.list()
  if (target === 'PUT /control/faults') {
    faults.set(faultsSchema.parse(body))
    return faults.list()
  }
  if (target === 'POST /control/sell') return sell(body, parts)
  if (target === 'POST /control/modify') {
    const { channelRef, arrival, departure, roomCode } = modifySchema.parse(body)
    return summary(bookings.modify(channelRef, { arrival, departure, roomCode: roomCode ?? null }, now()))
  }
  if (target === 'POST /control/cancel')
    return summary(bookings.cancel(cancelSchema.parse(body).channelRef, now()))
  if (target === 'GET /control/bookings') return bookings.all().map(summary)
  if (target === 'GET /control/requests') return log.after(Number(query.get('after') ?? '0') || 0)
  if (target === 'GET /control/state') return state(query, stock)
  return undefined
}

function sell(body: unknown, { bookings, now, random }: ControlParts) {
  const wish = sellSchema.parse(body)
  const rooms = 'rooms' in wish ? wish.rooms : [wish]
  const wishes = rooms.map(
    ({ roomCode, arrival, departure, adults, rateCode }): RoomWish => ({
      roomCode,
      arrival,
      departure,
      adults,
      rateCode: rateCode ?? null,
    }),
  )
  const surname = wish.guestSurname ?? SURNAMES[Math.floor(random() * SURNAMES.length)] ?? 'Guest'
  const { virtualCardFrom = null, guestFirstName: firstName, guestEmail: email } = wish
  const cardNumber = wish.withCard || virtualCardFrom !== null ? TEST_CARD : null
  const guest = { surname, firstName, email, cardNumber, virtualCardFrom }
  return summary(bookings.sell(wishes, guest, now()))
}

/** Nights from `from` to before `to`; all of them without either. */
function state(query: URLSearchParams, stock: ControlParts['stock']) {
  const from = query.get('from') ?? '2000-01-01'
  const to = query.get('to') ?? '2199-12-31'
  const schema = z.string().refine(isIsoDate, 'must be a calendar day')
  schema.parse(from)
  schema.parse(to)
  return {
    stock: stock.stock(from, to),
    prices: stock.prices(from, to),
    restrictions: stock.restrictions(from, to),
  }
}

function summary(booking: Booking) {
  const { channelRef, status, content, revision, queue, propertyCode } = booking
  const totalMinor = content.rooms
    .flatMap((room) => room.nightlyAmounts)
    .reduce((sum, amount) => sum + amount, 0)
  return {
    channelRef,
    status,
    revision,
    queue,
    propertyCode,
    currency: content.currency,
    totalMinor,
    rateCode: content.rooms[0]?.rateCode ?? null,
    guestSurname: content.surname,
    rooms: content.rooms,
  }
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}
