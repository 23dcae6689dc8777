/** Guest requests as a portal delivers them: read until they are acknowledged, or pushed to the desk. */
import type { InboundMessage } from '../../../shared/snapshot.ts'
import { type ChannelContext, ChannelFailure, type PulledMessage } from '../../engine/ports.ts'
import { descendants, MalformedXml, parseXml, type XmlElement } from '../xml/xml-tree.ts'
import { element } from '../xml/xml-writer.ts'
import { ask } from './asking.ts'
import { readForm } from './form.ts'
import { writeMessage } from './message.ts'
import { messagesOf, pulledMessages } from './reservation-messages.ts'

/** One queue: quotes, reservations, changes and cancellations come in one answer. */
export const QUEUE = 'guest_requests'

const PUSHED = 'OTA_HotelResNotif'
const PUSHED_ACTION = `${PUSHED}:GuestRequests`

/** All that is not acknowledged yet. @throws ChannelFailure */
export async function fetchGuestRequests(context: ChannelContext): Promise<PulledMessage[]> {
  const { connection } = context
  const { hotelCode } = connection.settings
  const message = writeMessage(
    'read',
    element('ReadRequests', {}, element('HotelReadRequest', { HotelCode: hotelCode })),
  )
  const read = await ask('read', message, context)
  const reservations = descendants(read.root, 'ReservationsList', 'HotelReservation')
  return pulledMessages(messagesOf(reservations, { hotelCode, currency: connection.currency, queue: QUEUE }))
}

/** What a portal pushed ("GuestRequests Push"): the form that it posted, or the message of it alone. @throws ChannelFailure */
export function readPosted(
  action: string,
  body: string,
  property: { hotelCode: string; currency: string },
): InboundMessage[] {
  const form = readForm(body)
  const told = form?.get('action') ?? (action === PUSHED ? PUSHED_ACTION : action)
  if (told !== PUSHED_ACTION)
    throw new ChannelFailure('MalformedAnswer', 'Portals push guest requests, and no other messages.')
  const root = rootOf(form === null ? body : (form.get('request') ?? ''))
  if (typeof root === 'string' || root.name !== `${PUSHED}RQ`) {
    const reason = typeof root === 'string' ? root : `it is a ${root.name.slice(0, 60)}`
    const text = `The portal pushed what cannot be read: ${reason}.`
    throw new ChannelFailure('MalformedAnswer', text.slice(0, 500))
  }
  const reservations = descendants(root, 'HotelReservations', 'HotelReservation')
  // Each was pushed once and answered: all of them count, in their order.
  return messagesOf(reservations, { ...property, queue: QUEUE }).map(({ message }) => message)
}

function rootOf(text: string): XmlElement | string {
  try {
    return parseXml(text)
  } catch (error) {
    if (error instanceof MalformedXml) return error.message
    throw error
  }
}
