/** FreeRooms and RatePlans of a lane's batch as one message. */
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../../shared/cells.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { OTA_WEEKDAYS } from '../ota/weekdays.ts'
import { element, type Markup } from '../xml/xml-writer.ts'
import { type Action, writeMessage } from './message.ts'

export const LANES = [
  { lane: 'free_rooms', facets: ['availability'] },
  { lane: 'rate_plans', facets: ['price', 'restrictions'] },
] as const

/** What of the rules the server takes. */
export interface RuleForms {
  readonly arrivalDays: boolean
  readonly departureDays: boolean
}

const COMPLETE_SET = { Type: '16', ID: '1', Instance: 'CompleteSet' }
const LONGEST_ROOM_CODE = 8
const LONGEST_RATE_CODE = 64

/** @throws Error for a lane that there is not (a bug, not an answer). */
export function actionOf(lane: string): Action {
  if (lane === 'free_rooms') return 'freeRooms'
  if (lane === 'rate_plans') return 'ratePlans'
  throw new Error(`AlpineBits has no lane named ${lane}`)
}

/** Why the format cannot carry a range; null when it can. A server would refuse the whole message. */
export function problemOfRange({
  facet,
  roomCode,
  rateCode,
  value,
}: SendRange): { code: string; message: string } | null {
  if (roomCode.length > LONGEST_ROOM_CODE)
    return {
      code: 'CodeTooLong',
      message: `A room code of AlpineBits has at most ${LONGEST_ROOM_CODE} characters.`,
    }
  if ((rateCode ?? '').length > LONGEST_RATE_CODE)
    return {
      code: 'CodeTooLong',
      message: `A rate plan code of AlpineBits has at most ${LONGEST_RATE_CODE} characters.`,
    }
  if (facet === 'price' && (decodeCellValue('price', value) as PriceValue).some((minor) => minor <= 0))
    return { code: 'PriceNotAboveZero', message: 'A price of AlpineBits is above zero.' }
  return null
}

/** @throws Error for ranges that the engine should never have asked for (a bug, not an answer). */
export function writeAriMessage(
  lane: string,
  ranges: readonly SendRange[],
  { settings, currency }: Pick<ChannelConnection, 'settings' | 'currency'>,
  forms: RuleForms & { readonly completeSet: boolean },
): string {
  const action = actionOf(lane)
  const place = { HotelCode: settings.hotelCode }
  if (action === 'freeRooms') {
    // Without it each period stands for itself, and leaves the others as they are; with it the others are deleted.
    const set = forms.completeSet ? [element('UniqueID', COMPLETE_SET)] : []
    return writeMessage(action, ...set, element('Inventories', place, ...ranges.map(inventory)))
  }
  const plans = [...byRatePlan(ranges)].map(([rateCode, own]) => ratePlan(rateCode, own, currency, forms))
  return writeMessage(action, element('RatePlans', place, ...plans))
}

/** "Missing InvCounts" say that nothing is left. Without an InvCode the code is one of a category of rooms. */
function inventory(range: SendRange): Markup {
  const count = decodeCellValue('availability', range.value) as number
  const counts =
    count === 0 ? [] : [element('InvCounts', {}, element('InvCount', { CountType: '2', Count: count }))]
  const control = { ...nightsOf(range), InvTypeCode: range.roomCode }
  return element('Inventory', {}, element('StatusApplicationControl', control), ...counts)
}

function byRatePlan(ranges: readonly SendRange[]): ReadonlyMap<string, readonly SendRange[]> {
  const plans = new Map<string, SendRange[]>()
  for (const range of ranges) {
    const { facet, rateCode } = range
    if (rateCode === null) throw new Error(`a ${facet} range needs a rate code`)
    const own = plans.get(rateCode)
    if (own === undefined) plans.set(rateCode, [range])
    else own.push(range)
  }
  return plans
}

/** An overlay changes the periods that it names. The plan itself, with its meals and its texts, is set up at the portal. */
function ratePlan(
  rateCode: string,
  ranges: readonly SendRange[],
  currency: string,
  forms: RuleForms,
): Markup {
  const rules = ranges.filter(({ facet }) => facet === 'restrictions')
  const rates = ranges.filter(({ facet }) => facet === 'price')
  const list = (name: string, content: Markup[]) =>
    content.length === 0 ? [] : [element(name, {}, ...content)]
  return element(
    'RatePlan',
    { RatePlanNotifType: 'Overlay', CurrencyCode: currency, RatePlanCode: rateCode },
    ...list(
      'BookingRules',
      rules.map((range) => bookingRule(range, forms)),
    ),
    ...list(
      'Rates',
      rates.map((range) => rate(range, currency)),
    ),
  )
}

/**
 * A whole rule, so that nothing of an earlier one is left: what is not limited is not named. Closed to arrival is a rule
 * without a weekday to arrive on. Days in advance belong to the offer of the plan, which is not ours.
 */
function bookingRule(range: SendRange, forms: RuleForms): Markup {
  const value = decodeCellValue('restrictions', range.value) as RestrictionsValue
  const lengths = Object.entries({
    SetMinLOS: value.minLosArrival,
    SetForwardMinStay: value.minLosThrough,
    SetMaxLOS: value.maxLosArrival,
    SetForwardMaxStay: value.maxLosThrough,
  }).flatMap(([MinMaxMessageType, Time]) =>
    Time === null ? [] : [element('LengthOfStay', { Time, TimeUnit: 'Day', MinMaxMessageType })],
  )
  const days = [
    ...(forms.arrivalDays ? [daysOfWeek('ArrivalDaysOfWeek', !value.closedToArrival)] : []),
    ...(forms.departureDays ? [daysOfWeek('DepartureDaysOfWeek', !value.closedToDeparture)] : []),
  ]
  return element(
    'BookingRule',
    { CodeContext: 'ROOMTYPE', Code: range.roomCode, ...nightsOf(range) },
    element('LengthsOfStay', {}, ...lengths),
    ...(days.length === 0 ? [] : [element('DOW_Restrictions', {}, ...days)]),
    element('RestrictionStatus', { Restriction: 'Master', Status: value.closed ? 'Close' : 'Open' }),
  )
}

function daysOfWeek(name: string, isOpen: boolean): Markup {
  const flag = isOpen ? '1' : '0'
  return element(name, Object.fromEntries(OTA_WEEKDAYS.map((day) => [day, flag])))
}

/** The amounts are those of the room; whether the portal takes them for each person says the plan there (Type 25: the room). */
function rate(range: SendRange, currency: string): Markup {
  const prices = decodeCellValue('price', range.value) as PriceValue
  const amounts = prices.map((minor, index) =>
    element('BaseByGuestAmt', {
      NumberOfGuests: index + 1,
      AgeQualifyingCode: '10',
      AmountAfterTax: toDecimal(minor, currency),
    }),
  )
  return element(
    'Rate',
    { InvTypeCode: range.roomCode, ...nightsOf(range) },
    element('BaseByGuestAmts', {}, ...amounts),
  )
}

/** Our ranges end before `to`; `End` is the last night itself. */
function nightsOf(range: SendRange) {
  return { Start: range.from, End: addDays(range.to, -1) }
}
