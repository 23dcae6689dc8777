/** Reads one update of an ARI message and checks it against the property's rooms and rates. */
import { addDays, type IsoDate, isIsoDate } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import { attribute, descendant, descendants, type XmlElement } from '../../channels/xml/xml-tree.ts'
import type { Reason } from './ota-answer.ts'
import { nightsThrough, type Product, type Update } from './stock.ts'

export interface ReadUpdate {
  readonly update: Update
  readonly nights: readonly IsoDate[]
}

/** This one update is not applied; its neighbours may be. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused'
  readonly reason: Reason

  constructor(word: string, text: string, code: string) {
    super(text)
    this.reason = { word, text, type: '3', code }
  }
}

interface Application {
  readonly roomCode: string
  readonly rateCode: string | null
  readonly nights: IsoDate[]
}

/** Booking.com sells less than three years ahead; a longer range is a mistake. */
const MOST_DAYS = 1_100
const LONGEST_STAY = 9_999

/** Rooms to sell of a room, or restrictions of a room and rate. @throws UpdateRefused */
export function availabilityUpdates(source: XmlElement, products: readonly Product[]): ReadUpdate[] {
  const { roomCode, rateCode, nights } = readApplication(source, products)
  const limit = attribute(source, 'BookingLimit')
  if (limit !== undefined) {
    if (rateCode !== null)
      throw new UpdateRefused('ROOMS_TO_SELL_PER_RATE', 'BookingLimit takes no RatePlanCode', '320')
    if (!/^\d{1,4}$/.test(limit))
      throw new UpdateRefused('BOOKING_LIMIT_INVALID', 'BookingLimit is no count', '320')
    return [{ update: { kind: 'stock', roomCode, rooms: Number(limit) }, nights }]
  }
  if (rateCode === null)
    throw new UpdateRefused('RATE_ID_REQUIRED', 'restrictions need a RatePlanCode', '249')
  const updates = [...lengthsOf(source, roomCode, rateCode), ...statusOf(source, roomCode, rateCode)]
  if (updates.length === 0) throw new UpdateRefused('NOTHING_TO_UPDATE', 'the update says nothing', '321')
  return updates.map((update) => ({ update, nights }))
}

/** Amounts by number of adults. @throws UpdateRefused */
export function priceUpdates(
  source: XmlElement,
  products: readonly Product[],
  currency: string,
): ReadUpdate[] {
  const { roomCode, rateCode, nights } = readApplication(source, products)
  if (rateCode === null) throw new UpdateRefused('RATE_ID_REQUIRED', 'prices need a RatePlanCode', '249')
  const rate = descendant(source, 'Rates', 'Rate')
  const told = attribute(rate, 'CurrencyCode')
  if (told !== currency) {
    const text = `the property sells in ${currency}`
    throw new UpdateRefused('CURRENCY_CODE_DONT_MATCH_HOTEL_CURRENCY', text, '61')
  }
  const amounts: (number | null)[] = []
  for (const base of descendants(rate, 'BaseByGuestAmts', 'BaseByGuestAmt')) {
    const guests = Number(attribute(base, 'NumberOfGuests') ?? Number.NaN)
    const minor = fromDecimal(attribute(base, 'AmountAfterTax') ?? '', currency)
    if (!Number.isInteger(guests) || guests < 1 || guests > 30) {
      throw new UpdateRefused('OCCUPANCY_INVALID', 'NumberOfGuests is no number of guests', '436')
    }
    if (minor === undefined || minor <= 0)
      throw new UpdateRefused('PRICE_INVALID', 'a price must be above 0', '437')
    while (amounts.length < guests) amounts.push(null)
    amounts[guests - 1] = minor
  }
  if (amounts.length === 0) throw new UpdateRefused('NOTHING_TO_UPDATE', 'the update has no amounts', '321')
  return [{ update: { kind: 'price', roomCode, rateCode, amounts }, nights }]
}

function readApplication(source: XmlElement, products: readonly Product[]): Application {
  const control = descendant(source, 'StatusApplicationControl')
  const roomCode = attribute(control, 'InvTypeCode')
  if (roomCode === undefined) throw new UpdateRefused('ROOM_ID_REQUIRED', 'InvTypeCode is required', '402')
  const product = products.find((each) => each.roomCode === roomCode)
  if (product === undefined)
    throw new UpdateRefused('ROOM_ID_INVALID', `Room ID '${roomCode}' is not valid`, '402')
  const rateCode = attribute(control, 'RatePlanCode') ?? null
  if (rateCode !== null && !product.rateCodes.includes(rateCode)) {
    throw new UpdateRefused(
      'RATE_ID_INVALID',
      `Rate ID '${rateCode}' is not valid for room '${roomCode}'`,
      '249',
    )
  }
  const start = attribute(control, 'Start') ?? ''
  const end = attribute(control, 'End') ?? ''
  if (!isIsoDate(start) || !isIsoDate(end))
    throw new UpdateRefused('NOT_A_VALID_DATE', 'Start and End are dates', '404')
  if (end < start) {
    throw new UpdateRefused('FROM_DATE_SHOULD_BE_LESS_THAN_TO_DATE', `${start} is after ${end}`, '404')
  }
  if (end > addDays(start, MOST_DAYS))
    throw new UpdateRefused('DATE_RANGE_TOO_LONG', 'the range is too long', '404')
  return { roomCode, rateCode, nights: nightsThrough(start, end) }
}

function lengthsOf(source: XmlElement, roomCode: string, rateCode: string): Update[] {
  return descendants(source, 'LengthsOfStay', 'LengthOfStay').map((length): Update => {
    const kind = attribute(length, 'MinMaxMessageType')
    const time = attribute(length, 'Time') ?? ''
    const nights = /^\d{1,4}$/.test(time) ? Number(time) : Number.NaN
    if (Number.isNaN(nights) || nights > LONGEST_STAY) {
      throw new UpdateRefused('LENGTH_OF_STAY_INVALID', 'Time is no number of nights', '320')
    }
    if (kind === 'SetMinLOS') return { kind: 'min_los', roomCode, rateCode, value: Math.max(1, nights) }
    if (kind === 'SetMaxLOS')
      return { kind: 'max_los', roomCode, rateCode, value: nights === 0 ? null : nights }
    throw new UpdateRefused('LENGTH_OF_STAY_INVALID', 'SetMinLOS and SetMaxLOS are known', '320')
  })
}

function statusOf(source: XmlElement, roomCode: string, rateCode: string): Update[] {
  return descendants(source, 'RestrictionStatus').map((each): Update => {
    const status = attribute(each, 'Status')
    if (status !== 'Open' && status !== 'Close') {
      throw new UpdateRefused('RESTRICTION_STATUS_INVALID', 'Status is Open or Close', '320')
    }
    const restriction = attribute(each, 'Restriction') ?? 'Master'
    const kind = CLOSINGS[restriction]
    if (kind === undefined) {
      throw new UpdateRefused(
        'RESTRICTION_STATUS_INVALID',
        'Restriction is Master, Arrival or Departure',
        '320',
      )
    }
    return { kind, roomCode, rateCode, value: status === 'Close' ? 1 : 0 }
  })
}

const CLOSINGS: Readonly<Record<string, 'closed' | 'closed_to_arrival' | 'closed_to_departure'>> = {
  Master: 'closed',
  Arrival: 'closed_to_arrival',
  Departure: 'closed_to_departure',
}
