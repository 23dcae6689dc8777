/** A lane's batch as one OTA message of Google's dialect, version 3.0 (Hotel Prices, ARI XML reference). */
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../../shared/cells.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { weekdayFlags } from '../ota/weekdays.ts'
import { type WeeklyRun, weeklyRuns } from '../weekly-runs.ts'
import { type Attributes, element, type Markup, OTA_NAMESPACE } from '../xml/xml-writer.ts'

interface Form {
  /** Of the request, without `RQ`. */
  readonly action: string
  readonly path: string
  readonly list: string
  readonly attributes: Attributes
  readonly token: string
}

const FORMS: Readonly<Record<string, Form>> = {
  availability: {
    action: 'OTA_HotelInvCountNotif',
    path: 'hotel_inv_count_notif',
    list: 'Inventories',
    attributes: {},
    token: 'inv',
  },
  restrictions: {
    action: 'OTA_HotelAvailNotif',
    path: 'hotel_avail_notif',
    list: 'AvailStatusMessages',
    attributes: {},
    token: 'avail',
  },
  prices: {
    action: 'OTA_HotelRateAmountNotif',
    path: 'hotel_rate_amount_notif',
    list: 'RateAmountMessages',
    attributes: { NotifType: 'Overlay', NotifScopeType: 'ProductRate' },
    token: 'rate',
  },
}

export interface AriMessage {
  readonly action: string
  readonly path: string
  readonly echoToken: string
  readonly body: string
}

/**
 * `at` is epoch milliseconds, later than that of every message of the channel before; it makes the token unique as well.
 *
 * @throws Error for a lane or a range that the engine should never have asked for (a bug, not an answer).
 */
export function writeAriMessage(
  lane: string,
  ranges: readonly SendRange[],
  connection: ChannelConnection,
  at: number,
): AriMessage {
  const form = FORMS[lane]
  if (form === undefined) throw new Error(`Google has no lane named ${lane}`)
  const echoToken = `${form.token}-${tokenOf(connection.channelId)}-${at}`
  const root = element(
    `${form.action}RQ`,
    {
      xmlns: OTA_NAMESPACE,
      EchoToken: echoToken,
      // With milliseconds, which the documentation allows.
      TimeStamp: new Date(at).toISOString(),
      Version: '3.0',
      ...form.attributes,
    },
    element(
      'POS',
      {},
      element('Source', {}, element('RequestorID', { ID: connection.credentials.password })),
    ),
    element(
      form.list,
      { HotelCode: connection.settings.hotelCode },
      ...weeklyRuns(ranges).flatMap((run) => updatesOf(run, connection.currency)),
    ),
  )
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`
  return { action: form.action, path: form.path, echoToken, body }
}

/** "Allowed characters are a-z, A-Z, 0-9, _ and -." */
function tokenOf(channelId: string): string {
  return channelId.replace(/[^\w-]/g, '_').slice(0, 60)
}

function updatesOf(run: WeeklyRun, currency: string): Markup[] {
  const { facet } = run.range
  if (facet === 'availability') return [inventory(run)]
  return facet === 'price' ? [rateAmounts(run, currency)] : availStatuses(run)
}

function inventory(run: WeeklyRun): Markup {
  const { range } = run
  const count = decodeCellValue('availability', range.value) as number
  return element(
    'Inventory',
    {},
    application({ InvTypeCode: range.roomCode }, run),
    // 2: definite availability, the only one that Google takes.
    element('InvCounts', {}, element('InvCount', { Count: count, CountType: '2' })),
  )
}

/** What guests pay, taxes included, for each number of guests. */
function rateAmounts(run: WeeklyRun, currency: string): Markup {
  const { range } = run
  const amounts = (decodeCellValue('price', range.value) as PriceValue).map((minor, index) =>
    element('BaseByGuestAmt', {
      AmountAfterTax: toDecimal(minor, currency),
      CurrencyCode: currency,
      NumberOfGuests: index + 1,
    }),
  )
  return element(
    'RateAmountMessage',
    {},
    application(productOf(range), run),
    element('Rates', {}, element('Rate', {}, element('BaseByGuestAmts', {}, ...amounts))),
  )
}

/** Longer than any stay that Google shows: it takes no maximum away, so that one which restricts nothing is said. */
const NO_MAXIMUM = 99

/**
 * "An update to any previously defined restriction only replaces the value of the same restriction": every one is said each
 * time, also where there is none. Google closes a night that it was never told to be open. Minimum and maximum by arrival and
 * for every night of the stay are four values there as here. Days in advance hold for what we offer ourselves.
 */
function availStatuses(run: WeeklyRun): Markup[] {
  const { range } = run
  const value = decodeCellValue('restrictions', range.value) as RestrictionsValue
  const most = (nights: number | null) => Math.min(nights ?? NO_MAXIMUM, NO_MAXIMUM)
  const lengths = {
    SetMinLOS: value.minLosArrival,
    SetMaxLOS: most(value.maxLosArrival),
    SetForwardMinStay: value.minLosThrough,
    SetForwardMaxStay: most(value.maxLosThrough),
  }
  const stays = Object.entries(lengths).map(([MinMaxMessageType, Time]) =>
    element('LengthOfStay', { Time, TimeUnit: 'Day', MinMaxMessageType }),
  )
  const status = (Restriction: string, isClosed: boolean) =>
    element('RestrictionStatus', { Status: isClosed ? 'Close' : 'Open', Restriction })
  const message = (...content: Markup[]) =>
    element('AvailStatusMessage', {}, application(productOf(range), run), ...content)
  return [
    message(element('LengthsOfStay', {}, ...stays), status('Master', value.closed)),
    message(status('Arrival', value.closedToArrival)),
    message(status('Departure', value.closedToDeparture)),
  ]
}

function productOf({ facet, roomCode, rateCode }: SendRange): Attributes {
  if (rateCode === null) throw new Error(`a ${facet} range needs a rate code`)
  return { InvTypeCode: roomCode, RatePlanCode: rateCode }
}

/** Our ranges end before `to`; OTA's `End` is the last night itself. Without days of the week all of them are meant. */
function application(product: Attributes, { range: { from, to }, weekdays }: WeeklyRun): Markup {
  const nights = { Start: from, End: addDays(to, -1), ...weekdayFlags(weekdays) }
  return element('StatusApplicationControl', { ...nights, ...product })
}
