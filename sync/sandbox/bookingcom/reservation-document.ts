/** A queue's bookings as the document that a fetch brings. Amounts are whole minor units, with DecimalPlaces. */
import { nightsOf } from '../../../shared/dates.ts'
import { minorDigits } from '../../../shared/money.ts'
import { element, type Markup, otaMessage } from '../../channels/xml/xml-writer.ts'
import { type Booking, type QueueName, responseToken, type SoldRoom } from './bookings.ts'

const FORMS = {
  new: { root: 'OTA_HotelResNotifRQ', list: 'HotelReservations', item: 'HotelReservation' },
  modified: { root: 'OTA_HotelResModifyNotifRQ', list: 'HotelResModifies', item: 'HotelResModify' },
} as const

const COMMISSION_PERCENT = 15

/** An empty queue brings the root alone, as the list may not be empty. `now` is epoch milliseconds. */
export function reservationDocument(
  queue: QueueName,
  bookings: readonly Booking[],
  hotelCode: string,
  now: number,
): string {
  const { root, list, item } = FORMS[queue]
  const items = bookings.map((booking) => writeBooking(item, queue, booking, hotelCode))
  const content = items.length === 0 ? [] : [element(list, {}, ...items)]
  return otaMessage(root, '2.001', now, {}, ...content)
}

function writeBooking(item: string, queue: QueueName, booking: Booking, hotelCode: string): Markup {
  const { content } = booking
  const isCancelled = booking.status === 'cancelled'
  const status = isCancelled ? 'Cancel' : queue === 'new' ? 'Commit' : 'Modify'
  const stays = content.rooms.map((room) => writeStay(room, content.currency, hotelCode))
  const created = `${new Date(booking.createdAt).toISOString().slice(0, 19)}Z`
  return element(
    item,
    { ResStatus: status, CreateDateTime: created },
    ...(isCancelled ? [] : [element('RoomStays', {}, ...stays)]),
    element('ResGuests', {}, writeGuest(booking)),
    writeGlobalInfo(booking),
  )
}

function writeStay(room: SoldRoom, currency: string, hotelCode: string): Markup {
  const nights = nightsOf({ from: room.arrival, to: room.departure })
  const rates = nights.map((night, index) =>
    element(
      'RoomRate',
      { EffectiveDate: night, RatePlanCode: room.rateCode },
      element('Rates', {}, element('Rate', {}, total(room.nightlyAmounts[index] ?? 0, currency))),
    ),
  )
  return element(
    'RoomStay',
    { IndexNumber: room.index },
    element('RoomTypes', {}, element('RoomType', { RoomTypeCode: room.roomCode })),
    element(
      'RatePlans',
      {},
      element('RatePlan', { RatePlanCode: room.rateCode }, commission(room, currency)),
    ),
    element('RoomRates', {}, ...rates),
    element('GuestCounts', {}, element('GuestCount', { AgeQualifyingCode: '10', Count: room.adults })),
    element('TimeSpan', { Start: room.arrival, End: room.departure }),
    total(sum(room.nightlyAmounts), currency),
    element('BasicPropertyInfo', { HotelCode: hotelCode }),
    element('ResGuestRPHs', {}, element('ResGuestRPH', { RPH: '1' })),
  )
}

/** Of a room for its whole stay. */
function commission(room: SoldRoom, currency: string): Markup {
  const payable = element('CommissionPayableAmount', {
    Amount: Math.round((sum(room.nightlyAmounts) * COMMISSION_PERCENT) / 100),
    CurrencyCode: currency,
    DecimalPlaces: minorDigits(currency),
  })
  return element('Commission', {}, payable)
}

function total(minor: number, currency: string): Markup {
  return element('Total', {
    AmountAfterTax: minor,
    CurrencyCode: currency,
    DecimalPlaces: minorDigits(currency),
  })
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0)
}

function writeGuest(booking: Booking): Markup {
  return element('ResGuest', { ResGuestRPH: '1' }, writeProfiles(booking))
}

function writeProfiles({ content }: Booking): Markup {
  const name = element(
    'PersonName',
    {},
    ...(content.firstName === '' ? [] : [element('GivenName', {}, content.firstName)]),
    element('Surname', {}, content.surname),
  )
  const { email = '' } = content
  const customer = element('Customer', {}, name, ...(email === '' ? [] : [element('Email', {}, email)]))
  return element('Profiles', {}, element('ProfileInfo', {}, element('Profile', {}, customer)))
}

function writeGlobalInfo(booking: Booking): Markup {
  const { content } = booking
  const cancelled = booking.status === 'cancelled'
  const amount = cancelled ? 0 : sum(content.rooms.flatMap((room) => room.nightlyAmounts))
  const ids = [
    { ResID_Source: 'BOOKING.COM', ResID_Value: booking.channelRef },
    { ResID_Source: 'RT', ResID_Value: responseToken(booking) },
  ]
  return element(
    'ResGlobalInfo',
    {},
    ...(content.cardNumber === null ? [] : [writeCard(content.cardNumber, content.virtualCardFrom ?? null)]),
    total(amount, content.currency),
    element('HotelReservationIDs', {}, ...ids.map((id) => element('HotelReservationID', id))),
    writeProfiles(booking),
  )
}

/** `EffectiveDate` is there for the channel's own virtual cards alone. */
function writeCard(number: string, activeFrom: string | null): Markup {
  const card = element('PaymentCard', {
    CardCode: 'VI',
    CardNumber: number,
    SeriesCode: '737',
    ExpireDate: '1229',
    ...(activeFrom === null ? {} : { EffectiveDate: activeFrom }),
  })
  const accepted = element('GuaranteeAccepted', {}, card)
  return element('Guarantee', {}, element('GuaranteesAccepted', {}, accepted))
}
