/** The documents of Booking.com's two reservation queues as messages in our words, each with its receipt. */
import {
  type InboundMessage,
  type ReservationSnapshot,
  reservationSnapshotSchema,
} from '../../../shared/snapshot.ts'
import { ChannelFailure, type PulledMessage } from '../../engine/ports.ts'
import { readBooker, readGuests } from '../ota/guests.ts'
import { UnreadableReservation } from '../ota/unreadable-reservation.ts'
import { maskCardNumbers, maskCards } from '../xml/card-masking.ts'
import {
  attribute,
  descendant,
  descendants,
  MalformedXml,
  parseXml,
  type XmlElement,
} from '../xml/xml-tree.ts'
import { writeElement } from '../xml/xml-writer.ts'
import { QUEUES, type Queue } from './queues.ts'
import { readPayment } from './reservation-payment.ts'
import { readRoom } from './reservation-room.ts'

const NAMELESS = 'Booking.com guest'
const CHANNEL_SOURCE = 'BOOKING.COM'
const LONGEST_RAW = 1_000_000
const LONGEST_NOTE = 2_000

/**
 * The messages of a fetched document, in the channel's order. A reservation that cannot be read comes with the reason
 * and no snapshot; those of another property of the same account are left to that property.
 *
 * @throws ChannelFailure `MalformedAnswer` when the document itself cannot be read.
 */
export function readQueue(
  queue: Queue,
  body: string,
  property: { hotelCode: string; currency: string },
): PulledMessage[] {
  const { action, list, item } = QUEUES[queue]
  const root = readDocument(body)
  if (root.name !== `${action}RQ`) {
    const reason = descendants(root, 'Errors', 'Error')[0]
    const text = attribute(reason, 'ShortText') ?? `a ${root.name.slice(0, 60)} instead of a ${action}RQ`
    throw new ChannelFailure('MalformedAnswer', `Booking.com sent no reservations: ${text.slice(0, 300)}`)
  }
  const documentStatus = attribute(root, 'ResStatus')
  return descendants(root, list, item)
    .filter((reservation) => isOfProperty(reservation, property.hotelCode))
    .map((reservation) => readMessage(queue, reservation, documentStatus, property.currency))
}

/** A body that Booking.com posted to its webhook: the same document as a fetched one. @throws ChannelFailure */
export function readPosted(
  action: string,
  body: string,
  property: { hotelCode: string; currency: string },
): InboundMessage[] {
  const queue = action === QUEUES.new.action ? 'new' : action === QUEUES.modified.action ? 'modified' : null
  if (queue === null) throw new ChannelFailure('MalformedAnswer', 'Booking.com posts no such messages')
  return readQueue(queue, body, property).map(({ message }) => message)
}

function readDocument(body: string): XmlElement {
  try {
    return parseXml(body)
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
    throw new ChannelFailure('MalformedAnswer', `Booking.com's reservations cannot be read: ${error.message}`)
  }
}

function isOfProperty(reservation: XmlElement, hotelCode: string): boolean {
  const property = descendant(reservation, 'RoomStays', 'RoomStay', 'BasicPropertyInfo')
  return (attribute(property, 'HotelCode') ?? hotelCode) === hotelCode
}

function readMessage(
  queue: Queue,
  reservation: XmlElement,
  documentStatus: string | undefined,
  currency: string,
): PulledMessage {
  const ids = descendants(reservation, 'ResGlobalInfo', 'HotelReservationIDs', 'HotelReservationID')
  const channelRef = channelRefOf(reservation, ids)
  const status = attribute(reservation, 'ResStatus') ?? documentStatus ?? ''
  const isCancelled = /^cancel/i.test(status)
  const kind = isCancelled ? 'cancelled' : queue
  const rawMasked = writeElement(maskCards(reservation)).xml.slice(0, LONGEST_RAW)
  const base = { queue, kind, channelRef: channelRef ?? 'unknown', rawMasked } as const
  // Everything the channel said about its identity goes back in the acknowledgement, its response token included.
  const receipt = JSON.stringify(ids.map((id) => id.attributes))
  const message: InboundMessage =
    channelRef === undefined
      ? { ...base, snapshot: null, unreadable: 'the reservation has no number' }
      : { ...base, ...snapshotOf(reservation, channelRef, isCancelled, currency) }
  return { message, receipt }
}

