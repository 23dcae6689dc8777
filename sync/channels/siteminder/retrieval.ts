/** Reservations as SiteMinder delivers them: fetched as undelivered ones, or posted to the desk. */
import type { InboundMessage } from '../../../shared/snapshot.ts'
import { type ChannelContext, ChannelFailure, type PulledMessage } from '../../engine/ports.ts'
import { openEnvelope } from '../xml/soap-envelope.ts'
import { descendants } from '../xml/xml-tree.ts'
import { element } from '../xml/xml-writer.ts'
import { failureOf } from './meaning.ts'
import { ask } from './request.ts'
import { messagesOf, pulledMessages } from './reservation-messages.ts'
import { pointOfSale, soapRequest } from './soap.ts'

/** One queue: new, changed and cancelled reservations come in one answer. */
export const QUEUE = 'reservations'
const POSTED = 'OTA_HotelResNotifRQ'

/** All that is not reported yet. @throws ChannelFailure */
export async function fetchReservations(context: ChannelContext): Promise<PulledMessage[]> {
  const { connection, clock } = context
  const { hotelCode } = connection.settings
  const wanted = element(
    'HotelReadRequest',
    { HotelCode: hotelCode },
    element('SelectionCriteria', { SelectionType: 'Undelivered' }),
  )
  const request = soapRequest(
    'OTA_ReadRQ',
    connection,
    { now: clock.now(), monotonic: clock.monotonic() },
    pointOfSale(connection),
    element('ReadRequests', {}, wanted),
  )
  const { read, answer } = await ask(request, 'OTA_ResRetrieveRS', context)
  if (read.kind !== 'message' || !read.isSuccess || answer.status > 299)
    throw failureOf(read, answer, clock.now())
  const reservations = descendants(read.root, 'ReservationsList', 'HotelReservation')
  return pulledMessages(messagesOf(reservations, { hotelCode, currency: connection.currency, queue: QUEUE }))
}

/** A body that SiteMinder pushed, in its envelope (Reservations PUSH). @throws ChannelFailure */
export function readPosted(
  _action: string,
  body: string,
  property: { hotelCode: string; currency: string },
): InboundMessage[] {
  const envelope = openEnvelope(body)
  if (typeof envelope === 'string') throw unreadable(envelope)
  const { content } = envelope
  if (content.name !== POSTED) throw unreadable(`it is a ${content.name.slice(0, 60)}`)
  const reservations = descendants(content, 'HotelReservations', 'HotelReservation')
  const status = content.attributes.ResStatus?.trim()
  const known = { ...property, queue: QUEUE, ...(status ? { status } : {}) }
  // Each was posted once and answered: all of them count, in their order.
  const messages = messagesOf(reservations, known).map(({ message }) => message)
  // It was answered with success already: what is another hotel's must not vanish here.
  if (messages.length === 0 && reservations.length > 0) throw unreadable('it is for another hotel')
  return messages
}

function unreadable(reason: string): ChannelFailure {
  return new ChannelFailure(
    'MalformedAnswer',
    `SiteMinder posted what cannot be read: ${reason}.`.slice(0, 500),
  )
}
