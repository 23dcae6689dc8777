/** What a read brings, and what an acknowledgement settles: each reservation as it stands now, until that was acknowledged. */
import { nightsOf } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import { attribute, descendant, type XmlElement } from '../../channels/xml/xml-tree.ts'
import { element, type Markup } from '../../channels/xml/xml-writer.ts'
import type { Booking, Bookings, SoldRoom } from '../bookingcom/bookings.ts'
import { listOf, MessageRefused } from './answers.ts'

export type GuestRequests = ReturnType<typeof openGuestRequests>

const CANCELLATION = '15'
const RESERVATION = '14'

export interface Portal {
  readonly hotelCode: string
  readonly now: () => number
  /** An acknowledgement settles what became of a reservation since it was read, too; not by default. */
  readonly settlesUnseen: boolean
}

export function openGuestRequests(bookings: Bookings, { hotelCode, now, settlesUnseen }: Portal) {
  /** When each revision was first seen here, which is soon after it came to be; epoch milliseconds. */
  const came = new Map<string, { revision: number; at: number }>()
  const noteChanges = () => {
    for (const { channelRef, revision } of bookings.all())
      if (came.get(channelRef)?.revision !== revision) came.set(channelRef, { revision, at: now() })
  }
  /** The revision of each booking that a read brought last: acknowledgements have no number of a message. */
  const served = new Map<string, number>()
  return {
    /** Everything that came after `SelectionCriteria`, settled or not; without it what is not settled. */
    serve(message: XmlElement): Markup[] {
      noteChanges()
      const criteria = descendant(message, 'ReadRequests', 'HotelReadRequest', 'SelectionCriteria')
      const start = Date.parse(attribute(criteria, 'Start') ?? '')
      if (criteria !== undefined) {
        const later = bookings.all().filter(({ channelRef }) => (came.get(channelRef)?.at ?? 0) > start)
        return later.map((booking) => writeReservation(booking, hotelCode))
      }
      const waiting = [...bookings.waiting('new'), ...bookings.waiting('modified')]
      for (const { channelRef, revision } of waiting) served.set(channelRef, revision)
      return waiting.map((booking) => writeReservation(booking, hotelCode))
    },

    /** All of it or nothing; one that is repeated is no refusal. @throws MessageRefused */
    acknowledge(message: XmlElement): void {
      if (descendant(message, 'Success') === undefined) throw new MessageRefused('321', 'Success is required')
      const list = descendant(message, 'NotifDetails', 'HotelNotifReport', 'HotelReservations')
      const named = listOf(list, 'HotelReservation').map((each) => descendant(each, 'UniqueID'))
      const found = named.map((unique) => {
        const id = attribute(unique, 'ID') ?? ''
        const booking = bookings.find(id)
        if (booking === null) throw new MessageRefused('450', `No reservation has the number ${id}`)
        return { booking, type: attribute(unique, 'Type') }
      })
      for (const { booking, type } of found) {
        const isSeen = served.get(booking.channelRef) === booking.revision
        if ((isSeen || settlesUnseen) && type === typeOf(booking)) bookings.release(booking.channelRef, null)
      }
    },
  }
}

function typeOf({ status }: Booking): string {
  return status === 'cancelled' ? CANCELLATION : RESERVATION
}

function writeReservation(booking: Booking, hotelCode: string): Markup {
  const { channelRef, status, queue, content, createdAt } = booking
  const { currency, cardNumber, rooms } = content
  const resStatus =
    status === 'cancelled' ? 'Cancelled' : booking.revision === 1 || queue === 'new' ? 'Reserved' : 'Modify'
  const name = element(
    'PersonName',
    {},
    element('GivenName', {}, content.firstName),
    element('Surname', {}, content.surname),
  )
  const profile = element('Profile', {}, element('Customer', { Language: 'de' }, name))
  const guest = element('ResGuest', {}, element('Profiles', {}, element('ProfileInfo', {}, profile)))
  return element(
    'HotelReservation',
    { CreateDateTime: stamp(createdAt), ResStatus: resStatus },
    element('UniqueID', { Type: typeOf(booking), ID: channelRef }),
    element('RoomStays', {}, ...rooms.map((room) => writeStay(room, currency, cardNumber))),
    element('ResGuests', {}, guest),
    element('ResGlobalInfo', {}, element('BasicPropertyInfo', { HotelCode: hotelCode })),
  )
}

function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`
}

function writeStay(room: SoldRoom, currency: string, cardNumber: string | null): Markup {
  const { roomCode, rateCode, arrival, departure, nightlyAmounts } = room
  const total = nightlyAmounts.reduce((sum, each) => sum + each, 0)
  const amountOf = (minor: number) => ({ AmountAfterTax: toDecimal(minor, currency), CurrencyCode: currency })
  const rates = nightsOf({ from: arrival, to: departure }).map((night, index) =>
    element(
      'Rate',
      { EffectiveDate: night, ExpireDate: night, RateTimeUnit: 'Day', UnitMultiplier: '1' },
      element('Base', amountOf(nightlyAmounts[index] ?? 0)),
    ),
  )
  const rate = { RatePlanCode: rateCode, RoomTypeCode: roomCode }
  return element(
    'RoomStay',
    {},
    element('RoomTypes', {}, element('RoomType', { RoomTypeCode: roomCode, RoomClassificationCode: '42' })),
    element('RatePlans', {}, element('RatePlan', { RatePlanCode: rateCode })),
    element('RoomRates', {}, element('RoomRate', rate, element('Rates', {}, ...rates))),
    element('GuestCounts', {}, element('GuestCount', { Count: room.adults })),
    element('TimeSpan', { Start: arrival, End: departure }),
    ...(cardNumber === null ? [] : [writeCard(cardNumber)]),
    element('Total', amountOf(total)),
  )
}

function writeCard(number: string): Markup {
  const card = element(
    'PaymentCard',
    { CardCode: 'VI', ExpireDate: '1229' },
    element('CardHolderName', {}, 'Sandbox Guest'),
    element('CardNumber', {}, element('PlainText', {}, number)),
  )
  const accepted = element('GuaranteeAccepted', {}, card)
  return element('Guarantee', {}, element('GuaranteesAccepted', {}, accepted))
}