function channelRefOf(reservation: XmlElement, ids: readonly XmlElement[]): string | undefined {
  const own =
    ids.find((id) => attribute(id, 'ResID_Source')?.toUpperCase() === CHANNEL_SOURCE) ??
    ids.find((id) => attribute(id, 'ResID_Source') === undefined)
  const unique = descendants(reservation, 'UniqueID').find((id) => attribute(id, 'Type') === '14')
  const value = attribute(own, 'ResID_Value') ?? attribute(unique, 'ID')
  return value !== undefined && value.length <= 60 ? value : undefined
}

function snapshotOf(
  reservation: XmlElement,
  channelRef: string,
  isCancelled: boolean,
  propertyCurrency: string,
): { snapshot: ReservationSnapshot | null; unreadable: string | null } {
  try {
    const guests = readGuests(reservation, NAMELESS)
    const stays = isCancelled ? [] : descendants(reservation, 'RoomStays', 'RoomStay')
    if (!isCancelled && stays.length === 0) throw new UnreadableReservation('the reservation has no rooms')
    const currency = currencyOf(reservation) ?? propertyCurrency
    const rooms = stays.map((stay, index) => readRoom(stay, index + 1, currency, guests))
    if (new Set(rooms.map((room) => room.ref)).size < rooms.length) {
      throw new UnreadableReservation('two rooms have the same IndexNumber')
    }
    const checked = reservationSnapshotSchema.safeParse({
      channelRef,
      status: isCancelled ? 'cancelled' : 'booked',
      booker: readBooker(reservation, guests, NAMELESS),
      currency,
      rooms,
      note: noteOf(reservation),
      ...(isCancelled ? {} : readPayment(reservation, rooms, currency)),
    })
    if (checked.success) return { snapshot: checked.data, unreadable: null }
    const issue = checked.error.issues[0]
    throw new UnreadableReservation(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
  } catch (error) {
    if (!(error instanceof UnreadableReservation)) throw error
    return { snapshot: null, unreadable: error.message.slice(0, 500) }
  }
}

/** @throws UnreadableReservation when two amounts disagree: adding them up would invent money. */
function currencyOf(reservation: XmlElement): string | undefined {
  const totals = [
    ...descendants(reservation, 'ResGlobalInfo', 'Total'),
    ...descendants(reservation, 'RoomStays', 'RoomStay', 'Total'),
    ...descendants(reservation, 'RoomStays', 'RoomStay', 'RoomRates', 'RoomRate', 'Rates', 'Rate', 'Total'),
  ]
  const codes = new Set(
    totals.map((total) => attribute(total, 'CurrencyCode')).filter((code) => code !== undefined),
  )
  if (codes.size > 1) throw new UnreadableReservation('the reservation mixes currencies')
  const code = [...codes][0]
  if (code !== undefined && !/^[A-Z]{3}$/.test(code))
    throw new UnreadableReservation('the currency is not a code')
  return code
}

/** Remarks of the reservation and of its rooms; guests write card numbers into them, which are masked. */
function noteOf(reservation: XmlElement): string {
  const places = [
    ...descendants(reservation, 'ResGlobalInfo', 'Comments', 'Comment'),
    ...descendants(reservation, 'ResGlobalInfo', 'SpecialRequests', 'SpecialRequest'),
    ...descendants(reservation, 'RoomStays', 'RoomStay', 'Comments', 'Comment'),
    ...descendants(reservation, 'RoomStays', 'RoomStay', 'SpecialRequests', 'SpecialRequest'),
  ]
  const remarks = places.map((place) =>
    [place.text, ...descendants(place, 'Text').map((each) => each.text)].join(' '),
  )
  const texts = remarks.map((remark) => remark.trim()).filter((remark) => remark !== '')
  return maskCardNumbers([...new Set(texts)].join('\n')).slice(0, LONGEST_NOTE)
}
