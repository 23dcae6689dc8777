/** Reads Google's ARI messages as updates of nights; what is wrong refuses the whole message. */
import type { IsoDate } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import {
  attribute,
  childrenNamed,
  descendant,
  descendants,
  type XmlElement,
} from '../../channels/xml/xml-tree.ts'
import type { Product } from '../bookingcom/stock.ts'
import { otaNights } from '../ota-nights.ts'
import { type Action, GoogleRefused } from './google-answer.ts'

/** One restriction is one value of its own. */
export type Restriction =
  | 'SetMinLOS'
  | 'SetMaxLOS'
  | 'SetForwardMinStay'
  | 'SetForwardMaxStay'
  | 'Master'
  | 'Arrival'
  | 'Departure'

export type GoogleUpdate =
  | { readonly kind: 'rooms'; readonly roomCode: string; readonly rooms: number }
  | {
      readonly kind: 'rates'
      readonly roomCode: string
      readonly rateCode: string
      readonly amounts: readonly (number | null)[]
    }
  | {
      readonly kind: Restriction
      readonly roomCode: string
      readonly rateCode: string
      /** Nights, or 1 for closed. */
      readonly value: number
    }

interface Dated {
  readonly update: GoogleUpdate
  readonly nights: readonly IsoDate[]
}

interface Property {
  readonly products: readonly Product[]
  readonly currency: string
}

/** @throws GoogleRefused */
export function readUpdates(action: Action, list: XmlElement, property: Property): Dated[] {
  return list.children.flatMap((message) => {
    const control = descendant(message, 'StatusApplicationControl')
    const nights = nightsOfControl(control)
    const roomCode = attribute(control, 'InvTypeCode') ?? ''
    const product = property.products.find((each) => each.roomCode === roomCode)
    if (product === undefined) throw new GoogleRefused(`room ${roomCode} is not defined`, '3', '402')
    if (action === 'OTA_HotelInvCountNotif') return [{ nights, update: roomsOf(message, roomCode) }]
    const rateCode = attribute(control, 'RatePlanCode') ?? ''
    if (!product.rateCodes.includes(rateCode))
      throw new GoogleRefused(`package ${rateCode} is not defined`, '3', '249')
    const of = { roomCode, rateCode }
    if (action === 'OTA_HotelRateAmountNotif')
      return [
        { nights, update: { kind: 'rates', ...of, amounts: amountsOf(message, property.currency) } as const },
      ]
    return restrictionsOf(message).map(([kind, value]) => ({ nights, update: { kind, ...of, value } }))
  })
}

function nightsOfControl(control: XmlElement | undefined): readonly IsoDate[] {
  const meant = otaNights(control)
  if (meant === null) throw new GoogleRefused('the dates are none', '3', '404')
  return meant.nights
}

function roomsOf(message: XmlElement, roomCode: string): GoogleUpdate {
  const count = descendant(message, 'InvCounts', 'InvCount')
  const text = attribute(count, 'Count') ?? ''
  if (!/^\d{1,5}$/.test(text) || attribute(count, 'CountType') !== '2')
    throw new GoogleRefused('InvCount is no count of type 2')
  return { kind: 'rooms', roomCode, rooms: Number(text) }
}

function amountsOf(message: XmlElement, currency: string): (number | null)[] {
  const amounts: (number | null)[] = []
  for (const each of descendants(message, 'Rates', 'Rate', 'BaseByGuestAmts', 'BaseByGuestAmt')) {
    const guests = Number(attribute(each, 'NumberOfGuests') ?? Number.NaN)
    const minor = fromDecimal(attribute(each, 'AmountAfterTax') ?? '', currency)
    if (attribute(each, 'CurrencyCode') !== currency)
      throw new GoogleRefused('CurrencyCode is another one', '3', '436')
    if (!Number.isInteger(guests) || guests < 1 || guests > 99 || minor === undefined)
      throw new GoogleRefused('BaseByGuestAmt has no amount and number of guests', '3', '436')
    while (amounts.length < guests) amounts.push(null)
    amounts[guests - 1] = minor
  }
  if (amounts.length === 0) throw new GoogleRefused('a rate without amounts', '3', '436')
  return amounts
}

function restrictionsOf(message: XmlElement): [Restriction, number][] {
  const found: [Restriction, number][] = []
  for (const each of descendants(message, 'LengthsOfStay', 'LengthOfStay')) {
    const kind = attribute(each, 'MinMaxMessageType') ?? ''
    const time = attribute(each, 'Time') ?? ''
    if (!/^Set(M(in|ax)LOS|ForwardM(in|ax)Stay)$/.test(kind) || !/^[1-9]\d{0,2}$/.test(time))
      throw new GoogleRefused('LengthOfStay is no number of nights')
    found.push([kind as Restriction, Number(time)])
  }
  for (const each of childrenNamed(message, 'RestrictionStatus')) {
    const kind = attribute(each, 'Restriction') ?? 'Master'
    const status = attribute(each, 'Status') ?? ''
    if (!/^(Master|Arrival|Departure)$/.test(kind) || !/^(Open|Close)$/.test(status))
      throw new GoogleRefused('RestrictionStatus is unknown')
    found.push([kind as Restriction, Number(status === 'Close')])
  }
  if (found.length === 0) throw new GoogleRefused('an AvailStatusMessage without a restriction')
  return found
}
