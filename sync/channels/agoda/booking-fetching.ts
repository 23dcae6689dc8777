/** GetBookingList says which bookings something happened to, GetBookingDetails how each of them stands now. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type ChannelContext, ChannelFailure, type PulledMessage } from '../../engine/ports.ts'
import { attribute, childrenNamed, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { element } from '../xml/xml-writer.ts'
import { answeredAt, ask, REQUEST_TYPES } from './api.ts'
import { type BookingMemory, type Listed, memoryOf } from './booking-memory.ts'
import { bookingIdOf, readBooking, withoutDetails } from './booking-messages.ts'

/** Documented: bookings in one request for details. */
const MOST_DETAILS = 50
/** A few more than the engine takes in a round, so that it knows of the rest. */
const MOST_OPEN = 1_050

const receiptSchema = z.object({
  id: z.string(),
  status: z.string(),
  lastAction: z.string(),
  content: z.string(),
  servedAt: z.number().nullable(),
})

/** @throws ChannelFailure */
export async function fetchBookings(context: ChannelContext): Promise<PulledMessage[]> {
  const memory = memoryOf(context.connection)
  await readList(memory, context)
  const waiting = [...memory.open.values()]
    .toSorted((a, b) => Date.parse(a.lastAction) - Date.parse(b.lastAction) || 0)
    .slice(0, MOST_OPEN)
  const messages: PulledMessage[] = []
  for (let start = 0; start < waiting.length; start += MOST_DETAILS)
    messages.push(...(await readDetails(waiting.slice(start, start + MOST_DETAILS), memory, context)))
  return messages
}

/** Only what the desk has committed is not asked for again. Nothing is sent: Agoda takes no confirmation. */
export function acknowledge(committed: readonly { receipt: string }[], context: ChannelContext): void {
  const memory = memoryOf(context.connection)
  for (const { receipt } of committed) {
    const { content, servedAt, ...booking } = receiptSchema.parse(JSON.parse(receipt))
    memory.commit(booking, content, servedAt)
  }
}

async function readList(memory: BookingMemory, context: ChannelContext): Promise<void> {
  const now = context.clock.now()
  const from = memory.listFrom(now)
  const { hotelCode } = context.connection.settings
  const criteria = element(
    'criteria',
    { from: timeOf(from), to: timeOf(now) },
    element('property', { id: hotelCode }),
  )
  const result = await ask(REQUEST_TYPES.bookingList, context, criteria)
  const properties = descendant(result.root, 'properties')
  if (properties === undefined)
    throw new ChannelFailure(
      'MalformedAnswer',
      "Agoda's list of bookings holds neither properties nor an error.",
    )
  const own = childrenNamed(properties, 'property').filter((each) => attribute(each, 'id') === hotelCode)
  const bookings = own.flatMap((each) => descendants(each, 'bookings', 'booking')).flatMap(listedOf)
  memory.noteList(bookings, from, Math.min(now, answeredAt(result) ?? now))
}

/** What has no number cannot be asked for; there is nothing of it that could be kept. */
function listedOf(booking: XmlElement): Listed[] {
  const id = bookingIdOf(booking)
  if (id === null) return []
  const status = attribute(booking, 'status') ?? ''
  return [{ id, status, lastAction: attribute(booking, 'last_action') ?? '' }]
}

async function readDetails(
  wanted: readonly Listed[],
  memory: BookingMemory,
  context: ChannelContext,
): Promise<PulledMessage[]> {
  const { settings, currency } = context.connection
  const property = element(
    'property',
    { id: settings.hotelCode },
    ...wanted.map(({ id }) => element('booking', { id })),
  )
  const result = await ask(
    REQUEST_TYPES.bookingDetails,
    context,
    element('criteria', { language: 'EN' }, property),
  )
  const bookings = descendant(result.root, 'bookings')
  if (bookings === undefined)
    throw new ChannelFailure('MalformedAnswer', "Agoda's details hold neither bookings nor an error.")
  const told = new Map(childrenNamed(bookings, 'booking').map((booking) => [bookingIdOf(booking), booking]))
  return wanted.flatMap((listed) => {
    const booking = told.get(listed.id)
    const message =
      booking === undefined || isOfAnother(booking, settings.hotelCode)
        ? withoutDetails(listed)
        : readBooking(booking, listed.id, currency)
    const content = createHash('sha256').update(message.rawMasked).digest('hex')
    const servedAt = answeredAt(result)
    if (message.snapshot !== null && memory.hasContent(listed.id, content)) {
      memory.commit(listed, content, servedAt)
      return []
    }
    return [{ message, receipt: JSON.stringify({ ...listed, content, servedAt }) }]
  })
}

function isOfAnother(booking: XmlElement, hotelCode: string): boolean {
  return (attribute(booking, 'property_id') ?? hotelCode) !== hotelCode
}

/** With an offset, as Agoda counts in its own time otherwise. */
function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`
}
