/** Availability, restrictions and prices of a lane's batch as one OTA message (pmsXchange, PMS to SiteMinder). */
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../../shared/cells.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { weekdayFlags } from '../ota/weekdays.ts'
import { type WeeklyRun, weeklyRuns } from '../weekly-runs.ts'
import { element, type Markup } from '../xml/xml-writer.ts'
import { pointOfSale, type SoapRequest, soapRequest } from './soap.ts'

export const LANES = [
  { lane: 'availability', facets: ['availability'] },
  { lane: 'restrictions', facets: ['restrictions'] },
  { lane: 'prices', facets: ['price'] },
] as const

/** "A positive integer between 1 and 5. Sending a value greater than 5 will result in an error" (Rates). */
const MOST_OCCUPANCIES = 5

/** The stem of a lane's messages. */
export function actionOf(lane: string): 'OTA_HotelAvailNotif' | 'OTA_HotelRateAmountNotif' {
  return lane === 'prices' ? 'OTA_HotelRateAmountNotif' : 'OTA_HotelAvailNotif'
}

/** @throws Error for a lane or a range that the engine should never have asked for (a bug, not an answer). */
export function writeAriMessage(
  lane: string,
  ranges: readonly SendRange[],
  connection: ChannelConnection,
  instant: { now: number; monotonic: number },
): SoapRequest {
  const updates = weeklyRuns(ranges).flatMap((run) => updatesOf(lane, run, connection.currency))
  const list = lane === 'prices' ? 'RateAmountMessages' : 'AvailStatusMessages'
  return soapRequest(
    `${actionOf(lane)}RQ`,
    connection,
    instant,
    pointOfSale(connection),
    element(list, { HotelCode: connection.settings.hotelCode }, ...updates),
  )
}

function updatesOf(lane: string, run: WeeklyRun, currency: string): Markup[] {
  if (lane === 'availability') return [availabilityUpdate(run)]
  if (lane === 'prices') return [priceUpdate(run, currency)]
  if (lane === 'restrictions') return restrictionUpdates(run)
  throw new Error(`SiteMinder has no lane named ${lane}`)
}

/** Rooms to sell are a matter of the room type: all its rates share them. */
function availabilityUpdate(run: WeeklyRun): Markup {
  const { range } = run
  const rooms = decodeCellValue('availability', range.value) as number
  const product = { InvTypeCode: range.roomCode }
  return element('AvailStatusMessage', { BookingLimit: rooms }, application({ ...nightsOf(run), ...product }))
}

/** The samples give the dates with the rate, and the table beside them with the room: both. */
function priceUpdate(run: WeeklyRun, currency: string): Markup {
  const { range } = run
  const prices = (decodeCellValue('price', range.value) as PriceValue).slice(0, MOST_OCCUPANCIES)
  const amounts = prices.map((minor, index) =>
    element('BaseByGuestAmt', {
      AgeQualifyingCode: '10',
      NumberOfGuests: index + 1,
      AmountAfterTax: toDecimal(minor, currency),
    }),
  )
  const nights = nightsOf(run)
  const rate = element(
    'Rate',
    { CurrencyCode: currency, ...nights },
    element('BaseByGuestAmts', {}, ...amounts),
  )
  return element(
    'RateAmountMessage',
    {},
    application({ ...nights, ...productOf(range) }),
    element('Rates', {}, rate),
  )
}

/**
 * Stop sell, closed to arrival and closed to departure are three states, each with a message of its own. The minimum is
 * one of the arrival there; the larger of our two is sent, and the smaller of our two maximums. Days in advance have no
 * place in the message.
 */
function restrictionUpdates(run: WeeklyRun): Markup[] {
  const { range } = run
  const value = decodeCellValue('restrictions', range.value) as RestrictionsValue
  const minimum = Math.max(value.minLosArrival, value.minLosThrough)
  const maximum = Math.min(value.maxLosThrough ?? Infinity, value.maxLosArrival ?? Infinity)
  const lengths = element(
    'LengthsOfStay',
    {},
    element('LengthOfStay', { MinMaxMessageType: 'SetMinLOS', Time: minimum }),
    // "A SetMaxLOS without Time removes it."
    element('LengthOfStay', {
      MinMaxMessageType: 'SetMaxLOS',
      Time: Number.isFinite(maximum) ? maximum : undefined,
    }),
  )
  const status = (isClosed: boolean, restriction?: 'Arrival' | 'Departure') =>
    element('RestrictionStatus', { Status: isClosed ? 'Close' : 'Open', Restriction: restriction })
  const update = (...content: Markup[]) =>
    element('AvailStatusMessage', {}, application({ ...nightsOf(run), ...productOf(range) }), ...content)
  return [
    update(lengths, status(value.closed)),
    update(status(value.closedToArrival, 'Arrival')),
    update(status(value.closedToDeparture, 'Departure')),
  ]
}

/** Our ranges end before `to`; OTA's `End` is the last night itself. "If one weekday flag is set all must be." */
function nightsOf({ range, weekdays }: WeeklyRun) {
  return { Start: range.from, End: addDays(range.to, -1), ...weekdayFlags(weekdays) }
}

function productOf({ facet, roomCode, rateCode }: SendRange) {
  if (rateCode === null) throw new Error(`a ${facet} range needs a rate code`)
  return { InvTypeCode: roomCode, RatePlanCode: rateCode }
}

function application(attributes: Readonly<Record<string, string>>): Markup {
  return element('StatusApplicationControl', attributes)
}
