/** The guest, the room and the amounts of one Expedia booking; it is for one room always. */
import { addDays, type IsoDate, isIsoDate, nightsOf } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import type { Person } from '../../../shared/snapshot.ts'
import { completeNights, spreadEvenly } from '../night-amounts.ts'
import { paymentPart, UNTOLD_CARD } from '../payment.ts'
import { maskCardNumbers } from '../xml/card-masking.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'

/** Why one booking cannot be read, while its neighbours can. The message names what is wrong, never a guest. */
export class UnreadableBooking extends Error {
  override readonly name = 'UnreadableBooking'
}

/** Stands where Expedia gives no name: a booking is never turned away for that. */
const NAMELESS = 'Expedia guest'
/** Where a child's age is not told, which a property has to ask for: the oldest that most houses still call a child. */
const UNTOLD_CHILD_AGE = 12
const OLDEST_CHILD = 17
const MOST_NIGHTS = 800

export function readGuest(booking: XmlElement): Person {
  const guest = descendant(booking, 'PrimaryGuest')
  const name = descendant(guest, 'Name')
  const phone = descendant(guest, 'Phone')
  return personOf({
    surname: attribute(name, 'surname'),
    firstNames: [attribute(name, 'givenName'), attribute(name, 'middleName')],
    email: descendant(guest, 'Email')?.text,
    phone: {
      country: attribute(phone, 'countryCode'),
      area: attribute(phone, 'cityAreaCode'),
      number: attribute(phone, 'number'),
      extension: attribute(phone, 'extension'),
    },
  })
}

type Told = string | undefined

/** A guest as either of Expedia's formats tells of one. */
export function personOf(told: {
  surname: Told
  firstNames: readonly Told[]
  email: Told
  phone: { country: Told; area: Told; number: Told; extension: Told }
}): Person {
  const surname = textOf(told.surname)
  const firstName = textOf(told.firstNames.join(' '))
  const contact = { email: textOf(told.email).slice(0, 254), phone: phoneOf(told.phone) }
  if (surname !== '') return { surname, firstName, ...contact }
  return { surname: firstName === '' ? NAMELESS : firstName, firstName: '', ...contact }
}

function textOf(text: string | undefined): string {
  return maskCardNumbers((text ?? '').trim().replace(/\s+/g, ' '))
    .slice(0, 120)
    .trim()
}

function phoneOf({ country, area, number, extension }: Record<string, Told>): string {
  const parts = [
    country === undefined ? undefined : `+${country.replace(/^\+/, '')}`,
    area,
    number,
    extension === undefined ? undefined : `ext. ${extension}`,
  ]
  return parts
    .filter((part) => part !== undefined)
    .join(' ')
    .slice(0, 60)
}

/** @throws UnreadableBooking when two amounts disagree: adding them up would invent money. */
export function currencyOf(stay: XmlElement | undefined): string | undefined {
  return oneCurrencyOf(
    [descendant(stay, 'PerDayRates'), descendant(stay, 'Total')].map((each) => attribute(each, 'currency')),
  )
}

/** @throws UnreadableBooking */
export function oneCurrencyOf(told: readonly Told[]): string | undefined {
  const codes = new Set(told.filter((code) => code !== undefined))
  if (codes.size > 1) throw new UnreadableBooking('the booking mixes currencies')
  const [code] = codes
  if (code !== undefined && !/^[A-Z]{3}$/.test(code))
    throw new UnreadableBooking('the currency is not a code')
  return code
}

/**
 * Who collects stands in the source: `A-Expedia` and the like are hotel collect, any other one Expedia collect. Amounts of
 * Expedia collect bookings are net always; those of the others what the guest pays, without a word of the commission. The card
 * of an Expedia collect booking is Expedia's own (EVC), of which neither amount nor days are told.
 */
export function readPayment(booking: XmlElement, stay: XmlElement | undefined) {
  const source = attribute(booking, 'source')?.trim() ?? ''
  const collect = source === '' ? null : source.startsWith('A-') ? 'hotel' : 'channel'
  const hasCard = descendant(stay, 'PaymentCard') !== undefined
  return paymentPart({
    collect,
    commissionMinor: collect === 'channel' ? 0 : null,
    virtualCard: collect === 'channel' && hasCard ? UNTOLD_CARD : null,
  })
}

