/** Availability, restrictions and prices as SiteMinder takes them: all of a message, or nothing. */
import { addDays, type IsoDate, isIsoDate } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import {
  attribute,
  childrenNamed,
  descendant,
  descendants,
  type XmlElement,
} from '../../channels/xml/xml-tree.ts'
import type { Product, Stock, Update } from '../bookingcom/stock.ts'
import { otaNights } from '../ota-nights.ts'
import { MessageRefused, type SoapMessage } from './soap-answer.ts'

interface Parts {
  readonly stock: Stock
  readonly currency: string
}

/** "SiteMinder supports updates for up to 750 days in the future"; a longer range is a mistake. */
const MOST_DAYS = 750
const MOST_OCCUPANTS = 5

/** Updates in the body, for the log. */
export function countUpdates(body: string): number {
  return body.match(/<(AvailStatusMessage|RateAmountMessage)[\s>/]/g)?.length ?? 0
}

/** Inside a transaction. @throws MessageRefused at the first one that is not right. */
export function applyAri({ root, action }: SoapMessage, { stock, currency }: Parts): void {
  const isPrices = action === 'OTA_HotelRateAmountNotif'
  const name = isPrices ? 'RateAmountMessage' : 'AvailStatusMessage'
  const list = descendant(root, `${name}s`)
  const messages = childrenNamed(list, name)
  if (messages.length === 0 || messages.length !== list?.children.length) {
    const text = `The content of element "${name}s" is not complete. One of "${name}" is expected`
    throw new MessageRefused('10', '', text)
  }
  if (!isPrices) refuseMixture(messages)
  const products = stock.products()
  for (const message of messages) {
    const { updates, nights } = isPrices
      ? readPrices(message, products, currency)
      : readAvailability(message, products)
    for (const update of updates) stock.apply(update, nights)
  }
}

/** "We require these to be sent in separate requests." */
function refuseMixture(messages: readonly XmlElement[]): void {
  const limits = messages.filter((each) => attribute(each, 'BookingLimit') !== undefined)
  if (limits.length > 0 && limits.length < messages.length)
    throw refuse('Availability and restrictions are sent in separate requests')
}

const refuse = (text: string, code = '450') => new MessageRefused('3', code, text)

function readAvailability(source: XmlElement, products: readonly Product[]) {
  const control = descendant(source, 'StatusApplicationControl')
  const nights = readNights(control)
  const limit = attribute(source, 'BookingLimit')
  if (limit !== undefined) {
    if (!/^\d{1,4}$/.test(limit)) throw refuse('BookingLimit is no count')
    const { roomCode } = readProduct(control, products)
    return { nights, updates: [{ kind: 'stock', roomCode, rooms: Number(limit) } satisfies Update] }
  }
  const product = readProduct(control, products)
  if (product.rateCode === null) throw refuse('RatePlanCode is required', '249')
  const place = { roomCode: product.roomCode, rateCode: product.rateCode }
  const updates = [...readLengths(source, place), ...readStatus(source, place)]
  if (updates.length === 0) throw new MessageRefused('10', '', 'AvailStatusMessage says nothing')
  return { nights, updates }
}

interface Place {
  readonly roomCode: string
  readonly rateCode: string
}

function readLengths(source: XmlElement, place: Place): Update[] {
  return descendants(source, 'LengthsOfStay', 'LengthOfStay').map((length): Update => {
    const time = attribute(length, 'Time')
    if (time !== undefined && !/^[1-9]\d{0,2}$/.test(time)) throw refuse('Time is no number of nights')
    const kind = attribute(length, 'MinMaxMessageType')
    if (kind === 'SetMinLOS') return { ...place, kind: 'min_los', value: Number(time ?? '1') }
    if (kind === 'SetMaxLOS')
      return { ...place, kind: 'max_los', value: time === undefined ? null : Number(time) }
    throw refuse('SetMinLOS and SetMaxLOS are known')
  })
}

function readStatus(source: XmlElement, place: Place): Update[] {
  return descendants(source, 'RestrictionStatus').map((each): Update => {
    const status = attribute(each, 'Status')
    const kind = CLOSINGS[attribute(each, 'Restriction') ?? '']
    if ((status !== 'Open' && status !== 'Close') || kind === undefined)
      throw refuse('RestrictionStatus is Open or Close, of nothing, Arrival or Departure')
    return { ...place, kind, value: status === 'Close' ? 1 : 0 }
  })
}

const CLOSINGS: Readonly<Record<string, 'closed' | 'closed_to_arrival' | 'closed_to_departure'>> = {
  '': 'closed',
  Arrival: 'closed_to_arrival',
  Departure: 'closed_to_departure',
}

function readPrices(source: XmlElement, products: readonly Product[], currency: string) {
  const control = descendant(source, 'StatusApplicationControl')
  const { roomCode, rateCode } = readProduct(control, products)
  if (rateCode === null) throw refuse('RatePlanCode is required', '249')
  const rate = descendant(source, 'Rates', 'Rate')
  const nights = readNights(rate)
  if (attribute(rate, 'CurrencyCode') !== currency) throw refuse(`the hotel sells in ${currency}`, '61')
  const amounts: (number | null)[] = []
  for (const base of descendants(rate, 'BaseByGuestAmts', 'BaseByGuestAmt')) {
    const guests = Number(attribute(base, 'NumberOfGuests') ?? Number.NaN)
    const minor = fromDecimal(attribute(base, 'AmountAfterTax') ?? '', currency)
    if (attribute(base, 'AgeQualifyingCode') !== '10') throw refuse('AgeQualifyingCode must be 10')
    if (!Number.isInteger(guests) || guests < 1 || guests > MOST_OCCUPANTS)
      throw refuse('NumberOfGuests must be from 1 to 5', '436')
    if (minor === undefined || minor <= 0) throw refuse('AmountAfterTax must be above 0', '437')
    while (amounts.length < guests) amounts.push(null)
    amounts[guests - 1] = minor
  }
  if (amounts.length === 0) throw new MessageRefused('10', '', 'BaseByGuestAmt is required')
  return { nights, updates: [{ kind: 'price', roomCode, rateCode, amounts } satisfies Update] }
}

function readProduct(control: XmlElement | undefined, products: readonly Product[]) {
  const roomCode = attribute(control, 'InvTypeCode') ?? ''
  const product = products.find((each) => each.roomCode === roomCode)
  if (product === undefined) throw refuse(`Room type not found for InvTypeCode=${roomCode}`, '402')
  const rateCode = attribute(control, 'RatePlanCode') ?? null
  if (rateCode !== null && !product.rateCodes.includes(rateCode))
    throw refuse(`Rate plan not found for RatePlanCode=${rateCode}`, '249')
  return { roomCode, rateCode }
}

/** "If one weekday flag is set all must be." */
function readNights(source: XmlElement | undefined): readonly IsoDate[] {
  const [start, end] = [attribute(source, 'Start') ?? '', attribute(source, 'End') ?? '']
  const isTooLong = isIsoDate(start) && isIsoDate(end) && end > addDays(start, MOST_DAYS)
  if (isTooLong) throw refuse('the range is too long', '404')
  const meant = otaNights(source)
  if (meant === null) throw refuse('Start and End are no dates', '404')
  if (meant.daysTold % 7 !== 0) throw refuse('Some days of the week are missing', '404')
  return meant.nights
}
