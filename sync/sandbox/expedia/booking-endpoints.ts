/** BR and BC: what a retrieval brings, and what a confirmation settles. */
import { nightsOf } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import {
  attribute,
  childrenNamed,
  descendant,
  descendants,
  type XmlElement,
} from '../../channels/xml/xml-tree.ts'
import { element, type Markup } from '../../channels/xml/xml-writer.ts'
import type { Bookings } from '../bookingcom/bookings.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'
import { type Account, EqcRefused, eqcAnswer, readRequest, writeWarnings } from './eqc-answer.ts'
import type { Transaction, Transactions } from './transactions.ts'

/** Without a status what is pending is meant. @throws EqcRefused */
export function serveRetrieval(body: string, transactions: Transactions, account: Account): Answer {
  const root = readRequest('br', body, account)
  const wanted = descendants(root, 'ParamSet', 'Status').map((each) => attribute(each, 'value') ?? '')
  const found = transactions.retrieve(new Set(wanted.length === 0 ? ['pending'] : wanted))
  const written = found.map((transaction) =>
    writeBooking(transaction, account.hotelCode, numberOf(transactions.of(transaction.channelRef))),
  )
  return eqcAnswer('br', element('Bookings', {}, ...written))
}

function numberOf(transactions: readonly Transaction[]): string | undefined {
  return transactions.findLast(({ confirmNumber }) => confirmNumber !== null)?.confirmNumber ?? undefined
}

function writeBooking(
  transaction: Transaction,
  hotelCode: string,
  confirmNumber: string | undefined,
): Markup {
  const { channelRef: id, type, createdAt, status, content } = transaction
  const createDateTime = `${new Date(createdAt).toISOString().slice(0, 19)}Z`
  const { surname, firstName: givenName } = content
  const attributes = { id, type, createDateTime, source: 'A-Expedia', status, confirmNumber }
  return element(
    'Booking',
    attributes,
    element('Hotel', { id: hotelCode }),
    writeStay(transaction),
    element('PrimaryGuest', {}, element('Name', { givenName, surname })),
    ...(type === 'Cancel'
      ? []
      : [element('SpecialRequest', { code: '5' }, 'Hotel Collect Booking Collect Payment From Guest')]),
  )
}

/** A cancellation names no room and no amounts (EQC BR, "Information set to zero in a cancel message"). */
function writeStay({ type, content }: Transaction): Markup {
  const [room] = content.rooms
  if (room === undefined) throw new Error('a booking has one room')
  const { currency, cardNumber } = content
  const isCancel = type === 'Cancel'
  const amounts = room.nightlyAmounts.map((amount) => (isCancel ? 0 : amount))
  const nights = nightsOf({ from: room.arrival, to: room.departure }).map((stayDate, index) =>
    element('PerDayRate', { stayDate, baseRate: toDecimal(amounts[index] ?? 0, currency) }),
  )
  const total = toDecimal(
    amounts.reduce((sum, amount) => sum + amount, 0),
    currency,
  )
  const amountOfTaxes = toDecimal(0, currency)
  return element(
    'RoomStay',
    { roomTypeID: isCancel ? '0' : room.roomCode, ratePlanID: isCancel ? '0' : room.rateCode },
    element('StayDate', { arrival: room.arrival, departure: room.departure }),
    element('GuestCount', { adult: room.adults }),
    element('PerDayRates', { currency }, ...nights),
    element('Total', { amountAfterTaxes: total, amountOfTaxes, currency }),
    ...(cardNumber === null || isCancel
      ? []
      : [element('PaymentCard', { cardCode: 'VI', cardNumber, seriesCode: '737', expireDate: '1229' })]),
  )
}

const MOST_NUMBERS = 10

/** @throws EqcRefused */
export function receiveConfirmation(
  body: string,
  transactions: Transactions,
  bookings: Bookings,
  account: Account,
): Answer {
  const root = readRequest('bc', body, account)
  const numbers = childrenNamed(descendant(root, 'BookingConfirmNumbers'), 'BookingConfirmNumber')
  if (numbers.length > MOST_NUMBERS)
    throw new EqcRefused(
      3301,
      'Update refused. No more than 10 confirmation numbers can be sent in a single message.',
    )
  if (numbers.length === 0 || numbers.some((each) => attribute(each, 'confirmNumber') === undefined))
    throw new EqcRefused(3010, 'Validation against schema failed: BookingConfirmNumber.')
  const warnings = numbers.flatMap((number) => confirmOne(number, transactions, bookings))
  return eqcAnswer('bc', element('Success', {}, ...warnings))
}

function confirmOne(source: XmlElement, transactions: Transactions, bookings: Bookings): Markup[] {
  const { bookingID = '', bookingType = '', confirmNumber = '' } = source.attributes
  const refuse = (code: number, text: string) =>
    writeWarnings(code, [text], { bookingID, bookingType, confirmNumber })
  const known = transactions.of(bookingID)
  const delivered = known.filter(({ status }) => status !== 'pending')
  if (delivered.length === 0) return refuse(10080, 'Update refused. Booking ID cannot be found.')
  const waits = known.some(({ status }) => status === 'pending')
  const open = delivered.find(({ status, type }) => status === 'retrieved' && type === bookingType)
  if (open === undefined) {
    if (delivered.some(({ type }) => type === bookingType)) return []
    const current = delivered.at(-1)?.type ?? ''
    return refuse(
      10100,
      `Update refused. The specified booking type does not match the one we have stored (${current}).`,
    )
  }
  if (waits && delivered.at(-1) === open && transactions.isAnyTime)
    return refuse(
      10102,
      'Booking confirmation refused because a newer version of this booking is awaiting retrieval.',
    )
  transactions.confirm(open.seq, confirmNumber)
  if (transactions.of(bookingID).every(({ status }) => status === 'confirmed'))
    bookings.release(bookingID, confirmNumber)
  return []
}