/** What `snapshotRoomSchema` will check, without the guest. @throws UnreadableBooking */
export function readRoom(stay: XmlElement, currency: string) {
  const roomCode = attribute(stay, 'roomTypeID')
  if (roomCode === undefined) throw new UnreadableBooking('the room has no roomTypeID')
  const { arrival, departure } = readDates(stay)
  return {
    ref: '1',
    roomCode,
    rateCode: attribute(stay, 'ratePlanID') ?? null,
    arrival,
    departure,
    ...readGuestCount(descendant(stay, 'GuestCount')),
    nightlyAmounts: readAmounts(stay, nightsOf({ from: arrival, to: departure }), currency),
  }
}

function readDates(stay: XmlElement): { arrival: IsoDate; departure: IsoDate } {
  const dates = descendant(stay, 'StayDate')
  return datesOf(attribute(dates, 'arrival') ?? '', attribute(dates, 'departure') ?? '')
}

/** @throws UnreadableBooking */
export function datesOf(arrival: string, departure: string): { arrival: IsoDate; departure: IsoDate } {
  if (!isIsoDate(arrival) || !isIsoDate(departure))
    throw new UnreadableBooking('the stay has no readable dates')
  if (departure <= arrival) throw new UnreadableBooking('the stay departs before a first night')
  if (departure > addDays(arrival, MOST_NIGHTS))
    throw new UnreadableBooking(`the stay is longer than ${MOST_NIGHTS} nights`)
  return { arrival, departure }
}

/** Where a child's age is told it is at most that of the oldest child. @throws UnreadableBooking */
export const childAgeOf = (text: string | undefined): number =>
  Math.min(OLDEST_CHILD, countOf(text ?? String(UNTOLD_CHILD_AGE)))

/** At least one adult: where none is told, somebody still comes. Ages are told only to properties that ask for them. */
function readGuestCount(source: XmlElement | undefined): { adults: number; childrenAges: number[] } {
  const adults = countOf(attribute(source, 'adult') ?? '1')
  const ages = descendants(source, 'Child').map((child) => childAgeOf(attribute(child, 'age')))
  const untold = Math.max(0, countOf(attribute(source, 'child') ?? '0') - ages.length)
  return {
    adults: Math.max(1, adults),
    childrenAges: [...ages, ...Array.from({ length: untold }, () => UNTOLD_CHILD_AGE)],
  }
}

/** @throws UnreadableBooking */
export function countOf(text: string): number {
  if (!/^\d{1,2}$/.test(text)) throw new UnreadableBooking('a guest count is no count')
  return Number(text)
}

/**
 * A night's rate with its fees; the taxes, of which only the sum is told, are shared by the nights, so that they add up to
 * the total exactly (I9).
 */
function readAmounts(stay: XmlElement, nights: readonly IsoDate[], currency: string): number[] {
  const told = new Map<string, number>()
  for (const rate of descendants(stay, 'PerDayRates', 'PerDayRate')) {
    const amounts = ['baseRate', 'extraPersonFees', 'hotelServiceFees'].map((name, index) => {
      const text = attribute(rate, name)
      return text === undefined && index > 0 ? 0 : amountOf(text, currency)
    })
    const night = attribute(rate, 'stayDate')
    if (night === undefined || amounts.includes(undefined)) continue
    told.set(
      night,
      amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0),
    )
  }
  return wholeAmounts(told, nights, attribute(descendant(stay, 'Total'), 'amountAfterTaxes'), currency)
}

/** Of each night, from those that are told and the total. @throws UnreadableBooking */
export function wholeAmounts(
  told: ReadonlyMap<string, number>,
  nights: readonly IsoDate[],
  totalText: Told,
  currency: string,
): number[] {
  const total = amountOf(totalText, currency)
  if (totalText !== undefined && total === undefined)
    throw new UnreadableBooking('the total is no exact amount')
  const amounts = completeNights(
    nights.map((night) => told.get(night)),
    total,
  )
  if (amounts === undefined) throw new UnreadableBooking('the stay has nights without an amount')
  return total === undefined ? amounts : addingUpTo(total, amounts)
}

function addingUpTo(total: number, amounts: readonly number[]): number[] {
  const rest = total - amounts.reduce((sum, amount) => sum + amount, 0)
  if (rest < 0) return spreadEvenly(total, amounts.length)
  const shares = spreadEvenly(rest, amounts.length)
  return amounts.map((amount, index) => amount + (shares[index] ?? 0))
}

/** Not negative, in minor units. */
export function amountOf(text: string | undefined, currency: string): number | undefined {
  const amount = text === undefined ? undefined : fromDecimal(text, currency)
  return amount === undefined || amount < 0 ? undefined : amount
}
