/** Reservations as SiteMinder delivers them: fetched as undelivered ones, or posted to the desk. */
import type { InboundMessage } from '../../../shared/snapshot.ts'
import { type ChannelContext, ChannelFailure, type PulledMessage } from '../../engine/ports.ts'
import { descendants } from '../xml/xml-tree.ts'
import { element } from '../xml/xml-writer.ts'
import { failureOf } from './meaning.ts'
import { ask } from './request.ts'
import { messagesOf, pulledMessages } from './reservation-messages.ts'
import { pointOfSale, readEnvelope, soapRequest } from './soap.ts'

/** One queue: new, changed and cancelled reservations come in one answer. */
export const QUEUE = 'reservations'
/** The last part of the address that SiteMinder posts to. */
const POSTED = 'OTA_HotelResNotif'

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
  action: string,
  body: string,
  property: { hotelCode: string; currency: string },
): InboundMessage[] {
  if (action !== POSTED) throw new ChannelFailure('MalformedAnswer', 'SiteMinder posts no such messages.')
  const root = readEnvelope(body)
  if (typeof root === 'string' || root.name !== `${POSTED}RQ`) {
    const reason = typeof root === 'string' ? root : `it is a ${root.name.slice(0, 60)}`
    throw new ChannelFailure(
      'MalformedAnswer',
      `SiteMinder posted what cannot be read: ${reason}.`.slice(0, 500),
    )
  }
  const reservations = descendants(root, 'HotelReservations', 'HotelReservation')
  const status = root.attributes.ResStatus?.trim()
  const known = { ...property, queue: QUEUE, ...(status ? { status } : {}) }
  // Each was posted once and answered: all of them count, in their order.
  return messagesOf(reservations, known).map(({ message }) => message)
}
