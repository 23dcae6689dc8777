/** FreeRooms and RatePlans as a portal takes them: all of a message, or nothing. */
import { addDays, type IsoDate, isIsoDate } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import {
  attribute,
  childrenNamed,
  descendant,
  descendants,
  type XmlElement,
} from '../../channels/xml/xml-tree.ts'
import { nightsThrough, type Product, type Stock, type Update } from '../bookingcom/stock.ts'
import { listOf, MessageRefused } from './answers.ts'

interface Parts {
  readonly stock: Stock
  readonly capabilities: readonly string[]
}

const MOST_DAYS = 1_100

/** Updates in the body, for the log. */
export function countUpdates(body: string): number {
  return body.match(/<(Inventory|BookingRule|Rate)[\s>/]/g)?.length ?? 0
}

/** Inside a transaction. @throws MessageRefused at the first one that is not right. */
export function applyFreeRooms(message: XmlElement, { stock, capabilities }: Parts): void {
  const set = descendant(message, 'UniqueID')
  const isComplete = attribute(set, 'Instance') === 'CompleteSet' && attribute(set, 'Type') === '16'
  if (set !== undefined && !isComplete) throw new MessageRefused('450', 'UniqueID is one of a complete set')
  if (!capabilities.includes(`OTA_HotelInvCountNotif_accept_${isComplete ? 'complete_set' : 'deltas'}`))
    throw new MessageRefused('450', 'Changes and complete sets are taken where they were agreed on')
  const products = stock.products()
  if (isComplete) emptyStock(stock)
  const overlaps = createOverlapCheck()
  for (const inventory of listOf(descendant(message, 'Inventories'), 'Inventory')) {
    const control = descendant(inventory, 'StatusApplicationControl')
    const { roomCode } = productOf(attribute(control, 'InvTypeCode'), products)
    if (attribute(control, 'InvCode') !== undefined) throw new MessageRefused('450', 'Rooms are not known')
    const nights = nightsOf(control)
    overlaps(roomCode, nights)
    const counts = descendants(inventory, 'InvCounts', 'InvCount')
    const bookable = counts.find((each) => attribute(each, 'CountType') === '2')
    const rooms = Number(attribute(bookable, 'Count') ?? '0')
    if (!Number.isInteger(rooms) || rooms < 0) throw new MessageRefused('320', 'Count is no number')
    stock.apply({ kind: 'stock', roomCode, rooms }, nights)
  }
}

/** What a complete set does not name is no longer for sale. */
function emptyStock(stock: Stock): void {
  for (const { roomCode, date } of stock.stock('0000-01-01', '9999-12-31'))
    stock.apply({ kind: 'stock', roomCode, rooms: 0 }, [date as IsoDate])
}

/** Inside a transaction. @throws MessageRefused at the first one that is not right. */
export function applyRatePlans(
  message: XmlElement,
  { stock, currency, capabilities }: Parts & { readonly currency: string },
): void {
  const products = stock.products()
  const seen = new Set<string>()
  for (const plan of listOf(descendant(message, 'RatePlans'), 'RatePlan')) {
    const rateCode = attribute(plan, 'RatePlanCode') ?? ''
    if (seen.has(rateCode)) throw new MessageRefused('450', `Rate plan ${rateCode} stands there twice`)
    seen.add(rateCode)
    if (attribute(plan, 'RatePlanNotifType') !== 'Overlay')
      throw new MessageRefused('450', 'A rate plan is set up at the portal: Overlay is taken')
    if (attribute(plan, 'CurrencyCode') !== currency)
      throw new MessageRefused('61', `the hotel sells in ${currency}`)
    if (!products.some(({ rateCodes }) => rateCodes.includes(rateCode)))
      throw new MessageRefused('249', `Invalid rate code ${rateCode}`)
    const own = products.filter(({ rateCodes }) => rateCodes.includes(rateCode))
    applyParts(plan, 'BookingRules', 'BookingRule', (rule) => {
      const { roomCode } = productOf(attribute(rule, 'Code'), own)
      return { roomCode, updates: readRule(rule, { roomCode, rateCode }, capabilities) }
    })
    applyParts(plan, 'Rates', 'Rate', (rate) => {
      const { roomCode } = productOf(attribute(rate, 'InvTypeCode'), own)
      return {
        roomCode,
        updates: [{ kind: 'price', roomCode, rateCode, amounts: readAmounts(rate, currency) }],
      }
    })
  }

  function applyParts(
    plan: XmlElement,
    list: string,
    name: string,
    read: (part: XmlElement) => { roomCode: string; updates: readonly Update[] },
  ): void {
    const overlaps = createOverlapCheck()
    for (const part of childrenNamed(descendant(plan, list), name)) {
      const { roomCode, updates } = read(part)
      const nights = nightsOf(part)
      overlaps(roomCode, nights)
      for (const update of updates) stock.apply(update, nights)
    }
  }
}

