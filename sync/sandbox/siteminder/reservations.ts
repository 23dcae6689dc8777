/** What an OTA_ReadRQ brings, and what an OTA_NotifReportRQ settles. */
import { addDays, nightsOf } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { attribute, descendant, descendants } from '../../channels/xml/xml-tree.ts'
import { element, type Markup } from '../../channels/xml/xml-writer.ts'
import type { Bookings, SoldRoom } from '../bookingcom/bookings.ts'
import type { Message, Messages } from './messages.ts'
import { MessageRefused, type SoapMessage } from './soap-answer.ts'

/** The content of the answer: every message that is not reported yet. @throws MessageRefused */
export function serveUndelivered({ root }: SoapMessage, messages: Messages, hotelCode: string): Markup[] {
  const criteria = descendant(root, 'ReadRequests', 'HotelReadRequest', 'SelectionCriteria')
  if (attribute(criteria, 'SelectionType') !== 'Undelivered')
    throw new MessageRefused('10', '', 'SelectionType must be Undelivered')
  const reservations = messages.waiting().map((each) => writeReservation(each, hotelCode))
  const list = reservations.length === 0 ? [] : [element('ReservationsList', {}, ...reservations)]
  return [element('Success', {}), ...list]
}

/** All of the report or nothing; one that is repeated is no refusal. @throws MessageRefused */
export function receiveReport({ root }: SoapMessage, messages: Messages, bookings: Bookings): void {
  const reported = descendants(
    root,
    'NotifDetails',
    'HotelNotifReport',
    'HotelReservations',
    'HotelReservation',
  )
  const isSuccess = descendant(root, 'Success') !== undefined
  if (isSuccess === (descendant(root, 'Errors') !== undefined) || reported.length === 0)
    throw new MessageRefused('10', '321', 'Success or Errors, and the reservations are required')
  for (const each of reported) {
    const unique = descendants(each, 'UniqueID').find((id) => attribute(id, 'Type') === '16')
    const id = attribute(unique, 'ID') ?? ''
    const message = messages.find(id)
    if (message === null) throw new MessageRefused('3', '397', `Message not found for ID=${id}`)
    if (attribute(each, 'ResStatus') === undefined)
      throw new MessageRefused('10', '321', 'ResStatus is required')
    const ours = descendants(each, 'ResGlobalInfo', 'HotelReservationIDs', 'HotelReservationID')
    const number = ours.find((one) => attribute(one, 'ResID_Type') === '14')?.attributes.ResID_Value ?? ''
    messages.report(id, number)
    if (!messages.isWaiting(message.channelRef)) bookings.release(message.channelRef, number)
  }
}

function writeReservation(
  { id, channelRef, status, content, bookedAt, at }: Message,
  hotelCode: string,
): Markup {
  const { currency, cardNumber, rooms } = content
  const total = amount(
    'Total',
    rooms.flatMap((room) => room.nightlyAmounts),
    currency,
  )
  const name = element(
    'PersonName',
    {},
    element('GivenName', {}, content.firstName),
    element('Surname', {}, content.surname),
  )
  const profiles = element(
    'Profiles',
    {},
    element('ProfileInfo', {}, element('Profile', {}, element('Customer', {}, name))),
  )
  return element(
    'HotelReservation',
    {
      CreateDateTime: stamp(bookedAt),
      LastModifyDateTime: status === 'Commit' ? undefined : stamp(at),
      ResStatus: status,
    },
    pointOfSale(),
    element('UniqueID', { Type: '14', ID: channelRef }),
    element('UniqueID', { Type: '16', ID: id, ID_Context: 'MESSAGE_UNIQUE_ID' }),
    element('RoomStays', {}, ...rooms.map((room) => writeStay(room, currency, hotelCode))),
    element('ResGuests', {}, element('ResGuest', { ResGuestRPH: '1' }, profiles)),
    element('ResGlobalInfo', {}, ...(cardNumber === null ? [] : [writeCard(cardNumber)]), total, profiles),
  )
}

function pointOfSale(): Markup {
  const company = element('CompanyName', { Code: 'SBX' }, 'Sandbox Seller')
  return element(
    'POS',
    {},
    element(
      'Source',
      {},
      element('RequestorID', { Type: '22', ID: 'SITEMINDER' }),
      element('BookingChannel', { Primary: 'true', Type: '7' }, company),
    ),
  )
}

/** Offsets have no colon there. */
function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 23)}+0000`
}

function writeStay(room: SoldRoom, currency: string, hotelCode: string): Markup {
  const { roomCode, rateCode, arrival, departure, nightlyAmounts } = room
  const rates = nightsOf({ from: arrival, to: departure }).map((night, index) =>
    element(
      'Rate',
      { UnitMultiplier: '1', RateTimeUnit: 'Day', EffectiveDate: night, ExpireDate: addDays(night, 1) },
      amount('Base', [nightlyAmounts[index] ?? 0], currency),
    ),
  )
  const roomRate = { RoomTypeCode: roomCode, RatePlanCode: rateCode, NumberOfUnits: '1' }
  return element(
    'RoomStay',
    {},
    element('RoomTypes', {}, element('RoomType', { RoomTypeCode: roomCode })),
    element('RatePlans', {}, element('RatePlan', { RatePlanCode: rateCode })),
    element('RoomRates', {}, element('RoomRate', roomRate, element('Rates', {}, ...rates))),
    element('GuestCounts', {}, element('GuestCount', { AgeQualifyingCode: '10', Count: room.adults })),
    element('TimeSpan', { Start: arrival, End: departure }),
    amount('Total', nightlyAmounts, currency),
    element('BasicPropertyInfo', { HotelCode: hotelCode }),
    element('ResGuestRPHs', {}, element('ResGuestRPH', { RPH: '1' })),
  )
}

function amount(name: string, amounts: readonly number[], currency: string): Markup {
  const minor = amounts.reduce((sum, each) => sum + each, 0)
  return element(name, { AmountAfterTax: toDecimal(minor, currency), CurrencyCode: currency })
}

function writeCard(number: string): Markup {
  const card = { CardCode: 'VI', CardNumber: number, SeriesCode: '737', ExpireDate: '1229' }
  const accepted = element('GuaranteeAccepted', {}, element('PaymentCard', card))
  return element('Guarantee', {}, element('GuaranteesAccepted', {}, accepted))
}
