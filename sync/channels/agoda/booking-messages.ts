/** The details of one booking as a message in our words: they always say how the booking stands now. */
import {
  type InboundMessage,
  type ReservationSnapshot,
  reservationSnapshotSchema,
} from '../../../shared/snapshot.ts'
import { revisionPart } from '../revision.ts'
import { maskCardNumbers, maskCards } from '../xml/card-masking.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { element, writeElement } from '../xml/xml-writer.ts'
import type { Listed } from './booking-memory.ts'
import { currencyOf, readCustomer, readPayment, readRooms, UnreadableBooking } from './booking-stay.ts'

export const QUEUE = 'bookings'
const LONGEST_RAW = 1_000_000
const LONGEST_NOTE = 2_000

const KINDS: Readonly<Record<string, InboundMessage['kind']>> = {
  ConfirmBooking: 'new',
  AmendBooking: 'modified',
  CancelBooking: 'cancelled',
}

/** Null where there is none. */
export function bookingIdOf(booking: XmlElement): string | null {
  const id = attribute(booking, 'booking_id') ?? ''
  return /^\d{1,15}$/.test(id) ? id : null
}

function kindOf(status: string): InboundMessage['kind'] | null {
  return Object.hasOwn(KINDS, status) ? (KINDS[status] ?? null) : null
}

/** Never throws for what a booking holds: what cannot be read comes with the reason and no snapshot. */
export function readBooking(
  booking: XmlElement,
  channelRef: string,
  propertyCurrency: string,
): InboundMessage {
  const kind = kindOf(attribute(booking, 'status') ?? '')
  const masked = maskCards(booking)
  const rawMasked = writeElement(masked).xml.slice(0, LONGEST_RAW)
  const revision = revisionPart(Date.parse(attribute(booking, 'last_action') ?? ''))
  const base = { queue: QUEUE, kind: kind ?? 'modified', channelRef, rawMasked, ...revision } as const
  if (kind === null) return { ...base, snapshot: null, unreadable: 'the booking is of no known status' }
  return { ...base, ...snapshotOf(booking, { channelRef, kind, note: noteOf(masked), propertyCurrency }) }
}

/** The list names it and the details do not: it is kept for people to see, and asked for again. */
export function withoutDetails({ id, status, lastAction }: Listed): InboundMessage {
  return {
    queue: QUEUE,
    kind: kindOf(status) ?? 'modified',
    channelRef: id,
    snapshot: null,
    unreadable: 'Agoda lists the booking and gives no details of it',
    rawMasked: element('booking', { booking_id: id, status, last_action: lastAction }).xml.slice(
      0,
      LONGEST_RAW,
    ),
  }
}

function snapshotOf(
  booking: XmlElement,
  known: { channelRef: string; kind: InboundMessage['kind']; note: string; propertyCurrency: string },
): { snapshot: ReservationSnapshot | null; unreadable: string | null } {
  const { channelRef, kind, note, propertyCurrency } = known
  try {
    const isCancelled = kind === 'cancelled'
    const customer = readCustomer(booking)
    const currency = currencyOf(booking) ?? propertyCurrency
    const checked = reservationSnapshotSchema.safeParse({
      channelRef,
      status: isCancelled ? 'cancelled' : 'booked',
      booker: customer,
      currency,
      rooms: isCancelled ? [] : readRooms(booking, currency).map((room) => ({ ...room, guest: customer })),
      note,
      ...(isCancelled ? {} : readPayment(booking)),
    })
    if (checked.success) return { snapshot: checked.data, unreadable: null }
    const issue = checked.error.issues[0]
    throw new UnreadableBooking(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
  } catch (error) {
    if (!(error instanceof UnreadableBooking)) throw error
    return { snapshot: null, unreadable: error.message.slice(0, 500) }
  }
}

/** What the guest asks for, the extra beds, and who is paid: Agoda's own words, from the masked booking. */
function noteOf(masked: XmlElement): string {
  const requests = descendants(masked, 'requests', 'request').map(
    (each) => attribute(each, 'request_name') ?? each.text,
  )
  const beds = attribute(masked, 'extrabeds') ?? '0'
  const model = descendant(masked, 'paymentmodel')?.text.trim() ?? ''
  const lines = [
    ...requests,
    beds === '0' ? '' : `Extra beds: ${beds}`,
    model === '' ? '' : `Agoda payment model: ${model}`,
  ]
  const texts = lines.map((line) => line.trim().replace(/\s+/g, ' ')).filter((line) => line !== '')
  return maskCardNumbers([...new Set(texts)].join('\n')).slice(0, LONGEST_NOTE)
}
