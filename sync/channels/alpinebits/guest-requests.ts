/** Guest requests as a portal delivers them: read until they are acknowledged, or pushed to the desk. */
import type { InboundMessage } from '../../../shared/snapshot.ts'
import { type ChannelContext, ChannelFailure, type PulledMessage } from '../../engine/ports.ts'
import { descendants, MalformedXml, parseXml, type XmlElement } from '../xml/xml-tree.ts'
import { element } from '../xml/xml-writer.ts'
import { ask } from './asking.ts'
import { readForm } from './form.ts'
import { writeMessage } from './message.ts'
import { messagesOf, pulledMessages, type ReadReservation } from './reservation-messages.ts'
import { isHandedOver, lookedAt, lookSince, noteRead } from './second-look.ts'

/** One queue: quotes, reservations, changes and cancellations come in one answer. */
export const QUEUE = 'guest_requests'

const PUSHED = 'OTA_HotelResNotif'
const PUSHED_ACTION = `${PUSHED}:GuestRequests`

/** All that is not acknowledged yet, and what may have been acknowledged unseen. @throws ChannelFailure */
export async function fetchGuestRequests(context: ChannelContext): Promise<PulledMessage[]> {
  const { connection, clock } = context
  const { channelId } = connection
  const since = lookSince(channelId)
  const begunAt = clock.now()
  const waiting = pulledMessages(await readRequests(null, context))
  const seen = new Set(waiting.map(({ message }) => message.channelRef))
  const again = since === null ? [] : await lookAgain(since, context)
  // They are acknowledged already, which is why they are looked for.
  const unseen = again.filter(
    ({ message }) =>
      message.snapshot !== null && !seen.has(message.channelRef) && !isHandedOver(channelId, message),
  )
  const pulled = [...waiting, ...unseen.map(({ message }) => ({ message, receipt: '[]' }))]
  noteRead(channelId, begunAt, pulled)
  return pulled
}

/** Nothing where the portal will not have it; any other failure is tried again with the next fetch. */
async function lookAgain(since: string, context: ChannelContext): Promise<PulledMessage[]> {
  const { channelId } = context.connection
  try {
    const pulled = pulledMessages(await readRequests(since, context))
    lookedAt(channelId)
    return pulled
  } catch (error) {
    if (!(error instanceof ChannelFailure) || error.stop) throw error
    if (/^(AlpineBits|RequestRefused)/.test(error.code)) lookedAt(channelId)
    return []
  }
}

/** `since`: everything that came after it, "regardless whether the client has retrieved them before"; null: what waits. */
async function readRequests(since: string | null, context: ChannelContext): Promise<ReadReservation[]> {
  const { settings, currency } = context.connection
  const { hotelCode } = settings
  const criteria = since === null ? [] : [element('SelectionCriteria', { Start: since })]
  const wanted = element('HotelReadRequest', { HotelCode: hotelCode }, ...criteria)
  const read = await ask('read', writeMessage('read', element('ReadRequests', {}, wanted)), context)
  const reservations = descendants(read.root, 'ReservationsList', 'HotelReservation')
  return messagesOf(reservations, { hotelCode, currency, queue: QUEUE })
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
  if (typeof root === 'string') throw unreadable(root)
  if (root.name !== `${PUSHED}RQ`) throw unreadable(`it is a ${root.name.slice(0, 60)}`)
  const reservations = descendants(root, 'HotelReservations', 'HotelReservation')
  // Each was pushed once and answered: all of them count, in their order.
  const messages = messagesOf(reservations, { ...property, queue: QUEUE }).map(({ message }) => message)
  // It was answered with success already: what is another hotel's must not vanish here.
  if (messages.length === 0 && reservations.length > 0) throw unreadable('it is for another hotel')
  return messages
}

function unreadable(reason: string): ChannelFailure {
  const text = `The portal pushed what cannot be read: ${reason}.`
  return new ChannelFailure('MalformedAnswer', text.slice(0, 500))
}

function rootOf(text: string): XmlElement | string {
  try {
    return parseXml(text)
  } catch (error) {
    if (error instanceof MalformedXml) return error.message
    throw error
  }
}
