/** The customer, the rooms and the amounts of one Agoda booking: any number of rooms of one type, for the same nights. */
import { addDays, type IsoDate, isIsoDate, nightsOf } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import type { Person } from '../../../shared/snapshot.ts'
import { completeNights, spreadEvenly } from '../night-amounts.ts'
import { paymentPart } from '../payment.ts'
import { maskCardNumbers } from '../xml/card-masking.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'

/** Why one booking cannot be read, while its neighbours can. The message names what is wrong, never a guest. */
export class UnreadableBooking extends Error {
  override readonly name = 'UnreadableBooking'
}

/** Stands where no name is given: a booking is never turned away for that. */
const NAMELESS = 'Agoda guest'
/** Ages are not told: the oldest that most houses still call a child. */
const UNTOLD_CHILD_AGE = 12
const MOST_NIGHTS = 800
const MOST_ROOMS = 50

export function readCustomer(booking: XmlElement): Person {
  const customer = descendant(booking, 'customer')
  const text = (name: string, longest: number) =>
    maskCardNumbers((attribute(customer, name) ?? '').replace(/\s+/g, ' '))
      .slice(0, longest)
      .trim()
  const surname = text('last_name', 120)
  const firstName = text('first_name', 120)
  const contact = { email: text('email', 254), phone: text('phone', 60) }
  if (surname !== '') return { surname, firstName, ...contact }
  return { surname: firstName === '' ? NAMELESS : firstName, firstName: '', ...contact }
}

/** @throws UnreadableBooking */
export function currencyOf(booking: XmlElement): string | undefined {
  const code = attribute(descendant(booking, 'prices'), 'currency')
  if (code !== undefined && !/^[A-Z]{3}$/.test(code))
    throw new UnreadableBooking('the currency is not a code')
  return code
}

/** What `snapshotRoomSchema` will check, without the guest. @throws UnreadableBooking */
export function readRooms(booking: XmlElement, currency: string) {
  const roomCode = attribute(booking, 'room_id')
  if (roomCode === undefined) throw new UnreadableBooking('the booking has no room_id')
  const { arrival, departure } = readDates(booking)
  const count = countAt(booking, 'room_count', 1)
  if (count < 1 || count > MOST_ROOMS) throw new UnreadableBooking('the number of rooms is none')
  const adults = spreadEvenly(countAt(booking, 'adults', 1), count)
  const children = spreadEvenly(countAt(booking, 'children', 0), count)
  const amounts = readAmounts(booking, nightsOf({ from: arrival, to: departure }), count, currency)
  return amounts.map((nightlyAmounts, index) => ({
    ref: String(index + 1),
    roomCode,
    rateCode: attribute(booking, 'rateplan_id') ?? null,
    arrival,
    departure,
    // Somebody comes for every room, however few are counted.
    adults: Math.max(1, adults[index] ?? 1),
    childrenAges: Array.from({ length: children[index] ?? 0 }, () => UNTOLD_CHILD_AGE),
    nightlyAmounts,
  }))
}

function readDates(booking: XmlElement): { arrival: IsoDate; departure: IsoDate } {
  const arrival = attribute(booking, 'arrival') ?? ''
  const departure = attribute(booking, 'departure') ?? ''
  if (!isIsoDate(arrival) || !isIsoDate(departure))
    throw new UnreadableBooking('the booking has no readable dates')
  if (departure <= arrival) throw new UnreadableBooking('the stay departs before a first night')
  if (departure > addDays(arrival, MOST_NIGHTS))
    throw new UnreadableBooking(`the stay is longer than ${MOST_NIGHTS} nights`)
  return { arrival, departure }
}

function countAt(booking: XmlElement, name: string, untold: number): number {
  const text = attribute(booking, name) ?? String(untold)
  if (!/^\d{1,3}$/.test(text)) throw new UnreadableBooking(`${name} is no count`)
  return Number(text)
}

/** What the property is paid, where that is told; else what the guest pays ("Consume and display Net_Inclusive_amt"). */
const AMOUNTS = ['net_inclusive_amt', 'sell_inclusive_amt'] as const

function amountTold(booking: XmlElement): (typeof AMOUNTS)[number] | undefined {
  const prices = descendant(booking, 'prices')
  const places = [prices, ...descendants(prices, 'price')]
  return AMOUNTS.find((name) => places.some((place) => attribute(place, name) !== undefined))
}

/** Who is paid, by the numbers of Agoda's payment models: 1 merchant, 2 agency, 3 merchant with a commission. */
const COLLECTS: Readonly<Record<string, 'hotel' | 'channel'>> = { 1: 'channel', 2: 'hotel', 3: 'channel' }

/** Where the amounts are those that the property is paid, nothing is kept of them any more. No card is told. */
export function readPayment(booking: XmlElement) {
  const model = descendant(booking, 'paymentmodel')?.text.trim() ?? ''
  return paymentPart({
    collect: Object.hasOwn(COLLECTS, model) ? (COLLECTS[model] ?? null) : null,
    commissionMinor: amountTold(booking) === 'net_inclusive_amt' ? 0 : null,
    virtualCard: null,
  })
}

/**
 * Of each room one amount per night, which add up to the total of the booking exactly (I9). Whether the nights are those of
 * one room or of all is not documented: the total tells. Where it fits neither, as with what is charged for no night, it is spread.
 */
function readAmounts(
  booking: XmlElement,
  nights: readonly IsoDate[],
  rooms: number,
  currency: string,
): number[][] {
  const prices = descendant(booking, 'prices')
  const lines = descendants(prices, 'price')
  const name = amountTold(booking)
  if (name === undefined) throw new UnreadableBooking('the booking has no amount')
  const told = new Map<string, number>()
  for (const line of lines) {
    const night = attribute(line, 'date') ?? ''
    const amount = amountAt(line, name, currency) ?? 0
    if (night !== '') told.set(night, (told.get(night) ?? 0) + amount)
  }
  const named = nights.map((night) => told.get(night))
  const total = amountAt(prices, name, currency)
  const isWhole = !named.includes(undefined)
  const sum = named.reduce<number>((all, amount) => all + (amount ?? 0), 0)
  if (isWhole && total === sum * rooms)
    return Array.from({ length: rooms }, () => named.map((each) => each ?? 0))
  const ofAll =
    total === undefined || sum === total || !isWhole
      ? completeNights(named, total)
      : spreadEvenly(total, nights.length)
  if (ofAll === undefined) throw new UnreadableBooking('the stay has nights without an amount')
  const shares = ofAll.map((amount) => spreadEvenly(amount, rooms))
  return Array.from({ length: rooms }, (_, room) => shares.map((share) => share[room] ?? 0))
}

/** Minor units; undefined where there is none. @throws UnreadableBooking for one that is not exact */
function amountAt(source: XmlElement | undefined, name: string, currency: string): number | undefined {
  const text = attribute(source, name)
  if (text === undefined) return undefined
  const minor = fromDecimal(text, currency)
  if (minor === undefined || minor < 0) throw new UnreadableBooking(`${name} is not an exact amount`)
  return minor
}