interface Place {
  readonly roomCode: string
  readonly rateCode: string
}

/** A rule stands for its whole period: what it does not name does not hold there any more. */
function readRule(rule: XmlElement, place: Place, capabilities: readonly string[]): Update[] {
  if (attribute(rule, 'CodeContext') !== 'ROOMTYPE')
    throw new MessageRefused('450', 'Rules of a room type are taken')
  const lengths = new Map<string, number>()
  for (const length of descendants(rule, 'LengthsOfStay', 'LengthOfStay')) {
    const time = Number(attribute(length, 'Time') ?? Number.NaN)
    if (!Number.isInteger(time) || time < 1 || attribute(length, 'TimeUnit') !== 'Day')
      throw new MessageRefused('320', 'Time is no number of days')
    lengths.set(attribute(length, 'MinMaxMessageType') ?? '', time)
  }
  const most = Math.min(lengths.get('SetMaxLOS') ?? Infinity, lengths.get('SetForwardMaxStay') ?? Infinity)
  const isClosed = attribute(descendant(rule, 'RestrictionStatus'), 'Status') === 'Close'
  const closedOn = (name: string, capability: string) => {
    const days = descendant(rule, 'DOW_Restrictions', name)
    if (days === undefined) return 0
    if (!capabilities.includes(capability)) throw new MessageRefused('450', `${name} was not agreed on`)
    return Object.values(days.attributes).every((flag) => flag === '0') ? 1 : 0
  }
  return [
    {
      ...place,
      kind: 'min_los',
      value: Math.max(lengths.get('SetMinLOS') ?? 1, lengths.get('SetForwardMinStay') ?? 1),
    },
    { ...place, kind: 'max_los', value: Number.isFinite(most) ? most : null },
    { ...place, kind: 'closed', value: isClosed ? 1 : 0 },
    {
      ...place,
      kind: 'closed_to_arrival',
      value: closedOn('ArrivalDaysOfWeek', 'OTA_HotelRatePlanNotif_accept_ArrivalDOW'),
    },
    {
      ...place,
      kind: 'closed_to_departure',
      value: closedOn('DepartureDaysOfWeek', 'OTA_HotelRatePlanNotif_accept_DepartureDOW'),
    },
  ]
}

function readAmounts(rate: XmlElement, currency: string): (number | null)[] {
  const amounts: (number | null)[] = []
  for (const base of listOf(descendant(rate, 'BaseByGuestAmts'), 'BaseByGuestAmt')) {
    const guests = Number(attribute(base, 'NumberOfGuests') ?? Number.NaN)
    const minor = fromDecimal(attribute(base, 'AmountAfterTax') ?? '', currency)
    if (
      !Number.isInteger(guests) ||
      guests < 1 ||
      guests > 30 ||
      attribute(base, 'AgeQualifyingCode') !== '10'
    )
      throw new MessageRefused('436', 'NumberOfGuests is no number of adults')
    if (minor === undefined || minor <= 0) throw new MessageRefused('437', 'AmountAfterTax is not above 0')
    while (amounts.length < guests) amounts.push(null)
    amounts[guests - 1] = minor
  }
  return amounts
}

function productOf(code: string | undefined, products: readonly Product[]): Product {
  const product = products.find(({ roomCode }) => roomCode === code)
  if (product === undefined) throw new MessageRefused('402', `Invalid room type ${code ?? ''}`)
  return product
}

function nightsOf(source: XmlElement | undefined): IsoDate[] {
  const [start = '', end = ''] = [attribute(source, 'Start'), attribute(source, 'End')]
  if (!isIsoDate(start) || !isIsoDate(end) || end < start || end > addDays(start, MOST_DAYS))
    throw new MessageRefused('404', 'Invalid start/end date combination')
  return nightsThrough(start, end)
}

/** "Inventory periods must not overlap for the same room category." */
function createOverlapCheck() {
  const seen = new Set<string>()
  return (roomCode: string, nights: readonly IsoDate[]): void => {
    for (const night of nights) {
      const key = `${roomCode} ${night}`
      if (seen.has(key)) throw new MessageRefused('404', `Overlapping periods of ${roomCode} on ${night}`)
      seen.add(key)
    }
  }
}
