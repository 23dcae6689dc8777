/** Availability, prices and restrictions of a lane's batch as one OTA message (docs/CHANNELS.md). */
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../../shared/cells.ts'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { element, type Markup, otaMessage } from '../xml/xml-writer.ts'

export const LANES = [
  { lane: 'availability', facets: ['availability'] },
  { lane: 'prices', facets: ['price'] },
  { lane: 'restrictions', facets: ['restrictions'] },
] as const

export interface AriMessage {
  /** Name of the endpoint and stem of the root element. */
  readonly action: 'OTA_HotelAvailNotif' | 'OTA_HotelRateAmountNotif'
  readonly body: string
  /** `rangeOfLocator[n - 1]` is the index of the range that the update with LocatorID n belongs to. */
  readonly rangeOfLocator: readonly number[]
}

/**
 * One message for all ranges of a lane. A restrictions range takes three updates, as the general, arrival and departure
 * restrictions are separate states; the others take one. `now` is epoch milliseconds, `currency` the property's.
 *
 * @throws Error for a lane or a range that the engine should never have asked for (a bug, not an answer).
 */
export function writeAriMessage(
  lane: string,
  ranges: readonly SendRange[],
  currency: string,
  now: number,
): AriMessage {
  const updates: Markup[] = []
  const rangeOfLocator: number[] = []
  ranges.forEach((range, index) => {
    for (const write of updatesOf(lane, range, currency)) {
      rangeOfLocator.push(index)
      updates.push(write(rangeOfLocator.length))
    }
  })
  const action = lane === 'prices' ? 'OTA_HotelRateAmountNotif' : 'OTA_HotelAvailNotif'
  const container = lane === 'prices' ? 'RateAmountMessages' : 'AvailStatusMessages'
  const body = otaMessage(`${action}RQ`, '1.005', now, {}, element(container, {}, ...updates))
  return { action, body, rangeOfLocator }
}

type WriteUpdate = (locator: number) => Markup

function updatesOf(lane: string, range: SendRange, currency: string): WriteUpdate[] {
  if (lane === 'availability') return [(locator) => availabilityUpdate(range, locator)]
  if (lane === 'prices') return [(locator) => priceUpdate(range, currency, locator)]
  if (lane === 'restrictions') return restrictionUpdates(range)
  throw new Error(`Booking.com has no lane named ${lane}`)
}

/** Rooms to sell are a matter of the room alone: naming a rate plan here would be refused. */
function availabilityUpdate(range: SendRange, locator: number): Markup {
  const rooms = decodeCellValue('availability', range.value) as number
  return element('AvailStatusMessage', { BookingLimit: rooms, LocatorID: locator }, application(range, false))
}

function priceUpdate(range: SendRange, currency: string, locator: number): Markup {
  const prices = decodeCellValue('price', range.value) as PriceValue
  const amounts = prices.map((minor, index) =>
    element('BaseByGuestAmt', { NumberOfGuests: index + 1, AmountAfterTax: toDecimal(minor, currency) }),
  )
  const rate = element('Rate', { CurrencyCode: currency }, element('BaseByGuestAmts', {}, ...amounts))
  return element(
    'RateAmountMessage',
    { LocatorID: locator },
    application(range, true),
    element('Rates', {}, rate),
  )
}

function restrictionUpdates(range: SendRange): WriteUpdate[] {
  const value = decodeCellValue('restrictions', range.value) as RestrictionsValue
  // Booking.com's lengths of stay bind every stay that touches the night, not only arrivals, and it knows no other
  // kind. The larger of our two minimums is sent: it may turn away a stay that arrives earlier, but never takes one
  // that we would not offer. The smaller of our two maximums likewise. Days in advance have no place in the message: they hold
  // for what we offer ourselves.
  const minimum = Math.max(value.minLosThrough, value.minLosArrival)
  const maximum = Math.min(value.maxLosThrough ?? Infinity, value.maxLosArrival ?? Infinity)
  const lengths = element(
    'LengthsOfStay',
    {},
    element('LengthOfStay', { Time: minimum, MinMaxMessageType: 'SetMinLOS' }),
    // Updates overlay, so that "no maximum" must be said too: zero takes an earlier one away.
    element('LengthOfStay', { Time: Number.isFinite(maximum) ? maximum : 0, MinMaxMessageType: 'SetMaxLOS' }),
  )
  const status = (closed: boolean, restriction?: 'Arrival' | 'Departure') =>
    element('RestrictionStatus', { Status: closed ? 'Close' : 'Open', Restriction: restriction })
  const update =
    (...content: Markup[]): WriteUpdate =>
    (locator) =>
      element('AvailStatusMessage', { LocatorID: locator }, application(range, true), ...content)
  return [
    update(lengths, status(value.closed)),
    update(status(value.closedToArrival, 'Arrival')),
    update(status(value.closedToDeparture, 'Departure')),
  ]
}

/** Our ranges end before `to`; OTA's `End` is the last night itself. */
function application(range: SendRange, withRate: boolean): Markup {
  if (withRate && range.rateCode === null) throw new Error(`a ${range.facet} range needs a rate code`)
  return element('StatusApplicationControl', {
    Start: range.from,
    End: addDays(range.to, -1),
    InvTypeCode: range.roomCode,
    RatePlanCode: withRate ? (range.rateCode ?? undefined) : undefined,
  })
}
