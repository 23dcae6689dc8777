/** Bookings of a BR answer as messages in our words, each with its receipt. */
import {
  type InboundMessage,
  type ReservationSnapshot,
  reservationSnapshotSchema,
} from '../../../shared/snapshot.ts'
import type { PulledMessage } from '../../engine/ports.ts'
import { revisionPart } from '../revision.ts'
import { maskCardNumbers, maskCards } from '../xml/card-masking.ts'
import { attribute, childrenNamed, descendant, type XmlElement } from '../xml/xml-tree.ts'
import { writeElement } from '../xml/xml-writer.ts'
import type { Transaction } from './booking-confirmation.ts'
import { currencyOf, readGuest, readPayment, readRoom, UnreadableBooking } from './booking-stay.ts'

/** One queue: new, changed and cancelled bookings come in one answer. */
export const QUEUE = 'bookings'
export const LONGEST_RAW = 1_000_000
export const LONGEST_NOTE = 2_000

const KINDS = { Book: 'new', Modify: 'modified', Cancel: 'cancelled' } as const
type BookingType = keyof typeof KINDS

interface Property {
  readonly hotelCode: string
  readonly currency: string
}

/**
 * Oldest first, as Expedia's answers are newest first. Every transaction is the whole booking: one that was retrieved
 * before and has been followed by another since is confirmed together with its successor, and not applied once more,
 * which would take the booking back to what it was for a moment. Bookings of other hotels of the account are left to those.
 */
export function readBookings(bookings: readonly XmlElement[], property: Property): PulledMessage[] {
  const ordered = bookings
    .filter((booking) => (attribute(descendant(booking, 'Hotel'), 'id') ?? '') === property.hotelCode)
    .toReversed()
    .toSorted((a, b) => compareText(createdAt(a), createdAt(b)))
  const followed = new Map<string, Transaction[]>()
  const latest = new Map(ordered.map((booking) => [booking.attributes.id, booking]))
  const messages: PulledMessage[] = []
  for (const booking of ordered) {
    const channelRef = channelRefOf(booking)
    const transaction = transactionOf(booking)
    const before = (channelRef !== undefined && followed.get(channelRef)) || []
    if (channelRef !== undefined && transaction !== null) {
      const isOver = latest.get(booking.attributes.id) !== booking
      if (isOver && attribute(booking, 'status') === 'retrieved') {
        followed.set(channelRef, [...before, transaction])
        continue
      }
      followed.delete(channelRef)
    }
    const confirms = transaction === null ? [] : [...before, transaction]
    messages.push({ message: readMessage(booking, property.currency), receipt: JSON.stringify(confirms) })
  }
  return messages
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** "Date and time when this booking transaction was made". */
function createdAt(booking: XmlElement): string {
  return attribute(booking, 'createDateTime') ?? ''
}

function channelRefOf(booking: XmlElement): string | undefined {
  const id = attribute(booking, 'id') ?? ''
  return /^\d{1,14}$/.test(id) ? id : undefined
}

function typeOf(booking: XmlElement): BookingType | null {
  const type = attribute(booking, 'type') ?? ''
  return Object.hasOwn(KINDS, type) ? (type as BookingType) : null
}

function transactionOf(booking: XmlElement): Transaction | null {
  const bookingID = channelRefOf(booking)
  const bookingType = typeOf(booking)
  if (bookingID === undefined || bookingType === null) return null
  return { bookingID, bookingType, confirmNumber: attribute(booking, 'confirmNumber')?.slice(0, 50) ?? null }
}

function readMessage(booking: XmlElement, currency: string): InboundMessage {
  const channelRef = channelRefOf(booking)
  const type = typeOf(booking)
  const masked = maskCards(withoutPaymentDigits(booking))
  const base = {
    queue: QUEUE,
    kind: type === null ? 'modified' : KINDS[type],
    channelRef: channelRef ?? 'unknown',
    rawMasked: writeElement(masked).xml.slice(0, LONGEST_RAW),
    ...revisionPart(Date.parse(createdAt(booking))),
  } as const
  if (channelRef === undefined) return { ...base, snapshot: null, unreadable: 'the booking has no number' }
  if (type === null) return { ...base, snapshot: null, unreadable: 'the booking is of no known type' }
  return { ...base, ...snapshotOf(booking, { channelRef, type, currency, note: noteOf(masked) }) }
}

function snapshotOf(
  booking: XmlElement,
  known: { channelRef: string; type: BookingType; currency: string; note: string },
): ReadSnapshot {
  const { channelRef, type, note } = known
  return checkedSnapshot(() => {
    const guest = readGuest(booking)
    const stay = descendant(booking, 'RoomStay')
    const isCancelled = type === 'Cancel'
    if (!isCancelled && stay === undefined) throw new UnreadableBooking('the booking has no RoomStay')
    const currency = currencyOf(stay) ?? known.currency
    return {
      channelRef,
      status: isCancelled ? 'cancelled' : 'booked',
      booker: guest,
      currency,
      rooms: isCancelled || stay === undefined ? [] : [{ ...readRoom(stay, currency), guest }],
      note,
      ...(isCancelled ? {} : readPayment(booking, stay)),
    }
  })
}

/** Either the one or the reason why there is none. */
export interface ReadSnapshot {
  readonly snapshot: ReservationSnapshot | null
  readonly unreadable: string | null
}

/** `read` may throw UnreadableBooking. */
export function checkedSnapshot(read: () => unknown): ReadSnapshot {
  try {
    const checked = reservationSnapshotSchema.safeParse(read())
    if (checked.success) return { snapshot: checked.data, unreadable: null }
    const issue = checked.error.issues[0]
    throw new UnreadableBooking(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
  } catch (error) {
    if (!(error instanceof UnreadableBooking)) throw error
    return { snapshot: null, unreadable: error.message.slice(0, 500) }
  }
}

/** Payment instructions (code 5) may spell out Expedia's virtual card, its code and its expiry in free text. */
function withoutPaymentDigits(booking: XmlElement): XmlElement {
  const children = booking.children.map((child) =>
    child.name === 'SpecialRequest' && attribute(child, 'code')?.startsWith('5') === true
      ? withoutDigits(child)
      : child,
  )
  return { ...booking, children }
}

/** The same without runs of digits that may be of a card, in it and in what it holds. */
export function withoutDigits(source: XmlElement): XmlElement {
  return {
    ...source,
    text: source.text.replace(/\d{3,}/g, '****'),
    children: source.children.map(withoutDigits),
  }
}

/** What the guest asks for, and how the stay is paid: Expedia's own words, from the masked booking. */
function noteOf(masked: XmlElement): string {
  const texts = childrenNamed(masked, 'SpecialRequest')
    .map(({ text }) => text.trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '')
  return maskCardNumbers([...new Set(texts)].join('\n')).slice(0, LONGEST_NOTE)
}
