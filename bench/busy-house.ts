/**
 * The house that looking back is measured with: 50 rooms and 10,000 reservations over two years, each booked by a command,
 * some given a room, changed or cancelled by later ones.
 */
import { addDays } from '../shared/dates.ts'
import { DomainError } from '../shared/errors.ts'
import { ACTOR, type BenchHotel, newKey, openBenchHotel, saleInput } from './hotel.ts'

const ROOMS_PER_TYPE = 5
const RESERVATIONS = 10_000
const AT_ONCE = 64
/** Days over which the arrivals are spread; prime, so that no type has days of its own. */
const DAYS = 701

export interface BusyHouse {
  readonly hotel: BenchHotel
  /** Instants of the journal, from the first booking on. */
  readonly moments: readonly number[]
  close(): Promise<void>
}

export async function openBusyHouse(): Promise<BusyHouse> {
  const hotel = await openBenchHotel(ROOMS_PER_TYPE)
  try {
    let sold = 0
    for (let first = 0; sold < RESERVATIONS; first += AT_ONCE) {
      const numbers = Array.from({ length: AT_ONCE }, (_, index) => first + index)
      const lived = await Promise.all(numbers.map((number) => live(hotel, number)))
      sold += lived.filter(Boolean).length
    }
    const moments = hotel.ledger.store.sqlite
      .prepare("SELECT DISTINCT at FROM journal WHERE command <> 'property.setUp' ORDER BY at")
      .pluck()
      .all() as number[]
    return { hotel, moments, close: hotel.close }
  } catch (error) {
    await hotel.close()
    throw error
  }
}

/** A reservation's life, unless its nights are sold out: sold, most of them given a room; one in five is cancelled, so that the house never fills up. */
async function live(hotel: BenchHotel, number: number): Promise<boolean> {
  const { ledger } = hotel
  const sold = await sell(hotel, number)
  if (sold === null) return false
  const [stayId] = sold.stayIds
  if (stayId === undefined) throw new Error('a sale has a stay')
  if (Math.floor(number / 10) % 3 !== 0) await assign(hotel, stayId, number)
  if (Math.floor(number / 10) % 5 !== 0) return true
  await ledger.submit('reservations.cancel', ACTOR, {
    idempotencyKey: newKey(),
    reservationId: sold.reservationId,
    reason: '',
    agreedWithChannel: false,
    fee: 'waive',
  })
  return true
}

/** @returns null when the nights are sold out. */
async function sell(hotel: BenchHotel, number: number) {
  const sale = saleInput(hotel, number)
  const arrival = addDays(hotel.businessDate, (number * 211) % DAYS)
  const departure = addDays(arrival, 1 + (Math.floor(number / 10) % 4))
  const rooms = sale.rooms.map((room) => ({ ...room, arrival, departure }))
  return orRefused(hotel.ledger.submit('reservations.create', ACTOR, { ...sale, rooms }))
}

/** The first room of its type that is free. */
async function assign(hotel: BenchHotel, stayId: string, number: number): Promise<void> {
  const type = hotel.roomTypeIds[number % hotel.roomTypeIds.length]
  const rooms = hotel.ledger.queries.hotel()?.rooms.filter(({ roomTypeId }) => roomTypeId === type) ?? []
  for (const room of rooms) {
    const given = { idempotencyKey: newKey(), stayId, roomId: room.id }
    if ((await orRefused(hotel.ledger.submit('stays.assignRoom', ACTOR, given))) !== null) return
  }
}

async function orRefused<A>(work: Promise<A>): Promise<A | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}
