/** BR: everything that is not confirmed yet, so that what was fetched and not committed comes again. */
import { type ChannelContext, ChannelFailure, type PulledMessage } from '../../engine/ports.ts'
import { descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { element } from '../xml/xml-writer.ts'
import { readBookings } from './booking-messages.ts'
import { eqcRequest, problemOfConnection } from './eqc.ts'
import { ask, failureOf } from './request.ts'

/** Documented: one answer brings at most so many, the newest ones. */
const MOST_BOOKINGS = 125
/** Answers asked for in one round: 1,000 bookings, as many as the engine takes. */
const MOST_ANSWERS = 8

/**
 * Asks for what was retrieved before as well: without that, Expedia would never bring again what was lost on its way
 * into the desk. A full answer is followed by another question for those that are still pending, which are older.
 *
 * @throws ChannelFailure
 */
export async function fetchBookings(context: ChannelContext): Promise<PulledMessage[]> {
  const { connection } = context
  const problem = problemOfConnection(connection)
  if (problem !== null) {
    const text = `${problem} Correct the settings of this channel.`
    throw new ChannelFailure('SettingsNotValid', text, { stop: true })
  }
  const bookings = await bookingsOf(['pending', 'retrieved'], context)
  let last = bookings.length
  for (let answers = 1; last >= MOST_BOOKINGS && answers < MOST_ANSWERS; answers += 1) {
    const more = await bookingsOf(['pending'], context)
    bookings.push(...more)
    last = more.length
  }
  return readBookings(bookings, { hotelCode: connection.settings.hotelCode, currency: connection.currency })
}

async function bookingsOf(statuses: readonly string[], context: ChannelContext): Promise<XmlElement[]> {
  const wanted = statuses.map((value) => element('Status', { value }))
  const body = eqcRequest('BookingRetrievalRQ', 'br', context.connection, element('ParamSet', {}, ...wanted))
  const { root, errors } = await ask('br', body, context)
  if (errors.length > 0) throw failureOf(errors)
  if (descendant(root, 'Bookings') === undefined)
    throw new ChannelFailure('MalformedAnswer', "Expedia's answer holds neither bookings nor an error.")
  return descendants(root, 'Bookings', 'Booking')
}
